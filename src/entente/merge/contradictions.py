"""Contradictions between claims that no event and no undertaking has brought together: denials, counts, figures."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from entente.merge.reports import party_keys
from entente.merge.steps import OF_ONE_PARTY
from entente.records import Amount, Claim, DateSpan, Document
from entente.records.codes import DateBasis
from entente.vocab.merging import is_idle, is_light, stem
from entente.words import fold_text

_WORD = re.compile(r"[^\W\d_]+")
_NEGATED = re.compile(r"(?:\b(?:not|never)|n['’]t) (?:yet )?$")
"""Words just before an act by which a text says that it was not done, whatever else was made of it."""
_NOT_YET = re.compile(r"\b(?:has|have|had)(?: not|n['’]t)(?: yet| ever)? $|\bnever $", re.IGNORECASE)
"""Words just before an act that was not done on any day before."""
_NEGATED_OBJECT = re.compile(
    r"(?: (?:on|at|in|with|to|against|back|down|off|out|over|up))? "
    r"(?:nobody|no one|nothing|none\b|no (?!later|less|fewer|longer|more|sooner|doubt|matter|better))"
)
"""Words just behind an act by which a text says that it was done to nobody."""
SMALL = frozenset(
    {
        "the",
        "and",
        "for",
        "its",
        "his",
        "her",
        "has",
        "had",
        "was",
        "not",
        "are",
        "who",
        "but",
        "all",
        "any",
        "one",
        "two",
    }
)
"""Three letters that name nothing."""
PARTS = re.compile(r"\b(?:tranche|instal+ment|part|portion|phase|first|second|third|section|share)s?\b", re.IGNORECASE)
"""Words for a part of a work, whose figure is not that of the whole."""
ANSWER = 3
"""Sentences within which who is charged answers the charge."""
_NOTHING = re.compile(r"\b(?:no|none|nothing|nobody|never|not)\b|n['’]t\b", re.IGNORECASE)
"""Words by which somebody says that it was not done."""
SPOKEN = frozenset({"SAY"})
"""Types of claims that tell somebody's words and no act of their own."""
PURPOSE = re.compile(
    r",? (?:of|worth|for|valued at|costing|over|totalling|at|with|carrying|with a capacity of) "
    r"(?:about |some |up to )?$"
)
"""Words between a work and its own figure: "a loan of $700 million", "a barge with 900 tonnes"."""
OF_WORKS = frozenset(
    {
        "MW", "GW", "kW", "km", "t", "m", "m3", "m3/day", "barrels", "barrels/day", "ha", "km2", "kWh", "GWh", "TWh",
        "MWh",
    }
)  # fmt: skip
"""Units in which works are measured; sums of money count too."""
FIGURE = "figure_of_work"
"""Rule of a claim that tells a figure of something promised or built."""
ASSERTED = frozenset({"happened", "under_way"})
ALL_ALONG: frozenset[DateBasis] = frozenset({"carried", "publication_default"})
"""Ways in which a denial has the day of its utterance: what "has not been cut" was not cut on any day before."""
SHARED_STEMS = 2
"""Words beside the act's own that a denial takes up from what it denies."""
LONG_WIDTH = 31
"""Days that a date may span for two counts of one happening."""
LONGEST_MEMORY = timedelta(days=400)
"""Time after which a denial is of something else that happened."""
SAME_STATE = timedelta(days=7)
"""Time within which two counts of people or things that come and go are of one day."""
CURRENCY = 3
"""Letters of the code of a currency."""
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
        if claim.status in ASSERTED and not denies(claim):
            told[act_of(claim)].append(claim)
    for denial in ordered:
        if denies(denial) and denial.actors and not is_light(act_of(denial)):
            found = [claim for claim in told[act_of(denial)] if _takes_up(denial, claim, documents)]
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


def denied_in_words(claims: Iterable[Claim]) -> Iterator[Pair]:
    """Words of the doer beside a report that name its act and say no: "Our vets have falsified nothing"."""
    by_document: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in sorted(claims, key=lambda claim: (claim.trigger.start, claim.claim_id)):
        by_document[claim.doc_id].append(claim)
    for own in by_document.values():
        words = [claim for claim in own if says_no(claim)]
        for answer in words:
            told = [claim for claim in own if _is_undone_by(claim, answer)]
            if told:
                yield Pair(told[-1], answer)


def says_no(claim: Claim) -> bool:
    """Whether a claim tells words that hold a no, and no act of its own."""
    speech = claim.type in SPOKEN or claim.kind == "state"
    return speech and claim.status in ASSERTED and _NOTHING.search(support(claim)) is not None


