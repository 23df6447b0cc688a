"""Which documents carry the words of others, and how many independent origins there are."""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache, partial
from typing import NamedTuple

import msgspec

from entente.merge.align import Line, lines_of
from entente.merge.candidates import Marks, marks_of, survey
from entente.merge.clusters import Groups
from entente.merge.credits import credit_of
from entente.merge.meeting import Meeting
from entente.merge.memory import Known, Memory, no_memory
from entente.merge.pair import Pair, compare, decision_of, kind_of, overruled
from entente.records import Decision, Document, Record, Span
from entente.records.codes import CopyKind

SAME_WEIGHT = 0.9
"""Share of the words had from a copy that are had from its origin too, from which they come from the origin."""
KEPT_TEXTS = 2_048
"""Texts kept cut into sentences; pairs come in order, so that few are cut twice."""


class Taken(Record, frozen=True, kw_only=True):
    """What a document has from one more origin."""

    doc_id: str
    """`doc:` id of that origin."""
    group: str
    """`doc:` id of the first that printed those words."""
    inherited: tuple[Span, ...]
    """Sentences it has from there."""

    def carries_over(self, start: int, end: int) -> bool:
        """Whether these words came from there."""
        return _meets(self.inherited, start, end)


class Lineage(Record, frozen=True, kw_only=True):
    """Where the words of one document come from."""

    doc_id: str
    kind: CopyKind = "original"
    copied_from: str | None = None
    """`doc:` id; None: from no document at hand."""
    group: str
    """`doc:` id of the first of the documents that share words; its own when it shares none."""
    credited_to: str | None = None
    """Key of the agency that the text credits; None: it credits none."""
    inherited: tuple[Span, ...] = ()
    """Sentences it has from the document it was copied from."""
    dropped: tuple[Span, ...] = ()
    """Sentences of that document which it left out."""
    also: tuple[Taken, ...] = ()
    """Further origins of a digest or a merged report, those it has most from first."""

    def carries_over(self, start: int, end: int) -> bool:
        """Whether these words came with the copy, so that they are no voice of their own."""
        return _meets(self.inherited, start, end)

    def printed_first(self, start: int, end: int) -> str:
        """The first document that printed these words; itself, where they are its own."""
        taken = next((one.group for one in self.also if one.carries_over(start, end)), self.doc_id)
        return self.group if self.copied_from is None or self.carries_over(start, end) else taken


def _meets(spans: Iterable[Span], start: int, end: int) -> bool:
    return any(first < end and start < last for first, last in spans)


class Copies(NamedTuple):
    """Rulings on pairs, and the lineage of every document."""

    decisions: tuple[Decision, ...]
    lineages: tuple[Lineage, ...]
    """One a document, by id."""


class Taking(NamedTuple):
    """What of a pair is kept: two texts with all their sentences would fill the memory."""

    copy: str
    origin: str
    """`doc:` ids."""
    kind: CopyKind
    weight: float
    """Words of the sentences taken over, those worded anew by their likeness, quotations left out."""
    aligned: int
    """Those of them that stand in sentences aligned word by word."""
    bounds: bytes
    """Start and end of each sentence of the copy that came from the origin."""
    left_out: bytes
    """The same of each sentence of the origin that did not come along."""

    @property
    def taken(self) -> tuple[Span, ...]:
        """The sentences that came from the origin."""
        return _spans(self.bounds)

    @property
    def dropped(self) -> tuple[Span, ...]:
        """The sentences of the origin that the copy left out."""
        return _spans(self.left_out)


class Ruled(NamedTuple):
    """What a pair of texts came to; of one that came to nothing nothing is kept."""

    decision: Decision
    taking: Taking | None


