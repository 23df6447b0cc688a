"""Claims of one happening folded into one event: every value is derived from them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple, TypeVar

from msgspec.structs import replace

from entente.merge.origins import Origins
from entente.records import (
    ActorMention,
    Claim,
    Conflict,
    DateSpan,
    Document,
    Event,
    Grade,
    Participant,
    Place,
    Problem,
    content_id,
)
from entente.records.codes import EVENT_TYPES, SOCIETY, Credibility, DateBasis, EventType, Reliability, Status
from entente.vocab.states import load_states
from entente.words import fold_text

T = TypeVar("T")

FIRM: frozenset[Status] = frozenset({"happened", "under_way", "denied"})
"""What is said of the act itself; a plan or a call does not compete with it."""
PLAIN: Mapping[Status, str] = {"under_way": "happened"}
"""Statuses that confirm each other."""
BASIS_RANK: Mapping[DateBasis, int] = {
    "explicit": 0, "relative_to_publication": 1, "relative_to_event": 2, "dateline": 3, "carried": 4,
    "publication_default": 5, "unknown": 6,
}  # fmt: skip
"""Better known dates first."""
NAMELESS = frozenset({"pronoun", "nominal", "context"})
"""Ways of naming that, unresolved, tell nobody."""
_STATES = frozenset(f"act:{state.iso3.lower()}" for state in load_states())


class Fold(NamedTuple):
    """An event, and what did not fit."""

    event: Event
    problems: tuple[Problem, ...]


def fold_event(
    claims: Iterable[Claim],
    documents: Mapping[str, Document],
    origins: Origins,
    conflicts: Iterable[Conflict] = (),
) -> Fold:
    """One event from the claims of one happening; claims without a type do not come here."""
    ordered = as_printed(claims, documents)
    about = [
        conflict for conflict in conflicts if {conflict.claim_a, conflict.claim_b} <= {c.claim_id for c in ordered}
    ]
    winner = best_claim(ordered, documents, origins)
    backing = [claim for claim in ordered if _kin(claim.status) == _kin(winner.status)]
    kind = _commonest_type(backing, origins)
    first, last = _clocks(backing if winner.status == "happened" else ordered, ordered, documents)
    when, problems = _when(backing, origins, first if winner.status == "happened" else None)
    in_favour = [claim for claim in backing if claim.type == kind]
    event = Event(
        claims=tuple(sorted(claim.claim_id for claim in ordered)),
        type=kind,
        mode=_commonest([claim.mode for claim in in_favour if claim.mode]),
        actors=participants(mention for claim in ordered for mention in _doers(claim)),
        recipients=_without(
            participants(mention for claim in ordered for mention in _others(claim)),
            participants(mention for claim in backing for mention in _doers(claim)),
        ),
        domains=_by_frequency(domain for claim in backing for domain in claim.domains),
        when=when,
        where=_place(backing),
        status=winner.status,
        intensity=EVENT_TYPES[kind].base,
        quad=EVENT_TYPES[kind].quad,
        grade=Grade(reliability=_letter(backing, origins), credibility=credibility(ordered, winner, origins, about)),
        n_documents=len({claim.doc_id for claim in ordered}),
        n_independent=min(origins.count(ordered), len({claim.doc_id for claim in ordered})),
        first_published=first,
        last_published=last,
        conflicts=tuple(sorted(conflict.conflict_id for conflict in about)),
    )
    return Fold(event, problems)


def as_printed(claims: Iterable[Claim], documents: Mapping[str, Document]) -> list[Claim]:
    """Claims by day of publication, document and place in it, undated ones last: among equals the first told wins."""

    def place(claim: Claim) -> tuple[date, date, str, int, str]:
        document = documents.get(claim.doc_id)
        first, last = document.published.bounds if document and document.published else (date.max, date.max)
        return first, last, claim.doc_id, claim.trigger.start, claim.claim_id

    return sorted(claims, key=place)


def event_id_of(claim_id: str) -> str:
    """The id that an event has while this claim is the first of it: every id ever given leads to a claim (C6)."""
    return content_id("evt", claim_id)


def resolve_event(event_id: str, events: Iterable[Event]) -> Event | None:
    """The event that an id, present or past, now stands for; None: never given."""
    return next((e for e in events if any(event_id_of(claim) == event_id for claim in e.claims)), None)


def _kin(status: Status) -> str:
    return PLAIN.get(status, status)


def best_claim(claims: Sequence[Claim], documents: Mapping[str, Document], origins: Origins) -> Claim:
    """C4: the best graded claim, ties to the latest published; plans give way to what is said of the act itself."""
    firm = [claim for claim in claims if claim.status in FIRM] or list(claims)
    backing = defaultdict(list)
    for claim in firm:
        backing[_kin(claim.status)].append(claim)
    voices = {status: origins.count(group) for status, group in backing.items()}

    def rank(claim: Claim) -> tuple[int, str, int]:
        digit = 1 if voices[_kin(claim.status)] > 1 else single_digit(claim)
        published = published_on(documents.get(claim.doc_id))
        return digit, _letter([claim], origins), -published.toordinal()

    return min(as_printed(firm, documents), key=rank)


def published_on(document: Document | None) -> date:
    """The last day on which it may have been published; the first day of the calendar when nothing tells."""
    return (document and document.published and document.published.latest) or date.min


def single_digit(claim: Claim) -> Credibility:
    """2: a named party says it of its own act; 3: somebody named who is no party, or the author; 6: nobody named."""
    holder = claim.holders[-1]
    if holder.anonymity == "hearsay" or holder.anonymity.startswith("unnamed"):
        return 6
    mention = holder.actor_mention
    if mention is None:
        return 3
    parties = {_identity(party) for party in (*claim.actors, *claim.recipients)}
    return 2 if parties & {_identity(mention), mention.on_behalf_of} else 3


def _identity(mention: ActorMention) -> str:
    return mention.on_behalf_of or mention.actor_id or fold_text(mention.surface)


def credibility(
    claims: Sequence[Claim], winner: Claim, origins: Origins, conflicts: Iterable[Conflict] = ()
) -> Credibility:
    """The digit of an event (domain model, section 5): independent voices and open conflicts, never the letters."""
    denied = [claim for claim in claims if claim.status == "denied"]
    named = [claim for claim in claims if claim.status != "denied" and single_digit(claim) != 6]
    if denied and not named and origins.count(denied) > 1:
        return 5
    if any(conflict.state == "open" and conflict.kind != "superseded" for conflict in conflicts):
        return 4
    backing = [claim for claim in claims if _kin(claim.status) == _kin(winner.status)]
    if origins.count(backing) > 1:
        return 1
    return min((single_digit(claim) for claim in backing), default=6)


def _letter(claims: Iterable[Claim], origins: Origins) -> Reliability:
    """The best letter among the sources; F when the user's list has none of them."""
    sources = (origins.source_of(claim) for claim in claims)
    return min((source.reliability for source in sources if source), default="F")


