"""The tables of a merge that is carried on, in one file: only the rows that a change asks for are read."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from entente.merge.carry import Table, Tables

V = TypeVar("V")
_KEPT, _ROW = 2**23, 100
"""Bytes that a table holds in memory from one change to the next, and what a row takes beside its value."""
_SETTINGS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=NORMAL",
    "PRAGMA cache_size=-131072",
    "PRAGMA temp_store=MEMORY",
    "PRAGMA busy_timeout=500",
)
_FORM = (
    "CREATE TABLE IF NOT EXISTS names (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)",
    "CREATE TABLE IF NOT EXISTS held (place INTEGER, key, value BLOB, PRIMARY KEY (place, key)) WITHOUT ROWID",
)
"""Each table is a place in one table of the file, since no statement is put together from names."""


class FileTable(Table[V]):
    """Values in a table of a file; what was changed is written with the whole change."""

    def __init__(self, connection: sqlite3.Connection, name: str, kind: Any) -> None:  # Any: a form of a type
        super().__init__()
        self._connection = connection
        self._decoder = msgspec.msgpack.Decoder(kind)
        self._changed: set[str | int] = set()
        self._missing: set[str | int] = set()
        self._size = 0
        connection.execute("INSERT OR IGNORE INTO names (name) VALUES (?)", (name,))
        (self._place,) = connection.execute("SELECT number FROM names WHERE name = ?", (name,)).fetchone()

    def get(self, key: str | int) -> V | None:
        """From memory, else from the file."""
        if key in self._held:
            return self._held[key]
        if key in self._missing or key in self._changed:
            return None
        asked = "SELECT value FROM held WHERE place = ? AND key = ?"
        row = self._connection.execute(asked, (self._place, key)).fetchone()
        if row is None:
            self._missing.add(key)
            return None
        value: V = self._decoder.decode(row[0])
        self._held[key] = value
        self._size += len(row[0]) + _ROW
        return value

    def put(self, key: str | int, value: V | None) -> None:
        """Held in memory until the change is whole."""
        super().put(key, value)
        self._changed.add(key)

    def values(self) -> Iterator[V]:
        """All rows of the file; between two changes."""
        for (value,) in self._connection.execute("SELECT value FROM held WHERE place = ?", (self._place,)):
            yield self._decoder.decode(value)

    def write(self) -> None:
        """Writes what changed."""
        encode, held = msgspec.msgpack.encode, self._held
        gone = [(self._place, key) for key in self._changed if key not in held]
        kept = sorted(((self._place, key, encode(held[key])) for key in self._changed if key in held), key=_by_key)
        self._connection.executemany("DELETE FROM held WHERE place = ? AND key = ?", gone)
        self._connection.executemany("INSERT OR REPLACE INTO held VALUES (?, ?, ?)", kept)
        self._changed.clear()
        self._missing.clear()
        self._size += sum(len(value) + _ROW for *_, value in kept)
        if self._size > _KEPT:
            held.clear()
            self._size = 0


def _by_key(row: tuple[int, Any, bytes]) -> Any:  # Any: keys of one table are of one type
    return row[1]


class FileTables(Tables):
    """All tables of one file; a change is in it whole or not at all."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._connection = sqlite3.connect(path, isolation_level=None)
        for setting in _SETTINGS:
            self._connection.execute(setting)
        for statement in _FORM:
            self._connection.execute(statement)
        self._connection.execute("BEGIN IMMEDIATE")  # nobody else carries on what this one has begun to read

    def make(self, name: str, kind: Any) -> Table[Any]:  # Any: as in `Tables`
        """A table of the file."""
        return FileTable(self._connection, name, kind)

    def close_change(self) -> None:
        """Writes it."""
        for table in self._tables.values():
            if isinstance(table, FileTable):
                table.write()
        self._connection.execute("COMMIT")
        self._connection.execute("BEGIN IMMEDIATE")

    def close(self) -> None:
        """The file may be moved or deleted then."""
        self._connection.close()
