"""Everything that follows from documents, claims and rulings: copies, undertakings, events, conflicts."""

import gc
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from operator import attrgetter
from typing import Any

import msgspec

from entente.merge.copies import Lineage, find_copies
from entente.merge.events import Fold, event_id_of, fold_event
from entente.merge.grounds import find_conflicts
from entente.merge.lifecycle import Due, Life, lives
from entente.merge.memory import Known, Memory, no_memory
from entente.merge.origins import Origins
from entente.merge.reports import EVENT_KINDS, Report, report_of
from entente.merge.same_event import SameEvents, find_same_events
from entente.merge.steps import place_steps
from entente.merge.stories import find_stories, text_of
from entente.merge.undertakings import Matching, Registry, UndertakingMention
from entente.records import Claim, Conflict, Decision, Document, Event, Problem, Record, Source, Undertaking


class Merged(Record, frozen=True, kw_only=True):
    """What the ledger's claims come to; a function of its input alone, whatever the order."""

    lineages: tuple[Lineage, ...]
    """One a document, by id."""
    decisions: tuple[Decision, ...]
    """The machine's, by relation and pair; a person's are never among them."""
    events: tuple[Event, ...]
    """By id."""
    undertakings: tuple[Undertaking, ...]
    """By id."""
    dues: tuple[Due, ...]
    conflicts: tuple[Conflict, ...]
    """By id."""
    problems: tuple[Problem, ...] = ()


@contextmanager
def _uncollected() -> Iterator[None]:
    """Nothing that a merge makes leads back to itself: looking for such circles would cost a sixth of its time."""
    collected = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collected:
            gc.enable()


@_uncollected()
def merge(
    documents: Iterable[Document],
    claims: Iterable[Claim],
    mentions: Iterable[UndertakingMention] = (),
    decisions: Iterable[Decision] = (),
    *,
    sources: Iterable[Source] = (),
    vectors: Mapping[str, bytes] | None = None,
    memory: Memory | None = None,
) -> Merged:
    """One snapshot.

    Args:
        documents: all texts.
        claims: what they tell.
        mentions: the undertakings that the claims name.
        decisions: a person's rulings, which stand above ours.
        sources: the user's list.
        vectors: those of sentences, by claim id.
        memory: of the merge before, where another is expected: what did not change is not compared again.
    """
    memory = memory or no_memory()
    memory.turn()
    texts = _by_id(documents, lambda document: document.doc_id)
    told = _by_id((claim for claim in claims if claim.doc_id in texts), lambda claim: claim.claim_id)
    named = place_steps(mentions, told)
    rulings = standing_rulings(decisions, told)
    copies = find_copies(texts.values(), rulings, memory)
    origins = Origins(copies.lineages, {key: document.source_id for key, document in texts.items()}, sources)
    registry, same = _join(texts, told, named, rulings, vectors, memory)
    known = lives(registry)
    groups = [[told[key] for key in group] for group in same.groups]
    misses = [(told[one], told[other]) for one, other in same.near_misses]
    works = [[mention.claim_id for thing in group for mention in thing.mentions] for group in registry.groups]
    conflicts = find_conflicts(groups, misses, known, told, texts, works)
    decisions = in_order((*copies.decisions, *registry.decisions, *same.decisions))
    del registry, same, named, misses, works  # much of what a large merge holds, and all that is left is to tell it
    events, problems = _fold(groups, texts, origins, conflicts, memory.stage("events folded"))
    return Merged(
        lineages=copies.lineages,
        decisions=decisions,
        events=events,
        undertakings=tuple(life.undertaking for life in known),
        dues=dues_of_all(known),
        conflicts=conflicts,
        problems=problems,
    )


def _by_id(records: Iterable[Any], key: Callable[[Any], str]) -> dict[str, Any]:  # Any: of one type, each caller's own
    """Each record once, in order of id; of two with one id, that whose JSON comes first."""
    found: dict[str, Any] = {}
    for record in records:
        held = found.get(key(record))
        if held is None or (held != record and msgspec.json.encode(record) < msgspec.json.encode(held)):
            found[key(record)] = record
    return {name: found[name] for name in sorted(found)}


