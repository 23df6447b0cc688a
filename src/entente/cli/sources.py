"""What was read."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from entente.cli.app import app
from entente.cli.options import JsonOption, KnownAtOption, LimitOption, ProjectOption, SinceOption, UntilOption

if TYPE_CHECKING:
    from rich.text import Text

    from entente.views import SourceRow

ListOption = Annotated[
    Path | None, typer.Option("--list", metavar="FILE", help="A CSV table of outlets to keep in the ledger.")
]


@app.command(rich_help_panel="What was found")
def sources(
    since: SinceOption = None,
    until: UntilOption = None,
    known_at: KnownAtOption = None,
    limit: LimitOption = None,
    listed: ListOption = None,
    project: ProjectOption = Path(),
    json: JsonOption = False,
) -> None:
    """List the articles read, copies under the text they take their words from.

    Example: `entente sources --since 2025-01-01`. Days are those of publication. With `--list outlets.csv` what you
    know of outlets is kept first: kind, country, control, reliability from A to F with its basis, group, licence.
    """
    import sys

    from entente.cli import tables
    from entente.cli.opening import open_book
    from entente.views import coverage, source_rows
    from entente.views.wording import say_count

    if listed:
        _enter(project, listed)
    book = open_book(project, known_at=known_at)
    rows = source_rows(book, since=since, until=until)
    columns = ("id", "published", "known by", "outlet", "words", "claims", "title")
    tables.print_rows(rows, json=json, columns=columns, cells=_cells, noun="articles", limit=limit)
    if not json:
        read = coverage(book, {row.doc_id for row in rows})
        totals = (
            say_count(read.n_documents, "article"),
            say_count(read.n_origins, "origin"),
            say_count(read.n_outlets, "outlet"),
        )
        print(" · ".join(totals), file=sys.stderr)


def _enter(project: Path, listed: Path) -> None:
    import sys

    from entente.api import open_project
    from entente.api.outlets import enter, read_list
    from entente.views.wording import say_count

    outlets = read_list(listed)
    receipt = enter(open_project(project), outlets)
    print(f"{say_count(len(outlets), 'outlet')} listed, {receipt.added} new or changed", file=sys.stderr)


def _cells(row: "SourceRow") -> "Sequence[str | Text]":
    from entente.cli.tables import short
    from entente.views.wording import plain

    words = f"{plain(row.copy_kind)} of {row.copied_from_source}" if row.copied_from_source else "its own"
    title = f"↳ {row.title}" if row.copied_from else row.title
    basis = plain(row.published_basis)
    return short(row.doc_id), row.published, basis, row.source, words, str(row.n_claims), title
