"""Events as rows: who did what to whom, when, how firm, on how many independent origins."""

from collections.abc import Callable, Collection, Iterable
from datetime import date

from entente.records import Claim, DateSpan, Decision, Event
from entente.records.codes import COUNTED, DateBasis, Domain, EventType, Quad, Stage, Status
from entente.views.book import Book
from entente.views.pairs import PairRow, pair_rows
from entente.views.quote import QuoteRow, quote_of
from entente.views.reasons import Reason, reasons_of
from entente.views.row import Row
from entente.views.wording import say_when


class EventRow(Row, frozen=True, kw_only=True):
    """One event with the quote that tells it best."""

    event_id: str
    when: str
    """In words; the EDTF string is in `edtf`."""
    edtf: str
    earliest: date | None
    latest: date | None
    basis: DateBasis
    """How the date is known."""
    status: Status
    type: EventType
    mode: str | None
    quad: Quad
    intensity: float
    domains: tuple[Domain, ...]
    actors: tuple[str, ...]
    """By name."""
    recipients: tuple[str, ...]
    stage: Stage | None
    grade: str
    n_documents: int
    n_independent: int
    first_published: date | None
    last_published: date | None
    conflicts: tuple[str, ...]
    undertakings: tuple[str, ...]
    quote: QuoteRow

    @property
    def primary_domain(self) -> Domain:
        """The field it counts under."""
        return self.domains[0]


class Report(Row, frozen=True, kw_only=True):
    """What one document says of an event, and why it is read so."""

    claim_id: str
    origin: str
    """Reports of one origin count once."""
    status: Status
    holders: tuple[str, ...]
    """From the outside in."""
    quote: QuoteRow
    reasons: tuple[Reason, ...]


class EventDetail(Row, frozen=True, kw_only=True):
    """An event with every report, grouped by origin, and the reasons behind its values."""

    event: EventRow
    reports: tuple[Report, ...]
    pairs: tuple[PairRow, ...] = ()
    """Why its reports tell of one happening, and which others may; empty: none is compared, or it was not asked."""


def event_rows(
    book: Book,
    *,
    events: Collection[str] | None = None,
    statuses: Collection[Status] | None = None,
    since: date | None = None,
    until: date | None = None,
) -> tuple[EventRow, ...]:
    """Events by date, undated ones last.

    Args:
        book: what to read.
        events: only these ids; None: all.
        statuses: only these; None: all.
        since: may have happened on this day or later; an undated one may.
        until: may have happened on this day or earlier.
    """
    chosen = (
        event
        for event in book.events.values()
        if (events is None or event.event_id in events)
        and (statuses is None or event.status in statuses)
        and may_fall(event.when, since, until)
        and book.held(event.claims)
    )
    return tuple(sorted((event_row(book, event) for event in chosen), key=by_date))


def may_fall(when: DateSpan, since: date | None, until: date | None) -> bool:
    """Whether a date may lie in a window, both ends included."""
    first, last = when.bounds
    return (since is None or last >= since) and (until is None or first <= until)


def by_date(row: EventRow) -> tuple[bool, date, date, str]:
    """What sorts events: dated ones first, by their bounds."""
    undated = row.earliest is None and row.latest is None
    return undated, row.earliest or date.min, row.latest or date.max, row.event_id


def event_row(book: Book, event: Event) -> EventRow:
    """One event as a row."""
    claims = book.held(event.claims)
    return EventRow(
        event_id=event.event_id,
        when=say_when(event.when),
        edtf=event.when.edtf,
        earliest=event.when.earliest,
        latest=event.when.latest,
        basis=event.when.basis,
        status=event.status,
        type=event.type,
        mode=event.mode,
        quad=event.quad,
        intensity=event.intensity,
        domains=event.domains,
        actors=tuple(book.name_of_participant(actor, event.when.latest) for actor in event.actors),
        recipients=tuple(book.name_of_participant(actor, event.when.latest) for actor in event.recipients),
        stage=next((claim.stage for claim in claims if claim.stage and claim.status == event.status), None),
        grade=str(event.grade),
        n_documents=event.n_documents,
        n_independent=event.n_independent,
        first_published=event.first_published,
        last_published=event.last_published,
        conflicts=event.conflicts,
        undertakings=tuple(sorted({u for claim in claims for u in book.undertakings_of.get(claim.claim_id, ())})),
        quote=quote_of(book, telling_claim(book, event.status, claims)),
    )


def telling_claim(book: Book, status: Status, claims: Iterable[Claim]) -> Claim:
    """The claim whose quote stands for all: of the same status, an original rather than a copy, the earliest told."""

    def rank(claim: Claim) -> tuple[bool, bool, int, tuple[date, str, int]]:
        copied = book.origin_of(claim) != claim.doc_id
        return claim.status != status, copied, len(claim.holders), book.by_publication(claim)

    return min(claims, key=rank)


def event_detail(book: Book, event: Event, decisions: Iterable[Decision] = ()) -> EventDetail:
    """The event with its reports, one origin after the other; `decisions` on pairs of claims that hold one of its."""
    claims = book.held(event.claims)
    order = {origin: at for at, origin in enumerate(dict.fromkeys(map(book.origin_of, claims)))}
    reports = [report_of(book, claim) for claim in claims]
    return EventDetail(
        event=event_row(book, event),
        reports=tuple(sorted(reports, key=lambda r: order[r.origin])),
        pairs=pair_rows(book, decisions),
    )


def report_of(book: Book, claim: Claim) -> Report:
    """One claim as a report."""
    return Report(
        claim_id=claim.claim_id,
        origin=book.origin_of(claim),
        status=claim.status,
        holders=tuple(holder.label for holder in claim.holders),
        quote=quote_of(book, claim),
        reasons=reasons_of(book, claim),
    )


def is_counted(row: EventRow | Event) -> bool:
    """C5: only what happened or is under way is counted, and words alone are no act."""
    return row.status in COUNTED and row.quad != 0


def between(book: Book, a: str, b: str) -> Callable[[Iterable[str]], bool]:
    """Whether claims have both states as parties, on whichever sides."""

    def joins(claims: Iterable[str]) -> bool:
        return {a, b} <= book.sides_of(claims).all

    return joins
