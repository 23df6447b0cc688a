"""Which documents carry the words of others, and how many independent origins there are."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Literal, NamedTuple

import numpy as np

from entente.merge.align import Alignment, Line, Match, align, anchors, content_spans, lines_of, retell
from entente.merge.clusters import Groups
from entente.merge.credits import agency_of, credit_of
from entente.merge.sketch import Hashes, hash_shingles, pairs_by_shared, pairs_by_sketch, sketch
from entente.records import Decision, Document, Record, Span
from entente.records.codes import Answer, CopyKind
from entente.records.rulings import Reason

SURE, UNSURE = 0.3, 0.15
"""Common words outside quotations, as a share of the shorter text: from these on it is a copy, or may be one."""
RETOLD, MAYBE_RETOLD = 0.22, 0.16
"""Likeness of sentences in the same order, for each sentence of the shorter text, from which it is, or may be, retold:
different reports of one event stay below a tenth, a paraphrase of a whole article reaches a quarter."""
LEAST_CHAIN = 5
"""Sentences in the same order below which likeness is chance."""
LEAST_WORDS = 12
"""Common words outside quotations below which likeness is chance: a headline, a stock phrase."""
WHOLE = 0.8
"""Share of a text found in the other from which it counts as there in full."""
LONG_SENTENCE = 8
"""Words from which a sentence found in two texts makes them worth comparing."""
SHARED_ANCHORS = 4
"""Runs of three names or figures found in two texts that make them worth comparing."""
KEPT_TEXTS = 4_096
"""Texts kept cut into sentences; pairs come in order, so that few are cut twice."""

Direction = Literal["published_earlier", "credits", "contained_in", "undetermined", "person"]


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

    def carries_over(self, start: int, end: int) -> bool:
        """Whether these words came with the copy, so that they are no voice of their own."""
        return any(first < end and start < last for first, last in self.inherited)


class Copies(NamedTuple):
    """Rulings on pairs, and the lineage of every document."""

    decisions: tuple[Decision, ...]
    lineages: tuple[Lineage, ...]
    """One a document, by id."""


class _Pair(NamedTuple):
    copy: Document
    origin: Document
    copy_lines: Sequence[Line]
    origin_lines: Sequence[Line]
    alignment: Alignment
    """The copy on the left."""
    matches: tuple[Match, ...]
    """Sentences that came with the copy."""
    verdict: Answer
    direction: Direction
    retold: float
    """How closely the sentences follow each other in other words; 0: the words themselves decide."""


def find_copies(documents: Iterable[Document], rulings: Iterable[Decision] = ()) -> Copies:
    """Documents that share words, which took them from which, and how; a person's rulings stand above all others."""
    ordered = sorted({document.doc_id: document for document in documents}.values(), key=_first_published)
    by_hand = _by_hand(rulings, ordered)
    lines = lru_cache(KEPT_TEXTS)(lambda at: lines_of(ordered[at]))
    found = []
    for a, b in sorted({*candidate_pairs(ordered), *by_hand}):
        pair = _compare(ordered[a], ordered[b], lines(a), lines(b))
        pair = _overruled(pair, by_hand.get((a, b)))
        if pair.verdict != "no":
            found.append(pair)
    decisions = {(pair.copy.doc_id, pair.origin.doc_id): _decision(pair) for pair in found}
    return Copies(tuple(decisions[key] for key in sorted(decisions)), _lineages(ordered, found))


def _first_published(document: Document) -> tuple[date, date, str]:
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


def candidate_pairs(documents: Sequence[Document]) -> Iterator[tuple[int, int]]:
    """Pairs of positions worth comparing: like sketches, a long sentence in common, or the same run of names."""
    sketches: list[Hashes | None] = []
    shared: list[list[int]] = []
    named: list[list[int]] = []
    for document in documents:
        lines = lines_of(document)
        words = np.array([word for line in lines for word in line.words], dtype=np.uint64)
        sketches.append(sketch(hash_shingles(words)))
        shared.append([line.key for line in lines if len(line.words) >= LONG_SENTENCE])
        named.append([key for start, end in content_spans(document) for key in anchors(document.text[start:end])])
    yield from pairs_by_sketch(sketches)
    yield from pairs_by_shared(shared, least=1)
    yield from pairs_by_shared(named, least=SHARED_ANCHORS)


def _compare(one: Document, other: Document, lines: Sequence[Line], other_lines: Sequence[Line]) -> _Pair:
    """The pair with the copy first; `one` stands first in order of publication."""
    alignment = align(other_lines, lines)
    direction, later_is_copy = direction_of(other, one, alignment)
    if not later_is_copy:
        one, other, lines, other_lines = other, one, other_lines, lines
        alignment = align(other_lines, lines)
    pair = _Pair(other, one, other_lines, lines, alignment, alignment.matches, _verdict(alignment), direction, 0.0)
    return pair if pair.verdict == "yes" else _retold(pair)


def _verdict(alignment: Alignment) -> Answer:
    if alignment.proof < LEAST_WORDS:
        return "no"
    return "yes" if alignment.proof_share >= SURE else "maybe" if alignment.proof_share >= UNSURE else "no"


