"""Contradictions between claims that no event and no undertaking has brought together: denials, counts, figures."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from entente.merge.reports import party_keys
from entente.records import Amount, Claim, DateSpan, Document
from entente.vocab.merging import is_idle, is_light, stem
from entente.words import fold_text

_WORD = re.compile(r"[^\W\d_]+")
_NEGATED = re.compile(r"(?:\b(?:not|never)|n['’]t) (?:yet )?$")
"""Words just before an act by which a text says that it was not done, whatever else was made of it."""
FIGURE = "figure_of_work"
"""Rule of a claim that tells a figure of something promised or built."""
ASSERTED = frozenset({"happened", "under_way"})
SHARED_STEMS = 2
"""Words beside the act's own that a denial takes up from what it denies."""
LONG_WIDTH = 31
"""Days that a date may span for two counts of one happening."""
LONGEST_MEMORY = timedelta(days=400)
"""Time after which a denial is of something else that happened."""
SAME_STATE = timedelta(days=7)
"""Time within which two counts of people or things that come and go are of one day."""
LASTING = frozenset({"persons", "items"})
"""Units of what comes and goes: another number on another day is no contradiction."""


class Pair(NamedTuple):
    """Two claims that cannot both hold."""

    one: Claim
    other: Claim


def denied_reports(claims: Iterable[Claim], documents: Mapping[str, Document]) -> Iterator[Pair]:
    """A denial beside the report whose words it takes up, of the same doer; each denial once, its own text first."""
    ordered = sorted(claims, key=lambda claim: claim.claim_id)
    told: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in ordered:
        if claim.status in ASSERTED and not _denies(claim):
            told[_act(claim)].append(claim)
    for denial in ordered:
        if _denies(denial) and denial.actors and not is_light(_act(denial)):
            found = [claim for claim in told[_act(denial)] if _takes_up(denial, claim, documents)]
            if found:
                nearest = min(
                    found,
                    key=lambda claim: (
                        claim.doc_id != denial.doc_id,
                        -len(shared_words(denial, claim)),
                        claim.claim_id,
                    ),
                )
                yield Pair(nearest, denial)


def _denies(claim: Claim) -> bool:
    """Whether a claim says that something was not done."""
    return claim.status == "denied" or (claim.status in ASSERTED and _NEGATED.search(claim.trigger.prefix) is not None)


def _act(claim: Claim) -> str:
    """The stem of the trigger's first word that bears an act."""
    words = [stem(fold_text(word)) for word in _WORD.findall(claim.trigger.exact)]
    return next((word for word in words if not is_light(word)), words[0] if words else "")


def _takes_up(denial: Claim, report: Claim, documents: Mapping[str, Document]) -> bool:
    if denial.when.before(report.when) == "yes" or denial.when.overlaps(report.when) == "no":
        return False
    if denial.doc_id != report.doc_id and _apart(denial, report, documents) > LONGEST_MEMORY:
        return False
    return _names_doer(denial, report) and len(shared_words(denial, report)) >= SHARED_STEMS


def _names_doer(denial: Claim, report: Claim) -> bool:
    """Whether the report names whoever is said not to have done it: as its doer, or in its words."""
    named = [mention for mention in denial.actors if mention.via != "pronoun"]
    if set(party_keys(named)) & set(party_keys(report.actors)):
        return True
    words = _stems(_support(report))
    return any(_stems(mention.surface) <= words for mention in named if _stems(mention.surface))


def shared_words(one: Claim, other: Claim) -> frozenset[str]:
    """Telling words of both, the act's own aside."""
    return (_stems(_support(one)) & _stems(_support(other))) - {_act(one), _act(other)}


def _support(claim: Claim) -> str:
    return max((quote.exact for quote in claim.support), key=lambda words: (len(words), words))


@lru_cache(65_536)
def _stems(text: str) -> frozenset[str]:
    words = (fold_text(word) for word in _WORD.findall(text))
    return frozenset(stem(word) for word in words if len(word) > 2 and not is_idle(word) and not is_light(stem(word)))


def _day(claim: Claim, documents: Mapping[str, Document]) -> date | None:
    document = documents.get(claim.doc_id)
    return document.published.latest if document and document.published else None


def _apart(one: Claim, other: Claim, documents: Mapping[str, Document]) -> timedelta:
    """Time between two publications; none where one is not known."""
    left, right = _day(one, documents), _day(other, documents)
    return abs(left - right) if left and right else timedelta(0)


def counts_apart(claims: Iterable[Claim]) -> Iterator[Pair]:
    """Pairs that count the same things, done to or by the same party in the same act in the same days."""
    groups: defaultdict[tuple[str, str, str], list[Claim]] = defaultdict(list)
    for claim in sorted(claims, key=lambda claim: claim.claim_id):
        if claim.status in ASSERTED and claim.type is not None and _is_narrow(claim.when):
            for amount in claim.amounts:
                if amount.unit in LASTING:
                    groups[_act(claim), amount.unit, _counted(amount)].append(claim)
    for group in groups.values():
        for one, other in combinations(group, 2):
            if one.when.overlaps(other.when) != "no" and _parties(one) & _parties(other):
                yield Pair(one, other)


def _is_narrow(span: DateSpan) -> bool:
    return bool(span.earliest and span.latest and (span.latest - span.earliest).days <= LONG_WIDTH)


def _counted(amount: Amount) -> str:
    """The stem of what is counted: `prisoner` of "212 prisoners"."""
    words = _WORD.findall(amount.evidence.exact) or _WORD.findall(amount.evidence.suffix)
    return stem(fold_text(words[-1])) if words else ""


def _parties(claim: Claim) -> set[str]:
    return {*party_keys(claim.actors), *party_keys(claim.recipients)}


def figures_apart(
    claims: Mapping[str, Claim], works: Iterable[Sequence[str]], documents: Mapping[str, Document]
) -> Iterator[Pair]:
    """Pairs that give a figure of one undertaking; `works` are the claims that name each."""
    for told in works:
        figures = [claims[key] for key in sorted(set(told)) if key in claims and FIGURE in claims[key].rules]
        for one, other in combinations(figures, 2):
            if _may_be_of_one_time(one, other, documents):
                yield Pair(one, other)


def _may_be_of_one_time(one: Claim, other: Claim, documents: Mapping[str, Document]) -> bool:
    """A price or a length is one at all times; how many people are somewhere is of its day."""
    if {amount.unit for amount in (*one.amounts, *other.amounts)} & LASTING:
        return _apart(one, other, documents) <= SAME_STATE
    return one.status in ASSERTED or other.status in ASSERTED or one.status == other.status