def find_copies(
    documents: Iterable[Document], rulings: Iterable[Decision] = (), memory: Memory | None = None
) -> Copies:
    """Documents that share words, which took them from which, and how; a person's rulings stand above all others."""
    memory = memory or no_memory()
    marks, pairs = memory.stage("marks"), memory.stage("copies")
    ordered = sorted({document.doc_id: document for document in documents}.values(), key=first_published)
    by_hand = _by_hand(rulings, ordered)
    lines = lru_cache(KEPT_TEXTS)(lambda at: lines_of(ordered[at]))
    seen = survey(_recall_marks(document, marks) for document in ordered)
    stock = [seen.stock.get(at, frozenset[int]()) for at in range(len(ordered))]
    numbers = [pairs.number(text.doc_id, (text, own)) for text, own in zip(ordered, stock, strict=True)]

    def ruled(a: int, b: int) -> Ruled | None:
        pair = compare(ordered[a], ordered[b], lines(a), lines(b), stock[a] | stock[b])
        return ruled_on(overruled(pair, by_hand.get((a, b))))

    decisions, takings = [], []
    for a, b in _worth_comparing(seen.meeting, by_hand, len(ordered)):
        rule = partial(ruled, a, b)
        found = rule() if (a, b) in by_hand else pairs.recall_pair(numbers[a], numbers[b], rule)
        if found:
            decisions.append(found.decision)
            takings += [found.taking] if found.taking else []
    decisions.sort(key=lambda decision: (decision.left, decision.right))
    return Copies(tuple(decisions), lineages_of(ordered, takings))


def _worth_comparing(meeting: Meeting, by_hand: Iterable[tuple[int, int]], count: int) -> Iterator[tuple[int, int]]:
    """Pairs in order, those that a person ruled on among them."""
    told: defaultdict[int, set[int]] = defaultdict(set)
    for a, b in by_hand:
        told[a].add(b)
    for at in range(count):
        yield from ((at, other) for other in sorted(told[at].union(meeting.after(at).tolist())))


def _recall_marks(document: Document, marks: Known) -> Marks:
    return marks.recall(marks.number(document.doc_id, document), partial(marks_of, document))


def ruled_on(pair: Pair) -> Ruled | None:
    """None: neither has its words from the other."""
    if pair.verdict == "no":
        return None
    return Ruled(decision_of(pair), _taking(pair) if pair.verdict == "yes" else None)


def _taking(pair: Pair) -> Taking:
    lines, kept = pair.copy_lines, {match.right for match in pair.matches}
    return Taking(
        pair.copy.doc_id,
        pair.origin.doc_id,
        kind_of(pair),
        sum(len(lines[match.left].words) * match.score for match in pair.matches if not lines[match.left].quoted),
        pair.alignment.proof,
        _flat(lines[match.left] for match in pair.matches),
        _flat(line for at, line in enumerate(pair.origin_lines) if at not in kept),
    )


def _flat(lines: Iterable[Line]) -> bytes:
    return array("i", (bound for line in lines for bound in (line.start, line.end))).tobytes()


def _spans(flat: bytes) -> tuple[Span, ...]:
    bounds = array("i", flat)
    return tuple(zip(bounds[::2], bounds[1::2], strict=True))


def first_published(document: Document) -> tuple[date, date, str]:
    """Earlier first; a document without a date comes after all dated ones."""
    if document.published is None or document.published.earliest is None:
        return date.max, date.max, document.doc_id
    return document.published.earliest, document.published.latest or date.max, document.doc_id


def _by_hand(rulings: Iterable[Decision], ordered: Sequence[Document]) -> dict[tuple[int, int], Decision]:
    at = {document.doc_id: position for position, document in enumerate(ordered)}
    return {
        (min(at[ruling.left], at[ruling.right]), max(at[ruling.left], at[ruling.right])): ruling
        for ruling in rulings
        if ruling.relation == "copy_of" and ruling.left in at and ruling.right in at
    }


def lineages_of(ordered: Sequence[Document], takings: Sequence[Taking]) -> tuple[Lineage, ...]:
    """Each document with its best origin: the one it has most words from, the earliest of equals."""
    groups, by_copy = Groups(document.doc_id for document in ordered), _by_copy(takings)
    origins = _best_origins(by_copy)
    for taking in origins.values():
        groups.join(taking.copy, taking.origin)
    heads = _heads(ordered, groups)
    group_of = {document.doc_id: heads[groups.root(document.doc_id)] for document in ordered}
    lineages = (
        lineage_of(document, origins.get(document.doc_id), by_copy.get(document.doc_id, {}), group_of)
        for document in ordered
    )
    return tuple(sorted(lineages, key=lambda lineage: lineage.doc_id))


