"""The segments of the lake that were made of the book, listed in it by hash."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from entente.ledger.connection import Connection
from entente.ledger.times import to_micros

SINCE = 2
"""The schema from which a book lists segments."""


class Listed(NamedTuple):
    """One file, which is never changed."""

    sha256: str
    name: str
    lines: int
    first: int
    """Lowest entry number in it."""
    last: int


def enlist(connection: Connection, segments: Iterable[Listed], now: datetime) -> int:
    """Adds those that are not listed; how many."""
    known = {one.sha256 for one in listed(connection)}
    new = {one.sha256: one for one in segments if one.sha256 not in known}
    at = to_micros(now)
    connection.add("segment", [(bytes.fromhex(one.sha256), *one[1:], at) for one in new.values()])
    return len(new)


def listed(connection: Connection) -> tuple[Listed, ...]:
    """Every segment that was ever made, sorted by hash."""
    rows = connection.execute("SELECT sha256, name, lines, first, last FROM segment ORDER BY sha256").fetchall()
    return tuple(Listed(bytes(digest).hex(), *rest) for digest, *rest in rows)
