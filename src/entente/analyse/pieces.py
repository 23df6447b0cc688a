"""Words to the encoder's input: word pieces, letter case, and where each word begins."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

IntArray = npt.NDArray[np.int64]

CASES = ("lower", "title", "upper", "mixed", "digit", "letter_digit", "punctuation", "initial")
MAX_PIECES_PER_WORD = 6
MAX_PIECES = 510  # the encoder's 512 positions less [CLS] and [SEP]
_CLS, _SEP, _UNKNOWN = 101, 102, 100
_CACHE_WORDS = 200_000
_TO_ASCII = str.maketrans(dict.fromkeys("“”„‟«»", '"') | dict.fromkeys("‘’‚‛`´", "'") | dict.fromkeys("‐‑‒–—―−", "-"))


class Pieces(NamedTuple):
    """One sentence as the encoder reads it; `firsts[i]` is where word i's first piece stands, [CLS] being 0."""

    ids: tuple[int, ...]
    cases: tuple[int, ...]
    firsts: tuple[int, ...]


class Batch(NamedTuple):
    """Padded arrays of one encoder pass: ids and cases are (sentences, pieces), firsts is (sentences, 1 + words)."""

    ids: IntArray
    cases: IntArray
    firsts: IntArray


def case_of(word: str) -> int:
    """The letter case that an uncased encoder no longer sees, as an index into `CASES`."""
    if word.isalpha():
        if word.islower():
            return 0
        if len(word) == 1:
            return 7
        if word.isupper():
            return 2
        return 1 if word[0].isupper() and word[1:].islower() else 3
    if any(map(str.isdigit, word)):
        return 5 if any(map(str.isalpha, word)) else 4
    if not any(map(str.isalpha, word)):
        return 6
    return 2 if word.isupper() else 0 if word.islower() else 1 if word[0].isupper() else 3


class WordPieces:
    """Cuts words into pieces, each word by itself, so that a word costs one dictionary look-up after its first time."""

    def __init__(self, tokenizer_file: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(tokenizer_file))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._known: dict[str, tuple[tuple[int, ...], int]] = {}

    def word(self, word: str) -> tuple[tuple[int, ...], int]:
        """Piece ids of one word, at most `MAX_PIECES_PER_WORD` of them, and its case."""
        known = self._known.get(word)
        if known is None:
            if len(self._known) >= _CACHE_WORDS:
                self._known.clear()
            known = self._known[word] = (self._cut(word), case_of(word))
        return known

    def _cut(self, word: str) -> tuple[int, ...]:
        plain = word[:100].translate(_TO_ASCII).encode("utf-8", "replace").decode("utf-8")
        ids = self._tokenizer.encode(plain, add_special_tokens=False).ids[:MAX_PIECES_PER_WORD]
        return tuple(ids) or (_UNKNOWN,)

    def sentence(self, words: Sequence[str]) -> Pieces:
        """A sentence's pieces; where they do not fit, each word keeps fewer, and the last words may keep none."""
        cut = [self.word(word) for word in words]
        keep = MAX_PIECES_PER_WORD
        while keep > 1 and keep * len(cut) > MAX_PIECES and sum(min(keep, len(ids)) for ids, _ in cut) > MAX_PIECES:
            keep -= 1
        ids, cases, firsts = [_CLS], [0], []
        for pieces, case in cut:
            firsts.append(min(len(ids), MAX_PIECES))
            if len(pieces) == 1:
                ids.append(pieces[0])
                cases.append(case)
            else:
                ids += pieces[:keep]
                cases += [case] * min(keep, len(pieces))
        return Pieces((*ids[: MAX_PIECES + 1], _SEP), (*cases[: MAX_PIECES + 1], 0), tuple(firsts))


def pad(sentences: Iterable[Pieces]) -> Batch:
    """Sentences as one batch, filled up with zeros; column 0 of `firsts` is [CLS], which stands for the root."""
    rows = tuple(sentences)
    length = max(len(row.ids) for row in rows)
    words = 1 + max(len(row.firsts) for row in rows)
    ids, cases = (np.zeros((len(rows), length), np.int64) for _ in range(2))
    firsts = np.zeros((len(rows), words), np.int64)
    for i, row in enumerate(rows):
        ids[i, : len(row.ids)] = row.ids
        cases[i, : len(row.cases)] = row.cases
        firsts[i, 1 : 1 + len(row.firsts)] = row.firsts
    return Batch(ids, cases, firsts)
