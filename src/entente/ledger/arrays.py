"""Statements for PostgreSQL that take a column of values at a time: many keys, or many rows, in one journey."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from entente.ledger.connection import TABLES, Question, Row

Step = tuple[bytes, Any]  # Any: the values of a statement as psycopg takes them
"""A statement with its values."""

_TYPES = {str: "TEXT", int: "BIGINT", bytes: "BYTEA"}
_NUMBERS = {
    "batch", "recorded_at", "producer", "last", "closed", "seq", "supersedes", "fetched", "earliest", "latest",
    "lines", "first", "listed_at",
}  # fmt: skip
_BYTES = {"sha256", "content", "digest", "body"}


def type_of(table: str, column: str) -> str:
    """Numbers, bytes or words."""
    if column in _BYTES or (table, column) == ("reading", "raw"):
        return "BYTEA"
    return "BIGINT" if column in _NUMBERS else "TEXT"


def _array(kind: str) -> str:
    """The place of an array; bytes travel as they are, the rest as text."""
    return "CAST(" + ("%b" if kind == "BYTEA" else "%s") + " AS " + kind + "[])"


def _adding(table: str) -> str:
    arrays = ", ".join(_array(type_of(table, column)) for column in TABLES[table])
    return "INSERT INTO " + table + " (" + ", ".join(TABLES[table]) + ") SELECT * FROM unnest(" + arrays + ")"


@cache
def _adding_all(tables: tuple[str, ...]) -> bytes:
    parts = ", ".join("to_" + table + " AS (" + _adding(table) + ")" for table in tables)
    return ("WITH " + parts + " SELECT").encode()


def adding(held: Mapping[str, Sequence[Row]]) -> Step:
    """One statement that adds rows to several tables."""
    return _adding_all(tuple(held)), [column for rows in held.values() for column in _columns(rows)]


@cache
def copying(table: str) -> bytes:
    """The statement that takes a stream of rows."""
    return ("COPY " + table + " (" + ", ".join(TABLES[table]) + ") FROM STDIN").encode()


@cache
def _for_each(statement: str, kinds: tuple[type, ...]) -> bytes:
    """A statement asked for many keys at once; each row begins with the place of its key."""
    names = [f"k{number}" for number in range(len(kinds))]
    arrays = ", ".join(_array(_TYPES[kind]) for kind in kinds)
    columns = iter(names)
    asked = re.sub(r"\?", lambda _: "k." + next(columns), statement)
    keys = "unnest(" + arrays + ") WITH ORDINALITY AS k (" + ", ".join(names) + ", place)"
    return ("SELECT k.place, found.* FROM " + keys + " CROSS JOIN LATERAL (" + asked + ") found").encode()


def asking(question: Question) -> Step:
    """The statement for all keys of a question, and their columns."""
    statement, keys = question
    if not keys[0]:
        return ("SELECT 1, found.* FROM (" + statement + ") found").encode(), None
    return _for_each(statement, tuple(map(type, keys[0]))), _columns(keys)


def _columns(rows: Sequence[Row]) -> list[list[object]]:
    return [list(column) for column in zip(*rows, strict=True)]
