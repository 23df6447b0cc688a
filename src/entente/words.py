"""Text without side effects: the canonical form, folding for matching, slicing, and offsets for browsers.

All offsets are Unicode code points, 0-based and half open, unless a name says UTF-16. Every function takes any
`str`, lone surrogates and NUL included, and runs in time linear in its length.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator

CANONICALISER = "entente-canonical/1"
"""Name and version of `canonical_text`, stored as `Document.text_version`; a change of its rules is a new version."""

MAX_MARKS = 30
"""Combining marks kept on one letter: the limit of the stream-safe format, Unicode Standard Annex 15."""

_UNTIDY = re.compile("[^!-~ \n\xa1-\xac\xae-\u02ff\u2010-\u2027\u2030-\u205e]|  ")  # what may need work
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")
_CONTROLS = "\x01-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"  # those that are neither white space nor line ends
_SHY_AND_ZERO_WIDTH = "\xad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_INVISIBLE = re.compile(f"[{_CONTROLS}{_SHY_AND_ZERO_WIDTH}]")
_LINE_END = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_SPACE_RUN = re.compile(r"[^\S \n][^\S\n]*| [^\S\n]+")


def canonical_text(text: str) -> str:
    """NFC, LF line ends, no soft hyphens, zero-width marks or controls, each run of spaces one space.

    NUL and lone surrogates, which no file can carry, become U+FFFD. Applying it twice changes nothing.
    """
    if not _UNTIDY.search(text):
        return text
    lines = _LINE_END.sub("\n", _INVISIBLE.sub("", _UNSTORABLE.sub("\ufffd", text)))
    composed = lines if lines.isascii() else _limit_marks(unicodedata.normalize("NFC", _limit_marks(lines)))
    return _SPACE_RUN.sub(" ", composed)


def _limit_marks(text: str) -> str:
    """Drop combining marks beyond `MAX_MARKS` in a row: longer runs make normalisation quadratic."""
    marks = "".join(sorted(char for char in set(text) if unicodedata.combining(char)))
    return re.sub(f"([{marks}]{{{MAX_MARKS}}})[{marks}]+", r"\1", text) if marks else text


# Letters with no decomposition that English text writes plainly, and the punctuation that typesetting varies.
_LOOKALIKES = {
    "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ı": "i", "ə": "a", "ŋ": "ng",
    **dict.fromkeys("‘’‚‛′ʹʻʼʽʾʿ`´＇", "'"),
    **dict.fromkeys("“”„‟″«»‹›＂", '"'),
    **dict.fromkeys("‐‑‒–—―−﹘﹣－", "-"),
    **dict.fromkeys((*"\t\x1f\xa0\u1680\u202f\u205f\u3000", *map(chr, range(0x2000, 0x200B))), " "),
    **dict.fromkeys("\r\v\f\x1c\x1d\x1e\x85\u2028\u2029", "\n"),
    "…": "...",
}  # fmt: skip
_FOLDED_ASCII = re.compile("[`\0-\t\v-\x1f\x7f]")
_KANA_MARKS = "\u3099\u309a"  # voicing marks tell kana apart: they are letters, not accents


def _fold_char(char: str) -> str:
    """One character's folded form: any number of characters, none for a mark or an invisible one."""
    if char in _LOOKALIKES:
        return _LOOKALIKES[char]
    if _INVISIBLE.match(char):
        return ""
    letters = unicodedata.normalize("NFD", unicodedata.normalize("NFD", char).casefold())
    bare = "".join(_LOOKALIKES.get(c, c) for c in letters if c in _KANA_MARKS or not unicodedata.combining(c))
    return unicodedata.normalize("NFC", bare)


class _FoldTable(dict[int, str]):
    """A translation table that fills itself, so that folding runs at the speed of `str.translate`."""

    def __missing__(self, code_point: int) -> str:
        folded = self[code_point] = _fold_char(chr(code_point))
        return folded


_FOLDS = _FoldTable()


class Folded:
    """Text folded for matching, with the way back to the offsets of the original.

    >>> folded = fold("Zoë’s  Straße")
    >>> folded.text, folded.original_span(7, 14)
    ("zoe's  strasse", (7, 13))
    """

    __slots__ = ("_folded_at", "_original_at", "length", "text")

    def __init__(self, text: str, length: int, folded_at: list[int], original_at: list[int]) -> None:
        self.text = text
        self.length = length
        """Code points of the original."""
        self._folded_at = folded_at  # where runs of equal length begin in the folded text,
        self._original_at = original_at  # and in the original

    def original(self, index: int) -> int:
        """The original offset of the character that gave the folded one at `index`."""
        if index >= len(self.text):
            return self.length
        if not self._folded_at:
            return index
        run = bisect_right(self._folded_at, index) - 1
        offset = self._original_at[run] + index - self._folded_at[run]
        last = self._original_at[run + 1] - 1 if run + 1 < len(self._original_at) else self.length
        return min(offset, last)

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """The original span of a folded one; it keeps the marks that follow its last letter."""
        if end <= start:
            return self.original(start), self.original(start)
        return self.original(start), max(self.original(end - 1) + 1, self.original(end))

    def find(self, needle: str) -> Iterator[tuple[int, int]]:
        """Original spans where the folded `needle` stands, left to right, without overlap."""
        sought = fold_text(needle)
        at = self.text.find(sought) if sought else -1
        while at >= 0:
            yield self.original_span(at, at + len(sought))
            at = self.text.find(sought, at + len(sought))


def fold_text(text: str) -> str:
    """Text as it is compared: no case, no accents, plain quotes, hyphens and spaces, nothing invisible."""
    return text.translate(_FOLDS) if not text.isascii() or _FOLDED_ASCII.search(text) else text.lower()


def fold(text: str) -> Folded:
    """Folded text that remembers where each character came from."""
    folded = fold_text(text)
    uneven = {char for char in set(text) if len(_FOLDS[ord(char)]) != 1}
    return Folded(folded, len(text), *(_runs(text, uneven) if uneven else ([], [])))


def _runs(text: str, uneven: Iterable[str]) -> tuple[list[int], list[int]]:
    """Where runs of one-to-one folding begin, in the folded text and in the original."""
    folded_at, original_at, shift = [0], [0], 0
    for match in re.finditer("[" + re.escape("".join(sorted(uneven))) + "]", text):
        at, width = match.start(), len(_FOLDS[ord(match.group())])
        if width:
            folded_at.append(at + shift)
            original_at.append(at)
        shift += width - 1
        folded_at.append(at + 1 + shift)
        original_at.append(at + 1)
    return folded_at, original_at


def context(text: str, start: int, end: int, width: int = 32) -> tuple[str, str]:
    """Up to `width` code points on each side of a span."""
    return text[max(0, start - width) : start], text[end : end + width]