def _is_undone_by(report: Claim, answer: Claim) -> bool:
    """Whether an answer behind a report, of those who are said to have acted, names that act."""
    if report.status not in ASSERTED or says_no(report) or not beside(report, answer) or is_light(act_of(report)):
        return False
    acts = report.type is not None and answer.trigger.start > report.support[0].end
    doers = set(party_keys(report.actors))
    return acts and bool(doers & speakers_of(answer)) and act_of(report) in stems(support(answer))


def denies(claim: Claim) -> bool:
    """Whether a claim says that something was not done."""
    negated = _NEGATED.search(claim.trigger.prefix) or _NEGATED_OBJECT.match(claim.trigger.suffix)
    return claim.status == "denied" or (claim.status in ASSERTED and negated is not None)


def act_of(claim: Claim) -> str:
    """The stem of the trigger's first word that bears an act."""
    words = [stem(fold_text(word)) for word in _WORD.findall(claim.trigger.exact)]
    return next((word for word in words if not is_light(word)), words[0] if words else "")


def _was_denied_before(denial: Claim, report: Claim, documents: Mapping[str, Document]) -> bool:
    """Whether the act came after the text that says it was not done yet."""
    printed = _day(denial, documents)
    return printed is not None and report.when.earliest is not None and printed < report.when.earliest


def _is_of_all_days(denial: Claim) -> bool:
    """Whether a denial says that it was not done up to its day: "has not agreed"."""
    return denial.when.basis in ALL_ALONG or _NOT_YET.search(denial.trigger.prefix) is not None


def of_another_party(claim: Claim, denial: Claim) -> bool:
    """Whether each tells a step that every party takes for itself, and another party's: one vote denies no other."""
    if claim.stage != denial.stage or claim.stage not in OF_ONE_PARTY:
        return False
    one, other = (party_keys(told.actors[:1]) for told in (claim, denial))
    return bool(one and other) and set(one).isdisjoint(other)


def _takes_up(denial: Claim, report: Claim, documents: Mapping[str, Document]) -> bool:
    if denial.when.before(report.when) == "yes" or _was_denied_before(denial, report, documents):
        return False
    if denial.when.overlaps(report.when) == "no" and not _is_of_all_days(denial):
        return False
    if denial.doc_id != report.doc_id and apart(denial, report, documents) > LONGEST_MEMORY:
        return False
    if of_another_party(report, denial):
        return False
    shared = shared_words(denial, report)
    told = len(shared) >= SHARED_STEMS and bool(shared - who_acts(denial))
    return _answers(denial, report) or (_names_doer(denial, report) and told)


def who_acts(claim: Claim) -> frozenset[str]:
    """Stems of the names of those who are said to act."""
    return frozenset(word for mention in claim.actors for word in stems(mention.surface))


def all_named(claim: Claim) -> frozenset[str]:
    """Stems of the names of those who act, those who suffer it and those who say so."""
    words = (*(mention.surface for mention in claim.recipients), *(holder.label for holder in claim.holders))
    return who_acts(claim) | frozenset(word for surface in words for word in stems(surface))


def _answers(denial: Claim, report: Claim) -> bool:
    """Whether whoever is said to have done it says beside the report that it was not done."""
    if not beside(denial, report) or denial.trigger.start < report.trigger.start:
        return False
    new = stems(support(denial)) - stems(support(report)) - all_named(denial) - {act_of(denial)}
    doers = set(party_keys(report.actors))
    of_oneself = bool(denial.actors) and all(mention.via == "pronoun" for mention in denial.actors)
    own = set(party_keys(denial.actors)) | (speakers_of(denial) if of_oneself else set())
    told = not new or bool(shared_words(denial, report) - all_named(denial))
    return len(new) <= 1 and told and bool(own & doers)


def beside(one: Claim, other: Claim) -> bool:
    """Whether two claims stand within a few sentences of one text."""
    return one.doc_id == other.doc_id and abs(one.trigger.sentence - other.trigger.sentence) <= ANSWER


def speakers_of(claim: Claim) -> set[str]:
    """Parties in whose words it stands, and those it is about."""
    holders = [holder.actor_mention for holder in claim.holders if holder.actor_mention]
    return set(party_keys([*holders, *claim.actors]))


def _names_doer(denial: Claim, report: Claim) -> bool:
    """Whether the report names whoever is said not to have done it: as its doer, or in its words."""
    named = [mention for mention in denial.actors if mention.via != "pronoun"]
    if set(party_keys(named)) & set(party_keys(report.actors)):
        return True
    words = stems(support(report))
    return any(stems(mention.surface) <= words for mention in named if stems(mention.surface))


def shared_words(one: Claim, other: Claim) -> frozenset[str]:
    """Telling words of both, the act's own aside."""
    return (stems(support(one)) & stems(support(other))) - {act_of(one), act_of(other)}


