"""Words that tell a step of something promised or built: `lang/<language>/steps.toml`."""

import tomllib
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

import msgspec

from entente.records.codes import Stage, UndertakingKind
from entente.vocab import read_data

__all__ = ["Figures", "Step", "StepWords", "load_steps"]


class Step(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One way of telling a step, with what it needs and examples."""

    stage: Stage
    planned: Stage | None = None
    """The stage where the step is still to come; None: the same."""
    begun: Stage | None = None
    """The stage where the verb is only begun; None: the same."""
    verbs: tuple[str, ...]
    states: tuple[str, ...] = ()
    """What the undertaking is instead: `in force`."""
    nouns: tuple[str, ...] = ()
    """What must be the object or subject, with the undertaking behind it; empty: the undertaking itself."""
    kinds: tuple[UndertakingKind, ...]
    does: bool = False
    done_to: bool = False
    under: bool = False
    over: bool = False
    """Stands above the stage of the lexicon."""
    yes: tuple[str, ...]
    no: tuple[str, ...]


class Figures(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words by which a clause gives a figure of an undertaking, and examples."""

    verbs: frozenset[str]
    states: frozenset[str]
    yes: tuple[str, ...]
    no: tuple[str, ...]


class StepWords(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The language's table."""

    pointing: frozenset[str]
    """Words that stand for an undertaking named before."""
    through: frozenset[str]
    """Words behind which the undertaking stands: "construction of the line"."""
    figures: Figures
    steps: Mapping[str, Step]


@cache
def load_steps(language: str = "en") -> StepWords:
    """The steps of a language by name."""
    words = msgspec.convert(tomllib.loads(read_data("lang", language, "steps.toml")), StepWords)
    return msgspec.structs.replace(words, steps=MappingProxyType(dict(words.steps)))
