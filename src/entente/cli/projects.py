"""A project from its first day: made, filled, shown."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from entente.cli.app import REFUSED, app
from entente.cli.options import JsonOption, ProjectOption

if TYPE_CHECKING:
    from entente.api import Project, Report
    from entente.views import Book


REPORTED = ("items", "documents", "claims", "known", "refused", "reserved")
"""Figures of a reading that programs are given."""


class Network(StrEnum):
    """Whether addresses may be fetched."""

    off = "off"
    on = "on"


NetworkOption = Annotated[Network, typer.Option("--network", help="Whether addresses may be fetched.")]


class RunnerName(StrEnum):
    """Where the reading runs."""

    inline = "inline"
    processes = "processes"
    ray = "ray"


RunnerOption = Annotated[
    RunnerName | None,
    typer.Option(
        "--runner", help="Where reading runs; by default in processes from two workers on.", show_default=False
    ),
]
AddressOption = Annotated[
    str | None,
    typer.Option("--address", metavar="HOST:PORT", help="A running Ray cluster; left out, Ray starts one here."),
]
WorkersOption = Annotated[int, typer.Option("--workers", "-w", min=1, max=64, metavar="N", help="Processes that read.")]


@app.command(rich_help_panel="Project")
def init(
    folder: Annotated[Path, typer.Argument(help="The folder; made if it is missing.")] = Path(),
    ledger: Annotated[
        str | None,
        typer.Option(
            metavar="ADDRESS",
            help="Of a PostgreSQL database that keeps the ledger instead: postgresql://USER@HOST/NAME.",
            show_default=False,
        ),
    ] = None,
    json: JsonOption = False,
) -> None:
    """Make a project: a folder with an empty ledger.

    Example: `entente init relations`. `entente read` does it by itself where there is none.

    On a server that several machines write to: `entente init relations --ledger postgresql://entente@db/ledger`.
    """
    from entente.api import create
    from entente.cli import tables

    made = create(folder, ledger=ledger)
    if json:
        tables.print_line("project", ledger=str(made.ledger))
    else:
        print(made.ledger)


@app.command(rich_help_panel="Project")
def read(
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE...",
            help="Files, folders, feeds, JSON Lines, CSV, mail and web archives, lists of addresses, or `-`.",
        ),
    ],
    project: ProjectOption = Path(),
    workers: WorkersOption = 1,
    runner: RunnerOption = None,
    address: AddressOption = None,
    network: NetworkOption = Network.off,
    published: Annotated[
        str | None,
        typer.Option("--published", metavar="DATE", help="When they were published: 2019-06-03, 2019-06, 2019/2020."),
    ] = None,
    limit: Annotated[
        int | None, typer.Option("--limit", "-n", min=0, metavar="N", help="Read the first N items alone.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be read.")] = False,
    json: JsonOption = False,
) -> None:
    """Read articles into the ledger; what it already holds unchanged costs nothing.

    Example: `entente read ~/articles`, or `entente read feed.xml --network on --workers 2`.

    On a cluster: `entente read ~/articles --runner ray --address 10.0.0.1:6379 --workers 16`.

    What cannot be read is named with what to do about it, the run goes on, and the exit code is 3.
    """
    from entente.api import create

    if dry_run:
        _list_items(sources, network, limit, json=json)
        return
    made = create(project)
    with _stopped(), _progress() as step:
        report = made.read(
            sources,
            workers=workers,
            runner=runner,
            address=address,
            network=network is Network.on,
            published=_edtf(published) if published else None,
            limit=limit,
            progress=step,
        )
    _print_report(report, json=json)
    if report.refused or report.reserved:
        raise typer.Exit(REFUSED)


def _edtf(text: str) -> str:
    """A day, month, year or interval as the user wrote it, if it is one."""
    from entente.records.edtf import read_edtf

    try:
        read_edtf(text)
    except ValueError as error:
        raise typer.BadParameter(f'"{text}" is no date; write it as 2019-06-03, 2019-06 or 2019/2020') from error
    return text


def _list_items(sources: list[str], network: Network, limit: int | None, *, json: bool) -> None:
    """The items that the sources hold, and what stands in the way of others."""
    from itertools import islice

    from entente.cli import tables
    from entente.records.problem import Problem
    from entente.sources import read_sources

    problems = []
    for item in islice(read_sources(sources, network=network is Network.on), limit):
        if isinstance(item, Problem):
            problems.append(item)
        elif json:
            tables.print_line("item", origin=item.origin, media_type=item.media_type)
        else:
            print(tables.safe(item.origin))
    if json:
        tables.print_records(problems)
    if tables.print_problems(problems):
        raise typer.Exit(REFUSED)


@contextmanager
def _stopped() -> Iterator[None]:
    """Who ends a reading is told that nothing is lost."""
    try:
        yield
    except KeyboardInterrupt:
        print("stopped; what was read so far is recorded, and the same command goes on from there", file=sys.stderr)
        raise


@contextmanager
def _progress() -> Iterator[Callable[[Any], None]]:  # Any: a raw item, whose origin is shown
    """A line on stderr that moves; nothing where stderr is no terminal."""
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (
        SpinnerColumn(),
        TextColumn("{task.completed} read"),
        TimeElapsedColumn(),
        TextColumn("{task.description}"),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task("", total=None)

        def step(made: Any) -> None:  # Any: as above
            from entente.words import canonical_text

            bar.update(task, advance=1, description=canonical_text(made.item.origin)[-60:].replace("[", r"\["))

        yield step


def _print_report(report: "Report", *, json: bool) -> None:
    from entente.cli import tables
    from entente.views.wording import say_count

    if json:
        tables.print_line("report", **{name: getattr(report, name) for name in REPORTED}, problems=len(report.problems))
        tables.print_records(report.problems)
        return
    reserved = f" · {report.reserved} with a reservation" if report.reserved else ""
    print(
        f"{say_count(report.items, 'item')} · {say_count(report.documents, 'new article')} · "
        f"{say_count(report.claims, 'claim')} · {report.known} already known · {report.refused} refused{reserved}"
    )
    tables.print_summed(report.problems)


@app.command(rich_help_panel="Project")
def demo(
    folder: Annotated[Path, typer.Option("--to", metavar="DIR", help="Where to put the demo project.")] = Path(
        "entente-demo"
    ),
    workers: WorkersOption = 1,
    json: JsonOption = False,
) -> None:
    """Read 24 invented articles that ship with Entente and write a dossier on two of their states.

    Example: `entente demo`, then `entente undertakings --overdue --project entente-demo`.
    """
    import shutil

    from entente.api import create
    from entente.cli.opening import open_book
    from entente.views.wording import say_count

    corpus = _demo_corpus()
    made = create(folder)
    shutil.copytree(corpus / "vocabulary", made.folder / "vocabulary", dirs_exist_ok=True)
    with _progress() as step:
        report = made.read([corpus / "articles"], workers=workers, progress=step)
    if report.problems:
        told = say_count(len(report.problems), "problem")
        print(f"{told}; `entente doctor --project {folder}` tells of them", file=sys.stderr)
    book = open_book(folder)
    _print_demo(made, book, json=json)


def _demo_corpus() -> Path:
    """The articles, in the wheel or in the repository."""
    from importlib.resources import files

    from entente.errors import EntenteError

    packed = Path(str(files("entente"))) / "demo"
    for folder in (packed, Path(__file__).resolve().parents[3] / "corpus" / "demo"):
        if (folder / "articles").is_dir():
            return folder
    raise EntenteError("the demo articles are missing", str(packed), "install Entente again")


def _print_demo(made: "Project", book: "Book", *, json: bool) -> None:
    from entente.cli import tables
    from entente.cli.dossiers import write_dossier
    from entente.views import coverage, undertaking_rows

    rows = undertaking_rows(book)
    overdue = [row for row in rows if row.outcome == "overdue"]
    read_ = coverage(book)
    a, b = _fullest_pair(book)
    path = write_dossier(book, a, b, made.folder / f"{book.name_of(a)}-{book.name_of(b)}.html".lower())
    totals: dict[str, str | int] = {
        "articles": read_.n_documents, "origins": read_.n_origins, "events": len(book.events),
        "undertakings": len(rows), "overdue": len(overdue), "conflicts": len(book.conflicts), "dossier": str(path),
    }  # fmt: skip
    if json:
        tables.print_line("demo", **totals)
        return
    print(
        "{articles} articles · {origins} origins · {events} events · {undertakings} undertakings ({overdue} overdue) · "
        "{conflicts} conflicts".format(**totals)
    )
    for row in overdue[:1]:
        step = next(step for step in row.milestones if step.outcome == "overdue")
        print(f"overdue by {row.days} days: {row.title}, “{step.quotes[0].exact}”")
    print(f"dossier: {path}")


def _fullest_pair(book: "Book") -> tuple[str, str]:
    """The two states with most events between them."""
    from collections import Counter
    from itertools import combinations

    counts: Counter[tuple[str, str]] = Counter()
    for event in book.events.values():
        counts.update((a, b) for a, b in combinations(sorted(book.sides_of(event.claims).all), 2))
    return min(counts, key=lambda pair: (-counts[pair], pair))