def lineage_of(
    document: Document, origin: Taking | None, takings: Mapping[str, Taking], group_of: Mapping[str, str]
) -> Lineage:
    """That of one document.

    Args:
        document: the copy, or what is none.
        origin: what it has from its origin; None: it has none.
        takings: what it has from others, its origin among them, by their ids.
        group_of: the first document of the group of each of them, and of its own.
    """
    return _with_more(_lineage(document, origin, group_of), takings, group_of)


def _by_copy(takings: Iterable[Taking]) -> Mapping[str, Mapping[str, Taking]]:
    """By the id of the copy and that of the origin."""
    by_copy: defaultdict[str, dict[str, Taking]] = defaultdict(dict)
    for taking in takings:
        by_copy[taking.copy][taking.origin] = taking
    return by_copy


def _best_origins(by_copy: Mapping[str, Mapping[str, Taking]]) -> Mapping[str, Taking]:
    """Of each copy the text it has most from; a text that is itself copied gives way to its origin."""
    best = {copy: best_of(takings) for copy, takings in by_copy.items()}
    return {copy: origin_of(takings, best) for copy, takings in by_copy.items()}


def best_of(takings: Mapping[str, Taking]) -> Taking:
    """What a copy has most from; the first of equals."""
    return max(takings.values(), key=lambda taking: taking.weight)


def origin_of(takings: Mapping[str, Taking], best: Mapping[str, Taking]) -> Taking:
    """What a copy has from its origin; `best`: that of each of the texts it has words from, where those are copies."""
    return _first_hand(takings, best_of(takings), best)


def _first_hand(takings: Mapping[str, Taking], taking: Taking, best: Mapping[str, Taking]) -> Taking:
    """The origin's origin, where the copy has about as much from it, or more of its very words."""
    least, seen = SAME_WEIGHT * taking.weight, {taking.copy}
    while taking.origin in best and taking.origin not in seen:
        seen.add(taking.origin)
        earlier = takings.get(best[taking.origin].origin)
        if earlier is None or (earlier.weight < least and earlier.aligned <= taking.aligned):
            return taking
        taking = earlier
    return taking


def _heads(ordered: Sequence[Document], groups: Groups) -> Mapping[str, str]:
    """The first document of each group, by the group's root."""
    heads: dict[str, str] = {}
    for document in ordered:
        heads.setdefault(groups.root(document.doc_id), document.doc_id)
    return heads


def _lineage(document: Document, taking: Taking | None, group_of: Mapping[str, str]) -> Lineage:
    group, credit = group_of[document.doc_id], credit_of(document)
    if taking is None:
        return Lineage(doc_id=document.doc_id, group=group, credited_to=credit)
    return Lineage(
        doc_id=document.doc_id,
        kind=taking.kind,
        copied_from=taking.origin,
        group=group,
        credited_to=credit,
        inherited=taking.taken,
        dropped=taking.dropped,
    )


def _with_more(lineage: Lineage, takings: Mapping[str, Taking], group_of: Mapping[str, str]) -> Lineage:
    """The lineage with what it has from texts of other groups; a sentence comes from one of them."""
    known, also = set(lineage.inherited), []
    for taking in sorted(takings.values(), key=lambda taking: (-taking.weight, taking.origin)):
        group = group_of[taking.origin]
        spans = tuple(span for span in taking.taken if span not in known)
        if spans and group != lineage.group:
            known.update(spans)
            also.append(Taken(doc_id=taking.origin, group=group, inherited=spans))
    return msgspec.structs.replace(lineage, also=tuple(also)) if also else lineage


def origins_of(lineages: Iterable[Lineage]) -> Mapping[str, tuple[str, ...]]:
    """The documents of each group of shared words, by the first of them."""
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for lineage in lineages:
        groups[lineage.group].append(lineage.doc_id)
    return {group: tuple(sorted(members)) for group, members in sorted(groups.items())}
