"""What was read."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from entente.cli.app import app
from entente.cli.options import JsonOption, KnownAtOption, LimitOption, ProjectOption, SinceOption, UntilOption

if TYPE_CHECKING:
    from rich.text import Text

    from entente.views import SourceRow


@app.command(rich_help_panel="What was found")
def sources(
    since: SinceOption = None,
    until: UntilOption = None,
    known_at: KnownAtOption = None,
    limit: LimitOption = None,
    project: ProjectOption = Path(),
    json: JsonOption = False,
) -> None:
    """List the articles read, copies under the text they take their words from.

    Example: `entente sources --since 2025-01-01`. Days are those of publication.
    """
    import sys

    from entente.cli import tables
    from entente.cli.opening import open_book
    from entente.views import coverage, source_rows
    from entente.views.wording import say_count

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


def _cells(row: "SourceRow") -> "Sequence[str | Text]":
    from entente.cli.tables import short
    from entente.views.wording import plain

    words = f"{plain(row.copy_kind)} of {row.copied_from_source}" if row.copied_from_source else "its own"
    title = f"↳ {row.title}" if row.copied_from else row.title
    basis = plain(row.published_basis)
    return short(row.doc_id), row.published, basis, row.source, words, str(row.n_claims), title
