"""Words that tell a step of something promised or built: `lang/<language>/steps.toml`."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

import msgspec

from entente.records.codes import Stage, UndertakingKind
from entente.vocab import Proven, read_toml

__all__ = ["Described", "Figures", "Step", "StepWords", "Terms", "load_steps"]

SET_FOR = "@set"
"""Stands among the verbs of a step for all by which a day is set."""


class Step(Proven, frozen=True, kw_only=True):
    """One way of telling a step, with what it needs."""

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
    not_heads: frozenset[str] = frozenset()
    """Nouns that never name it."""
    sets: bool = False
    """Tells what is to come though it is told as present: "runs until May"."""
    bare: bool = False
    """Counts only where no other verb hangs on its own: "is expected in May", not "is expected to be painted"."""
    lacks: bool = False
    """Tells that the stage has not been reached: "remains unsigned"."""
    over: bool = False
    """Stands above the stage of the lexicon."""
    unless: frozenset[str] = frozenset()
    """Words right behind the verb with which it tells no step: "runs beside the road"."""


class Figures(Proven, frozen=True, kw_only=True):
    """Words by which a clause gives a figure of an undertaking."""

    verbs: frozenset[str]
    states: frozenset[str]


class Terms(Proven, frozen=True, kw_only=True):
    """Words by which a paper says what is to be done."""

    verbs: frozenset[str]
    kinds: frozenset[UndertakingKind]
    """Undertakings that are papers, whatever noun names them."""
    papers: frozenset[str]
    """Other nouns for what has terms."""
    deeds: frozenset[str]
    """Nouns for what is to be done, before "of"."""


class Described(Proven, frozen=True, kw_only=True):
    """Words before the name of an undertaking that tell how far it is."""

    stages: Mapping[str, Stage]


class Deadlines(Proven, frozen=True, kw_only=True):
    """Words by which a day is set or moved for an undertaking."""

    nouns: frozenset[str]
    """What is such a day by name."""
    missing: frozenset[str]
    """Verbs of which such a day that has gone by is the object or subject."""
    moving: frozenset[str]
    """Verbs that put something on another day."""
    prolonging: frozenset[str]
    """Verbs that let something last to another day."""
    ending: frozenset[UndertakingKind]
    """Kinds that last to a day, on which they end."""
    measuring: frozenset[str]
    """Prepositions before such a day against which something else is told: "a week before its deadline"."""
    leading: frozenset[str]
    """Words before the day to which something is moved."""
    stages: Mapping[str, Stage]
    """What falls due, by the word for it."""
    kinds: Mapping[UndertakingKind, Stage]
    """What falls due where no word says it."""


class Outlook(Proven, frozen=True, kw_only=True):
    """Words by which something of an undertaking is looked for by a day."""

    hopes: frozenset[str]
    """Verbs and nouns by which it is wanted or expected."""
    verbs: frozenset[str]
    """What is done by or with it that has got as far as it was to get."""
    assent: frozenset[str]
    """What a paper is subject to in any case."""
    beginning: frozenset[str]
    """What only begins it."""
    idle: frozenset[str]
    """Verbs of talk, and of what a work brings about: no step of it."""
    wishing: frozenset[str]
    """Verbs whose object is the work that is wanted by a day: "wants the bridge by May"."""
    lacking: frozenset[str]
    """Those of them that count with a milestone alone: "needs the consent of both by May"."""
    approving: frozenset[str]
    """Bodies that approve what their governments have signed."""
    owing: frozenset[str]
    """Prepositions before the paper by which something is owed."""
    gone: frozenset[str]
    """Words of a plan that is told from behind: "was supposed to open in May"."""
    settling: frozenset[str]
    """Verbs that tell what became of a promise."""
    placed: frozenset[str]
    """Prepositions before the work in or on which something is done."""
    stages: Mapping[str, Stage]
    """Verbs that tell a milestone of their own."""


class StepWords(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The language's table."""

    plans: frozenset[str]
    """Verbs and adjectives above a step that make it a plan: "is due to open"."""
    whole: frozenset[str]
    """Words by which all of it is told: "the last of the maize"."""
    further: frozenset[str]
    """Words behind "a" by which one beside that named before is told: "a second exchange"."""
    setting_out: frozenset[str]
    """Words behind "set" with which it tells a start: "set sail"."""
    rest: frozenset[str]
    """Words before a number by which the rest of them is told: "the remaining three"."""
    part: frozenset[str]
    """Words by which a part of it is told: "the first of the boats"."""
    opening: frozenset[str]
    """Words by which no more than a beginning is told, whatever stands beside them: "the first of all"."""
    set_for: tuple[str, ...]
    """Verbs by which a day is set; a step that lists "@set" has them all."""
    pointing: frozenset[str]
    """Words that stand for an undertaking named before."""
    pointing_kinds: Mapping[str, tuple[UndertakingKind, ...]]
    """Words that stand for one of these kinds alone."""
    pointing_fields: Mapping[str, str]
    """Words that stand for works of one field alone: "electricity" of a power line."""
    through: frozenset[str]
    """Words behind which the undertaking stands: "construction of the line"."""
    figures: Figures
    deadlines: Deadlines
    outlook: Outlook
    terms: Terms
    described: Described
    steps: Mapping[str, Step]


@cache
def load_steps(language: str = "en") -> StepWords:
    """The steps of a language by name."""
    words = read_toml(StepWords, "lang", language, "steps.toml")
    return msgspec.structs.replace(
        words,
        pointing=words.pointing | words.pointing_kinds.keys(),
        pointing_kinds=MappingProxyType(dict(words.pointing_kinds)),
        pointing_fields=MappingProxyType(dict(words.pointing_fields)),
        steps=MappingProxyType({name: _written_out(step, words.set_for) for name, step in words.steps.items()}),
    )


def _written_out(step: Step, set_for: tuple[str, ...]) -> Step:
    """The step with the verbs that "@set" stands for."""
    verbs = (*(verb for verb in step.verbs if verb != SET_FOR), *(set_for if SET_FOR in step.verbs else ()))
    return msgspec.structs.replace(step, verbs=tuple(dict.fromkeys(verbs)))
