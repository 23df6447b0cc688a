"""What lines of a page say about themselves, and who is credited: `lang/<language>/clean/*.toml`.

A cue is a rule, the kind of region it marks, whole lines (`phrases`, without case) and whole-line patterns.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import NamedTuple

import msgspec

from entente.errors import VocabularyError
from entente.records.codes import RegionKind
from entente.vocab import Group, Proven, read_data, read_toml

__all__ = [
    "Credits",
    "Cue",
    "Cues",
    "LineModel",
    "PageNames",
    "SmallWords",
    "load_credits",
    "load_cues",
    "load_hyphened",
    "load_line_model",
    "load_page_names",
    "load_small_words",
    "read_groups",
    "supported_languages",
]

CUE_FILES = ("captions", "bylines", "comments", "links", "boilerplate", "datelines")
"""In order of precedence: the first cue that fits a line names it."""

MAX_NESTING = 8
"""Rounds of filling pieces into pieces before a macro is taken to name itself."""

MAX_CUE = 600
"""Characters of a line that may speak of itself: longer ones are text, or markup that its head tells."""

MAX_TAIL = 300
"""Characters at the end of a paragraph in which a link cue may stand."""

MARKUP = ("<", "![", "data:image")

_PIECE = re.compile(r"\{([A-Za-z]+)\}")


class Cue(Proven, frozen=True, kw_only=True):
    """One rule about lines, with examples on both sides."""

    rule: str
    kind: RegionKind
    phrases: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    cased: bool = False
    """Its patterns tell capitals from small letters."""
    opening: bool = False
    """It is the head of a paragraph, not a line of its own."""
    trailing: bool = False
    """It is the tail of a paragraph, not a line of its own."""
    foot: bool = False
    """It counts at the foot of an article only."""
    opens: RegionKind | None = None
    """What all lines behind it are; None: it speaks for itself alone."""


class Cues:
    """All cues of a language, compiled into a few patterns."""

    __slots__ = ("_any_case", "_cased", "_phrases", "_tails", "by_name", "opening")

    def __init__(self, cues: Mapping[str, Cue], macros: Mapping[str, str]) -> None:
        whole = {name: cue for name, cue in cues.items() if not (cue.opening or cue.trailing)}
        self.by_name = cues
        self._phrases = {phrase: name for name in reversed(whole) for phrase in whole[name].phrases}
        self._cased = _alternatives({name: cue for name, cue in whole.items() if cue.cased}, macros)
        self._any_case = _alternatives({name: cue for name, cue in whole.items() if not cue.cased}, macros)
        self.opening = _alternatives({name: cue for name, cue in cues.items() if cue.opening}, macros)
        self._tails = tuple(
            re.compile(rf"(?<=[.!?…\"”’)\]])\s+({filled(pattern, macros)})\s*\Z")
            for cue in cues.values()
            if cue.trailing
            for pattern in cue.patterns
        )

    def of_line(self, line: str) -> str | None:
        """The name of the first cue that the whole line fits; None: it says nothing of itself."""
        if len(line) > MAX_CUE:
            if not line.startswith(MARKUP):
                return None
            line = line[:MAX_CUE]
        lower = line.lower()
        if name := self._phrases.get(lower.rstrip(" :.!…")) or self._phrases.get(lower):
            return name
        match = self._any_case.fullmatch(lower) or self._cased.fullmatch(line)
        return match.lastgroup if match else None

    def tail_of(self, line: str) -> int | None:
        """Where a link cue behind the last sentence begins; None: there is none."""
        first = max(0, len(line) - MAX_TAIL)
        starts = [match.start(1) for pattern in self._tails if (match := pattern.search(line, first))]
        return min(starts, default=None)

    def head_of(self, line: str) -> int | None:
        """Where a dateline at the head of a paragraph ends; None: there is none."""
        match = self.opening.match(line)
        return match.end() if match and match.end() < len(line) else None


class Credits(msgspec.Struct, frozen=True, kw_only=True):
    """Agencies by their names in lower case, and the words that lead a credit."""

    agencies: Mapping[str, str]
    leads: tuple[str, ...]
    outlets: frozenset[str]
    """Words of the names of papers, stations and houses, in lower case."""
    publications: tuple[str, ...]
    """What a publication calls itself behind its name."""


class LineModel(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Weights of the classifier of lines, by feature; `own` judges a line alone, `around` also its neighbours."""

    trained_on: str
    licence: str
    own: dict[str, float]
    around: dict[str, float]