def _retold(pair: _Pair) -> _Pair:
    """The same in other words: sentence after sentence in the same order."""
    found = retell(pair.copy_lines, pair.origin_lines)
    if len(found.matches) < LEAST_CHAIN or found.share < MAYBE_RETOLD:
        return pair
    verdict: Answer = "yes" if found.share >= RETOLD else "maybe"
    return pair._replace(matches=found.matches, verdict=verdict, retold=found.share)


def direction_of(later: Document, earlier: Document, alignment: Alignment) -> tuple[Direction, bool]:
    """How it is known which text is the copy, and whether it is `later`, which is the left of the alignment.

    Publication decides where the days are known and differ; then the agency that one text credits and the other is;
    then a text that stands whole inside a longer one.
    """
    if later.published and earlier.published and earlier.published.before(later.published) == "yes":
        return "published_earlier", True
    if (credit := credit_of(later)) and credit == agency_of(earlier.source_id):
        return "credits", True
    if (credit := credit_of(earlier)) and credit == agency_of(later.source_id):
        return "credits", False
    inside, holds = alignment.left_cover >= WHOLE, alignment.right_cover >= WHOLE
    return ("contained_in", inside) if inside != holds else ("undetermined", True)


def _overruled(pair: _Pair, ruling: Decision | None) -> _Pair:
    """A person says whether, and which of the two is the copy."""
    if ruling is None:
        return pair
    if ruling.left != pair.copy.doc_id:
        turned = align(pair.origin_lines, pair.copy_lines)
        matches = tuple(Match(match.right, match.left, match.score) for match in pair.matches)
        pair = pair._replace(copy=pair.origin, origin=pair.copy, copy_lines=pair.origin_lines,
                             origin_lines=pair.copy_lines, alignment=turned, matches=matches)  # fmt: skip
    return pair._replace(verdict=ruling.verdict, direction="person")


def _decision(pair: _Pair) -> Decision:
    alignment = pair.alignment
    return Decision(
        relation="copy_of",
        left=pair.copy.doc_id,
        right=pair.origin.doc_id,
        verdict=pair.verdict,
        reasons=(
            Reason(name="common_share", score=round(alignment.proof_share, 3)),
            Reason(name="common_words", score=float(alignment.proof)),
            Reason(name="same_order", score=round(pair.retold, 3)),
            Reason(name=kind_of(pair.copy, pair.origin, alignment), score=round(alignment.exact, 3)),
            Reason(name=pair.direction, score=float(pair.direction != "undetermined"),
                   left=_published(pair.copy), right=_published(pair.origin)),
        ),
    )  # fmt: skip


def _published(document: Document) -> str:
    return document.published.edtf if document.published else ""


def kind_of(copy: Document, origin: Document, alignment: Alignment) -> CopyKind:
    """What was done to the words: all kept, a part kept, kept with more by the same source, or reworded."""
    literal = alignment.exact >= WHOLE
    if literal and alignment.left_cover >= WHOLE:
        return "verbatim_copy" if alignment.right_cover >= WHOLE else "excerpt"
    if alignment.right_cover >= WHOLE and literal and copy.source_id == origin.source_id:
        return "update"
    return "rewrite"


def _lineages(ordered: Sequence[Document], found: Sequence[_Pair]) -> tuple[Lineage, ...]:
    """Each document with its best origin: the one it has most words from, the earliest of equals."""
    groups, origins = Groups(document.doc_id for document in ordered), _best_origins(found)
    for pair in origins.values():
        groups.join(pair.copy.doc_id, pair.origin.doc_id)
    heads = _heads(ordered, groups)
    lineages = (_lineage(document, origins.get(document.doc_id), heads, groups) for document in ordered)
    return tuple(sorted(lineages, key=lambda lineage: lineage.doc_id))


def _best_origins(found: Sequence[_Pair]) -> Mapping[str, _Pair]:
    best: dict[str, _Pair] = {}
    for pair in found:  # in order of publication, so that the earliest of equals stays
        if pair.verdict == "yes":
            held = best.get(pair.copy.doc_id)
            if held is None or pair.alignment.proof > held.alignment.proof:
                best[pair.copy.doc_id] = pair
    return best


def _heads(ordered: Sequence[Document], groups: Groups) -> Mapping[str, str]:
    """The first document of each group, by the group's root."""
    heads: dict[str, str] = {}
    for document in ordered:
        heads.setdefault(groups.root(document.doc_id), document.doc_id)
    return heads


def _lineage(document: Document, pair: _Pair | None, heads: Mapping[str, str], groups: Groups) -> Lineage:
    group, credit = heads[groups.root(document.doc_id)], credit_of(document)
    if pair is None:
        return Lineage(doc_id=document.doc_id, group=group, credited_to=credit)
    kept = {match.right for match in pair.matches}
    return Lineage(
        doc_id=document.doc_id,
        kind=kind_of(pair.copy, pair.origin, pair.alignment),
        copied_from=pair.origin.doc_id,
        group=group,
        credited_to=credit,
        inherited=tuple((pair.copy_lines[m.left].start, pair.copy_lines[m.left].end) for m in pair.matches),
        dropped=tuple((line.start, line.end) for at, line in enumerate(pair.origin_lines) if at not in kept),
    )


def origins_of(lineages: Iterable[Lineage]) -> Mapping[str, tuple[str, ...]]:
    """The documents of each group of shared words, by the first of them."""
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for lineage in lineages:
        groups[lineage.group].append(lineage.doc_id)
    return {group: tuple(sorted(members)) for group, members in sorted(groups.items())}
