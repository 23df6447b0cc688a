"""Two states: all that the book holds of their relation, every line with its quote."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from entente.records import Claim, Event, RelationMeasure
from entente.records.codes import ClaimKind, Quad
from entente.views.book import Book
from entente.views.conflicts import ConflictRow, conflict_rows, is_open
from entente.views.events import EventRow, between, event_row, event_rows, is_counted
from entente.views.news import News, news
from entente.views.phrase import Phrase, counted, joined, phrase
from entente.views.quote import QuoteRow
from entente.views.row import Row
from entente.views.sources import Coverage, SourceRow, coverage, source_rows
from entente.views.timeline import Timeline, timeline
from entente.views.trend import measure, trend, unplaced
from entente.views.undertakings import Outcome, UndertakingRow, undertaking_rows
from entente.views.voices import Voice, voices

STANDING: frozenset[ClaimKind] = frozenset({"state", "measure", "forecast", "recommendation"})
"""What is said of a relation without being an event in it."""

LATEST: tuple[tuple[Phrase, tuple[Quad, ...]], ...] = (
    (phrase("Latest dated deed"), (2,)),
    (phrase("Latest dated agreement or talks"), (1,)),
    (phrase("Latest dated friction"), (3, 4)),
)
"""What the summary names of events, by quad."""

PRESSING: tuple[tuple[Phrase, Outcome], ...] = (
    (phrase("Overdue"), "overdue"), (phrase("Silent"), "silent"), (phrase("Next due"), "due"),
)  # fmt: skip
"""What it names of undertakings."""


class Fact(Row, frozen=True, kw_only=True):
    """A sentence of the summary: a label and the words it rests on."""

    label: str
    note: str
    """What else is known of it: the day, how it stands."""
    anchor: str
    """Id of the record it comes from."""
    quote: QuoteRow


class Dyad(Row, frozen=True, kw_only=True):
    """The relation of two states as known on a day."""

    a: str
    b: str
    a_name: str
    b_name: str
    as_of: date | None
    summary: tuple[Fact, ...]
    read: Coverage
    """Everything read."""
    about: Coverage
    """The documents that speak of the two."""
    total: RelationMeasure
    series: tuple[RelationMeasure, ...]
    n_unplaced: int
    events: tuple[EventRow, ...]
    timeline: Timeline | None
    undertakings: tuple[UndertakingRow, ...]
    conflicts: tuple[ConflictRow, ...]
    standing: tuple[Voice, ...]
    """Positions, figures, forecasts and calls, by voice."""
    voices: tuple[Voice, ...]
    """All claims of the two, by voice."""
    news: News
    sources: tuple[SourceRow, ...]


def dyad(
    book: Book,
    a: str,
    b: str,
    as_of: date | None = None,
    *,
    since: date | None = None,
    until: date | None = None,
    lately: date | None = None,
) -> Dyad:
    """The page of two states.

    Args:
        book: what to read.
        a: `act:` id of a state.
        b: `act:` id of the other.
        as_of: the day to judge on; None: the day of the latest publication.
        since: events that may have happened on this day or later.
        until: events that may have happened on this day or earlier.
        lately: the day after which publications count as new; None: 120 days back.
    """
    joins = between(book, a, b)
    mine = {name for name, event in book.events.items() if joins(event.claims)}
    rows = event_rows(book, events=mine, since=since, until=until)
    promised = undertaking_rows(book, as_of, undertakings=frozenset(_undertakings(book, a, b)))
    claims = tuple(_claims(book, a, b, mine, promised))
    disputed = {c for claim in claims for c in book.conflicts_of.get(claim.claim_id, ())}
    names = {claim.doc_id for claim in claims}
    day = as_of or book.last_day
    series = trend(book, rows, a=a, b=b, first=_first_of_series(rows))
    fights = conflict_rows(book, conflicts=disputed)
    return Dyad(
        a=a,
        b=b,
        a_name=book.name_of(a),
        b_name=book.name_of(b),
        as_of=day,
        summary=tuple(summary(book, (book.events[row.event_id] for row in rows), promised, fights)),
        read=coverage(book),
        about=coverage(book, names),
        total=measure(rows, a=a, b=b, coverage=len(book.documents)),
        series=series,
        n_unplaced=unplaced(rows, series),
        events=rows,
        timeline=timeline(rows, day),
        undertakings=promised,
        conflicts=fights,
        standing=voices(book, (claim for claim in claims if claim.kind in STANDING), a, b),
        voices=voices(book, claims, a, b),
        news=news(
            book, lately, as_of, events=mine, undertakings={row.undertaking_id for row in promised}, conflicts=disputed
        ),
        sources=source_rows(book, names),
    )


def _undertakings(book: Book, a: str, b: str) -> Iterator[str]:
    """Those whose parties, or where they name fewer than two states, whose claims, have both."""
    joins = between(book, a, b)
    for name, undertaking in book.undertakings.items():
        parties = {book.state_of(party.actor.actor_id, undertaking.last_heard) for party in undertaking.parties} - {
            None
        }
        told = (claim for record in undertaking.history for claim in record.claims)
        if {a, b} <= parties or (len(parties) < 2 and joins(told)):
            yield name


def _claims(book: Book, a: str, b: str, events: Iterable[str], promised: Iterable[UndertakingRow]) -> Iterator[Claim]:
    """Claims that have both states as parties, or tell of an event or undertaking of the two."""
    told = {claim for name in events for claim in book.events[name].claims}
    told |= {
        claim for row in promised for record in book.undertakings[row.undertaking_id].history for claim in record.claims
    }
    for name, claim in book.claims.items():
        if name in told or {a, b} <= book.sides[name].all:
            yield claim


def _first_of_series(rows: Iterable[EventRow]) -> date | None:
    """A series starts where the events come close enough together to be one."""
    found = timeline(tuple(row for row in rows if is_counted(row)))
    return found.opens if found else None


def summary(
    book: Book, events: Iterable[Event], promised: Sequence[UndertakingRow], fights: Iterable[ConflictRow]
) -> Iterator[Fact]:
    """The latest deed, agreement and friction, what is longest overdue or next due, and what is in dispute."""
    counted = [event for event in events if is_counted(event) and _is_close(event)]
    for label, quads in LATEST:
        if latest := max((event for event in counted if event.quad in quads), key=_latest, default=None):
            found = event_row(book, latest)
            yield Fact(label=label, note=found.when, anchor=found.event_id, quote=found.quote)
    yield from _pressing(promised)
    if dispute := next((row for row in fights if is_open(row)), None):
        note = phrase("%(a)s against %(b)s", a=dispute.a.value, b=dispute.b.value)
        yield Fact(label=phrase("In dispute"), note=note, anchor=dispute.conflict_id, quote=dispute.b.quote)


def _is_close(event: Event) -> bool:
    """Whether its date is known to a year or less."""
    first, last = event.when.earliest, event.when.latest
    return bool(first and last and last - first <= timedelta(days=366))


def _latest(event: Event) -> tuple[bool, date, date, str]:
    """Dated by words before dated by its report."""
    told = event.when.basis != "publication_default"
    return told, event.when.latest or date.min, event.when.earliest or date.min, event.event_id


def _pressing(promised: Sequence[UndertakingRow]) -> Iterator[Fact]:
    """The longest overdue, the longest silent and the next due, by the words that set the day."""
    for label, outcome in PRESSING:
        row = next((row for row in promised if row.outcome == outcome), None)
        step = next((step for step in row.milestones if step.outcome == outcome), None) if row else None
        if row and step:
            past = counted("%(num)s day past its day", "%(num)s days past its day", row.days)
            days = past if row.days > 0 else counted("%(num)s day to go", "%(num)s days to go", -row.days)
            yield Fact(label=label, note=joined((row.title, days)), anchor=row.undertaking_id, quote=step.quotes[0])
