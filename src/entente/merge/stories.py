"""Texts that follow one story, by the names, figures and words they share."""

import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import partial
from heapq import heapify, heappop, heappush
from itertools import chain
from math import log
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from entente.merge.align import content_spans
from entente.merge.memory import Known, Memory, no_memory
from entente.records import DateSpan, Document
from entente.words import fold_text

NAME, FIGURE, WORD = 2.0, 2.0, 0.75
"""What a term counts for: two stories of one kind (two elections, two raids) differ in names and figures."""
ALIKE = 0.14
"""Mean likeness of two groups of texts from which they are one story: some four names in common among thirty terms."""
OPENING_WORDS = 120
"""Words of a text, its title first, that tell which story it follows: news puts it there, background comes after."""
FAINT = ALIKE / 4
"""Likeness of two texts below which they count as quite unlike: most of what is left out is no pair at all."""
TELLING = 24
"""Heaviest terms of a text by which it may meet others."""
SHARED = 2
"""Telling terms that two texts share at least before they are compared in full."""
CROWD = 64
"""Texts published next, of those that share a telling term, that each meets by it."""
PARTNERS = 32
"""Later texts that each is held beside, the most alike: a bound on memory."""
APART_DAYS = 90
"""Days between two publications beyond which a story is another one."""
NUMBERS = 0
"""Under which the numbers of all terms are kept; those of texts begin at 1."""
EVER = 10**8
"""More days than any calendar has."""

_TERM = re.compile(r"(?P<figure>\d[\d.,:]*\d|\d)|(?P<word>[^\W\d_][\w'’-]*)")
_OPENING = re.compile(r"""[.!?:]["”’')\]]*\s*$|^\s*$|["“‘(\[]\s*$|\n\s*$""")

DECIMALS = 9
"""Of a likeness: what lies beyond depends on the order of a sum."""

Terms = Mapping[str, float]
Numbers = npt.NDArray[np.int32]
Weights = npt.NDArray[np.float64]


class Text(NamedTuple):
    """A text as stories see it."""

    key: str
    text: str
    published: DateSpan | None = None


def text_of(document: Document) -> Text:
    """A document by its title and the opening of its own words."""
    own = "\n".join(document.text[start:end] for start, end in content_spans(document))
    opening = own.split(maxsplit=OPENING_WORDS)[:OPENING_WORDS]
    return Text(document.doc_id, f"{document.title}\n{' '.join(opening)}", document.published)


def find_stories(texts: Iterable[Text], memory: Memory | None = None) -> dict[str, str]:
    """For each text the key of its story, which is the least key among its texts."""
    shelf = _Shelf(texts, (memory or no_memory()).stage("terms"))
    groups = chain.from_iterable(_join(part) for part in _parts(_likely(shelf)))
    named = (sorted(shelf.keys[at] for at in group) for group in groups)
    joined = {key: keys[0] for keys in named for key in keys}
    return {key: joined.get(key, key) for key in sorted(shelf.keys)}


def terms_of(text: str) -> Terms:
    """Names twice, figures twice, longer words less; a capital that only opens a sentence makes no name."""
    counts: Counter[tuple[str, float]] = Counter()
    for match in _TERM.finditer(text):
        word = match.group()
        if match["figure"]:
            counts[word, FIGURE] += 1
        elif word[0].isupper() and not _OPENING.search(text, max(0, match.start() - 3), match.start()):
            counts[fold_text(word).removesuffix("'s"), NAME] += 1
        elif len(word) > 3:
            counts[fold_text(word), WORD] += 1
    found: defaultdict[str, float] = defaultdict(float)
    for (word, weight), count in counts.items():
        found[word] += count * weight
    return {word: 1 + log(weight) if weight > 1 else weight for word, weight in found.items()}


