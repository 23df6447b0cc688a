"""The book as a folder of JSON Lines, a file for each kind of record; the schemas stand in `schemas/`."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from msgspec.structs import replace

from entente.export.writing import write_whole
from entente.records import Document, Record, to_lines
from entente.views import Book

Kind = str

KINDS: tuple[Kind, ...] = ("documents", "claims", "events", "undertakings", "conflicts")
"""The files, in this order, each `KIND.jsonl`."""


def write_jsonl(book: Book, folder: Path) -> Mapping[Kind, int]:
    """Writes all five files; how many records each holds."""
    return {kind: write_whole(folder / f"{kind}.jsonl", to_lines(records_of(book, kind))) for kind in KINDS}


def lines_of(book: Book) -> Iterator[bytes]:
    """All records on one stream; the key `record` tells their kind."""
    for kind in KINDS:
        yield from to_lines(records_of(book, kind))


def records_of(book: Book, kind: Kind) -> Iterable[Record]:
    """The records of one kind, by id; documents carry their lineage."""
    tables: Mapping[Kind, Iterable[Record]] = {
        "documents": (_with_lineage(book, document) for document in book.documents.values()),
        "claims": book.claims.values(),
        "events": book.events.values(),
        "undertakings": book.undertakings.values(),
        "conflicts": book.conflicts.values(),
    }
    return tables[kind]


def _with_lineage(book: Book, document: Document) -> Document:
    lineage = book.lineages.get(document.doc_id)
    if lineage is None:
        return document
    return replace(
        document,
        copy_group=lineage.group,
        copy_kind=lineage.kind,
        copied_from=lineage.copied_from,
        credited_to=lineage.credited_to or document.credited_to,
    )
