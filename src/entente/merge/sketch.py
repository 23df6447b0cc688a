"""Texts as short sketches of their word sequences, and pairs of texts whose sketches agree somewhere."""

import re
from array import array
from collections.abc import Iterable
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

from entente.words import fold_text

Hashes = npt.NDArray[np.uint64]

SLOTS = 128
"""Slots of a sketch: the share of equal slots estimates the share of equal shingles within 0.04."""
SHINGLE = 5
"""Words in a shingle: five words in a row are seldom shared by chance."""
ROWS = 2
"""Slots in a band: two texts with a fifth of their shingles in common meet with a chance of 0.93."""
PRINT, WINDOW = 7, 3
"""Words in a fingerprint, and fingerprints of which the least is kept: nine words in a row are never missed."""

_WORD = re.compile(r"\w+")
_BANDS = np.arange(SLOTS // ROWS, dtype=np.uint64)
_SHIFT = np.uint64(64 - 7)
_MIX_A, _MIX_B = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
_TURN = tuple(np.uint64(31 * 2**16 * step + 2 * step + 1) for step in range(max(SHINGLE, PRINT)))


class _WordHashes(dict[str, int]):
    """64 bits of a word, made from its letters alone, remembered."""

    def __missing__(self, word: str) -> int:
        digest = int.from_bytes(blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")
        if len(self) < 300_000:  # what a crawl misspells must not fill the memory
            self[word] = digest
        return digest


_WORD_HASHES = _WordHashes()


def words_of(text: str) -> list[str]:
    """The words of a text, case and accents folded away."""
    return _WORD.findall(fold_text(text))


def hash_word(word: str) -> int:
    """64 bits that are equal for equal words."""
    return _WORD_HASHES[word]


def hash_words(text: str) -> Hashes:
    """The words of a text as 64-bit hashes."""
    return np.array([_WORD_HASHES[word] for word in words_of(text)], dtype=np.uint64)


def hash_shingles(words: Hashes, width: int = SHINGLE) -> Hashes:
    """A hash for every so many words in a row; a shorter text is one shingle."""
    if not len(words):
        return words
    width = min(width, len(words))
    count = len(words) - width + 1
    total = np.zeros(count, dtype=np.uint64)
    for step in range(width):
        total += (words[step : step + count] ^ _MIX_A) * _TURN[step]
        total = (total ^ (total >> np.uint64(29))) * _MIX_B
    total = (total ^ (total >> np.uint64(30))) * _MIX_A
    return total ^ (total >> np.uint64(31))


def sketch(shingles: Hashes) -> Hashes | None:
    """One permutation in 128 parts: the least hash of each part, an empty part borrows the next; None: no words."""
    if not len(shingles):
        return None
    ordered = np.sort(shingles)
    parts = ordered >> _SHIFT
    firsts = np.searchsorted(parts, np.arange(SLOTS + 1, dtype=np.uint64))
    filled = np.flatnonzero(firsts[:-1] < firsts[1:])
    source = filled[np.searchsorted(filled, np.arange(SLOTS)) % len(filled)]
    borrowed = (source - np.arange(SLOTS)) % SLOTS
    slots: Hashes = ordered[firsts[source]] + borrowed.astype(np.uint64) * _MIX_B
    return slots


def fingerprints(words: Hashes) -> Hashes:
    """The least hash of every three neighbouring runs of seven words (Schleimer, Wilkerson and Aiken 2003)."""
    if len(words) < PRINT:
        return words[:0]
    runs = hash_shingles(words, PRINT)
    if len(runs) < WINDOW:
        return np.unique(runs)
    least: Hashes = np.unique(np.lib.stride_tricks.sliding_window_view(runs, WINDOW).min(axis=1))
    return least


def likeness(one: Hashes, other: Hashes) -> float:
    """The share of equal slots: an estimate of the share of equal shingles."""
    return float(np.mean(one == other))


def bands(slots: Hashes) -> Hashes:
    """A key for each band of a sketch; equal rows of two different bands are no sign."""
    table = slots.reshape(-1, ROWS)
    keys = table[:, 0] * _MIX_A
    for row in range(1, ROWS):
        keys = (keys ^ (keys >> np.uint64(32))) * _MIX_B + table[:, row]
    return np.unique(keys ^ (_BANDS * _MIX_A))


class Postings:
    """The keys of each text, one text after the other, eight bytes each."""

    def __init__(self, texts: Iterable[Hashes] = ()) -> None:
        self._keys, self._sizes = bytearray(), array("i")
        for keys in texts:
            self.add(keys)

    def add(self, keys: Hashes) -> None:
        """The next text."""
        self._keys += keys.tobytes()
        self._sizes.append(len(keys))

    @property
    def keys(self) -> Hashes:
        """Those of all texts."""
        return np.frombuffer(self._keys, dtype=np.uint64)

    @property
    def count(self) -> int:
        """Of the texts."""
        return len(self._sizes)

    @property
    def holders(self) -> npt.NDArray[np.int32]:
        """The position of the text of each key."""
        return np.repeat(np.arange(len(self._sizes), dtype=np.int32), self._sizes)


def distinct(keys: Iterable[int]) -> Hashes:
    """Each key once, as 64 bits without a sign."""
    return np.unique(np.fromiter(keys, dtype=np.int64)).view(np.uint64)
