"""What cannot both hold."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from entente.cli.app import app
from entente.cli.options import AsOfOption, JsonOption, KnownAtOption, LimitOption, ProjectOption

if TYPE_CHECKING:
    from rich.text import Text

    from entente.views import ConflictRow

OpenOption = Annotated[bool, typer.Option("--open", help="Only those not resolved, explained or outgrown.")]


@app.command(rich_help_panel="What was found")
def conflicts(
    open_only: OpenOption = False,
    as_of: AsOfOption = None,
    known_at: KnownAtOption = None,
    limit: LimitOption = None,
    project: ProjectOption = Path(),
    json: JsonOption = False,
) -> None:
    """List contradictions by field, with what each side says and where.

    Example: `entente conflicts --open`. `entente show ID` prints both quotes in their context.
    """
    from entente.cli import tables
    from entente.cli.opening import open_book
    from entente.views import conflict_rows

    rows = conflict_rows(open_book(project, as_of=as_of, known_at=known_at), open_only=open_only)
    columns = ("id", "field", "kind", "state", "one side", "the other")
    tables.print_rows(rows, json=json, columns=columns, cells=_cells, noun="conflicts", limit=limit)


def _cells(row: "ConflictRow") -> "Sequence[str | Text]":
    from rich.text import Text

    from entente.cli.tables import quote_cell, short
    from entente.views.wording import plain

    sides = [Text(f"{side.value}: ", style="bold") + quote_cell(side.quote) for side in (row.a, row.b)]
    return short(row.conflict_id), row.field, plain(row.kind), row.state, *sides


def print_conflict(row: "ConflictRow") -> None:
    """Both sides, one under the other."""
    from entente.cli import tables
    from entente.views.wording import plain

    note = f"; {row.note}" if row.note else ""
    print(f"{row.conflict_id}: {row.field}, {plain(row.kind)}, {row.state}{note}")
    for side in (row.a, row.b):
        print(f"\n{side.value}, in the words of {side.holder}")
        tables.print_quote(side.quote)
