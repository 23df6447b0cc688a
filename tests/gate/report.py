"""From tasks to the table: each measure with its score, floor, bar and verdict."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from rich.table import Table

from entente.errors import EntenteError
from tests.gate.floors import Entry, Key
from tests.gate.task import Task, Trial

REPOSITORY = Path(__file__).resolve().parents[2]

ABSENT = "data not at hand"
MET, NO_BAR, BELOW_BAR, BELOW_FLOOR = "bar met", "no bar", "below the bar", "BELOW THE FLOOR"


class Line(NamedTuple):
    """One line of the table; without a score its verdict says why."""

    task: str
    set: str
    measure: str
    score: float | None
    floor: float | None
    bar: float | None
    verdict: str

    @property
    def fails(self) -> bool:
        """Whether the gate stays shut because of this line."""
        return self.verdict == BELOW_FLOOR or (self.score is None and self.verdict != ABSENT)


def run_tasks(tasks: Iterable[Task], shared: Path, floors: Mapping[Key, Entry]) -> Iterator[Line]:
    """The lines of all trials in order."""
    for task in tasks:
        for trial in task.trials:
            yield from run_trial(task.name, trial, shared, floors)


def run_trial(task: str, trial: Trial, shared: Path, floors: Mapping[Key, Entry]) -> Iterator[Line]:
    """The lines of one trial: one a measure, or one that says why there is no score."""
    path = (shared if trial.shared else REPOSITORY) / trial.path
    if not path.exists():
        yield Line(task, trial.name, "", None, None, None, ABSENT)
        return
    try:
        scores = trial.score(path)
    except (EntenteError, ValueError) as error:
        yield Line(task, trial.name, "", None, None, None, f"not scored: {error}")
        return
    for measure, score in scores.items():
        yield _judged(task, trial.name, measure, score, floors.get((task, trial.name, measure), {}))


def _judged(task: str, trial: str, measure: str, score: float, entry: Entry) -> Line:
    floor, bar = entry.get("floor", 0.0), entry.get("bar")
    return Line(task, trial, measure, round(score, 3), floor, bar, verdict_of(score, floor, bar))


def verdict_of(score: float, floor: float, bar: float | None) -> str:
    """Below the floor comes first; then whether there is a bar and it is met."""
    if score < floor:
        return BELOW_FLOOR
    if bar is None:
        return NO_BAR
    return MET if score >= bar else BELOW_BAR


def table_of(lines: Iterable[Line]) -> Table:
    """The lines for reading."""
    table = Table(title="Quality gate (points, 0 to 100)", title_justify="left")
    for column in ("task", "set", "measure"):
        table.add_column(column, no_wrap=True)
    for column in ("score", "floor", "bar"):
        table.add_column(column, justify="right")
    table.add_column("verdict", overflow="fold")
    for line in lines:
        points = ("" if value is None else f"{value:.2f}" for value in (line.score, line.floor, line.bar))
        table.add_row(line.task, line.set, line.measure, *points, line.verdict)
    return table
