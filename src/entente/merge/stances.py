"""Opposite views of one matter: assessments, ranks and occasions that no event and no undertaking brings together."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from itertools import product
from typing import NamedTuple

from entente.merge.contradictions import LONGEST_MEMORY, all_named, apart, shared_words, stems, support
from entente.merge.reports import party_keys
from entente.records import Claim, Document
from entente.records.codes import ConflictField, Status
from entente.vocab.stances import Occasion, Rank, Scale, load_stances

NEGATIVE = re.compile(r"\b(?:no|not|without|nothing|empty|hollow|idle)\b|n['’]t\b", re.IGNORECASE)
"""Words by which a view is itself a denial."""
OTHERS = re.compile(r"\b(?:other|others|third|neighbours|neighbouring|all)\b", re.IGNORECASE)
"""Words for those who might mind, where nobody is named."""
NO_VIEW: frozenset[Status] = frozenset({"called_for", "unclear"})
"""Statuses of what nobody says is so."""
OF_THE_DAY = timedelta(days=180)
"""Time within which two texts speak of the present of each other."""
LONGEST = timedelta(days=3653)
"""Time after which a view is another time's."""
NEAR = 2
"""Sentences around a view that tell what it is about."""
PAIR = 2
ANYBODY = ""
"""Key of the views of all parties."""
CROWD = 256
"""Views of one party of other documents up to which each is set beside another."""


class Opposed(NamedTuple):
    """Two claims that take opposite views."""

    one: Claim
    other: Claim
    field: ConflictField
    note: str
    explained: bool = False
    """The fields or the times of the two differ, and that is why."""


class View(NamedTuple):
    """A claim with the words by which it takes a view."""

    claim: Claim
    words: re.Match[str]
    start: int
    """Of the words in the document."""

    @property
    def is_its_own(self) -> bool:
        """Whether the view is what the claim's own trigger tells."""
        return self.start < self.claim.trigger.end and self.claim.trigger.start < self.start + len(self.words[0])


def opposed_views(claims: Iterable[Claim], documents: Mapping[str, Document]) -> Iterator[Opposed]:
    """Every pair that takes opposite views of one matter, each view once."""
    ordered = sorted(claims, key=lambda claim: claim.claim_id)
    stances = load_stances()
    for scale in stances.scale.values():
        yield from on_scale(scale, ordered, documents)
    yield from in_rank(stances.rank, ordered, documents)
    yield from in_time(stances.occasion, ordered, documents)


def views_in(pattern: re.Pattern[str], claims: Iterable[Claim]) -> list[View]:
    """One for each place where the words stand: of the claim whose own they are, else the one that quotes least."""
    best: dict[tuple[str, int], View] = {}
    for claim in claims:
        quote = max(claim.support, key=lambda quote: (quote.end - quote.start, -quote.start))
        if claim.status not in NO_VIEW and (match := pattern.search(quote.exact)):
            view = View(claim, match, quote.start + match.start())
            place = claim.doc_id, view.start
            if place not in best or _fitness(view) < _fitness(best[place]):
                best[place] = view
    return [best[place] for place in sorted(best)]


def _fitness(view: View) -> tuple[bool, int, str]:
    return not view.is_its_own, len(support(view.claim)), view.claim.claim_id


def _parties(claim: Claim) -> frozenset[str]:
    return frozenset((*party_keys(claim.actors), *party_keys(claim.recipients)))


def on_scale(scale: Scale, claims: list[Claim], documents: Mapping[str, Document]) -> Iterator[Opposed]:
    """Views of both sides of a scale that are about the same; each `other` view beside the nearest `one`."""
    ones, others = ([view for view in views_in(p, claims) if not _is_denied(view)] for p in scale.views)
    near = _Context(claims) if scale.about == "third" and ones and others else None
    held = _by_party(ones)
    for other in others:
        for one in sorted(_candidates(held, other), key=lambda view: _distance(view, other)):
            if near.is_minded(one, other) if near else _of_one_matter(scale, one, other):
                found = _found(one.claim, other.claim, "polarity", scale.note, documents, lasting=near is not None)
                if found:
                    yield found
                    break


def _by_party(views: Iterable[View]) -> defaultdict[tuple[str, str], list[View]]:
    """Views by document and party, and by party alone up to a crowd."""
    held: defaultdict[tuple[str, str], list[View]] = defaultdict(list)
    for view in views:
        for party in sorted({*_parties(view.claim), ANYBODY}):
            held[view.claim.doc_id, party].append(view)
            if len(held["", party]) < CROWD:
                held["", party].append(view)
    return held


def _candidates(held: defaultdict[tuple[str, str], list[View]], other: View) -> list[View]:
    """Views that have a party in common, or any where the other view names nobody who minds."""
    parties = {ANYBODY} if OTHERS.search(other.words[0]) else _parties(other.claim)
    keys = ((doc_id, party) for doc_id in (other.claim.doc_id, "") for party in sorted(parties))
    return list(dict.fromkeys(view for key in keys for view in held.get(key, ())))


def _is_denied(view: View) -> bool:
    """Whether the claim says that the view does not hold."""
    return view.claim.status == "denied" and NEGATIVE.search(view.words[0]) is None


def _distance(one: View, other: View) -> tuple[bool, int, str]:
    return one.claim.doc_id != other.claim.doc_id, abs(one.start - other.start), one.claim.claim_id


