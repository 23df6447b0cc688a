"""Whether two reports tell of one happening: candidates, named features with visible weights, groups."""

from array import array
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import combinations
from typing import NamedTuple

import numpy as np

from entente.merge.clusters import Pair, Roots, cluster, parts
from entente.merge.meeting import Meeting, Way, key_of
from entente.merge.memory import Known, Memory, no_memory
from entente.merge.reasons import reason, shared
from entente.merge.reports import Report, set_of
from entente.merge.sketch import Postings, distinct
from entente.records import DateSpan, Decision
from entente.records.codes import Answer
from entente.records.rulings import Reason
from entente.vocab.merging import Scale, is_light, load_scale, may_name_one

WAYS = Way(128), Way(128, by_first=True)
"""Blocks in which few reports lie; those in which most are of one happening."""
WIDE_DAYS = 62
"""Longest date span that is put into every month it touches; a wider one meets others by story and by its parties."""
NEAR_WORDS, SAME_WORDS = 0.4, 0.9
"""Likeness of two words by vector: unrelated below the first, as good as one word from the second on."""
NEAR_AT_MOST = 0.9
"""A near word never counts as much as the same word."""

LIGHT = 0.25
"""What the same light word counts as."""
LIKE_WORD = 0.3
"""Value of the trigger from which two words may be for one act."""
SAME_TEXT = 0.8
"""Share of common words from which one sentence has been taken from the other."""
SAME_THINGS = 0.5
"""Share of common words from which two reports speak of the same things."""
PAIR = 2
SEVERAL = 5
"""Words beside a trigger from which it tells that none is shared."""

Feature = Callable[[Report, Report], float | None]
"""From -1, speaks against, to 1, speaks for; None: the texts do not say."""


def trigger(one: Report, other: Report) -> float | None:
    """The same stem, else how near the two words are by vector; a light word such as `say` is hardly a sign."""
    if one.stem and one.stem == other.stem:
        return LIGHT if is_light(one.stem) else 1.0
    near = _cosine(one.act, other.act)
    if near is None:
        return 0.0 if one.stem and other.stem else None
    return min(NEAR_AT_MOST, max(0.0, (near - NEAR_WORDS) / (SAME_WORDS - NEAR_WORDS)))


def sense(one: Report, other: Report) -> float | None:
    """How near the two sentences are by vector."""
    return _cosine(one.sense, other.sense)


def _cosine(one: bytes, other: bytes) -> float | None:
    if not one or not other:
        return None
    return float(np.dot(np.frombuffer(one, dtype="<f4"), np.frombuffer(other, dtype="<f4")))


def words(one: Report, other: Report) -> float | None:
    """The share of the shorter report's words that the other has too; none of several speaks against."""
    left, right = set_of(*one.words), set_of(*other.words)
    if not left or not right:
        return None
    least = min(len(left), len(right))
    return len(left & right) / least or (-0.5 if least >= SEVERAL else None)


def story(one: Report, other: Report) -> float | None:
    """Both texts follow one story."""
    return float(one.story == other.story) if one.story and other.story else None


def same_type(one: Report, other: Report) -> float | None:
    """The same event type."""
    return float(one.type == other.type) if one.type and other.type else None


def field(one: Report, other: Report) -> float | None:
    """No field of relations in common; two acts of one pair of states often share one, so that it proves nothing."""
    if not one.domains or not other.domains:
        return None
    return None if set(one.domains) & set(other.domains) else -1.0


def parties(one: Report, other: Report) -> float | None:
    """The share of the parties in common, halfway between that of the shorter list and that of the longer."""
    left, right = one.parties, other.parties
    common = len(left & right)
    return common / min(len(left), len(right)) / 2 + common / max(len(left), len(right)) / 2 if common else None


def strangers(one: Report, other: Report) -> float | None:
    """No party in common; half as telling where some are not resolved to actors."""
    left, right = one.parties, other.parties
    if not left or not right or left & right:
        return None
    return 1.0 if all(party.startswith("act:") for party in left | right) else 0.5


def turned(one: Report, other: Report) -> float | None:
    """Who did it in one report suffers it in the other."""
    crossed = set(one.actors) & set(other.recipients) and set(one.recipients) & set(other.actors)
    return 1.0 if crossed and not set(one.actors) & set(other.actors) else None


def doers(one: Report, other: Report) -> float | None:
    """Somebody else does it to the same side, or somebody else on behalf of the same side."""
    left, right = set(one.actors), set(other.actors)
    if left and right and not left & (right | set(other.recipients)) and one.parties & other.parties:
        return 1.0
    return 1.0 if one.agents and other.agents and not set(one.agents) & set(other.agents) else None


