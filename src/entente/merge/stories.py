"""Texts that follow one story, by the names, figures and words they share."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import heapify, heappop, heappush
from math import log, sqrt
from typing import NamedTuple

from entente.merge.align import content_spans
from entente.merge.sketch import pair_up
from entente.records import DateSpan, Document
from entente.words import fold_text

NAME, FIGURE, WORD = 2.0, 2.0, 0.75
"""What a term counts for: two stories of one kind (two elections, two raids) differ in names and figures."""
ALIKE = 0.14
"""Mean likeness of two groups of texts from which they are one story: some four names in common among thirty terms."""
OPENING_WORDS = 120
"""Words of a text, its title first, that tell which story it follows: news puts it there, background comes after."""
TELLING = 24
"""Heaviest terms of a text by which it may meet others."""
SHARED = 2
"""Telling terms that two texts share at least before they are compared in full."""
CROWD = 64
"""Texts that share a term beyond which each meets only the first and its neighbour."""
APART_DAYS = 90
"""Days between two publications beyond which a story is another one."""

_TERM = re.compile(r"(?P<figure>\d[\d.,:]*\d|\d)|(?P<word>[^\W\d_][\w'’-]*)")
_OPENING = re.compile(r"""[.!?:]["”’')\]]*\s*$|^\s*$|["“‘(\[]\s*$|\n\s*$""")

Terms = Mapping[str, float]


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


def find_stories(texts: Iterable[Text]) -> dict[str, str]:
    """For each text the key of its story, which is the least key among its texts."""
    ordered = sorted(texts)
    vectors = _weigh([terms_of(text.text) for text in ordered])
    groups = _join(vectors, _likely(ordered, vectors))
    return {ordered[at].key: ordered[group[0]].key for group in groups for at in group}


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


def _weigh(texts: Sequence[Terms]) -> Sequence[Terms]:
    """Rare terms count for more; every vector has unit length."""
    spread = Counter(term for terms in texts for term in terms)
    weighed = []
    for terms in texts:
        vector = {term: weight * log(1 + len(texts) / spread[term]) for term, weight in sorted(terms.items())}
        length = sqrt(sum(weight * weight for weight in vector.values())) or 1.0
        weighed.append({term: weight / length for term, weight in vector.items()})
    return weighed


def _likely(texts: Sequence[Text], vectors: Sequence[Terms]) -> Iterator[tuple[int, int]]:
    """Pairs that share telling terms and were published within the life of a story."""
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for at, vector in enumerate(vectors):
        for term in sorted(vector, key=lambda term: (-vector[term], term))[:TELLING]:
            holders[term].append(at)
    shared = Counter(pair for members in holders.values() for pair in pair_up(members, CROWD))
    for one, other in sorted(pair for pair, count in shared.items() if count >= SHARED):
        if not far_apart(texts[one].published, texts[other].published):
            yield one, other


def far_apart(one: DateSpan | None, other: DateSpan | None) -> bool:
    """Whether two publications certainly lie further apart than a story lasts."""
    if one is None or other is None:
        return False
    (a, b), (c, d) = one.bounds, other.bounds
    return (c - b).days > APART_DAYS or (a - d).days > APART_DAYS


def _join(vectors: Sequence[Terms], pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Groups grown by joining, again and again, the two that are most alike on average."""
    sums: dict[int, dict[str, float]] = {at: dict(vector) for at, vector in enumerate(vectors)}
    members = {at: [at] for at in sums}
    near: defaultdict[int, set[int]] = defaultdict(set)
    heap = []
    for one, other in pairs:
        near[one].add(other)
        near[other].add(one)
        heap.append((-_dot(sums[one], sums[other]), one, other))
    heap = [entry for entry in heap if -entry[0] >= ALIKE]
    heapify(heap)
    made = len(vectors)
    while heap:
        _, one, other = heappop(heap)
        if one not in members or other not in members:
            continue
        members[made] = sorted(members.pop(one) + members.pop(other))
        sums[made] = _add(sums.pop(one), sums.pop(other))
        near[made] = {group for group in near.pop(one) | near.pop(other) if group in members}
        for group in sorted(near[made]):
            near[group].add(made)
            alike = _dot(sums[group], sums[made]) / (len(members[group]) * len(members[made]))
            if alike >= ALIKE:
                heappush(heap, (-alike, group, made))
        made += 1
    return sorted(members.values())


def _dot(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    if len(other) < len(one):
        one, other = other, one
    return sum(weight * other[term] for term, weight in one.items() if term in other)


def _add(one: dict[str, float], other: dict[str, float]) -> dict[str, float]:
    if len(one) < len(other):
        one, other = other, one
    for term, weight in other.items():
        one[term] = one.get(term, 0.0) + weight
    return one