class _Shelf:
    """All texts as rows of weighed terms, those published first first; the texts themselves are not kept."""

    def __init__(self, texts: Iterable[Text], kept: Known) -> None:
        numbers = kept.recall(NUMBERS, dict[str, int])
        terms, weights, sizes = array("i"), array("d"), array("i")
        held = []
        for text in texts:
            held.append((*_bounds(text.published), text.key, text.published, len(sizes)))
            row = kept.recall(kept.number(text.key, text.text), partial(_row, text.text, numbers))
            terms.extend(row[0])
            weights.extend(row[1])
            sizes.append(len(row[0]))
        held.sort(key=lambda one: one[:3])
        order = np.array([at for *_, at in held], dtype=np.int64)
        self.keys = [key for _, _, key, _, _ in held]
        self.days = _Days.of(published for _, _, _, published, _ in held)
        self.width = len(numbers)
        ends = np.cumsum(sizes, dtype=np.int64)
        inside = ranges(ends[order] - np.array(sizes, dtype=np.int64)[order], np.array(sizes, dtype=np.int64)[order])
        self.starts = np.concatenate(([0], np.cumsum(np.array(sizes, dtype=np.int64)[order])))
        self.terms = np.array(terms, dtype=np.int32)[inside]
        self.weights = np.array(weights, dtype=np.float64)[inside]
        self._weigh()

    def _weigh(self) -> None:
        """Rare terms count for more; every row has unit length."""
        spread = np.bincount(self.terms, minlength=self.width)
        self.weights *= np.log(1 + len(self.keys) / spread[self.terms])
        for at in range(len(self.keys)):
            row = self.weights[self.starts[at] : self.starts[at + 1]]
            row /= np.sqrt(np.sum(row * row)) or 1.0

    def row(self, at: int) -> tuple[Numbers, Weights]:
        """Numbers and weights of the terms of a text, in the order of the alphabet."""
        part = slice(self.starts[at], self.starts[at + 1])
        return self.terms[part], self.weights[part]

    def telling(self, at: int) -> Numbers:
        """Its heaviest terms; of equals the first in the alphabet."""
        terms, weights = self.row(at)
        heaviest: Numbers = terms[np.argsort(-weights, kind="stable")[:TELLING]]
        return heaviest


def _row(text: str, numbers: dict[str, int]) -> "tuple[array[int], array[float]]":
    """Terms in the order of the alphabet, by numbers that mean nothing but to be different."""
    found = sorted(terms_of(text).items())
    return array("i", [numbers.setdefault(term, len(numbers)) for term, _ in found]), array("d", [w for _, w in found])


class _Days(NamedTuple):
    """When each text was published, as numbers of days; without a bound, as far away as no story lasts from nothing."""

    first: Numbers
    last: Numbers

    @classmethod
    def of(cls, published: Iterable[DateSpan | None]) -> "_Days":
        """Those of each text; one without a day is far from nothing."""
        bounds = [span.bounds if span else None for span in published]
        first = [days[0].toordinal() if days else -EVER for days in bounds]
        last = [days[1].toordinal() if days else EVER for days in bounds]
        return cls(np.array(first, dtype=np.int32), np.array(last, dtype=np.int32))

    def near(self, at: int, others: Numbers) -> Numbers:
        """Those of the others that were not certainly published further apart than a story lasts."""
        after, before = self.first[others] - self.last[at], self.first[at] - self.last[others]
        near: Numbers = others[(after <= APART_DAYS) & (before <= APART_DAYS)]
        return near


