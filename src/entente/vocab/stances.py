"""Words by which texts take opposite views of one matter."""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType
from typing import Literal

import msgspec

from entente.vocab import Proven, read_toml

About = Literal["relation", "third", "matter"]
"""What two opposite views have to be about."""
FLAGS = re.IGNORECASE


class Scale(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Two views that cannot both hold."""

    rule: str
    note: str
    about: About
    one: tuple[str, ...]
    other: tuple[str, ...]
    of_all: tuple[str, ...]
    one_yes: tuple[str, ...]
    other_yes: tuple[str, ...]
    no: tuple[str, ...]

    @property
    def views(self) -> tuple[re.Pattern[str], re.Pattern[str]]:
        """The patterns of both."""
        return any_of(self.one), any_of(self.other)

    @property
    def whole(self) -> re.Pattern[str] | None:
        """Words by which the `other` view is of the whole relation; None: it never is."""
        return any_of(self.of_all) if self.of_all else None


class Rank(Proven, frozen=True, kw_only=True):
    """Roles of which one alone holds the first place."""

    rule: str
    note: str
    another_field: str
    first: tuple[str, ...]
    roles: tuple[str, ...]

    @property
    def pattern(self) -> re.Pattern[str]:
        """With the groups `role`, and `field` and `matter`, the words before and behind that narrow it."""
        return _rank(self.first, self.roles)


class Occasion(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Occasions told as still to come, or as past."""

    rule: str
    note: str
    nouns: tuple[str, ...]
    coming: tuple[str, ...]
    past: tuple[str, ...]
    yes_coming: tuple[str, ...]
    yes_past: tuple[str, ...]
    no: tuple[str, ...]

    @property
    def views(self) -> tuple[re.Pattern[str], re.Pattern[str]]:
        """What is to come, what is past; each with the group `noun`."""
        return _occasion(self.coming, self.nouns), _occasion(self.past, self.nouns)


class Stances(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All of a language."""

    scale: Mapping[str, Scale]
    rank: Rank
    occasion: Occasion


@cache
def load_stances(language: str = "en") -> Stances:
    """The scales, the roles of rank and the occasions of a language."""
    data = read_toml(Stances, "lang", language, "merging", "stances.toml")
    return msgspec.structs.replace(data, scale=MappingProxyType(dict(data.scale)))


@cache
def any_of(patterns: tuple[str, ...]) -> re.Pattern[str]:
    """Any of these, as whole words."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)", FLAGS)


@cache
def _rank(first: tuple[str, ...], roles: tuple[str, ...]) -> re.Pattern[str]:
    role = rf"(?:(?P<field>[\w-]+) )??(?P<role>{_words(roles)})(?!\w)"
    return re.compile(rf"(?<!\w)(?:{_words(first)}) {role}(?: (?:for|of|in) (?:the )?(?P<matter>[\w-]+))?", FLAGS)


@cache
def _occasion(words: tuple[str, ...], nouns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(words)}) (?:[\w-]+ ){{0,3}}?(?P<noun>{_words(nouns)})s?(?!\w)", FLAGS)


def _words(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
