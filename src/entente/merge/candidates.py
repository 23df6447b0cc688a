"""Pairs of texts worth comparing, found without comparing all with all."""

from collections.abc import Iterable
from itertools import chain
from typing import NamedTuple

import numpy as np

from entente.merge.align import anchors, content_spans, facts, lines_of
from entente.merge.sketch import (
    Codes,
    Hashes,
    distinct,
    encode_pairs,
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

    pairs: Codes
    """Positions of texts worth comparing: words in common, a long sentence, the same names and figures together."""
    stock: frozenset[int]
    """Keys of the sentences that many texts have."""


class _Marks(NamedTuple):
    """By what texts may meet others, a list for each mark, a text at each place."""

    sketch: list[Hashes | None]
    prints: list[Hashes]
    lines: list[Hashes]
    """Keys of the sentences, and of the long ones."""
    long: list[Hashes]
    named: list[Hashes]
    told: list[Hashes]


def survey(documents: Iterable[Document]) -> Survey:
    """Reads each text once; the work grows with their number, since crowds and partners are limited."""
    marks = _Marks([], [], [], [], [], [])
    for document in documents:
        _mark(document, marks)
    words = chain(pairs_by_sketch(marks.sketch), pairs_by_shared(marks.prints), pairs_by_shared(marks.long))
    codes = [encode_pairs(keep_closest(words, least=1, most=PARTNERS))]
    marks.sketch.clear()
    marks.prints.clear()
    for shared, least in ((marks.named, SHARED_ANCHORS), (marks.told, SHARED_FACTS)):
        codes.append(encode_pairs(keep_closest(pairs_by_shared(shared), least=least, most=NAMESAKES)))
        shared.clear()
    keys, counts = np.unique(np.concatenate([distinct(()), *marks.lines]), return_counts=True)
    return Survey(np.unique(np.concatenate(codes)), frozenset(keys[counts > STOCK].view(np.int64).tolist()))


def _mark(document: Document, marks: _Marks) -> None:
    """One text more."""
    text, lines, spans = document.text, lines_of(document), list(content_spans(document))
    words = np.array([word for line in lines for word in line.words], dtype=np.uint64)
    marks.sketch.append(sketch(hash_shingles(words)))
    marks.prints.append(fingerprints(words))
    marks.lines.append(distinct(line.key for line in lines))
    marks.long.append(distinct(line.key for line in lines if len(line.words) >= LONG_SENTENCE))
    marks.named.append(distinct(key for start, end in spans for key in anchors(text[start:end])))
    marks.told.append(distinct(key for start, end in spans for key in facts(text, start, end)))
