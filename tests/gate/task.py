"""What a task is: a way to predict from a file, and the sets it is scored on."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple


class Trial(NamedTuple):
    """One set of one task, scored in points from 0 to 100."""

    name: str
    path: str
    """Relative to the shared folder; when it is absent the data is not at hand."""
    score: Callable[[Path], Mapping[str, float]]
    """From the file at `path` to points by measure."""
    shared: bool = True
    """False: `path` is relative to the repository, for sets of the project's own."""


class Task(NamedTuple):
    """A name, its predictor from INPUT to OUTPUT, and its trials in the order of the table."""

    name: str
    predict: Callable[[Path, Path], None]
    trials: tuple[Trial, ...]


def read_lines(path: Path) -> list[str]:
    """The lines of a UTF-8 file without their ends; only a line feed ends a line."""
    return [line.removesuffix("\r") for line in path.read_bytes().decode("utf-8-sig").split("\n")]


def write_lines(path: Path, lines: list[str]) -> None:
    """The lines as UTF-8, each ended by a line feed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8", newline="\n")
