"""Nouns that name something promised or built: `lang/<language>/undertakings.toml`."""

from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType

import msgspec

from entente.records.codes import UndertakingKind
from entente.vocab import read_toml

__all__ = ["Doing", "Head", "UndertakingExample", "UndertakingWords", "load_undertakings"]


class Head(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A head noun and what it tells."""

    lemma: str
    kind: UndertakingKind
    domains: tuple[str, ...] = ()
    verb_too: bool = False
    """Counts after an article, an owner or a modifier only."""
    needs_modifier: bool = False
    """Too common to count without a name or a modifier."""
    named_only: bool = False
    """Counts in capitals behind a proper name."""
    counted: bool = False
    """A thing that somebody promises: counts behind a number, a quantity or an article."""
    plural: bool = False


class UndertakingExample(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A text with the phrase in brackets and what it tells."""

    text: str
    kind: UndertakingKind | None = None
    head: str = ""
    name: str | None = None
    acronym: str | None = None
    definite: bool = False


class _Group(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    kind: UndertakingKind
    nouns: tuple[str, ...]
    domains: tuple[str, ...] = ()
    verb_too: tuple[str, ...] = ()
    needs_modifier: tuple[str, ...] = ()
    named_only: tuple[str, ...] = ()
    counted: tuple[str, ...] = ()


class _Modifiers(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    plain: tuple[str, ...]
    domains: dict[str, tuple[str, ...]]


class Doing(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Verbs that make an undertaking of what they are done to: "halted imports of fish" is a ban."""

    verbs: tuple[str, ...]
    objects: tuple[str, ...]
    kind: UndertakingKind
    head: str
    of: bool = False
    """Whether the object tells behind "of" what it is about."""
    done: tuple[str, ...] = ()
    """Participles by which it is told of the object as subject."""
    domains: tuple[str, ...] = ()


class _File(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    opening: tuple[str, ...]
    closing: tuple[str, ...]
    judging: tuple[str, ...]
    giving: tuple[str, ...]
    money: dict[UndertakingKind, tuple[str, ...]]
    not_things: tuple[str, ...]
    doings: tuple[Doing, ...]
    heads: dict[str, _Group]
    modifiers: _Modifiers
    yes: tuple[UndertakingExample, ...]
    no: tuple[UndertakingExample, ...]


class UndertakingWords(msgspec.Struct, frozen=True, kw_only=True):
    """The language's table, built once."""

    heads: Mapping[str, Head]
    """By form in small letters, plurals included."""
    modifiers: Mapping[str, str]
    """From a word before a head to the field it tells, or to nothing."""
    opening: frozenset[str]
    """Capitalised words that only open a sentence."""
    closing: frozenset[str]
    """Words at which the words before a head stop."""
    judging: frozenset[str]
    """Words before a head that tell no kind of it."""
    giving: tuple[str, ...]
    """Forms of verbs behind which a number of things is promised."""
    money: Mapping[UndertakingKind, tuple[str, ...]]
    """Forms of verbs that make a loan or grant of a sum behind them."""
    not_things: frozenset[str]
    """What a number counts and nobody hands over."""
    doings: tuple[Doing, ...]
    yes: tuple[UndertakingExample, ...]
    no: tuple[UndertakingExample, ...]


@cache
def load_undertakings(language: str = "en") -> UndertakingWords:
    """The language's heads and modifiers."""
    data = read_toml(_File, "lang", language, "undertakings.toml")
    fields = ((word, field) for field, words in data.modifiers.domains.items() for word in words)
    return UndertakingWords(
        heads=MappingProxyType(dict(_heads(data))),
        modifiers=MappingProxyType({**dict.fromkeys(data.modifiers.plain, ""), **dict(fields)}),
        opening=frozenset(data.opening),
        closing=frozenset(data.closing),
        judging=frozenset(data.judging),
        giving=data.giving,
        money=MappingProxyType(data.money),
        not_things=frozenset(data.not_things),
        doings=data.doings,
        yes=data.yes,
        no=data.no,
    )


def _heads(data: _File) -> Iterator[tuple[str, Head]]:
    for group in data.heads.values():
        for noun in group.nouns:
            head = Head(
                lemma=noun.lower(),
                kind=group.kind,
                domains=group.domains,
                verb_too=noun in group.verb_too,
                needs_modifier=noun in group.needs_modifier,
                named_only=noun in group.named_only,
                counted=noun in group.counted,
            )
            yield noun.lower(), head
            yield _plural(noun.lower()), msgspec.structs.replace(head, plural=True)


def _plural(noun: str) -> str:
    first, of, rest = noun.partition(" of ")
    if first.endswith("y") and first[-2] not in "aeiou":
        first = first[:-1] + "ie"
    if first.endswith("memorandum"):
        return first[:-2] + "a" + of + rest
    if first.endswith(("ss", "us", "x", "ch", "sh")):
        return first + "es" + of + rest
    return first + ("" if first.endswith("s") else "s") + of + rest
