"""Credits in English texts, and the weights by which reports are held to tell of one happening."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from math import log
from types import MappingProxyType
from typing import Literal, NamedTuple

import msgspec

from entente.vocab import Group, Proven, read_data, read_toml
from entente.vocab.inflection import irregular_base
from entente.words import fold_text

__all__ = [
    "CreditPattern",
    "Credits",
    "Scale",
    "Weight",
    "load_common_words",
    "load_credits",
    "load_scale",
    "load_stem_rules",
    "rarity",
    "stem",
]

Where = Literal["start", "end", "both"]


class CreditPattern(Proven, frozen=True, kw_only=True):
    """One rule of crediting, its forms with `{agency}`, where in a text they count, and examples."""

    rule: str
    where: Where
    forms: tuple[str, ...]


class _CreditFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    pattern: tuple[CreditPattern, ...]
    agencies: dict[str, tuple[str, ...]]


class Credits(NamedTuple):
    """How a text names the agency its words come from."""

    patterns: tuple[CreditPattern, ...]
    keys: Mapping[str, str]
    """From a folded name to the agency's key."""
    at_start: re.Pattern[str]
    at_end: re.Pattern[str]


class Weight(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a feature counts for, and why."""

    weight: float
    reason: str


class Scale(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The weights of the features, and the scores from which an answer is `yes` or `maybe`."""

    yes: float
    maybe: float
    weights: dict[str, Weight]

    def __post_init__(self) -> None:
        """`yes` asks for more than `maybe`."""
        if self.yes <= self.maybe:
            raise ValueError(f"yes at {self.yes} asks for no more than maybe at {self.maybe}")


@cache
def load_credits(language: str = "en") -> Credits:
    """The language's credit patterns, compiled once."""
    data = read_toml(_CreditFile, "lang", language, "merging", "credits.toml")
    patterns = data.pattern
    keys = {fold_text(name): key for key, names in data.agencies.items() for name in names}
    names = "|".join(re.escape(name) for name in sorted(keys, key=lambda name: (-len(name), name)))
    return Credits(
        patterns,
        MappingProxyType(keys),
        _compile(patterns, ("start", "both"), names),
        _compile(patterns, ("end", "both"), names),
    )


def _compile(patterns: tuple[CreditPattern, ...], places: tuple[Where, ...], names: str) -> re.Pattern[str]:
    """Any form of these patterns with any agency in its slot, over folded text."""
    forms = (form for pattern in patterns if pattern.where in places for form in pattern.forms)
    return re.compile("|".join(_form(form, names) for form in forms))


def _form(form: str, names: str) -> str:
    before, after = (re.escape(fold_text(part)).replace(r"\ ", r"\s+") for part in form.split("{agency}"))
    return rf"(?<!\w){before}(?<!\w)({names})(?!\w){after}(?!\w)"


@cache
def load_scale(task: str = "same_event") -> Scale:
    """The weights of one task."""
    return read_toml(dict[str, Scale], "merging.toml")[task]


LEAST_STEM = 3
"""Letters that a stem keeps at least."""


@cache
def load_stem_rules(language: str = "en") -> Mapping[str, Group]:
    """Endings and irregular forms."""
    return MappingProxyType(read_toml(dict[str, Group], "lang", language, "merging", "stems.toml"))


@cache
def _stem_tables(language: str) -> tuple[tuple[str, ...], Mapping[str, str]]:
    rules = load_stem_rules(language)
    endings = tuple(sorted(dict.fromkeys(rules["endings"].members), key=lambda ending: (-len(ending), ending)))
    return endings, dict(member.split() for member in rules["irregular"].members)


@lru_cache(65_536)
def stem(word: str, language: str = "en") -> str:
    """What the forms of one act have in common: `sign` of signed, signing and signature."""
    endings, irregular = _stem_tables(language)
    word = fold_text(word)
    word = irregular.get(word) or irregular_base(word, language) or word
    for ending in endings:
        if word.endswith(ending) and len(word) - len(ending) >= max(LEAST_STEM, 5 - len(ending)):
            return _single(word[: -len(ending)])
    return _single(word)


@cache
def _light_stems(language: str) -> frozenset[str]:
    return frozenset(stem(word, language) for word in load_stem_rules(language)["light"].members)


def is_light(stemmed: str, language: str = "en") -> bool:
    """Whether a stem carries no act of its own: `say`, `hold`, `make`."""
    return stemmed in _light_stems(language)


@cache
def _idle_words(language: str) -> frozenset[str]:
    return frozenset(load_stem_rules(language)["idle"].members)


def is_idle(word: str, language: str = "en") -> bool:
    """Whether a folded word joins others and names nothing: `which`, `between`, `after`."""
    return word in _idle_words(language)


COMMON = 100
"""Rank of a word that already tells something: the commonest hundred tell next to nothing."""
_YEAR = re.compile(r"(?:19|20)\d\d")
"""Of our time: any text may name it, and the list was made in one of them."""


@cache
def load_common_words(language: str = "en") -> Mapping[str, int]:
    """The rank of each, the commonest first."""
    lines = read_data("lang", language, "merging", "common_words.txt").splitlines()
    words = (word for line in lines if not line.startswith("#") for word in line.split())
    return MappingProxyType({word: at for at, word in enumerate(words)})


def rarity(word: str, language: str = "en") -> float:
    """How much a folded word tells that two texts share: the rarer in the language, the more, whatever is at hand."""
    ranks = load_common_words(language)
    rank = COMMON if _YEAR.fullmatch(word) else ranks.get(word, len(ranks))
    return log(1 + (rank + 1) / COMMON)


def _single(word: str) -> str:
    """A doubled last consonant is written once and a last `e` not at all: `cancell` is `cancel`, `agree` is `agr`."""
    bare = word.rstrip("e")
    word = bare if len(bare) >= LEAST_STEM else word
    return word[:-1] if len(word) > LEAST_STEM and word[-1] == word[-2] and word[-1] not in "aeious" else word


class HeadClass(Proven, frozen=True, kw_only=True):
    """Nouns that stand for each other, and the classes they may take up."""

    heads: tuple[str, ...]
    takes_up: tuple[str, ...] = msgspec.field(default=(), name="for")


@cache
def load_heads(language: str = "en") -> Mapping[str, HeadClass]:
    """Every class of nouns that name undertakings."""
    return MappingProxyType(
        read_toml(dict[str, dict[str, HeadClass]], "lang", language, "merging", "heads.toml")["classes"]
    )


@cache
def _class_of_head(language: str) -> Mapping[str, str]:
    return {head: name for name, one in load_heads(language).items() for head in one.heads}


@lru_cache(4_096)
def head_class(head: str, language: str = "en") -> str:
    """The class of a head noun or phrase, told by its first word that has one: a rail link is a railway.

    A noun in no class is a class of its own.
    """
    classes, folded = _class_of_head(language), fold_text(head)
    candidates = (folded, *(form for word in folded.split() for form in (word, word.removesuffix("s"))))
    return next((classes[word] for word in candidates if word in classes), folded)


@lru_cache(16_384)
def names_generally(one: str, other: str, language: str = "en") -> bool:
    """Whether a head noun is of the same class as another, or says less: "the line" of a pipeline, not the reverse."""
    classes, (a, b) = load_heads(language), (head_class(head, language) for head in (one, other))
    return a == b or (a in classes and b in classes[a].takes_up)


@lru_cache(16_384)
def may_name_one(one: str, other: str, language: str = "en") -> bool:
    """Whether two head nouns may name one undertaking in turn."""
    a, b = head_class(one, language), head_class(other, language)
    classes = load_heads(language)
    return a == b or any(x in classes and y in classes[x].takes_up for x, y in ((a, b), (b, a)))


class FigureRule(Proven, frozen=True, kw_only=True):
    """Words before and after a figure that tell how to read it."""

    rule: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@cache
def load_figure_rules(language: str = "en") -> Mapping[str, FigureRule]:
    """The rules `change` and `open`."""
    return MappingProxyType(read_toml(dict[str, FigureRule], "lang", language, "merging", "figures.toml"))


@cache
def _figure_patterns(name: str, language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    rule = load_figure_rules(language)[name]
    before = "|".join(re.escape(words) for words in sorted(rule.before, key=len, reverse=True))
    after = "|".join(re.escape(words) for words in sorted(rule.after, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{before})\s*[$€£¥]?$"), re.compile(rf"\s*(?:\w+\s+)?(?:{after})(?!\w)")


def figure_is(name: str, before: str, after: str, language: str = "en") -> bool:
    """Whether the words around a figure make it a `change`, or `open`."""
    lead, trail = _figure_patterns(name, language)
    return bool(lead.search(fold_text(before)) or trail.match(fold_text(after)))
