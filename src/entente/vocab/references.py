"""Words that point to actors without naming them, and words around names: `lang/<language>/references.toml`."""

import tomllib
from functools import cache

import msgspec

from entente.records.codes import Sector
from entente.records.mentions import Pointing
from entente.vocab import read_data

__all__ = ["Reference", "References", "load_references"]


class Reference(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One phrase and what it points to."""

    text: str
    kind: Pointing
    acts_as: Sector | None = None


class _Group(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    rule: str
    kind: Pointing
    phrases: tuple[str, ...]
    sectors: dict[str, Sector] = {}
    """The sector that a phrase tells."""
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()


class _File(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    groups: dict[str, _Group]
    former: tuple[str, ...]
    modifiers: tuple[str, ...]
    not_acting: tuple[str, ...]
    not_before: tuple[str, ...]
    not_actors: tuple[str, ...]
    titles: tuple[str, ...]
    surnames_with_title: tuple[str, ...]
    not_names: tuple[str, ...]
    institutions: tuple[str, ...]
    also_adjectives: tuple[str, ...]
    before_verbs: tuple[str, ...]
    agreements: tuple[str, ...]
    company_cues: tuple[str, ...]
    particles: tuple[str, ...]
    after_former: tuple[str, ...]
    located_members: tuple[str, ...]
    of_states: tuple[str, ...]
    relations: tuple[str, ...]
    expletives: tuple[str, ...]
    houses: dict[str, Sector]


class References(msgspec.Struct, frozen=True, kw_only=True):
    """The language's table, built once."""

    phrases: tuple[Reference, ...]
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
    of_states: frozenset[str]
    """Organs and posts that each state has one of: `the government`."""
    relations: tuple[str, ...]
    """Between an owner and a name: the one named is meant, not the owner, as in `Chad's ally Niger`."""
    expletives: tuple[str, ...]
    """After `it is`: the word means nobody, as in `it is clear that`."""
    houses: dict[str, Sector]
    """Last words of names of organisations, with their sector."""
    groups: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]
    """Each group's rule with its examples."""


@cache
def load_references(language: str = "en") -> References:
    """The language's words that point."""
    data = msgspec.convert(tomllib.loads(read_data("lang", language, "references.toml")), _File)
    phrases = tuple(
        Reference(text=text, kind=group.kind, acts_as=group.sectors.get(text))
        for group in data.groups.values()
        for text in group.phrases
    )
    return References(
        phrases=phrases,
        former=data.former,
        modifiers=data.modifiers,
        not_acting=data.not_acting,
        not_before=data.not_before,
        not_actors=data.not_actors,
        titles=data.titles,
        surnames_with_title=frozenset(data.surnames_with_title),
        not_names=frozenset(data.not_names),
        institutions=frozenset(data.institutions),
        also_adjectives=frozenset(data.also_adjectives),
        before_verbs=frozenset(data.before_verbs),
        agreements=data.agreements,
        company_cues=data.company_cues,
        particles=data.particles,
        after_former=frozenset(data.after_former),
        located_members=frozenset(data.located_members),
        of_states=frozenset(data.of_states),
        relations=data.relations,
        expletives=data.expletives,
        houses=data.houses,
        groups=tuple((group.rule, group.yes, group.no) for group in data.groups.values()),
    )
