"""Small words by which clauses deny, limit, time and attribute: `lang/<language>/function_words.toml`."""

from collections.abc import Mapping
from functools import cache
from typing import Any

import msgspec

from entente.vocab import read_toml

__all__ = ["FunctionWords", "WordClass", "load_function_words", "read_function_words"]


class WordClass(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words that do the same in any clause, with texts in which they do, and near misses."""

    rule: str
    words: frozenset[str]
    yes: tuple[dict[str, Any], ...]  # Any: what a case may ask of a claim
    no: tuple[dict[str, Any], ...]  # Any: what a case may ask of a claim


class FunctionWords(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The words of every class as lemmas; phrases where a class has them."""

    negators: frozenset[str]
    alternatives: frozenset[str]
    nobody: frozenset[str]
    none_of: frozenset[str]
    single: frozenset[str]
    limits: frozenset[str]
    held: frozenset[str]
    polite: frozenset[str]
    when: frozenset[str]
    whenever_done: frozenset[str]
    comparing: frozenset[str]
    beside: frozenset[str]
    inverted: frozenset[str]
    definite: frozenset[str]
    suggesting: frozenset[str]
    advisers: frozenset[str]
    future: frozenset[str]
    duty: frozenset[str]
    advised: frozenset[str]
    promising: frozenset[str]
    officials: frozenset[str]
    unnamed: frozenset[str]
    hearsay: frozenset[str]
    views: frozenset[str]
    own: frozenset[str]
    ours: frozenset[str]
    addressed: frozenset[str]
    empty_subjects: frozenset[str]
    same_time: frozenset[str]
    after: frozenset[str]
    before: frozenset[str]
    through: frozenset[str]
    times: frozenset[str]
    ranked: frozenset[str]
    asides: frozenset[str]
    adding: frozenset[str]
    opening: frozenset[str]
    around: frozenset[str]
    awaited: frozenset[str]
    of_people: frozenset[str]
    of_several: frozenset[str]
    of_things: frozenset[str]


@cache
def load_function_words(language: str = "en") -> FunctionWords:
    """The words of a language, read once."""
    return FunctionWords(**{name: each.words for name, each in read_function_words(language).items()})


def read_function_words(language: str = "en") -> Mapping[str, WordClass]:
    """The classes with their texts, by name."""
    return read_toml(dict[str, WordClass], "lang", language, "function_words.toml")
