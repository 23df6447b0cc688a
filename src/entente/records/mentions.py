"""Spans that one look at a text finds: who, how much, whose words, which undertaking."""

from typing import Literal

from entente.records.codes import AmountKind, AmountPer, Post, Sector, UndertakingKind, Via
from entente.records.record import Record

Pointing = Literal["pair", "trio", "bloc", "former", "latter", "counterpart", "country", "neighbours", "one", "several"]
"""`pair`: two named together; `trio`: three in a list; `bloc`: the body last spoken of;
`country`: the state last spoken of; `one`, `several`: personal pronouns."""


class ActorSpan(Record, frozen=True, kw_only=True):
    """Words that may name an actor, with what they may stand for; resolving them needs the day and the document."""

    start: int
    end: int
    candidates: tuple[str, ...] = ()
    """`act:` ids, likeliest first; empty: a role, pronoun or name that only the context can tell."""
    via: Via
    acts_as: Sector | None = None
    """PLOVER sector that the words tell: `troops` MIL; None: they tell none."""
    post: Post | None = None
    """Of a role phrase: `foreign minister`; None: no office is named."""
    of: str | None = None
    """`act:` id of the state or body named inside the phrase: `the Turkish foreign minister`; None: not said."""
    place_like: bool = False
    """True for a capital, residence or city that is a place unless it acts (A2)."""
    person: str | None = None
    """The personal name inside, as written; of a later surname, the name that introduced it; None: there is none."""
    owner: str | None = None
    """Of a role phrase: the name outside the vocabulary that it belongs to, `Kasteria's government`; None: none."""
    points: Pointing | None = None
    """Where a word that names nobody points; None: it names or describes somebody."""
    plural: bool = False
    """True for words that mean several: `both countries`, `the foreign ministers`."""
    label: Literal["PER", "ORG", "LOC"] | None = None
    """Of a name outside the vocabulary: what the analyser says it is; None: the vocabulary told."""


class AmountSpan(Record, frozen=True, kw_only=True):
    """A figure with its unit."""

    start: int
    end: int
    value: str | None = None
    """Decimal string in the unit itself; None: no figure is given, as in `multi-billion dollar`."""
    value_max: str | None = None
    unit: str
    """ISO 4217 code, or MW, km, t, m3, persons, items, percent."""
    kind: AmountKind = "other"
    approx: bool = False
    per: AmountPer | None = None
    sense: Literal["level", "change", "unknown"] = "unknown"
    """`rose to` tells a level, `rose by` a change."""


class QuoteSpan(Record, frozen=True, kw_only=True):
    """Words between quotation marks, the marks included; scare quotes of one to three words are `partial`."""

    start: int
    end: int
    partial: bool = False


class UndertakingSpan(Record, frozen=True, kw_only=True):
    """Words that name something promised or built: `the Tarn Pass pipeline`, `a transit accord`."""

    start: int
    end: int
    kind: UndertakingKind
    head: str
    """Lemma of its head noun."""
    name: str | None = None
    """Its proper name; None: only described."""
    acronym: str | None = None
    """Introduced beside it in brackets; None: none is."""
    definite: bool = False
    """True for `the pipeline`, `this deal`: something named before; with a name: another name for it."""
    domains: tuple[str, ...] = ()
    """Fields that the words tell."""


class Mentions(Record, frozen=True, kw_only=True):
    """All spans of one text or sentence, each kind in order of start."""

    actors: tuple[ActorSpan, ...] = ()
    amounts: tuple[AmountSpan, ...] = ()
    quotes: tuple[QuoteSpan, ...] = ()
    undertakings: tuple[UndertakingSpan, ...] = ()