def ranges(starts: npt.NDArray[np.int64], sizes: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """So many numbers from each start, one row after the other."""
    before = np.concatenate(([0], np.cumsum(sizes)[:-1])) if len(sizes) else np.empty(0, dtype=np.int64)
    return np.repeat(starts - before, sizes) + np.arange(sizes.sum())


def _bounds(published: DateSpan | None) -> tuple[date, date]:
    """Those of a publication; the end of the calendar when nothing tells."""
    return published.bounds if published else (date.max, date.max)


class _Meeting:
    """By which telling terms each text meets those published next."""

    def __init__(self, shelf: _Shelf) -> None:
        telling = [shelf.telling(at) for at in range(len(shelf.keys))]
        sizes = np.array([len(own) for own in telling], dtype=np.int64)
        terms = np.concatenate([np.empty(0, dtype=np.int32), *telling])
        order = np.argsort(terms, kind="stable")
        self._starts = np.concatenate(([0], np.cumsum(sizes)))
        self._holders = np.repeat(np.arange(len(telling), dtype=np.int32), sizes)[order]
        self._places = np.empty(len(order), dtype=np.int64)
        self._places[order] = np.arange(len(order))
        self._ends = np.cumsum(np.bincount(terms, minlength=shelf.width))[terms]

    def partners(self, at: int) -> Numbers:
        """Texts published next that share telling terms with one, in order; by each term a crowd at most."""
        part = slice(self._starts[at], self._starts[at + 1])
        starts = self._places[part] + 1
        met = self._holders[ranges(starts, np.minimum(self._ends[part] - starts, CROWD))]
        others, counts = np.unique(met, return_counts=True)
        return others[counts >= SHARED]


def _likely(shelf: _Shelf) -> Iterator[tuple[int, int, float]]:
    """Pairs that share telling terms, were published within the life of a story, and are at all alike."""
    meeting = _Meeting(shelf)
    dense = np.zeros(shelf.width)
    for at in range(len(shelf.keys)):
        others = shelf.days.near(at, meeting.partners(at))
        if not len(others):
            continue
        alike = _alike(shelf, at, others, dense)
        order = np.lexsort((others, -alike))[:PARTNERS]
        order = order[alike[order] >= FAINT]
        best = zip(others[order].tolist(), alike[order].tolist(), strict=True)
        yield from ((at, other, share) for other, share in best)


def _alike(shelf: _Shelf, at: int, others: Numbers, dense: Weights) -> Weights:
    """How alike a text is to each of the others; `dense` is of noughts, and is so again."""
    terms, weights = shelf.row(at)
    dense[terms] = weights
    starts = shelf.starts[others]
    sizes = shelf.starts[others + 1] - starts
    inside = ranges(starts, sizes)
    sums: Weights = np.add.reduceat(dense[shelf.terms[inside]] * shelf.weights[inside], np.cumsum(sizes) - sizes)
    dense[terms] = 0.0
    return sums.round(DECIMALS)


def _parts(pairs: Iterable[tuple[int, int, float]]) -> Iterator[Iterator[tuple[int, int, float]]]:
    """The pairs by the texts that pairs alike enough hang together: no group grows across, so each part is its own."""
    ones, others, likeness, roots = array("i"), array("i"), array("d"), _Roots()
    for one, other, alike in pairs:
        ones.append(one)
        others.append(other)
        likeness.append(alike)
        if alike >= ALIKE:
            roots.join(one, other)
    left, right = (np.array([roots.of(at) for at in side], dtype=np.int32) for side in (ones, others))
    inside = np.flatnonzero(left == right)
    order = inside[np.argsort(left[inside], kind="stable")]
    for part in np.split(order, np.flatnonzero(np.diff(left[order])) + 1):
        if len(part):
            yield ((ones[at], others[at], likeness[at]) for at in part)


class _Roots:
    """Numbers that hang together, each known by the least of its part."""

    def __init__(self) -> None:
        self._above: dict[int, int] = {}

    def of(self, at: int) -> int:
        """The least of its part."""
        while (above := self._above.get(at, at)) != at:
            self._above[at] = self._above.get(above, above)
            at = above
        return at

    def join(self, one: int, other: int) -> None:
        """Make one part of two."""
        low, high = sorted((self.of(one), self.of(other)))
        self._above[high] = low


def _join(pairs: Iterable[tuple[int, int, float]]) -> list[list[int]]:
    """Groups grown by joining, again and again, the two that are most alike on average; a pair not given is unlike."""
    near: defaultdict[int, dict[int, float]] = defaultdict(dict)
    heap = []
    for one, other, alike in pairs:
        near[one][other] = near[other][one] = alike
        if alike >= ALIKE:
            heap.append((-alike, one, other))
    heapify(heap)
    members = {at: [at] for at in near}
    made = max(near) + 1
    while heap:
        _, one, other = heappop(heap)
        if one not in members or other not in members:
            continue
        members[made] = sorted(members.pop(one) + members.pop(other))
        del near[one][other], near[other][one]
        near[made] = _sum(near.pop(one), near.pop(other))
        for group, total in near[made].items():
            near[group].pop(one, None)
            near[group].pop(other, None)
            near[group][made] = total
            alike = round(total / (len(members[group]) * len(members[made])), DECIMALS)
            if alike >= ALIKE:
                heappush(heap, (-alike, group, made))
        made += 1
    return sorted(members.values())


def _sum(one: dict[int, float], other: dict[int, float]) -> dict[int, float]:
    """The likeness of what two groups make together to all others."""
    if len(one) < len(other):
        one, other = other, one
    for group, alike in other.items():
        one[group] = one.get(group, 0.0) + alike
    return one