def when(one: Report, other: Report) -> float | None:
    """The same day, week or month; days apart speak against, and so do two stories that leave the day open."""
    answer = one.when.overlaps(other.when)
    if answer == "no":
        return -1.0
    width = max(_width(one.when), _width(other.when))
    if width > WIDE_DAYS:
        return -1.0 if one.story and other.story and one.story != other.story else None
    return 1.0 if width <= 1 else 0.7 if width <= 7 else 0.4


def _width(span: DateSpan) -> float:
    """Days between its bounds; without a bound, longer than any."""
    return (span.latest - span.earliest).days if span.earliest and span.latest else float("inf")


def place(one: Report, other: Report) -> float | None:
    """The same place; two different towns speak against."""
    if one.where is None or other.where is None:
        return None
    if (one.where.geonames_id or one.where.name) == (other.where.geonames_id or other.where.name):
        return 1.0
    return -1.0 if min(one.where.precision, other.where.precision) >= 4 else None


def amount(one: Report, other: Report) -> float | None:
    """The same figure in the same unit."""
    if not one.amounts or not other.amounts:
        return None
    return 1.0 if set(one.amounts) & set(other.amounts) else None


def undertaking(one: Report, other: Report) -> float | None:
    """Steps of one undertaking, or of different ones."""
    if not one.undertakings or not other.undertakings:
        return None
    return 0.6 if set(one.undertakings) & set(other.undertakings) else -1.0


def objects(one: Report, other: Report) -> float | None:
    """Undertakings of kinds that cannot be one: signing a loan is not signing a visa waiver."""
    if not one.heads or not other.heads:
        return None
    return None if any(may_name_one(a, b) for a in one.heads for b in other.heads) else 1.0


def sentence(one: Report, other: Report) -> float | None:
    """Two triggers of one sentence; one trigger told by two holders is one act."""
    together = one.doc_id == other.doc_id and one.sentence == other.sentence
    return float(together and (one.start != other.start or one.start < 0))


def modality(one: Report, other: Report) -> float | None:
    """One is a call or a condition and the other is not."""
    loose = {"called_for", "hypothetical"}
    return float((one.status in loose) != (other.status in loose))


FEATURES: tuple[tuple[str, Feature], ...] = (
    ("trigger", trigger),
    ("sense", sense),
    ("words", words),
    ("story", story),
    ("type", same_type),
    ("field", field),
    ("parties", parties),
    ("strangers", strangers),
    ("turned", turned),
    ("doers", doers),
    ("date", when),
    ("place", place),
    ("amount", amount),
    ("undertaking", undertaking),
    ("objects", objects),
    ("sentence", sentence),
    ("modality", modality),
)
"""Every feature, in the order in which reasons are shown; its weight and why stand in `vocab/data/merging.toml`."""


class Verdict(NamedTuple):
    """What the features of a pair come to."""

    score: float
    answer: Answer
    reasons: tuple[Reason, ...]
    """Of a `yes` or `maybe`: what each feature added or took away."""


def judge(one: Report, other: Report, scale: Scale | None = None) -> Verdict:
    """The weighted sum of the features that the texts tell, each kept as a reason; C3 comes before all of them."""
    scale = scale or load_scale()
    told = [(name, scale.weights[name].weight * value) for name, feature in FEATURES if (value := feature(one, other))]
    score = round(sum(value for _, value in told), 6)
    if score < scale.maybe or not may_meet(one, other) or not anchored(one, other):
        return Verdict(score, "no", ())
    reasons = shared(tuple(reason(name, round(value, 3)) for name, value in told))
    return Verdict(score, "yes" if score >= scale.yes else "maybe", reasons)


def may_meet(one: Report, other: Report) -> bool:
    """C3: one family of types, and dates that may meet."""
    if one.family is not None and other.family is not None and one.family != other.family:
        return False
    return one.when.overlaps(other.when) != "no"


def anchored(one: Report, other: Report) -> bool:
    """The same parties do many things: a like word, a told day, a known project or copied text ties two reports."""
    like = (trigger(one, other) or 0.0) >= LIKE_WORD
    told = max(_width(one.when), _width(other.when)) <= WIDE_DAYS and "publication_default" not in (
        one.when.basis,
        other.when.basis,
    )
    same_text = min(len(one.words), len(other.words)) >= SEVERAL and (words(one, other) or 0.0) >= SAME_TEXT
    return like or told or same_text or bool(set(one.undertakings) & set(other.undertakings))


class SameEvents(NamedTuple):
    """Rulings on pairs that are or may be one happening, and the groups."""

    decisions: tuple[Decision, ...]
    groups: tuple[tuple[str, ...], ...]
    """Keys of reports, sorted; each report in one group."""
    near_misses: tuple[tuple[str, str], ...]
    """Pairs that would be one happening if their dates met: a conflict of dates, or two of a kind."""


