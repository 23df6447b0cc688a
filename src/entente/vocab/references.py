"""Words that point to actors without naming them, and words around names: `lang/<language>/references.toml`."""

from collections.abc import Iterator, Mapping
from functools import cache

import msgspec

from entente.records.codes import Sector
from entente.records.mentions import Pointing
from entente.vocab import read_toml

__all__ = ["Pointers", "Reference", "References", "load_references"]


class Reference(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One phrase and what it points to."""

    text: str
    kind: Pointing
    acts_as: Sector | None = None


class Pointers(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One rule, the phrases that point by it, and texts with such a phrase in brackets, and near misses."""

    rule: str
    kind: Pointing
    phrases: tuple[str, ...]
    sectors: Mapping[str, Sector] = {}
    """The sector that a phrase tells."""
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()


class References(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The language's table."""

    groups: Mapping[str, Pointers]
    former: tuple[str, ...]
    """Before a post: its holder holds it no more (A3)."""
    modifiers: tuple[str, ...]
    """May stand between a possessor and a post."""
    not_acting: tuple[str, ...]
    """After a name and a hyphen: it only describes a thing."""
    not_before: tuple[str, ...]
    """After a name: it only describes a thing, as money and languages do."""
    not_actors: tuple[str, ...]
    """Phrases that hold a name and name nobody."""
    titles: tuple[str, ...]
    """Before a personal name, telling no office."""
    surnames_with_title: frozenset[str]
    """Also ordinary words or names of many: they count after a title or the full name only."""
    not_names: frozenset[str]
    """Capitalised words that end a personal name: days, months, words that open a sentence."""
    institutions: frozenset[str]
    """After a person: a house bears the name."""
    also_adjectives: frozenset[str]
    """Posts and organs that describe a noun unless a verb, a small word or a stop follows."""
    before_verbs: frozenset[str]
    """Words that show that the phrase before them is whole."""
    agreements: tuple[str, ...]
    """After a place: an undertaking bears its name, and the place does not act."""
    company_cues: tuple[str, ...]
    particles: tuple[str, ...]
    after_former: frozenset[str]
    """Words that may follow `the former` when it stands alone."""
    located_members: frozenset[str]
    """Posts whose `in X` tells whom they serve: officials in Kesh."""
    sent_abroad: frozenset[str]
    """Posts and houses whose `in X` tells where they are, never whom they serve: an ambassador in Kesh."""
    of_states: frozenset[str]
    """Organs and posts that each state has one of: `the government`."""
    relations: tuple[str, ...]
    """Between an owner and a name: the one named is meant, not the owner, as in `Chad's ally Niger`."""
    kin: tuple[str, ...]
    """People of one person, whose acts are not that person's: `Khan's wife`."""
    expletives: tuple[str, ...]
    """After `it is`: the word means nobody, as in `it is clear that`."""
    houses: Mapping[str, Sector]
    """Last words of names of organisations, with their sector."""

    @property
    def phrases(self) -> Iterator[Reference]:
        """The phrases of every group."""
        for group in self.groups.values():
            for text in group.phrases:
                yield Reference(text=text, kind=group.kind, acts_as=group.sectors.get(text))


@cache
def load_references(language: str = "en") -> References:
    """The language's words that point."""
    return read_toml(References, "lang", language, "references.toml")
