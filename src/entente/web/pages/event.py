"""One event: each part of its sentence opens to its words; reports by origin; what is disputed; how it was recorded."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from entente.records import Claim, Entry, Event, Evidence
from entente.views import EventDetail, Reason, Report, SourceRow, event_detail
from entente.views.events import telling_claim
from entente.views.wording import say_amount, say_when
from entente.web.edition import Edition
from entente.web.pages.page import Page, known
from entente.web.tongue import _, plain, say_stage, say_type


class Part(NamedTuple):
    """One value of an event and the words it was read from."""

    label: str
    value: str
    words: str
    """Empty: a rule gave it, no words."""
    mark: str
    """`ev:` id of those words."""
    doc_id: str


class Origin(NamedTuple):
    """Reports that count once, and the text that printed the words first."""

    source: SourceRow | None
    reports: tuple[Report, ...]


class Line(NamedTuple):
    """A line of the ledger about a claim of the event."""

    at: datetime
    superseded_at: datetime | None
    producer: str
    claim_id: str
    source: str
    corrects: bool


def page(edition: Edition, name: str, history: Sequence[Entry] = ()) -> Page:
    """The page of an event.

    Args:
        edition: what is known.
        name: its id, or that of a claim of it.
        history: lines of the ledger under its claims.
    """
    event = known(edition.events, edition.book.event_of.get(name, name), "event")
    detail = event_detail(edition.book, event)
    claims = edition.book.held(event.claims)
    telling = telling_claim(edition.book, event.status, claims)
    values = {
        "detail": detail,
        "row": detail.event,
        "grounds": _grounds(next(r for r in detail.reports if r.claim_id == telling.claim_id).reasons),
        "parts": tuple(_parts(edition, event, telling)),
        "origins": origins(edition, detail),
        "conflicts": edition.conflicts.of(_disputes(edition, event)),
        "undertakings": edition.undertakings_in(detail.event),
        "pair": _pair(edition, event),
        "history": tuple(_lines(edition, history)),
    }
    return Page("event", detail.event.quote.exact, values, "explore")


def _grounds(reasons: Sequence[Reason]) -> list[Reason]:
    """Why it is dated and called so: of each field the reason that settled it."""
    settled = {each.field: each for each in reasons}
    return [settled[name] for name in ("status", "when", "due") if name in settled]


def _disputes(edition: Edition, event: Event) -> list[str]:
    named = [name for name in event.conflicts if name in edition.conflict]
    return list(dict.fromkeys((*edition.conflicts_over(event.claims), *named)))


def _pair(edition: Edition, event: Event) -> tuple[tuple[str, str], tuple[str, str]] | None:
    """Codes and names of the two states it is between; None: of one, or of more than two."""
    states = sorted(edition.sides[event.event_id].all)
    if len(states) != 2:
        return None
    a, b = states
    return (edition.code_of(a), edition.code_of(b)), (edition.book.name_of(a), edition.book.name_of(b))


def _parts(edition: Edition, event: Event, claim: Claim) -> Iterator[Part]:
    """What the telling claim says, value by value."""
    yield _part(_("what"), say_type(event.type, event.mode), claim.trigger)
    for label, mentions in ((_("who"), claim.actors), (_("to whom"), claim.recipients)):
        for mention in mentions:
            yield _part(label, edition.book.name_of(mention.actor_id, mention.surface), mention.evidence)
    for party in claim.third_parties:
        role, mention = plain(party.role), party.actor
        yield _part(role, edition.book.name_of(mention.actor_id, mention.surface), mention.evidence)
    yield _part(_("when"), say_when(claim.when), claim.when.expression, claim.doc_id)
    if claim.where:
        yield _part(_("where"), claim.where.name, claim.where.evidence, claim.doc_id)
    if claim.due:
        yield _part(_("due"), say_when(claim.due), claim.due.expression, claim.doc_id)
    if claim.stage:
        yield _part(_("stage"), say_stage(claim.stage), claim.trigger)
    for amount in claim.amounts:
        yield _part(_("how much"), say_amount(amount), amount.evidence)
    for holder in claim.holders[1:]:
        speaker = holder.actor_mention
        value = edition.book.name_of(speaker.actor_id, holder.label) if speaker else holder.label
        yield _part(_("says who"), value, holder.evidence, claim.doc_id)


def _part(label: str, value: str, quote: Evidence | None, doc_id: str = "") -> Part:
    if quote is None:
        return Part(label, value, "", "", doc_id)
    return Part(label, value, quote.exact, quote.evidence_id, quote.doc_id)


def origins(edition: Edition, detail: EventDetail) -> tuple[Origin, ...]:
    """Reports grouped by the text that printed the words first."""
    names = dict.fromkeys(report.origin for report in detail.reports)
    return tuple(
        Origin(edition.source.get(name), tuple(report for report in detail.reports if report.origin == name))
        for name in names
    )


def _lines(edition: Edition, history: Sequence[Entry]) -> Iterator[Line]:
    """Lines about claims, as they were recorded."""
    for entry in sorted(history, key=lambda entry: entry.seq):
        claim = entry.body
        if isinstance(claim, Claim) and claim.doc_id in edition.book.documents:
            producer = f"{entry.producer.name} {entry.producer.version}"
            source = edition.book.source_name(claim.doc_id)
            corrects = entry.supersedes is not None
            yield Line(entry.recorded_at, entry.superseded_at, producer, claim.claim_id, source, corrects)
