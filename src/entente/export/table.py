"""Events as one wide CSV table that keeps everything: every status, both ends of a date, the quote and its place."""

import csv
import io
from collections.abc import Iterable, Iterator
from pathlib import Path

from entente.export.writing import write_whole
from entente.views import EventRow

COLUMNS: tuple[str, ...] = (
    "event_id", "edtf", "earliest", "latest", "basis", "status", "type", "mode", "quad", "intensity", "domains",
    "actors", "recipients", "stage", "grade", "n_documents", "n_independent", "first_published", "last_published",
    "conflicts", "undertakings", "quote", "doc_id", "start", "end", "source", "title", "published", "url",
)  # fmt: skip
"""The head of the table; lists join with `; ` (X7)."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""First characters that a spreadsheet takes for a formula; such a cell gets an apostrophe before it."""


def write_table(rows: Iterable[EventRow], path: Path) -> int:
    """Writes the table; the number of events."""
    return write_whole(path, table_lines(rows)) - 1


def table_lines(rows: Iterable[EventRow]) -> Iterator[bytes]:
    """The head and a line for each event, UTF-8."""
    yield _line(COLUMNS)
    for row in rows:
        yield _line(_cell(row, column) for column in COLUMNS)


def _cell(row: EventRow, column: str) -> str:
    of_quote = {"quote": "exact", "published": "published_edtf"}.get(column, column)
    value = (
        getattr(row, column) if column in row.__struct_fields__ and column != "quote" else getattr(row.quote, of_quote)
    )
    if value is None:
        return ""
    if isinstance(value, tuple):
        return _plain_text("; ".join(value))
    return _plain_text(value) if isinstance(value, str) else str(value)


def _plain_text(value: str) -> str:
    return f"'{value}" if value.startswith(_FORMULA) else value


def _line(cells: Iterable[str]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(cells)
    return out.getvalue().encode("utf-8", "replace")
