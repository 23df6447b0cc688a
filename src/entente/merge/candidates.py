"""Pairs of texts worth comparing, found without comparing all with all."""

from collections.abc import Iterable
from itertools import chain
from typing import NamedTuple

import numpy as np

from entente.merge.align import anchors, content_spans, facts, lines_of
from entente.merge.sketch import (
    Hashes,
    distinct,
    fingerprints,
    hash_shingles,
    keep_closest,
    pairs_by_shared,
    pairs_by_sketch,
    sketch,
)
from entente.records import Document

LONG_SENTENCE = 8
"""Words from which a sentence found in two texts makes them worth comparing."""
SHARED_ANCHORS, SHARED_FACTS = 4, 2
"""Runs of three names or figures, and pairs of them in one sentence, that make two texts worth comparing."""
PARTNERS, NAMESAKES = 24, 12
"""Earlier texts that one is compared with for the words they share, and for the names and figures: the closest."""
STOCK = 6
"""Texts with the same sentence beyond which it is a notice or a stock phrase, which nobody takes from anybody."""


class Survey(NamedTuple):
    """What is known of all texts together."""

    pairs: frozenset[tuple[int, int]]
    """Positions of texts worth comparing: words in common, a long sentence, the same names and figures together."""
    stock: frozenset[int]
    """Keys of the sentences that many texts have."""


def survey(documents: Iterable[Document]) -> Survey:
    """Reads each text once; the work grows with their number, since crowds and partners are limited."""
    marks = [_marks_of(document) for document in documents]
    words = chain(
        pairs_by_sketch([mark.sketch for mark in marks]),
        pairs_by_shared([mark.prints for mark in marks]),
        pairs_by_shared([mark.long for mark in marks]),
    )
    pairs = chain(
        keep_closest(words, least=1, most=PARTNERS),
        keep_closest(pairs_by_shared([mark.named for mark in marks]), least=SHARED_ANCHORS, most=NAMESAKES),
        keep_closest(pairs_by_shared([mark.told for mark in marks]), least=SHARED_FACTS, most=NAMESAKES),
    )
    keys, counts = np.unique(np.concatenate([distinct(()), *(mark.lines for mark in marks)]), return_counts=True)
    return Survey(frozenset(pairs), frozenset(keys[counts > STOCK].view(np.int64).tolist()))


class _Marks(NamedTuple):
    """By what a text may meet others."""

    sketch: Hashes | None
    prints: Hashes
    lines: Hashes
    """Keys of its sentences, and of the long ones."""
    long: Hashes
    named: Hashes
    told: Hashes


def _marks_of(document: Document) -> _Marks:
    text, lines, spans = document.text, lines_of(document), list(content_spans(document))
    words = np.array([word for line in lines for word in line.words], dtype=np.uint64)
    return _Marks(
        sketch(hash_shingles(words)),
        fingerprints(words),
        distinct(line.key for line in lines),
        distinct(line.key for line in lines if len(line.words) >= LONG_SENTENCE),
        distinct(key for start, end in spans for key in anchors(text[start:end])),
        distinct(key for start, end in spans for key in facts(text, start, end)),
    )