def filled(pattern: str, macros: Mapping[str, str]) -> str:
    """A pattern with its pieces written out."""
    for _ in range(MAX_NESTING):
        if not _PIECE.search(pattern):
            return pattern
        pattern = _PIECE.sub(lambda piece: macros.get(piece[1], piece[0]), pattern)
    where = "vocab/data/lang/en/clean/macros.toml"
    raise VocabularyError(f'no piece of that name in "{pattern[:60]}"', where, "add it, or write it out")


def _alternatives(cues: Mapping[str, Cue], macros: Mapping[str, str]) -> re.Pattern[str]:
    """One pattern whose group says which cue fits."""
    groups = (
        f"(?P<{name}>{'|'.join(filled(pattern, macros) for pattern in cue.patterns)})"
        for name, cue in cues.items()
        if cue.patterns
    )
    return re.compile("|".join(groups) or r"(?!)", re.DOTALL)


def _cues(language: str) -> Iterator[tuple[str, Cue]]:
    for file in CUE_FILES:
        yield from read_toml(dict[str, Cue], "lang", language, "clean", f"{file}.toml").items()


@cache
def load_cues(language: str = "en") -> Cues:
    """The language's cues, compiled once."""
    macros = read_toml(dict[str, str], "lang", language, "clean", "macros.toml")
    return Cues(MappingProxyType(dict(_cues(language))), macros)


@cache
def load_credits(language: str = "en") -> Credits:
    """The language's agencies and credit words."""
    groups = read_groups("agencies", language)
    agencies = {name.lower(): name for name in groups["agencies"].members}
    return Credits(
        agencies=MappingProxyType(agencies),
        leads=groups["leads"].members,
        outlets=frozenset(groups["outlets"].members),
        publications=groups["publications"].members,
    )


@cache
def load_line_model(language: str = "en") -> LineModel:
    """The weights that ship with the language."""
    return msgspec.json.decode(read_data("lang", language, "clean", "lines.json"), type=LineModel)


@cache
def supported_languages() -> frozenset[str]:
    """The languages whose vocabulary is at hand."""
    folder = files("entente.vocab").joinpath("data", "lang")
    return frozenset(entry.name for entry in folder.iterdir() if entry.is_dir())


@cache
def load_hyphened(language: str = "en") -> frozenset[str]:
    """First parts of words that keep their hyphen at a line's end."""
    return frozenset(read_groups("hyphens", language)["hyphened"].members)


class SmallWords(NamedTuple):
    """Words that running text of a language is full of."""

    commonest: frozenset[str]
    telling: frozenset[str]
    """Those that its neighbours do not share."""
    cousins: Mapping[str, frozenset[str]]
    """Small words of languages that a classifier takes it for, by code."""


@cache
def load_small_words(language: str = "en") -> SmallWords:
    """The small words by which the language is known."""
    words = {name: frozenset(group.members) for name, group in read_groups("small_words", language).items()}
    return SmallWords(words.pop("commonest"), words.pop("telling"), MappingProxyType(words))


def read_groups(name: str, language: str = "en") -> Mapping[str, Group]:
    """The groups of one file of words, with their examples."""
    return read_toml(dict[str, Group], "lang", language, "clean", f"{name}.toml")


class PageNames(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Names under which pages keep what they say of themselves, best first."""

    published: tuple[str, ...]
    modified: tuple[str, ...]
    title: tuple[str, ...]
    byline: tuple[str, ...]
    outlet: tuple[str, ...]
    address: tuple[str, ...]
    articles: tuple[str, ...]
    """JSON-LD types that stand for the article itself."""
    date_marks: tuple[str, ...]
    """Words in the class of an element that shows a date."""
    classes: Mapping[str, RegionKind]
    """What the class of a short element inside an article says that it is."""


@cache
def load_page_names(language: str = "en") -> PageNames:
    """The names as the language's data has them."""
    return read_toml(PageNames, "lang", language, "clean", "meta.toml")
