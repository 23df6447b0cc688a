"""The command line of the gate; exit 1 when a score is below its floor, 2 on wrong use."""

import argparse
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from entente.errors import EntenteError
from tests.gate import TASKS
from tests.gate.floors import FLOORS, raised, read_floors, write_floors
from tests.gate.report import Line, run_tasks, table_of
from tests.gate.task import Task

ROOT = Path(__file__).resolve().parents[2]


def main(arguments: Sequence[str] | None = None) -> int:
    """Score all tasks, or predict for one file."""
    parser = _parser()
    options = parser.parse_args(arguments)
    if options.task is None:
        return _gate(_chosen(options.only), as_json=options.json, raising=options.raising)
    if options.input is None or options.output is None:
        parser.error("TASK needs INPUT and OUTPUT")
    return _predict(_chosen(options.task)[0], options.input, options.output)


def _parser() -> argparse.ArgumentParser:
    names = [task.name for task in TASKS]
    parser = argparse.ArgumentParser(prog="python -m tests.gate", description=__doc__)
    parser.add_argument(
        "task", nargs="?", choices=names, metavar="TASK", help=f"predict for one file: {', '.join(names)}"
    )
    parser.add_argument("input", nargs="?", type=Path, metavar="INPUT", help="its gold fields are never read")
    parser.add_argument("output", nargs="?", type=Path, metavar="OUTPUT")
    parser.add_argument("--only", choices=names, help="score this task alone")
    parser.add_argument("--json", action="store_true", help="print the lines of the table as JSON")
    parser.add_argument(
        "--raise", action="store_true", dest="raising", help="write the scores reached into floors.toml"
    )
    return parser


def _chosen(name: str | None) -> tuple[Task, ...]:
    return tuple(task for task in TASKS if name in (None, task.name))


def shared_folder() -> Path:
    """Where the data lies: ENTENTE_SHARED, or `shared` beside the repository."""
    return Path(os.environ.get("ENTENTE_SHARED") or ROOT.parent / "shared")


def _gate(tasks: tuple[Task, ...], *, as_json: bool, raising: bool) -> int:
    written = FLOORS.read_text(encoding="utf-8")
    floors = read_floors(written)
    lines = list(run_tasks(tasks, shared_folder(), floors))
    _print(lines, as_json=as_json)
    if raising:
        scores = {(line.task, line.set, line.measure): line.score for line in lines if line.score is not None}
        FLOORS.write_text(write_floors(raised(floors, scores), written), encoding="utf-8")
    return int(any(line.fails for line in lines))


def _print(lines: list[Line], *, as_json: bool) -> None:
    if as_json:
        print(json.dumps([line._asdict() for line in lines], indent=1))
        return
    console = Console()
    console.width = console.width if console.is_terminal else 120
    console.print(table_of(lines))


def _predict(task: Task, source: Path, target: Path) -> int:
    try:
        task.predict(source, target)
    except (EntenteError, OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
