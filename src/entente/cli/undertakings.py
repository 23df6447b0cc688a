"""Undertakings and their milestones."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from entente.cli.app import app
from entente.cli.options import AsOfOption, JsonOption, KnownAtOption, LimitOption, ProjectOption

if TYPE_CHECKING:
    from rich.text import Text

    from entente.views import Milestone, UndertakingRow

OverdueOption = Annotated[
    bool, typer.Option("--overdue", help="Only those whose day passed without word that it was kept.")
]
CalendarOption = Annotated[
    Path | None,
    typer.Option(
        "--ics", metavar="FILE", help="Write the due days as an iCalendar file instead; `-`: standard output."
    ),
]


@app.command(rich_help_panel="What was found")
def undertakings(
    overdue: OverdueOption = False,
    as_of: AsOfOption = None,
    known_at: KnownAtOption = None,
    limit: LimitOption = None,
    ics: CalendarOption = None,
    project: ProjectOption = Path(),
    json: JsonOption = False,
) -> None:
    """List undertakings: the stage each has reached, what is due, overdue, or silent.

    Example: `entente undertakings --overdue --as-of 2025-06-30`. `entente show ID` prints one with its milestones.
    """
    from entente.cli import tables
    from entente.cli.opening import open_book
    from entente.views import undertaking_rows

    book = open_book(project, as_of=as_of, known_at=known_at)
    rows = undertaking_rows(book, as_of, overdue=overdue)
    if ics is not None:
        write_due_days(rows[:limit], ics, json=json)
        return
    columns = ("id", "undertaking", "kind", "stage", "due", "how it stands", "last heard", "parties")
    tables.print_rows(rows, json=json, columns=columns, cells=undertaking_cells, noun="undertakings", limit=limit)


def write_due_days(rows: "Sequence[UndertakingRow]", file: Path, *, json: bool) -> None:
    """The days set for these undertakings as a calendar, which takes its place whole; `-`: standard output."""
    from entente.cli.tables import print_line
    from entente.export import write_calendar, write_whole

    calendar = write_calendar(rows)
    n_days = calendar.count("BEGIN:VEVENT")
    if str(file) == "-":
        sys.stdout.write(calendar)
        return
    write_whole(file, [calendar.encode("utf-8", "replace")])
    if json:
        print_line("file", path=str(file), lines=n_days)
    else:
        print(f"{n_days} due days in {file}")


def undertaking_cells(row: "UndertakingRow") -> "Sequence[str | Text]":
    """An undertaking as a line of a table."""
    from entente.cli.tables import outcome_cell, short
    from entente.views import OUTCOME_WORDS
    from entente.views.wording import plain, say_day, say_list, say_stage

    due = f"{say_day(row.due)}, {say_stage(row.due_stage)}" if row.due else ""
    stage = say_stage(row.stage) + (" ≠ denied" if row.stage_denied else "")
    stands = (
        outcome_cell(row.outcome, row.days, OUTCOME_WORDS[row.outcome]) if row.due else "stale" if row.stale else ""
    )
    heard = say_day(row.last_heard) if row.last_heard else ""
    return short(row.undertaking_id), row.title, plain(row.kind), stage, due, stands, heard, say_list(row.parties, 4)


def print_undertaking(row: "UndertakingRow") -> None:
    """One undertaking with its life."""
    from entente.cli import tables
    from entente.views.wording import plain, say_list, say_stage

    tables.print_table(
        ("undertaking", "kind", "parties", "amounts", "stage", "not seen"),
        [(row.title, plain(row.kind), say_list(row.parties, 6), "; ".join(row.amounts), say_stage(row.stage),
          ", ".join(map(say_stage, row.not_seen)))],
    )  # fmt: skip
    tables.print_table(("when", "status", "stage", "due", "quote"), [_step(step) for step in row.milestones])


def _step(step: "Milestone") -> "Sequence[str | Text]":
    from entente.cli.tables import outcome_cell, quote_cell, status_cell
    from entente.views import OUTCOME_WORDS
    from entente.views.wording import say_stage

    stage = say_stage(step.stage, provisional=step.provisional) + (f" by {step.party}" if step.party else "")
    stands = outcome_cell(step.outcome, step.days, OUTCOME_WORDS[step.outcome]) if step.due else ""
    return step.when, status_cell(step.status), stage, stands, quote_cell(step.quotes[0])
