"""Files for other programs."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from entente.cli.app import app
from entente.cli.dossiers import dossier
from entente.cli.options import (
    AsOfOption,
    JsonOption,
    KnownAtOption,
    OutOption,
    ProjectOption,
    SinceOption,
    UntilOption,
)

export_app = typer.Typer(
    help="Write the book for other programs: `jsonl`, `csv`, `parquet`, or a `dossier`.", no_args_is_help=True
)
app.add_typer(export_app, name="export", rich_help_panel="Other programs")


@export_app.command()
def jsonl(
    out: Annotated[Path, typer.Argument(metavar="DIR", help="Folder for the five files; `-`: all on standard output.")],
    as_of: AsOfOption = None,
    known_at: KnownAtOption = None,
    project: ProjectOption = Path(),
    json: JsonOption = False,
) -> None:
    """Write documents, claims, events, undertakings and conflicts, a JSON Lines file each.

    Example: `entente export jsonl out/`, or `entente export jsonl - | jq 'select(.record == "event")'`.
    """
    from entente.cli import tables
    from entente.cli.opening import open_book
    from entente.export import lines_of, write_jsonl

    book = open_book(project, as_of=as_of, known_at=known_at)
    if str(out) == "-":
        for line in lines_of(book):
            sys.stdout.write(line.decode())
        return
    written = write_jsonl(book, out)
    tables.print_files({out / f"{kind}.jsonl": number for kind, number in written.items()}, json=json)


@export_app.command()
def csv(
    out: OutOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    as_of: AsOfOption = None,
    known_at: KnownAtOption = None,
    project: ProjectOption = Path(),
    json: JsonOption = False,
) -> None:
    """Write events as one wide table that keeps everything: statuses, both ends of a date, quotes and their places.

    Example: `entente export csv -o entente-events.csv`.
    """
    from entente.cli import tables
    from entente.cli.opening import open_book
    from entente.export import table_lines, write_table
    from entente.views import event_rows

    rows = event_rows(open_book(project, as_of=as_of, known_at=known_at), since=since, until=until)
    if str(out) == "-":
        for line in table_lines(rows):
            sys.stdout.write(line.decode())
        return
    path = out or Path("entente-events.csv")
    tables.print_files({path: write_table(rows, path)}, json=json)


@export_app.command()
def parquet(
    out: Annotated[Path, typer.Argument(metavar="DIR", help="Folder for the three files.")],
    as_of: AsOfOption = None,
    known_at: KnownAtOption = None,
    project: ProjectOption = Path(),
    json: JsonOption = False,
) -> None:
    """Write claims, documents and events as Parquet files for data frames; needs the extra `lake`.

    Example: `entente export parquet out/`, then `pandas.read_parquet("out/claims.parquet")`.
    """
    from entente.api import open_project
    from entente.cli import tables
    from entente.cli.opening import open_book
    from entente.lake import recorded_moments, write_parquet
    from entente.ledger import Ledger

    book = open_book(project, as_of=as_of, known_at=known_at)
    with Ledger.open(open_project(project).ledger, read_only=True) as ledger:
        recorded = recorded_moments(ledger, known_at)
    written = write_parquet(book, out, recorded)
    tables.print_files({out / f"{name}.parquet": rows for name, rows in written.items()}, json=json)


export_app.command(name="dossier")(dossier)
