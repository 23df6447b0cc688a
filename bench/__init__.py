"""Benchmarks: contestants run by turns on the same documents, in CPU time, told as ratios.

`python -m bench [NAME]`. A new benchmark is one module here with a `race()` and one line in `RACES`; `pipeline` and
`merging` have reports of their own, since they measure what has no peer. Nothing here fails on a time: figures belong
to the machine, ratios to the reader.
"""

from collections.abc import Callable
from importlib import import_module

from bench.race import Race

RACES: tuple[str, ...] = ("analysis", "dates")
BENCHMARKS: tuple[str, ...] = (*RACES, "pipeline", "merging")


def race_of(name: str) -> Race:
    """The race that the module `bench.NAME` describes."""
    describe: Callable[[], Race] = import_module(f"bench.{name}").race
    return describe()
