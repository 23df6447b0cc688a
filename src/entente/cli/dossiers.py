"""Two states: on the terminal and as a page."""

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from entente.cli.app import app
from entente.cli.options import (
    AsOfOption,
    JsonOption,
    KnownAtOption,
    LimitOption,
    OutOption,
    ProjectOption,
    SinceOption,
    StateA,
    StateB,
    UntilOption,
    read_first_day,
)

if TYPE_CHECKING:
    from entente.records.measures import RelationMeasure
    from entente.views import Book, Dyad

NewSinceOption = Annotated[
    date | None,
    typer.Option(
        "--new-since",
        metavar="DATE",
        parser=read_first_day,
        help="What counts as new was published after this day.",
        show_default="120 days",
    ),
]


@app.command(rich_help_panel="Two states")
def dyad(
    a: StateA,
    b: StateB,
    since: SinceOption = None,
    until: UntilOption = None,
    as_of: AsOfOption = None,
    known_at: KnownAtOption = None,
    limit: LimitOption = 12,
    project: ProjectOption = Path(),
    json: JsonOption = False,
) -> None:
    """Show the relation of two states: what is due, undertakings, events, conflicts, and how it went.

    Example: `entente dyad Russia Pakistan --since 2020`.
    """
    from entente.cli import tables
    from entente.cli.opening import find_pair, open_book
    from entente.views import dyad as view

    book = open_book(project, as_of=as_of, known_at=known_at)
    found = view(book, *find_pair(book, a, b), as_of, since=since, until=until)
    if json:
        tables.print_records((found,))
    else:
        _print_dyad(found, limit)


def _print_dyad(found: "Dyad", limit: int | None) -> None:
    from entente.cli import tables
    from entente.cli.conflicts import print_conflict
    from entente.cli.records import EVENT_COLUMNS, event_cells
    from entente.cli.undertakings import undertaking_cells
    from entente.views.wording import say_count, say_day

    about = found.about
    print(f"{found.a_name} – {found.b_name}, as of {say_day(found.as_of)}")
    print(
        f"{say_count(found.read.n_documents, 'article')} read, {about.n_documents} about the two, "
        f"{say_count(about.n_origins, 'independent origin')}"
    )
    tables.print_table(("", "note", "quote"), [(f.label, f.note, tables.quote_cell(f.quote)) for f in found.summary])
    print(f"\nUNDERTAKINGS  {len(found.undertakings)}")
    columns = ("id", "undertaking", "kind", "stage", "due", "how it stands", "last heard", "parties")
    tables.print_rows(
        found.undertakings, json=False, columns=columns, cells=undertaking_cells, noun="undertakings", limit=limit
    )
    print(f"\nEVENTS  {len(found.events)}")
    latest = found.events[-limit:] if limit else found.events
    tables.print_rows(latest, json=False, columns=EVENT_COLUMNS, cells=event_cells, noun="events")
    print(f"\n{balance_line(found.total)}")
    print(f"\nCONFLICTS  {len(found.conflicts)}")
    for row in found.conflicts[:limit]:
        print_conflict(row)


def balance_line(total: "RelationMeasure") -> str:
    """Counts by quad, then the balance with its interval (M1, M2)."""
    low, high = total.interval
    counts = (
        f"verbal cooperation {total.n1} · material cooperation {total.n2} · "
        f"verbal conflict {total.n3} · material conflict {total.n4}"
    )
    thin = ", thin" if total.thin else ""
    return f"{counts}\nshare of cooperation {total.balance:.0%}, 90 % interval {low:.0%} to {high:.0%}{thin}"


@app.command(rich_help_panel="Two states")
def dossier(
    a: StateA,
    b: StateB,
    out: OutOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    as_of: AsOfOption = None,
    known_at: KnownAtOption = None,
    new_since: NewSinceOption = None,
    project: ProjectOption = Path(),
    json: JsonOption = False,
) -> None:
    """Write all that is known of two states as one page that reads and prints without a network.

    Example: `entente dossier RUS PAK -o russia-pakistan.html`. Every line opens to its quote in its context.
    """
    from entente.cli import tables
    from entente.cli.opening import find_pair, open_book
    from entente.export import render_dossier
    from entente.views import dyad as view

    book = open_book(project, as_of=as_of, known_at=known_at)
    pair = find_pair(book, a, b)
    if not any(book.sides_of(event.claims).all >= {*pair} for event in book.events.values()):
        print(f"no event tells of {book.name_of(pair[0])} and {book.name_of(pair[1])}", file=sys.stderr)
    if str(out) == "-":
        sys.stdout.write(render_dossier(book, view(book, *pair, as_of, since=since, until=until, lately=new_since)))
        return
    path = out or Path(f"{book.name_of(pair[0])}-{book.name_of(pair[1])}.html".lower().replace(" ", "-"))
    write_dossier(book, *pair, path, as_of=as_of, since=since, until=until, lately=new_since)
    if json:
        tables.print_line("dossier", path=str(path), a=pair[0], b=pair[1])
    else:
        print(path)


def write_dossier(
    book: "Book",
    a: str,
    b: str,
    path: Path,
    *,
    as_of: date | None = None,
    since: date | None = None,
    until: date | None = None,
    lately: date | None = None,
) -> Path:
    """The page of two states in a file, whole or not at all."""
    from entente.export import render_dossier, write_whole
    from entente.views import dyad as view

    page = render_dossier(book, view(book, a, b, as_of, since=since, until=until, lately=lately))
    write_whole(path, [page.encode("utf-8", "replace")])
    return path
