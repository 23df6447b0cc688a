"""A race: contestants, documents, and the figures that come out of running them by turns."""

from collections.abc import Callable, Sequence
from statistics import median
from typing import NamedTuple

Documents = Sequence[str]
Run = Callable[[Documents], object]
"""One pass over the documents."""
Setup = Callable[[Sequence[Documents]], Run]
"""Loads what a contestant needs, seeing all document sets of the race, and gives its pass."""


class Skip(Exception):
    """Raised by a setup whose engine is not installed; the message says how to install it."""


class Contestant(NamedTuple):
    """Something that reads documents; `setup` is the "module:function" of a `Setup`, for its own process to import."""

    name: str
    setup: str
    load_rounds: int = 1
    """In how many fresh processes loading is timed; 0: its loading is not a figure (it trains)."""


class Race(NamedTuple):
    """What is run; every other contestant's CPU is divided by that of the contestant named `reference`."""

    name: str
    contestants: tuple[Contestant, ...]
    reference: str
    documents: dict[str, tuple[str, ...]]
    """Document sets by name."""
    words: dict[str, int]
    """Words of each set, counted once for all contestants."""
    notes: tuple[str, ...] = ()
    rounds: int = 7


class Timing(NamedTuple):
    """CPU seconds of one pass in each round, one contestant, one document set."""

    contestant: str
    documents: str
    cpu_s: tuple[float, ...]
    first_cpu_s: float
    """The very first pass over these documents, when no word of them has been seen and remembered."""


class Ratio(NamedTuple):
    """CPU of a contestant over CPU of the reference in the same round: under 1 is cheaper."""

    lowest: float
    middle: float
    highest: float


class Loading(NamedTuple):
    """What a contestant costs before and beside the work, from its own process."""

    contestant: str
    cpu_s: float | None
    """Median over fresh processes, imports included; None: not timed."""
    resident_mb: float
    """After loading."""
    peak_mb: float
    """Highest while running."""


class Result(NamedTuple):
    """All figures of a race; `left_out` says why a contestant did not run, `failed` names those that broke."""

    race: Race
    timings: tuple[Timing, ...]
    loadings: tuple[Loading, ...]
    left_out: dict[str, str]
    failed: frozenset[str] = frozenset()


def ratio_of(timing: Timing, reference: Timing) -> Ratio:
    """Round by round, then lowest, median and highest."""
    pairs = sorted(a / b for a, b in zip(timing.cpu_s, reference.cpu_s, strict=True))
    return Ratio(pairs[0], median(pairs), pairs[-1])


def words_per_cpu_second(timing: Timing, words: int) -> tuple[float, float]:
    """From the median round, and from the first pass."""
    return words / median(timing.cpu_s), words / timing.first_cpu_s
