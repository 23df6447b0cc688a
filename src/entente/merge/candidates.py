"""Pairs of texts worth comparing, found without comparing all with all."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import numpy as np

from entente.merge.align import Lines, anchors, content_spans, facts, lines_of
from entente.merge.meeting import Meeting, Way
from entente.merge.sketch import Hashes, Postings, bands, distinct, fingerprints, hash_shingles, sketch
from entente.records import Document

LONG_SENTENCE = 8
"""Words from which a sentence found in two texts makes them worth comparing."""
CROWD = 32
"""Texts with the same words, names or figures beyond which these say nothing; what many texts sketch alike was copied
from the first of them."""
SHARED_ANCHORS, SHARED_FACTS = 4, 2
"""Runs of three names or figures, and pairs of them in one sentence, that make two texts worth comparing."""
STOCK = 6
"""Texts with the same sentence beyond which it is a notice or a stock phrase, which nobody takes from anybody."""
WAYS = Way(CROWD, by_first=True), Way(CROWD), Way(CROWD), Way(CROWD, SHARED_ANCHORS), Way(CROWD, SHARED_FACTS)
"""By bands, prints, long sentences, names and facts."""


class Survey(NamedTuple):
    """What is known of all texts together."""

    meeting: Meeting
    """Those worth comparing: words in common, a long sentence, the same names and figures together."""
    stock: Mapping[int, frozenset[int]]
    """Keys of the sentences that many texts have, of the texts that have any, by position."""


class Marks(NamedTuple):
    """By what a text may meet others."""

    bands: Hashes
    prints: Hashes
    long: Hashes
    """Keys of the long sentences."""
    named: Hashes
    told: Hashes
    lines: Hashes
    """Keys of all sentences."""


def survey(texts: Iterable[Marks]) -> Survey:
    """The work grows with the number of texts, since what a crowd has says nothing."""
    every = tuple(Postings() for _ in Marks._fields)
    for marks in texts:
        for postings, keys in zip(every, marks, strict=True):
            postings.add(keys)
    *held, lines = every
    return Survey(Meeting(WAYS, held), _stock(lines))


def _stock(lines: Postings) -> dict[int, frozenset[int]]:
    """The sentences that many texts have, by the position of each that has them."""
    _, place, counts = np.unique(lines.keys, return_inverse=True, return_counts=True)
    common = counts[place] > STOCK
    found: defaultdict[int, set[int]] = defaultdict(set)
    for key, holder in zip(lines.keys[common].view(np.int64).tolist(), lines.holders[common].tolist(), strict=True):
        found[holder].add(key)
    return {holder: frozenset(own) for holder, own in found.items()}


def marks_of(document: Document, lines: Lines | None = None) -> Marks:
    """What one text may meet others by; `lines`: its sentences, where they are at hand."""
    text, lines, spans = document.text, lines or lines_of(document), list(content_spans(document))
    words = np.array([word for line in lines for word in line.words], dtype=np.uint64)
    slots = sketch(hash_shingles(words))
    return Marks(
        words[:0] if slots is None else bands(slots),
        fingerprints(words),
        distinct(line.key for line in lines if len(line.words) >= LONG_SENTENCE),
        distinct(key for start, end in spans for key in anchors(text[start:end])),
        distinct(key for start, end in spans for key in facts(text, start, end)),
        distinct(line.key for line in lines),
    )
