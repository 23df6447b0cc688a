"""How things went: a timeline by field, and what changed in the book."""

import sys
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from entente.cli.app import app
from entente.cli.options import (
    AsOfOption,
    JsonOption,
    KnownAtOption,
    LimitOption,
    ProjectOption,
    SinceOption,
    UntilOption,
    read_first_day,
    start_of,
)
from entente.cli.records import EVENT_COLUMNS, StateOption, event_cells

if TYPE_CHECKING:
    from rich.text import Text

    from entente.views import ChangeRow, EventRow, Lane

PAUSE = timedelta(minutes=10)
"""Quiet in the ledger that parts one reading from the next."""


@app.command(rich_help_panel="What was found")
def timeline(
    state: StateOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    as_of: AsOfOption = None,
    known_at: KnownAtOption = None,
    limit: LimitOption = None,
    project: ProjectOption = Path(),
    json: JsonOption = False,
) -> None:
    """Show events by field and date; a date that is known only roughly shows its range.

    Example: `entente timeline --state RUS --state PAK --since 2020`.
    """
    from entente.cli import tables
    from entente.cli.opening import events_of, open_book
    from entente.views import event_rows
    from entente.views import timeline as drawn
    from entente.views.wording import plain

    book = open_book(project, as_of=as_of, known_at=known_at)
    found = event_rows(book, events=events_of(book, state or ()), since=since, until=until)
    rows = found[:limit]
    view = drawn(rows)
    if json:
        tables.print_records(view.lanes if view else ())
        return
    lanes: Sequence[Lane] = view.lanes if view else ()
    for lane in lanes:
        print(f"\n{plain(lane.domain).upper()}  {len(lane.events)}")
        _print_events(lane.events)
    undated = view.undated if view else rows
    if undated:
        print(f"\nWITHOUT A CLOSED DATE  {len(undated)}")
        _print_events(undated)
    if len(rows) < len(found) or not found:
        print(f"{len(rows)} of {len(found)} events" if found else "no events", file=sys.stderr)


def _print_events(rows: "Sequence[EventRow]") -> None:
    from entente.cli import tables

    tables.print_table(EVENT_COLUMNS, [event_cells(row) for row in rows])


ChangesSince = Annotated[
    date | None,
    typer.Option(
        "--since",
        metavar="DATE",
        parser=read_first_day,
        help="Compare with the start of this day.",
        show_default="the last reading",
    ),
]


@app.command(rich_help_panel="What was found")
def changes(
    since: ChangesSince = None,
    limit: LimitOption = None,
    project: ProjectOption = Path(),
    json: JsonOption = False,
) -> None:
    """Show what changed in the book, record by record: new, gone, or a field with its old and new value.

    Example: `entente changes --since 2025-06-01`. Without a day: what the last reading changed.
    """
    from entente.cli import tables
    from entente.cli.opening import open_book
    from entente.views import changes as compare

    before = start_of(since) - timedelta(microseconds=1) if since else _before_last_reading(project)
    now = open_book(project)
    rows = compare(open_book(project, known_at=before), now) if before else ()
    columns = ("id", "change", "what", "field", "before", "after", "record")
    tables.print_rows(rows, json=json, columns=columns, cells=_change_cells, noun="changes", limit=limit)


def _change_cells(row: "ChangeRow") -> "Sequence[str | Text]":
    from entente.cli.tables import short

    return short(row.id), row.change, row.what, row.field, row.before, row.after, row.title


def _before_last_reading(project: Path) -> datetime | None:
    """The moment before the latest lines that follow each other without a pause; None: nothing is recorded."""
    from entente.api import open_project
    from entente.ledger import Ledger

    with Ledger.open(open_project(project).ledger, read_only=True) as ledger:
        moments = sorted({entry.recorded_at for entry in ledger.changes()}, reverse=True)
    for later, earlier in pairwise(moments):
        if later - earlier > PAUSE:
            return earlier
    return moments[-1] - timedelta(microseconds=1) if moments else None
