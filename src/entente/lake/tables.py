"""A book as Parquet files for data frames: claims, documents and events, one file each."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path

import msgspec

from entente.export import write_whole
from entente.lake.columns import CLAIM, DOCUMENT, Columns, Flattener, Row
from entente.lake.segments import GROUP, file_bytes, table_of
from entente.views import Book, EventRow, event_rows

CLAIMS: Columns = {
    **CLAIM, "event_id": "text", "origin": "text", "undertakings": "texts", "conflicts": "texts", "source": "text",
    "title": "text", "url": "text", "published": "day", "recorded_at": "moment",
}  # fmt: skip
"""A claim with what the merge made of it and where it was printed; `origin` is the text that printed it first."""
EVENTS: Columns = {
    "event_id": "text", "edtf": "text", "earliest": "day", "latest": "day", "basis": "text", "status": "text",
    "type": "text", "mode": "text", "quad": "number", "intensity": "share", "domains": "texts", "actors": "texts",
    "recipients": "texts", "stage": "text", "grade": "text", "n_documents": "number", "n_independent": "number",
    "first_published": "day", "last_published": "day", "conflicts": "texts", "undertakings": "texts", "quote": "text",
}  # fmt: skip
"""One happening, its reports counted by origin."""


def write_parquet(book: Book, folder: Path, recorded: Mapping[str, datetime]) -> Mapping[str, int]:
    """Writes the three files; how many rows each holds.

    Args:
        book: what to write.
        folder: where; made where it is missing.
        recorded: when the ledger recorded each claim, by id.
    """
    flat = Flattener(book.actors)
    files: Mapping[str, tuple[Iterable[Row], Columns]] = {
        "claims": (_claims(book, flat, recorded), CLAIMS),
        "documents": ((flat.document(document) for document in book.documents.values()), DOCUMENT),
        "events": ((_event(row) for row in event_rows(book)), EVENTS),
    }
    return {name: _write(folder / f"{name}.parquet", list(rows), columns) for name, (rows, columns) in files.items()}


def _write(path: Path, rows: list[Row], columns: Columns) -> int:
    write_whole(path, (file_bytes(table_of(rows, columns), GROUP["documents"]),))
    return len(rows)


def _claims(book: Book, flat: Flattener, recorded: Mapping[str, datetime]) -> Iterator[Row]:
    for name, claim in book.claims.items():
        document = flat.document(book.documents[claim.doc_id])
        printed = {key: document[key] for key in ("source", "title", "url", "published")}
        yield {
            **flat.claim(claim), **printed, "event_id": book.event_of.get(name), "origin": book.origin_of(claim),
            "undertakings": book.undertakings_of.get(name, ()), "conflicts": book.conflicts_of.get(name, ()),
            "recorded_at": recorded.get(name),
        }  # fmt: skip


def _event(row: EventRow) -> Row:
    return {**msgspec.structs.asdict(row), "quote": row.quote.exact}