def find_same_events(
    reports: Iterable[Report], rulings: Iterable[Decision] = (), memory: Memory | None = None
) -> SameEvents:
    """Reports grouped by happening; a person's rulings on pairs of keys stand above every score."""
    held = {report.key: report for report in sorted(reports, key=lambda report: report.key)}
    by_hand = {(r.left, r.right): r for r in rulings if r.left in held and r.right in held}
    together = [pair for pair, ruling in by_hand.items() if ruling.verdict == "yes"]
    apart = [pair for pair, ruling in by_hand.items() if ruling.verdict == "no"]
    judged = _judge_all(held, by_hand, (memory or no_memory()).stage("events"))

    def grouped(joined: Collection[Pair]) -> tuple[tuple[str, ...], ...]:
        found = [
            group
            for keys, scores in judged.ties.parts(load_scale().yes, together)
            for group in _group_part({key: held[key] for key in keys}, scores, joined, apart)
        ]
        alone = held.keys() - {key for group in found for key in group}
        return tuple(sorted((*found, *((key,) for key in alone))))

    groups = grouped(_with_their_groups(together, frozenset(apart), grouped(()))) if together else grouped(())
    return SameEvents(tuple(judged.decisions), groups, tuple(judged.misses))


def _group_part(
    part: Mapping[str, Report], scores: Mapping[Pair, float], together: Iterable[Pair], apart: Iterable[Pair]
) -> tuple[tuple[str, ...], ...]:
    """The groups of reports that hang together, by the rulings on them."""
    own, others = ([pair for pair in pairs if part.keys() >= set(pair)] for pairs in (together, apart))
    return group_reports(part, scores, own, others)


def group_reports(
    held: Mapping[str, Report],
    scores: Mapping[Pair, float],
    together: Collection[Pair] = (),
    apart: Collection[Pair] = (),
) -> tuple[tuple[str, ...], ...]:
    """Reports by key that are one happening each."""
    return cluster(
        held,
        scores,
        load_scale().yes,
        together=together,
        apart=apart,
        veto=lambda left, right: not _may_join([held[key] for key in left], [held[key] for key in right]),
    )


def _with_their_groups(
    together: Sequence[tuple[str, str]], apart: Container[tuple[str, str]], groups: Iterable[tuple[str, ...]]
) -> list[tuple[str, str]]:
    """Pairs that make one happening of two: a report joined by hand brings those that are one with it."""
    group_of = {key: group for group in groups for key in group}
    brought = [
        (min(key, other), max(key, other))
        for pair in together
        for key in pair
        for other in group_of[key]
        if other != key and not any((min(one, other), max(one, other)) in apart for one in pair)
    ]
    return [*together, *brought]


class _Scores:
    """Pairs of positions with their scores, sixteen bytes each, since there are many more than are ever looked at."""

    def __init__(self, keys: Sequence[str]) -> None:
        self._keys = keys
        self._ones, self._others, self._scores = array("i"), array("i"), array("d")

    def add(self, one: int, other: int, score: float) -> None:
        """The next pair."""
        self._ones.append(one)
        self._others.append(other)
        self._scores.append(score)

    def parts(self, least: float, together: Collection[Pair]) -> Iterator[tuple[set[str], dict[Pair, float]]]:
        """What hangs together by scores that are enough, or by hand: no mean across parts can be high enough.

        The pairs by hand have no score of their own.
        """
        by_hand = np.array(self._positions(together), dtype=np.int32).reshape(-1, 2)
        ones, others = (
            np.concatenate((np.array(side, dtype=np.int32), by_hand[:, at]))
            for at, side in enumerate((self._ones, self._others))
        )
        bound = np.append(np.array(self._scores) >= least, np.ones(len(by_hand), dtype=np.bool_))
        roots = Roots()
        for one, other in zip(ones[bound].tolist(), others[bound].tolist(), strict=True):
            roots.join(one, other)
        for part in parts(roots, ones, others):
            pairs = {at: (self._keys[ones[at]], self._keys[others[at]]) for at in part.tolist()}
            scores = {pair: self._scores[at] for at, pair in pairs.items() if at < len(self._scores)}
            yield {key for pair in pairs.values() for key in pair}, scores

    def _positions(self, pairs: Collection[Pair]) -> list[tuple[int, int]]:
        place = {key: at for at, key in enumerate(self._keys)} if pairs else {}
        return [(place[one], place[other]) for one, other in pairs]


class _Judged(NamedTuple):
    """What the pairs came to."""

    ties: _Scores
    decisions: list[Decision]
    misses: list[Pair]


def _judge_all(held: Mapping[str, Report], by_hand: Container[Pair], kept: Known) -> _Judged:
    """Every pair worth it, once; of most, the score is all that is kept."""
    scale, keys, ordered = load_scale(), tuple(held), tuple(held.values())
    numbers = [kept.number(report.key, report) for report in ordered]
    judged = _Judged(_Scores(keys), [], [])
    for one, other in _met(ordered):
        ruled = kept.recall_pair(numbers[one], numbers[other], partial(rule_on, ordered[one], ordered[other], scale))
        if ruled is None:
            continue
        score, decision, missed = ruled
        pair = keys[one], keys[other]
        judged.ties.add(one, other, score)
        if decision and pair not in by_hand:
            judged.decisions.append(decision)
        if missed:
            judged.misses.append(pair)
    return judged