def support(claim: Claim) -> str:
    """The longest of a claim's quotes."""
    return max((quote.exact for quote in claim.support), key=lambda words: (len(words), words))


@lru_cache(65_536)
def stems(text: str) -> frozenset[str]:
    """Stems of the words that tell something."""
    words = (fold_text(word) for word in _WORD.findall(text))
    told = (word for word in words if len(word) > 2 and word not in SMALL and not is_idle(word))
    return frozenset(stem(word) for word in told if not is_light(stem(word)))


def _day(claim: Claim, documents: Mapping[str, Document]) -> date | None:
    document = documents.get(claim.doc_id)
    return document.published.latest if document and document.published else None


def apart(one: Claim, other: Claim, documents: Mapping[str, Document]) -> timedelta:
    """Time between two publications; none where one is not known."""
    left, right = _day(one, documents), _day(other, documents)
    return abs(left - right) if left and right else timedelta(0)


def counts_apart(claims: Iterable[Claim]) -> Iterator[Pair]:
    """Pairs that count the same things, done to or by the same party in the same act in the same days."""
    groups: defaultdict[tuple[str, str, str], list[Claim]] = defaultdict(list)
    for claim in sorted(claims, key=lambda claim: claim.claim_id):
        if claim.status in ASSERTED and is_narrow(claim.when):
            for amount in claim.amounts:
                if amount.unit in LASTING and (claim.type is not None or amount.kind == "casualties"):
                    groups[act_of(claim), amount.unit, counted(amount)].append(claim)
    for group in groups.values():
        for one, other in combinations(group, 2):
            if one.when.overlaps(other.when) != "no" and parties_of(one) & parties_of(other):
                yield Pair(one, other)


def is_narrow(span: DateSpan) -> bool:
    """Whether two counts of its days may be of one happening."""
    return bool(span.earliest and span.latest and (span.latest - span.earliest).days <= LONG_WIDTH)


def counted(amount: Amount) -> str:
    """The stem of what is counted: `prisoner` of "212 prisoners"."""
    words = _WORD.findall(amount.evidence.exact) or _WORD.findall(amount.evidence.suffix)
    return stem(fold_text(words[-1])) if words else ""


def parties_of(claim: Claim) -> set[str]:
    """All who take part, on either side."""
    return {*party_keys(claim.actors), *party_keys(claim.recipients)}


def figures_apart(
    claims: Mapping[str, Claim], works: Iterable[Sequence[str]], documents: Mapping[str, Document]
) -> Iterator[Pair]:
    """Pairs that give a figure of one undertaking; `works` are the claims that name each."""
    for told in works:
        figures = [claims[key] for key in sorted(set(told)) if key in claims and own_figures(claims[key])]
        for one, other in combinations(figures, 2):
            if _may_be_of_one_time(one, other, documents):
                yield Pair(one, other)


def own_figures(claim: Claim) -> tuple[Amount, ...]:
    """The figures of the work itself: of a clause that measures it, beside its name, or of what is owed under it."""
    if FIGURE in claim.rules or ("step_perform" in claim.rules and claim.status == "planned"):
        return claim.amounts
    return tuple(amount for amount in claim.amounts if _is_of_works(amount) and _describes(amount, claim))


def _is_of_works(amount: Amount) -> bool:
    return amount.unit in OF_WORKS or (len(amount.unit) == CURRENCY and amount.unit.isupper())


def _describes(amount: Amount, claim: Claim) -> bool:
    """Whether a figure stands in the name of what the claim speaks of, or right beside it."""
    quote = max(claim.support, key=lambda quote: quote.end - quote.start)
    for naming in claim.undertakings[:1]:
        if PARTS.search(naming.evidence.exact) or PARTS.search(naming.evidence.prefix[-16:]):
            return False
        start, end = naming.evidence.start, naming.evidence.end
        inside = quote.start <= min(start, amount.evidence.start) and max(end, amount.evidence.end) <= quote.end
        if start <= amount.evidence.start and amount.evidence.end <= end:
            return _WORD.search(naming.evidence.exact.replace(amount.evidence.exact, "")) is not None
        if inside and amount.evidence.start >= end:
            return PURPOSE.fullmatch(quote.exact[end - quote.start : amount.evidence.start - quote.start]) is not None
    return False


def _may_be_of_one_time(one: Claim, other: Claim, documents: Mapping[str, Document]) -> bool:
    """A price or a length is one at all times; how many people are somewhere is of its day."""
    if {amount.unit for amount in (*one.amounts, *other.amounts)} & LASTING:
        return apart(one, other, documents) <= SAME_STATE
    return "denied" not in (one.status, other.status)