def in_order(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """By relation, pair and id; sorted part by part, since a key of several parts for each would fill the memory."""
    found = list(decisions)
    for part in ("decision_id", "right", "left", "relation"):
        found.sort(key=attrgetter(part))
    return tuple(found)


def standing_rulings(decisions: Iterable[Decision], claims: Iterable[str]) -> tuple[Decision, ...]:
    """A person's rulings that no later one revokes, with events written as the claims that they stand on.

    One that says `maybe` takes an earlier one back, and leaves the pair to the machine.
    """
    made = sorted({decision.decision_id: decision for decision in decisions}.values(), key=lambda d: d.decision_id)
    if not made:
        return ()
    revoked = {decision.revokes for decision in made}
    claim_of = {event_id_of(claim): claim for claim in claims}
    stand = (one for one in made if one.decision_id not in revoked and one.verdict != "maybe")
    return tuple(_on_claims(decision, claim_of) for decision in stand)


def _on_claims(decision: Decision, claim_of: Mapping[str, str]) -> Decision:
    if decision.relation != "same_event":
        return decision
    one, other = (claim_of.get(key, key) for key in (decision.left, decision.right))
    if one == other:
        return decision
    return msgspec.structs.replace(decision, left=min(one, other), right=max(one, other))


def _join(
    texts: Mapping[str, Document],
    claims: Mapping[str, Claim],
    mentions: Sequence[UndertakingMention],
    rulings: Sequence[Decision],
    vectors: Mapping[str, bytes] | None,
    memory: Memory,
) -> tuple[Registry, SameEvents]:
    """Undertakings by name first, which help to tell events apart; then those that only one event shows to be one."""
    openings, told = memory.stage("openings"), memory.stage("reports")
    stories = find_stories(
        (openings.recall(openings.number(key, text), partial(text_of, text)) for key, text in texts.items()), memory
    )
    matching = Matching(mentions, memory)
    steps, heads = _steps(matching.registry(rulings)), heads_of(mentions)

    def report(key: str, claim: Claim) -> Report:
        values = claim, stories.get(claim.doc_id, ""), steps[key], heads[key], (vectors or {}).get(key, b"")
        return told.recall(told.number(key, values), partial(report_of, *values))

    typed = ((key, one) for key, one in claims.items() if one.type is not None and one.kind in EVENT_KINDS)
    same = find_same_events((report(*one) for one in typed), rulings, memory)
    return matching.registry(rulings, same.groups), same


def _steps(registry: Registry) -> defaultdict[str, list[str]]:
    """The named undertakings that each claim speaks of; a bare description is no ground to tell events apart."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for group in registry.groups:
        if any(thing.keys for thing in group):
            for claim in sorted({mention.claim_id for thing in group for mention in thing.mentions}):
                found[claim].append(group[0].thing_id)
    return found


def heads_of(mentions: Iterable[UndertakingMention]) -> defaultdict[str, list[str]]:
    """Head nouns of what each claim's own step belongs to."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for mention in mentions:
        if mention.stage is not None:
            found[mention.claim_id].append(mention.head)
    return found


def _fold(
    groups: Iterable[Sequence[Claim]],
    texts: Mapping[str, Document],
    origins: Origins,
    conflicts: Sequence[Conflict],
    known: Known,
) -> tuple[tuple[Event, ...], tuple[Problem, ...]]:
    by_claim: defaultdict[str, list[Conflict]] = defaultdict(list)
    for conflict in conflicts:
        by_claim[conflict.claim_a].append(conflict)

    def fold(group: Sequence[Claim]) -> Fold:
        about = [conflict for claim in group for conflict in by_claim[claim.claim_id]]
        told = [
            (claim, texts[claim.doc_id].published, origins.source_of(claim), origins.keys(claim)) for claim in group
        ]
        number = known.number(group[0].claim_id, (told, about))
        return known.recall(number, partial(fold_event, group, texts, origins, about))

    folds = [fold(group) for group in groups]
    events = sorted((fold.event for fold in folds), key=lambda event: event.event_id)
    problems = sorted((problem for fold in folds for problem in fold.problems), key=repr)
    return tuple(events), tuple(problems)


def dues_of_all(known: Iterable[Life]) -> tuple[Due, ...]:
    """What was promised by when, in order."""
    dues = (due for life in known for due in life.dues)
    return tuple(sorted(dues, key=lambda due: (due.undertaking_id, due.due.bounds, due.stage)))
