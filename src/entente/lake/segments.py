"""Rows as Parquet files: whole or not there, and the same bytes from the same rows."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from entente.errors import EntenteError
from entente.lake.columns import CLAIM, CLOSING, DOCUMENT, LINE, REJECTION, RELATION, Columns, Row

if TYPE_CHECKING:
    import pyarrow as pa

TABLES: Mapping[str, Columns] = {
    "claims": {**LINE, **CLAIM}, "relations": {**LINE, **RELATION}, "documents": {**LINE, **DOCUMENT},
    "rejections": {**LINE, **REJECTION}, "closings": CLOSING,
}  # fmt: skip
"""The tables of the lake."""
GROUP: Mapping[str, int] = {
    "claims": 8_192, "relations": 8_192, "documents": 4_096, "rejections": 122_880, "closings": 122_880,
}  # fmt: skip
"""Rows of a row group: what is read at least when one of its rows is wanted."""
ORDER: Mapping[str, tuple[str, ...]] = {
    "claims": ("seq",), "relations": ("a", "b", "-latest", "seq"), "documents": ("doc", "seq"),
    "rejections": ("claim_id", "seq"), "closings": ("seq",),
}  # fmt: skip
"""What rows are sorted by, `-` from the highest, nulls last: a segment is read where its row groups may hold what is
sought, and of a pair the latest claims stand first."""
SLICE = 65_536
"""Rows of a file of relations: a pair lies in one or two of the files that were cut from a sorted segment."""
Pair = tuple[str, str]
MISSING = "run `pip install 'entente[lake]'`"


def table_of(rows: Sequence[Row], columns: Columns) -> "pa.Table":
    """Rows in typed columns; all that no row names is null."""
    try:
        import pyarrow as pa
    except ImportError as error:
        raise EntenteError("pyarrow is not installed", remedy=MISSING) from error
    types = {
        "text": pa.string(), "texts": pa.list_(pa.string()), "day": pa.date32(), "number": pa.int64(),
        "moment": pa.timestamp("us", tz="UTC"), "share": pa.float32(), "flag": pa.bool_(),
    }  # fmt: skip
    schema = pa.schema([(name, types[kind]) for name, kind in columns.items()])
    return pa.Table.from_pylist(rows, schema=schema)


def file_bytes(table: "pa.Table", group: int) -> bytes:
    """The table as one Parquet file."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    sink = pa.BufferOutputStream()
    pq.write_table(table, sink, row_group_size=group, compression="zstd")
    content: bytes = sink.getvalue().to_pybytes()
    return content


def sha256_of(path: Path) -> str | None:
    """The hash of a file; None: there is none."""
    if not path.is_file():
        return None
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def joined_table(name: str, tables: "Sequence[pa.Table]") -> "pa.Table":
    """Tables in one, sorted so that what is asked for together lies together."""
    import pyarrow as pa

    keys = [(key.lstrip("-"), "descending" if key.startswith("-") else "ascending") for key in ORDER[name]]
    return pa.concat_tables(tables).sort_by(keys)


def numbers_of(table: "pa.Table") -> tuple[int, int]:
    """The lowest and the highest entry number in it."""
    import pyarrow.compute as pc

    found = pc.min_max(table.column("seq")).as_py()
    return found["min"], found["max"]


def sliced(name: str, table: "pa.Table") -> "Iterator[pa.Table]":
    """Sorted rows, cut where a file is long enough."""
    size = SLICE if name == "relations" else max(1, len(table))
    return (table.slice(at, size) for at in range(0, len(table), size))


def pairs_of(table: "pa.Table") -> tuple[Pair, Pair]:
    """The first and the last pair in sorted relations."""
    first, last = (table.slice(at, 1).to_pylist()[0] for at in (0, len(table) - 1))
    return (first["a"], first["b"]), (last["a"], last["b"])


def read_table(path: Path) -> "pa.Table":
    """The rows of a file."""
    import pyarrow.parquet as pq

    return pq.read_table(path, partitioning=None)