class Ruled(NamedTuple):
    """What a pair of reports came to."""

    score: float
    decision: Decision | None
    missed: bool
    """Whether only the date keeps the two apart."""


def rule_on(one: Report, other: Report, scale: Scale) -> Ruled | None:
    """The first is the one with the lesser key; None: they are not worth it."""
    if not _worth_judging(one, other):
        return None
    verdict = judge(one, other, scale)
    decision = _decision((one.key, other.key), verdict) if verdict.answer != "no" else None
    return Ruled(verdict.score, decision, _misses_by_date(one, other, verdict, scale))


def _decision(pair: tuple[str, str], verdict: Verdict) -> Decision:
    return Decision(relation="same_event", left=pair[0], right=pair[1], verdict=verdict.answer, reasons=verdict.reasons)


def _misses_by_date(one: Report, other: Report, verdict: Verdict, scale: Scale) -> bool:
    """One happening but for its date: in one story, the same word for the act and the same things beside it."""
    if verdict.answer != "no" or one.when.overlaps(other.when) != "no" or one.family != other.family:
        return False
    beside = (words(one, other) or 0.0) >= SAME_THINGS or bool(set(one.undertakings) & set(other.undertakings))
    same_word = (trigger(one, other) or 0.0) > NEAR_AT_MOST
    return (
        one.story == other.story and same_word and beside and verdict.score + scale.weights["date"].weight >= scale.yes
    )


def _may_join(left: Sequence[Report], right: Sequence[Report]) -> bool:
    """C3 for whole groups: one family, and a day that all dates may share."""
    families = {report.family for report in (*left, *right)} - {None}
    if len(families) > 1:
        return False
    points = [report.when.bounds for report in (*left, *right)]
    return max(start for start, _ in points) <= min(end for _, end in points)


def candidates(reports: Iterable[Report]) -> Iterator[tuple[str, str]]:
    """Pairs worth judging, by key: they meet in a block, and lie near each other when a large block is ordered."""
    ordered = sorted(reports, key=lambda report: report.key)
    yield from (
        (ordered[one].key, ordered[other].key)
        for one, other in _met(ordered)
        if _worth_judging(ordered[one], ordered[other])
    )


def _met(ordered: Sequence[Report]) -> Iterator[tuple[int, int]]:
    """Positions of those that meet in a block, the lesser first, in order; each pair once, and none is kept."""
    held = [Postings() for _ in WAYS]
    for report in ordered:
        for way, keys in zip(held, keys_of(report), strict=True):
            way.add(distinct(keys))
    meeting = Meeting(WAYS, held)
    for at in range(len(ordered)):
        yield from ((at, other) for other in meeting.after(at).tolist())


def _worth_judging(one: Report, other: Report) -> bool:
    """Words that vectors may bring together, what ties two reports, or one story with other dates."""
    if one.act and other.act:
        return True
    return anchored(one, other) and (one.story == other.story or may_meet(one, other))


def keys_of(report: Report) -> tuple[frozenset[int], frozenset[int]]:
    """By what it meets others in each way."""
    return frozenset(key_of(*one) for one in blocks_of(report)), frozenset(key_of(*one) for one in cores_of(report))


def blocks_of(report: Report) -> Iterator[tuple[object, ...]]:
    """The blocks of a report: its story by family; its undertakings; its parties by family and month."""
    if report.story:
        yield "story", report.story, report.family
    for party in sorted(report.parties):
        for month in _months(report.when):
            yield "party", party, report.family, month
            yield "party", party, report.family, month, report.stem
    for one in report.undertakings:
        yield "undertaking", one, report.family


def cores_of(report: Report) -> Iterator[tuple[object, ...]]:
    """Smaller blocks, of one word for the act: in a story, by a party or two in some days."""
    if report.story:
        yield "story", report.story, report.family, report.stem
    parties = sorted(report.parties)
    for some in (*((party,) for party in parties), *combinations(parties, PAIR)):
        yield "act", *some, report.family, report.stem, *report.when.bounds


def _months(span: DateSpan) -> Iterator[tuple[int, int] | None]:
    """The months of a short span; None, one month for all, of a wide or open one."""
    if span.earliest is None or span.latest is None or (span.latest - span.earliest).days > WIDE_DAYS:
        yield None
        return
    first, last = (12 * day.year + day.month - 1 for day in (span.earliest, span.latest))
    yield from (divmod(month, 12) for month in range(first, last + 1))
