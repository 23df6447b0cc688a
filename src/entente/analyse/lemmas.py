"""Word and part of speech to lemma: what the treebanks list, then the spelling rules of English inflection."""

import gzip
from collections.abc import Mapping
from pathlib import Path

import msgspec

from entente.vocab.inflection import irregular_base

_VOWELS = frozenset("aeiou")
_NOT_DOUBLED = frozenset("lsfz")
_LOST_E = (
    *(
        "v",
        "u",
        "c",
        "e",
        "iz",
        "is",
        "at",
        "dg",
        "ang",
        "eng",
        "ung",
        "rg",
        "ns",
        "rs",
        "ls",
        "ur",
        "ir",
        "as",
        "os",
        "us",
    ),
    *("bl", "cl", "dl", "fl", "gl", "kl", "pl", "tl", "zl", "rad", "vad", "uad", "kad", "sol", "dol", "yz", "ys", "lg"),
)
_TAKES_ES = ("s", "x", "z", "ch", "sh")


class LemmaTable(msgspec.Struct, frozen=True, gc=False):
    """Exceptions by Penn tag and lower-case form, and the base forms that decide between two spellings."""

    exceptions: Mapping[str, Mapping[str, str]]
    bases: Mapping[str, frozenset[str]]
    """By first letter of the Penn tag: V, N, J, R."""


class Lemmatiser:
    """Lemmas with a memory, since words come again."""

    def __init__(self, table: LemmaTable) -> None:
        self._table = table
        self._known: dict[tuple[str, str, str], str] = {}

    @classmethod
    def from_file(cls, path: Path) -> "Lemmatiser":
        """The table that ships with a model."""
        return cls(msgspec.json.decode(gzip.decompress(path.read_bytes()), type=LemmaTable))

    def lemma(self, form: str, upos: str, xpos: str) -> str:
        """The lemma as UD English writes it: names keep their case, other words lose it."""
        key = (form, upos, xpos)
        found = self._known.get(key)
        if found is None:
            if len(self._known) > 200_000:
                self._known.clear()
            found = self._known[key] = self._find(form, upos, xpos)
        return found

    def _find(self, form: str, upos: str, xpos: str) -> str:
        listed = self._table.exceptions.get(xpos, {}).get(form.lower())
        if listed is None and xpos in ("VBD", "VBN"):
            listed = irregular_base(form.lower())
        if listed is not None:
            return listed
        return inflected(form if upos == "PROPN" else form.lower(), xpos, self._table.bases.get(xpos[:1], frozenset()))


def inflected(form: str, xpos: str, bases: frozenset[str] | set[str] = frozenset()) -> str:
    """The base form by spelling alone; `bases` decides between "hop" and "hope"."""
    match xpos:
        case "NNS" | "NNPS" | "VBZ":
            return _without_s(form, bases)
        case "VBG" if form.endswith("ing") and len(form) > 4:
            return _restored(form[:-3], bases)
        case "VBD" | "VBN" if form.endswith("ied") and len(form) > 4:
            return form[:-3] + "y"
        case "VBD" | "VBN" if form.endswith("ed") and len(form) > 3:
            return _restored(form[:-2], bases)
        case "JJR" | "RBR" if form.endswith("er") and len(form) > 4:
            return _compared(form[:-2], bases)
        case "JJS" | "RBS" if form.endswith("est") and len(form) > 5:
            return _compared(form[:-3], bases)
        case _:
            return form


def _without_s(form: str, bases: frozenset[str] | set[str]) -> str:
    if not form.endswith("s") or form.endswith("ss") or len(form) < 3:
        return form
    if form.endswith("ies") and len(form) > 4:
        return form[:-1] if form[:-1] in bases else form[:-3] + "y"
    if form.endswith("es") and form[:-2].endswith(_TAKES_ES):
        stem = form[:-2]
        if (stem in bases) != (form[:-1] in bases):
            return stem if stem in bases else form[:-1]
        return form[:-1] if _ends_in_se(stem) else stem
    if form.endswith("oes"):
        return form[:-1] if form[:-1] in bases else form[:-2]
    return form[:-1]


def _ends_in_se(stem: str) -> bool:
    """Whether a plural of this stem is likelier of a word in -se or -ze: dos-, siz-, claus-, but not virus-, waltz-."""
    if stem.endswith("us"):
        return stem.endswith(("aus", "ous", "ccus", "fus", "mus"))
    return stem.endswith(("s", "z")) and not stem.endswith(("ss", "tz", "zz"))


def _compared(stem: str, bases: frozenset[str] | set[str]) -> str:
    if stem.endswith("i"):
        return stem[:-1] + "y"
    return _restored(stem, bases)


def _restored(stem: str, bases: frozenset[str] | set[str]) -> str:
    """The stem as it was before -ing, -ed, -er: as it is, with its e, or with one consonant less."""
    doubled = len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in _VOWELS
    candidates = [stem, stem + "e"]
    if doubled:
        british = stem.endswith(("ell", "ill")) and sum(letter in _VOWELS for letter in stem) > 1
        candidates.insert(0 if stem[-1] not in _NOT_DOUBLED or british else 1, stem[:-1])
    elif _drops_e(stem):
        candidates.reverse()
    return next((word for word in candidates if word in bases), candidates[0])


def _drops_e(stem: str) -> bool:
    """Whether a verb of this stem is likelier to have lost an e: mak-, achiev-, chang-, but not visit-, open-."""
    if len(stem) < 2:
        return False
    if stem.endswith(_LOST_E) or (stem.endswith("ut") and not stem.endswith("out") and len(stem) > 4):
        return True
    vowels = sum(letter in _VOWELS for letter in stem)
    return stem[-1] not in _VOWELS and stem[-2] in _VOWELS and vowels == 1 and len(stem) > 2 and stem[-1] not in "wxy"
