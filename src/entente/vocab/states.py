"""States and territories of the world, with their names: `states.csv`."""

import csv
from functools import cache

import msgspec

from entente.vocab import read_data

__all__ = ["State", "load_states"]


class State(msgspec.Struct, frozen=True, kw_only=True):
    """A state or territory; `iso3` is its ISO 3166-1 alpha-3 code, its adjectives include demonyms."""

    iso3: str
    name: str
    adjectives: tuple[str, ...]
    aliases: tuple[str, ...]


@cache
def load_states() -> tuple[State, ...]:
    """Every state of the file, in its order."""
    lines = (line for line in read_data("states.csv").splitlines() if not line.startswith("#"))
    return tuple(
        State(
            iso3=row["iso3"], name=row["name"], adjectives=_several(row["adjectives"]), aliases=_several(row["aliases"])
        )
        for row in csv.DictReader(lines)
    )


def _several(cell: str) -> tuple[str, ...]:
    """The parts of a cell."""
    return tuple(part for part in cell.split(";") if part)
