"""Currencies, units, magnitudes and the words around figures: `lang/<language>/amounts.toml`."""

from collections.abc import Mapping
from functools import cache

import msgspec

from entente.records.codes import AmountKind, AmountPer
from entente.vocab import read_toml

__all__ = ["AmountExample", "AmountWords", "Currency", "Unit", "load_amounts"]


class Currency(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How one currency is written; `XXX` is one that the word alone does not tell."""

    words: tuple[str, ...]
    before: tuple[str, ...] = ()


class Unit(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One unit, what it measures, and each word with the factor to it."""

    kind: AmountKind
    words: dict[str, str]


class AmountExample(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A text with the amount in brackets and what it tells."""

    text: str
    value: str | None = None
    value_max: str | None = None
    unit: str = ""
    kind: AmountKind = "other"
    sense: str = "unknown"
    per: AmountPer | None = None
    approx: bool = False


class AmountWords(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The language's tables."""

    currencies: dict[str, Currency]
    units: dict[str, Unit]
    magnitudes: dict[str, str]
    numbers: dict[str, str]
    words: dict[str, tuple[str, ...]]
    """Approximators, rates, verbs and nouns of change, words of level."""
    kinds: dict[AmountKind, tuple[str, ...]]
    """Words near a figure that tell what it is."""
    yes: tuple[AmountExample, ...]
    no: tuple[AmountExample, ...]

    @property
    def currency_of(self) -> Mapping[str, str]:
        """From a word or sign to its code; a word in small letters."""
        return {
            text.lower(): code
            for code, currency in self.currencies.items()
            for text in (*currency.words, *currency.before)
        }

    @property
    def unit_of(self) -> Mapping[str, tuple[str, str]]:
        """From a word in small letters to its unit and the factor to it."""
        return {
            word.lower(): (name, factor) for name, unit in self.units.items() for word, factor in unit.words.items()
        }


@cache
def load_amounts(language: str = "en") -> AmountWords:
    """The language's words for figures."""
    return read_toml(AmountWords, "lang", language, "amounts.toml")
