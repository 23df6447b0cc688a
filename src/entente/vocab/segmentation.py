"""How a language is cut into sentences and words: the groups of `lang/<language>/segment.toml`."""

from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType

import msgspec

from entente.vocab import Group, read_toml

__all__ = ["Segmentation", "load_groups", "load_segmentation"]


class Segmentation(msgspec.Struct, frozen=True, kw_only=True):
    """The tables that the splitters read; an abbreviation stands without its stop."""

    clitics: tuple[str, ...]
    contractions: Mapping[str, tuple[int, ...]]
    """From the word in lower case to the lengths of its parts."""
    whole: frozenset[str]
    prefixes: tuple[str, ...]
    suffixes: tuple[str, ...]
    units: tuple[str, ...]
    currencies: tuple[str, ...]
    emoticons: tuple[str, ...]
    domains: tuple[str, ...]
    """The short ones also capitalised, where that is not a word that opens a sentence."""
    files: tuple[str, ...]
    stops: Mapping[str, str]
    """From an abbreviation to its group: titles, joiners, numbered, calendar or closers."""
    starters: frozenset[str]
    names_with_marks: frozenset[str]
    bullets: tuple[str, ...]
    stamp_leads: tuple[str, ...]
    closings: tuple[str, ...]


STOP_GROUPS = ("closers", "calendar", "numbered", "joiners", "titles")


@cache
def load_groups(language: str = "en") -> Mapping[str, Group]:
    """Every group of the language's data file, by name."""
    return MappingProxyType(read_toml(dict[str, Group], "lang", language, "segment.toml"))


@cache
def load_segmentation(language: str = "en") -> Segmentation:
    """The language's tables, built once."""
    groups = load_groups(language)
    return Segmentation(
        clitics=groups["clitics"].members + groups["negation"].members,
        contractions=MappingProxyType(dict(_contractions(groups["contractions"]))),
        whole=frozenset(groups["whole"].members),
        prefixes=groups["prefixes"].members,
        suffixes=groups["suffixes"].members,
        units=groups["units"].members,
        currencies=groups["currencies"].members,
        emoticons=groups["emoticons"].members,
        domains=tuple(_domains(groups)),
        files=groups["files"].members,
        stops=MappingProxyType(dict(_stops(groups))),
        starters=frozenset(groups["starters"].members),
        names_with_marks=frozenset(groups["names_with_marks"].members),
        bullets=groups["bullets"].members,
        stamp_leads=groups["stamp_leads"].members,
        closings=groups["closings"].members,
    )


def _contractions(group: Group) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Each contraction with the lengths of its parts."""
    for member in group.members:
        parts = member.lower().split()
        yield "".join(parts), tuple(map(len, parts))


def _domains(groups: Mapping[str, Group]) -> Iterator[str]:
    """Each domain as written, and as in Lenta.Ru."""
    for domain in groups["domains"].members:
        yield domain
        if len(domain) <= 3 and domain.capitalize() not in groups["starters"].members:
            yield domain.capitalize()


def _stops(groups: Mapping[str, Group]) -> Iterator[tuple[str, str]]:
    """Each abbreviation with its group, titles and dates also in capitals; a later group wins."""
    for name in STOP_GROUPS:
        for member in groups[name].members:
            if name in {"titles", "calendar"}:
                yield member.upper(), name
            yield member, name
