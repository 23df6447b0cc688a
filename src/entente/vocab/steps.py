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
    slots: tuple[str, ...] = ()
    """Other places where it stands, as the lexicon names them: `obl:under`."""
    aims: frozenset[str] = frozenset()
    """Verbs behind the step's own whose object it may stand in: "agreed to open"; empty: any."""
    heads: tuple[str, ...] = ()
    """Nouns that alone may name it; empty: any."""
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

    plans: frozenset[str]
    """Verbs and adjectives above a step that make it a plan: "is due to open"."""
    whole: frozenset[str]
    """Words by which all of it is told: "the last of the maize"."""
    part: frozenset[str]
    """Words by which a part of it is told: "the first of the boats"."""
    pointing: frozenset[str]
    """Words that stand for an undertaking named before."""
    pointing_kinds: Mapping[str, tuple[UndertakingKind, ...]]
    """Words that stand for one of these kinds alone."""
    through: frozenset[str]
    """Words behind which the undertaking stands: "construction of the line"."""
    figures: Figures
    steps: Mapping[str, Step]


@cache
def load_steps(language: str = "en") -> StepWords:
    """The steps of a language by name."""
    words = msgspec.convert(tomllib.loads(read_data("lang", language, "steps.toml")), StepWords)
    return msgspec.structs.replace(
        words,
        pointing=words.pointing | words.pointing_kinds.keys(),
        pointing_kinds=MappingProxyType(dict(words.pointing_kinds)),
        steps=MappingProxyType(dict(words.steps)),
    )
