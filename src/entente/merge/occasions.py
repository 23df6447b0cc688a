"""One act of the same parties told by two texts of two near days: the texts differ, or one is wrong."""

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from datetime import date, timedelta

from entente.merge.contradictions import ASSERTED, Pair, act_of, all_named, apart, parties_of, shared_words, support
from entente.records import Claim, DateSpan, Document
from entente.records.codes import DateBasis
from entente.vocab.merging import is_light

TOLD: frozenset[DateBasis] = frozenset({"explicit", "relative_to_publication"})
"""Ways in which a text itself gives the day, at the act."""
ONE_DAY = timedelta(days=1)
NEAR = timedelta(days=10)
"""Days between two tellings of one act that differ; farther apart it was done twice."""
OF_THE_NEWS = timedelta(days=60)
"""Time between two texts that tell of one act."""
THINGS = 2
"""Words in common beside the act and the parties."""
PAIR = 2
CROWD = 64
"""Later tellings up to which each is set beside another."""
AGAIN = re.compile(
    r"\b(?:again|another|second|third|fourth|further|new round|resumed?|continued|follow-up|also)\b", re.IGNORECASE
)
"""Words by which an act is one of several."""


def days_apart(claims: Iterable[Claim], documents: Mapping[str, Document]) -> Iterator[Pair]:
    """Pairs of different texts that date one act to two near days; a text that knows of both contradicts neither."""
    groups: defaultdict[tuple[str, frozenset[str]], list[Claim]] = defaultdict(list)
    for claim in sorted(claims, key=lambda claim: claim.claim_id):
        parties = frozenset(parties_of(claim))
        if is_dated_act(claim) and len(parties) >= PAIR:
            groups[act_of(claim), parties].append(claim)
    for group in groups.values():
        known = {(claim.doc_id, claim.when.bounds) for claim in group}
        for one, other in _near(group):
            if _tell_one_act(one, other, documents) and not _knows_both(known, one, other):
                yield Pair(one, other)


def _near(group: Iterable[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """Those of near days, so that the work grows with their number."""
    ordered = sorted(group, key=lambda claim: (claim.when.bounds, claim.claim_id))
    for at, one in enumerate(ordered):
        behind = ordered[at + 1 : at + 1 + CROWD]
        yield from ((one, other) for other in behind if other.when.bounds[0] - one.when.bounds[0] <= NEAR)


def is_dated_act(claim: Claim) -> bool:
    """Whether a claim tells an act done, and its day."""
    done = claim.status in ASSERTED and claim.type is not None and claim.kind in ("event", "commitment")
    return done and claim.when.basis in TOLD and _width(claim.when) < ONE_DAY and not is_light(act_of(claim))


def _width(span: DateSpan) -> timedelta:
    first, last = span.bounds
    return last - first


def _tell_one_act(one: Claim, other: Claim, documents: Mapping[str, Document]) -> bool:
    if one.doc_id == other.doc_id or not timedelta(0) < abs(one.when.bounds[0] - other.when.bounds[0]) <= NEAR:
        return False
    if are_two(one, other):
        return False
    things = shared_words(one, other) - all_named(one) - all_named(other)
    return len(things) >= THINGS and apart(one, other, documents) <= OF_THE_NEWS


def are_two(one: Claim, other: Claim) -> bool:
    """Whether the words of either say that it was done again, or leave open which of its days is the act's."""
    return bool(AGAIN.search(support(one)) or AGAIN.search(support(other))) or _names_day_of(one, other)


def _names_day_of(one: Claim, other: Claim) -> bool:
    """Whether one of the quotes names the weekday of the other's date too: which of its days is the act's is unsure."""
    return any(
        f"{a.when.bounds[0]:%A}" in support(b) and a.when.bounds[0] != b.when.bounds[0]
        for a, b in ((one, other), (other, one))
    )


def _knows_both(days: Container[tuple[str, tuple[date, date]]], one: Claim, other: Claim) -> bool:
    """Whether one of the two texts tells the act of both days."""
    return (one.doc_id, other.when.bounds) in days or (other.doc_id, one.when.bounds) in days