def _of_one_matter(scale: Scale, one: View, other: View) -> bool:
    """The same two parties, and the same things or, where one view is of the whole relation, any."""
    common = _parties(one.claim) & _parties(other.claim)
    if len(common) < PAIR or one.claim.claim_id == other.claim.claim_id:
        return False
    if scale.whole is not None and scale.whole.search(support(other.claim)):
        return True
    words = frozenset(word for view in (one, other) for word in stems(view.words[0]))
    return bool(shared_words(one.claim, other.claim) - all_named(one.claim) - all_named(other.claim) - words)


class _Context:
    """What is told around a claim: who takes part, and in which words."""

    def __init__(self, claims: Iterable[Claim]) -> None:
        self._at: defaultdict[tuple[str, int], list[Claim]] = defaultdict(list)
        for claim in claims:
            self._at[claim.doc_id, claim.trigger.sentence].append(claim)

    def is_minded(self, one: View, other: View) -> bool:
        """Whether who minds is who does not, or might, and what is minded is done by the same two."""
        who = frozenset(party_keys(one.claim.actors))
        doers = _parties(other.claim) - who
        if len(who) != 1 or len(doers) != PAIR or one.claim.doc_id == other.claim.doc_id:
            return False
        told = self._around(one.claim)
        if not doers <= frozenset(party for claim in told for party in _parties(claim)):
            return False
        if who <= _parties(other.claim):
            return True
        return OTHERS.search(other.words[0]) is not None and self._same_things(told, self._around(other.claim))

    def _around(self, claim: Claim) -> list[Claim]:
        at = claim.trigger.sentence
        return [one for line in range(at - NEAR, at + NEAR + 1) for one in self._at.get((claim.doc_id, line), ())]

    def _same_things(self, told: Iterable[Claim], others: Iterable[Claim]) -> bool:
        return any(
            shared_words(one, other) - all_named(one) - all_named(other)
            for one, other in product(told, others)
            if one.type == other.type is not None
        )


def in_rank(rank: Rank, claims: list[Claim], documents: Mapping[str, Document]) -> Iterator[Opposed]:
    """Two that hold the first place in one role for one party; in two fields, that explains it."""
    holders: defaultdict[tuple[str, str], list[View]] = defaultdict(list)
    for view in views_in(rank.pattern, claims):
        if view.is_its_own and view.claim.status != "denied":
            for owner in sorted(set(party_keys(view.claim.recipients))):
                holders[view.words["role"].lower(), owner].append(view)
    for views in holders.values():
        firsts: dict[tuple[str, ...], View] = {}
        for view in views:
            firsts.setdefault(tuple(sorted(party_keys(view.claim.actors))), view)
        for other in list(firsts.values())[1:]:
            yield from _two_firsts(rank, next(iter(firsts.values())), other, documents)


def _two_firsts(rank: Rank, one: View, other: View, documents: Mapping[str, Document]) -> Iterator[Opposed]:
    left, right = (frozenset(party_keys(view.claim.actors)) for view in (one, other))
    if not left or not right or left & right:
        return
    mine, theirs = (_field(view) for view in (one, other))
    found = _found(one.claim, other.claim, "actor", rank.note, documents, lasting=True)
    if found and (mine <= theirs or theirs <= mine):
        yield found if mine == theirs else found._replace(note=rank.another_field, explained=True)


def _field(view: View) -> frozenset[str]:
    """The words that narrow a role: `regional`, `gas`."""
    return frozenset(word.lower() for word in (view.words["field"], view.words["matter"]) if word)


def _found(
    one: Claim, other: Claim, field: ConflictField, note: str, documents: Mapping[str, Document], *, lasting: bool
) -> Opposed | None:
    """None: of times that cannot be one; views that last are set side by side, and years between them explain them."""
    between = apart(one, other, documents) if one.doc_id != other.doc_id else timedelta(0)
    if not lasting and (_are_of_two_times(one, other) or between > OF_THE_DAY):
        return None
    if between <= LONGEST_MEMORY:
        return Opposed(one, other, field, note)
    if lasting and between < LONGEST:
        return Opposed(one, other, field, f"{note}; said years apart", explained=True)
    return None


def _are_of_two_times(one: Claim, other: Claim) -> bool:
    """Whether both texts say when, and mean two times."""
    told = {one.when.basis, other.when.basis}.isdisjoint({"publication_default", "unknown"})
    return told and one.when.overlaps(other.when) == "no"


def in_time(occasion: Occasion, claims: list[Claim], documents: Mapping[str, Document]) -> Iterator[Opposed]:
    """An occasion told by one text as still to come, for days before it was published, and as past."""
    coming, past = (views_in(pattern, claims) for pattern in occasion.views)
    by_document: defaultdict[str, list[View]] = defaultdict(list)
    for view in past:
        by_document[view.claim.doc_id].append(view)
    for one in coming:
        told = (other for other in by_document[one.claim.doc_id] if _is_one_occasion(one, other))
        other = next(told, None)
        if other is not None and _is_over(one.claim, documents):
            yield Opposed(one.claim, other.claim, "when", occasion.note)


def _is_one_occasion(one: View, other: View) -> bool:
    """The same noun, a party in common, and days that both texts tell and that may be one."""
    same = one.words["noun"].lower() == other.words["noun"].lower() and one.claim.claim_id != other.claim.claim_id
    dated = one.claim.when.latest and other.claim.when.latest and one.claim.when.overlaps(other.claim.when) != "no"
    return bool(same and dated and _parties(one.claim) & _parties(other.claim))


def _is_over(claim: Claim, documents: Mapping[str, Document]) -> bool:
    document = documents.get(claim.doc_id)
    return bool(document and document.published and claim.when.before(document.published) == "yes")
