"""The floors file: for each task, set and measure the score once reached, and the bar."""

import math
import tomllib
from collections.abc import Mapping
from pathlib import Path

FLOORS = Path(__file__).with_name("floors.toml")
TOLERANCE = 0.1
"""Points a floor stays under the score reached, as machines round differently."""

Key = tuple[str, str, str]
"""Task, set, measure."""
Entry = dict[str, float]
"""`floor`, `bar` where there is one, and any figure the bar was counted from."""


def read_floors(text: str) -> dict[Key, Entry]:
    """The entries of a floors file."""
    return {
        (task, trial, measure): entry
        for task, trials in tomllib.loads(text).items()
        for trial, measures in trials.items()
        for measure, entry in measures.items()
    }


def raised(floors: Mapping[Key, Entry], scores: Mapping[Key, float]) -> dict[Key, Entry]:
    """Every floor at the score reached less the tolerance, or where it was if that is higher."""
    entries = {key: dict(entry) for key, entry in floors.items()}
    for key, score in scores.items():
        entry = entries.setdefault(key, {})
        entries[key] = {"floor": max(entry.get("floor", 0.0), math.floor((score - TOLERANCE) * 100) / 100)} | {
            name: value for name, value in entry.items() if name != "floor"
        }
    return entries


def write_floors(floors: Mapping[Key, Entry], head: str) -> str:
    """The text of a floors file under the comment lines of `head`."""
    lines = [line for line in head.splitlines() if line.startswith("#")]
    for task, trial in dict.fromkeys((task, trial) for task, trial, _ in floors):
        lines += ["", f'[{task}."{trial}"]']
        lines += [_line(key[2], entry) for key, entry in floors.items() if key[:2] == (task, trial)]
    return "\n".join(lines) + "\n"


def _line(measure: str, entry: Entry) -> str:
    return f'"{measure}" = {{ {", ".join(f"{name} = {value:g}" for name, value in entry.items())} }}'