def _commonest_type(claims: Sequence[Claim], origins: Origins) -> EventType:
    """The type that most independent voices give; of equals the more material, then the one told first."""
    groups: defaultdict[EventType, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.type is not None:
            groups[claim.type].append(claim)
    return min(groups, key=lambda kind: (-origins.count(groups[kind]), -len(groups[kind]), -EVENT_TYPES[kind].quad))


def _commonest(values: Sequence[T]) -> T | None:
    """The most frequent; of equals the first."""
    counts = Counter(values)
    return max(counts, key=lambda value: counts[value], default=None)


def _by_frequency(values: Iterable[T]) -> tuple[T, ...]:
    """Each once, the most frequent first; of equals the first told."""
    return tuple(value for value, _ in Counter(values).most_common())


def _is_of_others(claim: Claim) -> bool:
    """Whether it is mere words, of somebody whom the text names as their holder, about those who take part."""
    return claim.type == "SAY" and len(claim.holders) > 1


def _doers(claim: Claim) -> Sequence[ActorMention]:
    """Who did it; of mere words whoever says them: those that they are about are no speakers."""
    if not _is_of_others(claim):
        return claim.actors
    speaker = claim.holders[-1].actor_mention
    return () if speaker is None else (_for_state(speaker),)


def _for_state(speaker: ActorMention) -> ActorMention:
    """Whoever speaks for a state and is known by nothing else, as the state: an ambassador not in the vocabulary."""
    if speaker.actor_id or speaker.on_behalf_of is None or speaker.acts_as in SOCIETY:
        return speaker
    return replace(speaker, actor_id=speaker.on_behalf_of)


def _others(claim: Claim) -> Sequence[ActorMention]:
    """To whom it was done; of mere words those whom they are about."""
    return (*claim.actors, *claim.recipients) if _is_of_others(claim) else claim.recipients


def participants(mentions: Iterable[ActorMention]) -> tuple[Participant, ...]:
    """Each actor once, the most named first; unresolved names stay as they are, unresolved pronouns tell nobody.

    A bare "delegation" that acts for a state stands for it; its farmers and its opposition are apart from it.
    """
    groups: defaultdict[tuple[str, str], list[ActorMention]] = defaultdict(list)
    for mention in mentions:
        known = mention.actor_id or (mention.on_behalf_of if mention.via in NAMELESS else None)
        if known is not None or mention.via not in NAMELESS:
            groups[known or fold_text(mention.surface), _circle(mention)].append(mention)
    return tuple(_participant(groups[key]) for key in sorted(groups, key=lambda key: -len(groups[key])))


def _circle(party: ActorMention | Participant) -> str:
    """The sector of people of a state who do not act as the state; of all others nothing."""
    return party.acts_as if party.actor_id in _STATES and party.acts_as in SOCIETY else ""


def _participant(mentions: Sequence[ActorMention]) -> Participant:
    """Named by its commonest name rather than by a role or a capital."""
    names = [m.surface for m in mentions if m.via in ("name", "acronym")] or [m.surface for m in mentions]
    sectors = [mention.acts_as for mention in mentions if mention.acts_as]
    first = mentions[0]
    actor_id = first.actor_id or (first.on_behalf_of if first.via in NAMELESS else None)
    return Participant(actor_id=actor_id, name=_commonest(names) or "", acts_as=_commonest(sectors))


def _without(some: tuple[Participant, ...], others: tuple[Participant, ...]) -> tuple[Participant, ...]:
    """Nobody is on both sides of one event."""
    known = {(other.actor_id or fold_text(other.name), _circle(other)) for other in others}
    return tuple(one for one in some if (one.actor_id or fold_text(one.name), _circle(one)) not in known)


def _place(claims: Sequence[Claim]) -> Place | None:
    """The place most claims give; of equals the more precise, then the one told first."""
    places = [claim.where for claim in claims if claim.where]
    counts = Counter(place.geonames_id or fold_text(place.name) for place in places)
    return min(places, key=lambda p: (-counts[p.geonames_id or fold_text(p.name)], -p.precision), default=None)


def _clocks(
    telling: Sequence[Claim], claims: Sequence[Claim], documents: Mapping[str, Document]
) -> tuple[date | None, date | None]:
    """First and last publication; of something that happened, the first that tells it as such (D4)."""
    firsts = [document for claim in telling if (document := documents.get(claim.doc_id))]
    lasts = [document for claim in claims if (document := documents.get(claim.doc_id))]
    first = min((d.published.latest for d in firsts if d.published and d.published.latest), default=None)
    last = max((d.published.latest for d in lasts if d.published and d.published.latest), default=None)
    return (first, last) if first else (last, last)


def _when(claims: Sequence[Claim], origins: Origins, reported: date | None) -> tuple[DateSpan, tuple[Problem, ...]]:
    """The best supported date: most independent voices agree, then better known, then narrower, then earlier."""
    spans = {claim.when: claim for claim in claims}
    possible = [span for span in spans if not reported or (span.earliest or date.min) <= reported]
    if not possible:
        return _before(claims, reported)

    def rank(span: DateSpan) -> tuple[int, int, int, date, str]:
        agreeing = [claim for claim in claims if claim.when.basis != "unknown" and span.within(claim.when) != "no"]
        low, high = span.bounds
        return -origins.count(agreeing), BASIS_RANK[span.basis], (high - low).days, low, span.edtf

    return min(possible, key=rank), ()


def _before(claims: Sequence[Claim], reported: date | None) -> tuple[DateSpan, tuple[Problem, ...]]:
    """D4: what is reported as done was done by then, whatever later date the text gives."""
    claim = claims[0]
    problem = Problem(
        code="date_after_report",
        message=f"reported as happened by {reported}, but dated {claim.when.edtf}",
        where=claim.doc_id,
        remedy="read the quote: the date or the tense in the text is wrong, or ours is",
        start=claim.trigger.start,
        end=claim.trigger.end,
    )
    return DateSpan.between(None, reported, basis="unknown", confidence=0.0, granularity="open"), (problem,)
