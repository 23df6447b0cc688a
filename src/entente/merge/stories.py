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
from entente.merge.clusters import Roots, parts
from entente.merge.meeting import Meeting, Numbers, Places, Way, key_of, ranges
from entente.merge.memory import Memory, no_memory
from entente.merge.sketch import Hashes, Postings
from entente.records import DateSpan, Document
from entente.vocab.merging import rarity
from entente.words import fold_text

NAME, FIGURE, WORD = 2.0, 2.0, 0.75
"""What a term counts for: two stories of one kind (two elections, two raids) differ in names and figures."""
UNIT = 2**15
"""Length of a text's row of weights, which are whole numbers: sums of them come to the same in any order."""
ALIKE, BOUND, FAINT = (round(share * UNIT * UNIT) for share in (0.2, 0.3, 0.05))
"""Mean likeness of two groups of texts from which they are one story, some four rare names in common among thirty
terms; likeness of two texts by which a story hangs together; that below which two texts count as quite unlike."""
OPENING_WORDS = 120
"""Words of a text, its title first, that tell which story it follows: news puts it there, background comes after."""
TELLING = 24
"""Heaviest terms of a text by which it may meet others."""
APART_DAYS = 90
"""Days between two publications beyond which a story is another one."""
WAYS = (Way(64, 2),) * 3
"""Telling terms that few texts have: of all times, of the same ninety days, of the same counted from their middle."""
EVER = 10**8
"""More days than any calendar has."""

_TERM = re.compile(r"(?P<figure>\d[\d.,:]*\d|\d)|(?P<word>[^\W\d_][\w'’-]*)")
_OPENING = re.compile(r"""[.!?:]["”’')\]]*\s*$|^\s*$|["“‘(\[]\s*$|\n\s*$""")

Terms = Mapping[str, float]
Weights = npt.NDArray[np.int64]


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


class Row(NamedTuple):
    """The terms of a text and what each weighs in it."""

    terms: Hashes
    weights: Weights

    @property
    def telling(self) -> Hashes:
        """The heaviest; of equals those whose numbers come first."""
        heaviest: Hashes = self.terms[np.argsort(-self.weights, kind="stable")[:TELLING]]
        return heaviest


def find_stories(texts: Iterable[Text], memory: Memory | None = None) -> dict[str, str]:
    """For each text the key of its story, which is the first of its texts."""
    shelf = _Shelf(texts, memory or no_memory())
    groups = chain.from_iterable(join(part) for part in _parts(_likely(shelf)))
    joined = {shelf.keys[at]: shelf.keys[group[0]] for group in groups for at in group}
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


def row_of(text: str) -> Row:
    """Rare terms count for more; every row has the same length."""
    found = sorted((key_of(term), weight * rarity(term)) for term, weight in terms_of(text).items())
    weights = np.array([weight for _, weight in found])
    length = np.sqrt(np.sum(weights * weights)) or 1.0
    terms = np.array([term for term, _ in found], dtype=np.uint64)
    return Row(terms, np.rint(weights * (UNIT / length)).astype(np.int64))


def keys_of(row: Row, published: DateSpan | None) -> tuple[Hashes, Hashes, Hashes]:
    """By what a text meets others in each way; one whose day is not known closely meets them at all times alone."""
    telling = row.telling
    first, last = published.bounds if published else (date.min, date.max)
    if (last - first).days > APART_DAYS:
        return telling, telling[:0], telling[:0]
    day = first.toordinal()
    periods = day // APART_DAYS, (day + APART_DAYS // 2) // APART_DAYS
    early, late = (np.sort(telling * _ODD + np.uint64(period)) for period in periods)
    return np.sort(telling), early, late


_ODD = np.uint64(0x9E3779B97F4A7C15)
"""Spreads keys of different periods."""


class _Shelf:
    """All texts as rows of weighed terms, those published first first; the texts themselves are not kept."""

    def __init__(self, texts: Iterable[Text], memory: Memory) -> None:
        kept, held = memory.stage("terms"), []
        for text in texts:
            row = kept.recall(kept.number(text.key, text.text), partial(row_of, text.text))
            held.append((*publication(text.published), text.key, text.published, row))
        held.sort(key=lambda one: one[:3])
        self.keys = [key for _, _, key, _, _ in held]
        self.days = _Days.of(published for _, _, _, published, _ in held)
        rows = [row for *_, row in held]
        postings = [Postings() for _ in WAYS]
        for *_, published, row in held:
            for way, keys in zip(postings, keys_of(row, published), strict=True):
                way.add(keys)
        self.meeting = Meeting(WAYS, postings)
        every = np.concatenate([np.empty(0, dtype=np.uint64), *(row.terms for row in rows)])
        names, self.terms = np.unique(every, return_inverse=True)
        self.width = len(names)
        self.weights = np.concatenate([np.empty(0, dtype=np.int64), *(row.weights for row in rows)])
        self.starts = np.concatenate(([0], np.cumsum([len(row.terms) for row in rows], dtype=np.int64)))

    def row(self, at: int) -> tuple[Places, Weights]:
        """Numbers and weights of the terms of a text."""
        part = slice(self.starts[at], self.starts[at + 1])
        return self.terms[part], self.weights[part]


