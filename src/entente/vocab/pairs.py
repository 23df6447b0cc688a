"""What may stand in a hyphenated pair of states: `states.csv` and `lang/<language>/pairs.toml`."""

from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import Literal

import msgspec

from entente.vocab import Proven, read_toml
from entente.vocab.states import load_states

__all__ = ["Member", "PairGroup", "Pairs", "load_pair_groups", "load_pairs"]


class PairGroup(Proven, frozen=True, kw_only=True):
    """One rule, the words it is about, and examples with each pair in brackets."""

    rule: str
    members: tuple[str, ...] = ()
    states: dict[str, str] = msgspec.field(default_factory=dict)
    """From a member to the code of the state that it stands for."""


Kind = Literal["name", "adjective", "first", "body"]


class Member(msgspec.Struct, frozen=True):
    """What a word of a pair stands for; `first` members need another behind them."""

    kind: Kind
    iso3: str | None
    """None: no state of the file."""


class Pairs(msgspec.Struct, frozen=True, kw_only=True):
    """The tables that pairs are found with."""

    members: Mapping[str, Member]
    not_pairs: frozenset[str]
    american: frozenset[str]
    """Words that make a pair of an adjective with `American`."""


@cache
def load_pair_groups(language: str = "en") -> Mapping[str, PairGroup]:
    """Every group of the language's data file, by name."""
    return MappingProxyType(read_toml(dict[str, PairGroup], "lang", language, "pairs.toml"))


@cache
def load_pairs(language: str = "en") -> Pairs:
    """The language's tables, built once."""
    groups = load_pair_groups(language)
    return Pairs(
        members=MappingProxyType(dict(_members(groups))),
        not_pairs=frozenset(groups["not_pairs"].members),
        american=frozenset(groups["american"].members),
    )


def _members(groups: Mapping[str, PairGroup]) -> Iterator[tuple[str, Member]]:
    """Each word that may stand in a pair, as written and in capitals; a later one wins."""
    for body in groups["bodies"].members:
        yield body, Member("body", None)
    for word, kind, iso3 in (*_state_words(), *_short_words(groups)):
        yield word.upper(), Member(kind, iso3)
        yield word, Member(kind, iso3)


def _state_words() -> Iterator[tuple[str, Kind, str]]:
    """Names and adjectives of states."""
    for state in load_states():
        yield from ((word, "name", state.iso3) for word in (state.name, *state.aliases))
        yield from ((word, "adjective", state.iso3) for word in state.adjectives)


def _short_words(groups: Mapping[str, PairGroup]) -> Iterator[tuple[str, Kind, str]]:
    """Combining forms and short forms, which mean something in pairs alone."""
    yield from ((word, "first", iso3) for word, iso3 in groups["firsts"].states.items())
    yield from ((word, "name", iso3) for word, iso3 in groups["shorts"].states.items())
