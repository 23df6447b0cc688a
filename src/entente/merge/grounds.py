"""The grounds on which claims may contradict each other: groups small enough to be looked through, each by its key."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from entente.merge.charges import denied_charges, fortnight, is_charge, is_refusal
from entente.merge.conflicts import (
    Found,
    dates_apart,
    in_event,
    in_life,
    in_measures,
    in_states,
    of_views,
    settled,
    unequal,
)
from entente.merge.contradictions import (
    ASSERTED,
    LASTING,
    Pair,
    act_of,
    counted,
    counts_apart,
    denied_in_words,
    denied_reports,
    denies,
    figures_apart,
    is_narrow,
    own_figures,
    parties_of,
    speakers_of,
)
from entente.merge.lifecycle import Life
from entente.merge.occasions import days_apart, is_dated_act
from entente.merge.reports import party_keys
from entente.merge.stances import NEAR as NEAR_VIEW
from entente.merge.stances import in_rank, in_time, on_scale, views_in
from entente.merge.sums import sums_about, sums_in, sums_of
from entente.records import Claim, Conflict, Document
from entente.vocab.merging import is_light, stem
from entente.vocab.stances import load_stances

PAIR, CROWD = 2, 2_000
"""Claims of a group in which something may be found, and beyond which nothing is looked for."""
NOT_DATED = frozenset({"unknown", "publication_default"})
Documents = Mapping[str, Document]
Entry = tuple[tuple[object, ...], int, Claim]
"""The key of a group, the side on which a claim stands in it, and the claim."""


class Ground(NamedTuple):
    """One way in which claims of different texts, or of one, come to contradict each other."""

    rank: int
    """Of two grounds for one contradiction the lesser tells it."""
    entries: Callable[[Sequence[Claim], Documents], Iterable[Entry]]
    """The groups in which the claims of one text stand."""
    find: Callable[[Sequence[Claim], Documents, Sequence[str]], Iterable[Found]]
    """What contradicts what in one group, whose key is given too."""
    of_two_sides: bool = False
    """Whether a group of one side holds nothing."""


IN_EVENT, BY_DATE, IN_LIFE, IN_WORDS, CHARGED, VIEWED, OF_WORK = 0, 1, 2, 5, 6, 8, 9


def _states(claims: Sequence[Claim], _: Documents) -> Iterator[Entry]:
    for claim in claims:
        if claim.kind == "state":
            word = stem(claim.trigger.exact.split()[-1])
            yield (word, *sorted(parties_of(claim))), int(claim.status == "denied"), claim


def _measures(claims: Sequence[Claim], _: Documents) -> Iterator[Entry]:
    for claim in claims:
        if claim.kind == "measure" and claim.when.basis not in NOT_DATED:
            yield (claim.domains[0], *claim.when.bounds), 0, claim


def _reports(claims: Sequence[Claim], documents: Documents) -> Iterator[Entry]:
    """Denials that take up nothing in their own text, by act and doer, and the reports that name one to be it."""
    answering = {pair.other.claim_id for pair in denied_reports(claims, documents)}
    for claim in claims:
        act = act_of(claim)
        if denies(claim):
            if claim.claim_id not in answering and not is_light(act):
                named = [mention for mention in claim.actors if mention.via != "pronoun"]
                yield from (((act, party), 0, claim) for party in party_keys(named))
        elif claim.status in ASSERTED:
            yield from (((act, party), 1, claim) for party in sorted(parties_of(claim) | speakers_of(claim)))


def _charges(claims: Sequence[Claim], documents: Documents) -> Iterator[Entry]:
    """Charges that their own text does not answer, and the refusals of those days."""
    answered = {pair.one.claim_id for pair in denied_charges(claims, documents)}
    for claim in claims:
        time = fortnight(claim, documents)
        if is_charge(claim) and claim.claim_id not in answered:
            yield from (((party, time), 0, claim) for party in party_keys(claim.recipients))
        if is_refusal(claim):
            near = (time - 1, time, time + 1)
            yield from (((party, at), 1, claim) for party in sorted(speakers_of(claim)) for at in near)


def _counts(claims: Sequence[Claim], _: Documents) -> Iterator[Entry]:
    for claim in claims:
        if claim.status in ASSERTED and is_narrow(claim.when):
            for amount in claim.amounts:
                if amount.unit in LASTING:
                    yield (act_of(claim), amount.unit, counted(amount)), 0, claim


def _scales(claims: Sequence[Claim], _: Documents) -> Iterator[Entry]:
    """Views by the two parties that they are about; of those who mind, all, with what is told around them."""
    for name, scale in load_stances().scale.items():
        for side, pattern in enumerate(scale.views):
            for view in views_in(pattern, claims):
                if scale.about == "third":
                    yield from (((name,), side, one) for one in claims if _stand_near(view.claim, one))
                else:
                    two = combinations(sorted(parties_of(view.claim)), PAIR)
                    yield from (((name, *parties), side, view.claim) for parties in two)


def _stand_near(one: Claim, other: Claim) -> bool:
    return abs(one.trigger.sentence - other.trigger.sentence) <= NEAR_VIEW


def _ranks(claims: Sequence[Claim], _: Documents) -> Iterator[Entry]:
    for view in views_in(load_stances().rank.pattern, claims):
        if view.is_its_own:
            yield (view.words["role"].lower(),), 0, view.claim


def _sums(claims: Sequence[Claim], _: Documents) -> Iterator[Entry]:
    words = {word for found in sums_in(claims) for word in found.about}
    yield from (((word,), 0, claim) for word in sorted(words) for claim in claims)


def _days(claims: Sequence[Claim], _: Documents) -> Iterator[Entry]:
    for claim in claims:
        parties = parties_of(claim)
        if is_dated_act(claim) and len(parties) >= PAIR:
            yield (act_of(claim), *sorted(parties)), 0, claim


def _text(claims: Sequence[Claim], _: Documents) -> Iterator[Entry]:
    yield from (((claim.doc_id,), 0, claim) for claim in claims)


def _denials(pairs: Iterable[Pair]) -> Iterator[Found]:
    return (Found(one, other, "polarity", "denial") for one, other in pairs)


GROUNDS: Mapping[str, Ground] = {
    "state": Ground(3, _states, lambda claims, _, __: in_states(claims), of_two_sides=True),
    "measure": Ground(4, _measures, lambda claims, documents, _: in_measures(claims, documents)),
    "words": Ground(IN_WORDS, _text, lambda claims, _, __: _denials(denied_in_words(claims))),
    "denial": Ground(5, _text, lambda claims, documents, _: _denials(denied_reports(claims, documents))),
    "report": Ground(
        5, _reports, lambda claims, documents, _: _denials(denied_reports(claims, documents)), of_two_sides=True
    ),
    "answer": Ground(CHARGED, _text, lambda claims, documents, _: _denials(denied_charges(claims, documents))),
    "charge": Ground(
        CHARGED, _charges, lambda claims, documents, _: _denials(denied_charges(claims, documents)), of_two_sides=True
    ),
    "count": Ground(
        7,
        _counts,
        lambda claims, documents, _: unequal(counts_apart(claims), documents, lambda claim: claim.amounts),
    ),
    "scale": Ground(
        VIEWED,
        _scales,
        lambda claims, documents, key: map(
            of_views, on_scale(load_stances().scale[key[0]], _by_id(claims), documents)
        ),
        of_two_sides=True,
    ),
    "rank": Ground(
        VIEWED,
        _ranks,
        lambda claims, documents, _: map(of_views, in_rank(load_stances().rank, _by_id(claims), documents)),
    ),
    "occasion": Ground(
        VIEWED,
        _text,
        lambda claims, documents, _: map(of_views, in_time(load_stances().occasion, _by_id(claims), documents)),
    ),
    "sum": Ground(
        10,
        _sums,
        lambda claims, documents, key: unequal(
            sums_about([found for found in sums_in(claims) if key[0] in found.about], documents), documents, sums_of
        ),
    ),
    "days": Ground(
        11,
        _days,
        lambda claims, documents, _: (
            Found(one, other, "when", "incompatible_value") for one, other in days_apart(claims, documents)
        ),
    ),
}  # fmt: skip
"""All of them by name."""


def _by_id(claims: Iterable[Claim]) -> list[Claim]:
    return sorted(claims, key=lambda claim: claim.claim_id)


Sides = tuple[list[Claim], list[Claim]]


def groups_of(name: str, claims: Sequence[Claim], documents: Documents) -> dict[str, Sides]:
    """The groups in which the claims of one text stand on a ground, by key; each claim once on a side."""
    found: defaultdict[str, Sides] = defaultdict(lambda: ([], []))
    for key, side, claim in GROUNDS[name].entries(claims, documents):
        members = found["\n".join(map(str, key))][side]
        if not any(claim is member for member in members):
            members.append(claim)
    return found


def found_in(name: str, key: str, sides: Sides, documents: Documents) -> list[Found]:
    """What contradicts what in one group."""
    if not may_hold(name, *([claim.claim_id for claim in side] for side in sides)):
        return []
    claims = {claim.claim_id: claim for side in sides for claim in side}
    return list(GROUNDS[name].find(_by_id(claims.values()), documents, key.split("\n")))


def may_hold(name: str, ones: Sequence[str], others: Sequence[str]) -> bool:
    """Whether something may be found in a group of these claims."""
    two_sided = bool(ones and others) or not GROUNDS[name].of_two_sides
    return two_sided and PAIR <= len({*ones, *others}) <= CROWD


class Ranked(NamedTuple):
    """A contradiction as it is put in order with others of the same two claims."""

    rank: int
    one: str
    other: str
    """`clm:` ids."""
    found: Found


def ranked(rank: int, found: Iterable[Found]) -> Iterator[Ranked]:
    """Those of one ground."""
    return (Ranked(rank, one.one.claim_id, one.other.claim_id, one) for one in found)


def find_conflicts(
    groups: Iterable[Sequence[Claim]],
    near_misses: Iterable[tuple[Claim, Claim]],
    lives: Iterable[Life],
    claims: Mapping[str, Claim],
    documents: Documents,
    works: Iterable[Sequence[str]] = (),
) -> tuple[Conflict, ...]:
    """Inside each event, between events that only a date keeps apart, between stages of an undertaking, in series.

    Args:
        groups: claims of one event each.
        near_misses: pairs of claims of events that only their dates keep apart.
        lives: undertakings with their milestones.
        claims: all of them by id.
        documents: those the claims stand in, by id.
        works: the ids of the claims that name each undertaking.
    """
    by_pair: defaultdict[tuple[str, str], list[Ranked]] = defaultdict(list)
    every = (
        *(one for group in groups for one in ranked(IN_EVENT, in_event(group, documents))),
        *(one for pair in near_misses for one in ranked(BY_DATE, dates_apart(*pair))),
        *(one for life in lives for one in ranked(IN_LIFE, in_life(life, claims))),
        *(one for told in works for one in ranked(OF_WORK, in_work(told, claims, documents))),
        *_on_grounds(claims.values(), documents),
    )
    for one in every:
        by_pair[min(one.one, one.other), max(one.one, one.other)].append(one)
    found = (conflict for pair in by_pair.values() for conflict in settled_of(pair))
    return tuple(sorted(found, key=lambda conflict: conflict.conflict_id))


def settled_of(found: Iterable[Ranked]) -> tuple[Conflict, ...]:
    """What all that was found of two claims comes to."""
    return settled([one.found for one in sorted(found, key=_in_order)])


def _in_order(one: Ranked) -> tuple[object, ...]:
    found = one.found
    return *one[:3], found.field, found.kind, found.note or "", found.explained


def in_work(told: Sequence[str], claims: Mapping[str, Claim], documents: Documents) -> Iterator[Found]:
    """Figures of one undertaking that differ, of the claims that name it."""
    return unequal(figures_apart(claims, [told], documents), documents, own_figures)


def _on_grounds(claims: Iterable[Claim], documents: Documents) -> Iterator[Ranked]:
    by_document: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_document[claim.doc_id].append(claim)
    for name, ground in GROUNDS.items():
        groups: defaultdict[str, Sides] = defaultdict(lambda: ([], []))
        for own in by_document.values():
            for key, sides in groups_of(name, own, documents).items():
                for side, members in zip(groups[key], sides, strict=True):
                    side += members
        for key, sides in groups.items():
            yield from ranked(ground.rank, found_in(name, key, sides, documents))
