"""Statistics over everything recorded, from Parquet segments of the ledger."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from entente.cli.app import PROBLEMS, app
from entente.cli.options import (
    JsonOption,
    KnownAtOption,
    LimitOption,
    ProjectOption,
    SinceOption,
    StateA,
    StateB,
    UntilOption,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from rich.text import Text

    from entente.lake import Lake, MonthCount, MonthRead, PairCount, Told

FOLDER = "lake"
"""Where the segments of a project lie."""

lake_app = typer.Typer(
    help="Count over millions of claims: `build` the segments, then `pairs`, `trend`, `latest`, `coverage`.",
    no_args_is_help=True,
)
app.add_typer(lake_app, name="lake", rich_help_panel="Other programs")


@lake_app.command()
def build(
    anew: Annotated[
        bool, typer.Option("--anew", help="Make all segments again, as after thousands of small ones.")
    ] = False,
    project: ProjectOption = Path(),
    json: JsonOption = False,
) -> None:
    """Bring the segments up to the ledger, which lists them; what was lost or changed is made again from it.

    Example: `entente lake build`.
    """
    from entente.api import open_project
    from entente.cli import tables
    from entente.lake import build as build_lake
    from entente.lake import enlist
    from entente.ledger import Ledger

    opened = open_project(project)
    with Ledger.open(opened.ledger, read_only=True) as ledger:
        built = build_lake(ledger, opened.folder / FOLDER, opened.actors.by_id, anew=anew)
    with Ledger.open(opened.ledger) as ledger:
        enlist(ledger, opened.folder / FOLDER)
    if json:
        upto = built.upto.isoformat() if built.upto else ""
        tables.print_line("lake", upto=upto, kept=built.kept, added=built.added, restored=built.restored)
        return
    state = f"the ledger as of {built.upto:%Y-%m-%d %H:%M:%S} UTC" if built.upto else "an empty ledger"
    print(f"{state}: {built.added} segments added, {built.restored} made again, {built.kept} kept")


@lake_app.command()
def check(project: ProjectOption = Path(), json: JsonOption = False) -> None:
    """Compare every row of the segments with the ledger; exit 1 if one differs.

    Example: `entente lake check`.
    """
    from entente.api import open_project
    from entente.cli import tables
    from entente.lake import check as check_lake
    from entente.ledger import Ledger

    opened = open_project(project)
    with Ledger.open(opened.ledger, read_only=True) as ledger:
        problems = check_lake(ledger, opened.folder / FOLDER, opened.actors.by_id)
    if json:
        tables.print_records(problems)
    elif not tables.print_problems(problems):
        print("the lake says what the ledger says")
    if problems:
        raise typer.Exit(PROBLEMS)


@lake_app.command()
def pairs(
    since: SinceOption = None,
    until: UntilOption = None,
    known_at: KnownAtOption = None,
    limit: LimitOption = None,
    project: ProjectOption = Path(),
    json: JsonOption = False,
) -> None:
    """List the pairs of states told of most often; claims are counted, copies too, not events.

    Example: `entente lake pairs --since 2024 --limit 10`.
    """
    from entente.cli import tables
    from entente.lake import LATEST

    with _open(project) as lake:
        rows = lake.pairs(since=since, until=until, as_of=known_at, limit=LATEST if limit is None else limit)
    columns = ("a", "b", "claims", "cooperation", "conflict")
    tables.print_rows(rows, json=json, columns=columns, cells=lambda row: _cells(row, columns), noun="pairs")


class Asked(NamedTuple):
    """A question about two states."""

    pair: tuple[str, str]
    """Their codes."""
    window: dict[str, Any]  # Any: days and a moment
    """`since`, `until` and `as_of`, each a date or a moment."""
    limit: int | None
    json: bool


def _about_a_pair(tell: "Callable[[Lake, Asked], None]") -> "Callable[[Lake, Asked], None]":
    """Makes a command about two states of what answers it; all of them have the same options."""

    def command(
        a: StateA,
        b: StateB,
        since: SinceOption = None,
        until: UntilOption = None,
        known_at: KnownAtOption = None,
        limit: LimitOption = None,
        project: ProjectOption = Path(),
        json: JsonOption = False,
    ) -> None:
        with _open(project) as lake:
            window = {"since": since, "until": until, "as_of": known_at}
            tell(lake, Asked(_codes(project, a, b), window, limit, json))

    lake_app.command(name=tell.__name__, help=tell.__doc__)(command)
    return tell


@_about_a_pair
def trend(lake: "Lake", asked: Asked) -> None:
    """Count the claims on two states by month and field; a date that fits into no month stands last.

    Example: `entente lake trend RUS PAK --since 2023`.
    """
    from entente.cli import tables

    columns = ("month", "field", "claims", "cooperation", "conflict", "documents")
    tables.print_rows(
        lake.trend(*asked.pair, **asked.window), json=asked.json, columns=columns,
        cells=lambda row: _cells(row, columns), noun="months and fields", limit=asked.limit,
    )  # fmt: skip


@_about_a_pair
def latest(lake: "Lake", asked: Asked) -> None:
    """Show the latest claims on two states, whatever their status, with their words.

    Example: `entente lake latest RUS PAK --limit 5`.
    """
    from entente.cli import tables
    from entente.lake import LATEST

    rows = lake.latest(*asked.pair, **asked.window, limit=LATEST if asked.limit is None else asked.limit)
    columns = ("id", "when", "status", "words")
    tables.print_rows(rows, json=asked.json, columns=columns, cells=_told_cells, noun="claims")


@lake_app.command()
def coverage(
    known_at: KnownAtOption = None, limit: LimitOption = None, project: ProjectOption = Path(), json: JsonOption = False
) -> None:
    """Show what was read by month of publication, which is what every count rests on.

    Example: `entente lake coverage`.
    """
    from entente.cli import tables

    with _open(project) as lake:
        rows = lake.coverage(as_of=known_at)
    columns = ("month", "documents", "sources")
    tables.print_rows(
        rows, json=json, columns=columns, cells=lambda row: _cells(row, columns), noun="months", limit=limit
    )


def _open(project: Path) -> "Lake":
    from entente.api import open_project
    from entente.lake import Lake

    return Lake(open_project(project).folder / FOLDER)


def _codes(project: Path, a: str, b: str) -> tuple[str, str]:
    """Two states as the segments name them."""
    from entente.api import open_project
    from entente.cli.opening import find_pair
    from entente.lake import all_actors
    from entente.ledger import Ledger
    from entente.views import Book

    opened = open_project(project)
    with Ledger.open(opened.ledger, read_only=True) as ledger:
        actors = all_actors(ledger, opened.actors.by_id)
    first, second = find_pair(Book.of(actors=actors), a, b)
    return actors[first].ids.iso3 or first, actors[second].ids.iso3 or second


def _cells(row: "PairCount | MonthCount | MonthRead", columns: "Sequence[str]") -> "Sequence[str]":
    """The fields named so; figures with their thousands, a month by its number."""
    return [_cell(getattr(row, name), name) for name in columns]


def _cell(value: "str | int | date | None", name: str) -> str:
    if name == "month":
        return f"{value:%Y-%m}" if value else "no one month"
    return f"{value:,}" if isinstance(value, int) else str(value)


def _told_cells(row: "Told") -> "Sequence[str | Text]":
    from entente.cli import tables

    words = f"“{row.quote}” ({row.source}, {row.published or 'undated'})"
    return tables.short(row.claim_id), row.edtf, tables.status_cell(row.status), words
