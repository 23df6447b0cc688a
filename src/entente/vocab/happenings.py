"""Happenings that a text dates once and names again: `lang/<language>/dates/happenings.toml`."""

from collections.abc import Mapping
from functools import cache
from typing import Any

import msgspec

from entente.vocab import read_toml

__all__ = ["Happenings", "Words", "load_happenings"]

Case = dict[str, Any]  # Any: what a case may ask of a claim


class Names(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Names of happenings; those of one row mean the same, the first stands for all."""

    rule: str
    names: tuple[tuple[str, ...], ...]
    yes: tuple[Case, ...]
    no: tuple[Case, ...]

    @property
    def meant(self) -> Mapping[str, str]:
        """What each name stands for."""
        return {name: row[0] for row in self.names for name in row}


class Words(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words before a name that place an act beside it."""

    rule: str
    words: tuple[str, ...]
    yes: tuple[Case, ...]
    no: tuple[Case, ...]


class Happenings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The language's names and the words before them."""

    nouns: Names
    after: Words
    before: Words
    during: Words


@cache
def load_happenings(language: str = "en") -> Happenings:
    """The table of a language, read once."""
    return read_toml(Happenings, "lang", language, "dates", "happenings.toml")