class _Days(NamedTuple):
    """When each text was published, as numbers of days; without a bound, as far away as no story lasts from nothing."""

    first: Numbers
    last: Numbers

    @classmethod
    def of(cls, published: Iterable[DateSpan | None]) -> "_Days":
        """Those of each text; one without a day is far from nothing."""
        days = [days_of(span) for span in published]
        first, last = ([each[side] for each in days] for side in (0, 1))
        return cls(np.array(first, dtype=np.int32), np.array(last, dtype=np.int32))

    def near(self, at: int, others: Numbers) -> Numbers:
        """Those of the others that were not certainly published further apart than a story lasts."""
        after, before = self.first[others] - self.last[at], self.first[at] - self.last[others]
        near: Numbers = others[(after <= APART_DAYS) & (before <= APART_DAYS)]
        return near


def days_of(published: DateSpan | None) -> tuple[int, int]:
    """The first and the last day on which a text may have been published; without a day, all of them."""
    if published is None:
        return -EVER, EVER
    first, last = published.bounds
    return first.toordinal(), last.toordinal()


def publication(published: DateSpan | None) -> tuple[date, date]:
    """Those of a publication; the end of the calendar when nothing tells."""
    return published.bounds if published else (date.max, date.max)


def likeness(one: Row, other: Row) -> int:
    """How alike two texts are; at most the square of a unit, save for rounding."""
    _, left, right = np.intersect1d(one.terms, other.terms, assume_unique=True, return_indices=True)
    return int(np.dot(one.weights[left], other.weights[right]))


def _likely(shelf: _Shelf) -> Iterator[tuple[int, int, int]]:
    """Pairs that share telling terms, were published within the life of a story, and are at all alike."""
    dense = np.zeros(shelf.width, dtype=np.int64)
    for at in range(len(shelf.keys)):
        others = shelf.days.near(at, shelf.meeting.after(at))
        if len(others):
            alike = _alike(shelf, at, others, dense)
            near = alike >= FAINT
            yield from (
                (at, other, share) for other, share in zip(others[near].tolist(), alike[near].tolist(), strict=True)
            )


def _alike(shelf: _Shelf, at: int, others: Numbers, dense: Weights) -> Weights:
    """How alike a text is to each of the others; `dense` is of noughts, and is so again."""
    terms, weights = shelf.row(at)
    dense[terms] = weights
    starts = shelf.starts[others]
    sizes = shelf.starts[others + 1] - starts
    inside = ranges(starts, sizes)
    sums: Weights = np.add.reduceat(dense[shelf.terms[inside]] * shelf.weights[inside], np.cumsum(sizes) - sizes)
    dense[terms] = 0
    return sums


def _parts(pairs: Iterable[tuple[int, int, int]]) -> Iterator[Iterator[tuple[int, int, int]]]:
    """The pairs by the texts that pairs alike enough hang together: no story grows across, so each part is its own."""
    ones, others, likeness, roots = array("i"), array("i"), array("q"), Roots()
    for one, other, alike in pairs:
        ones.append(one)
        others.append(other)
        likeness.append(alike)
        if alike >= BOUND:
            roots.join(one, other)
    for part in parts(roots, np.array(ones, dtype=np.int32), np.array(others, dtype=np.int32)):
        yield ((ones[at], others[at], likeness[at]) for at in part)


def join(pairs: Iterable[tuple[int, int, int]]) -> list[list[int]]:
    """Groups grown by joining, again and again, the two that are most alike on average; a pair not given is unlike."""
    near: defaultdict[int, dict[int, int]] = defaultdict(dict)
    heap: list[tuple[float, int, int]] = []
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
            mean = total / (len(members[group]) * len(members[made]))
            if mean >= ALIKE:
                heappush(heap, (-mean, group, made))
        made += 1
    return sorted(members.values())


def _sum(one: dict[int, int], other: dict[int, int]) -> dict[int, int]:
    """The likeness of what two groups make together to all others."""
    if len(one) < len(other):
        one, other = other, one
    for group, alike in other.items():
        one[group] = one.get(group, 0) + alike
    return one
