"""Who has a key: few are listed; of a crowd it is mostly enough to know that it is one, and who is its first."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from entente.merge.carry.tables import Table, Tables
from entente.merge.meeting import Way

Numbers = npt.NDArray[np.int32]
SHELF = 2**11
"""Numbers that a shelf holds; a newcomer changes one shelf of a crowd, however large that is."""


class Crowd(NamedTuple):
    """More holders than bring each other together."""

    size: int
    first: int
    """The holder that still meets the others; 0: in this way nobody does."""
    shelves: tuple[int, ...]


class Change(NamedTuple):
    """Holders that may now meet others."""

    closed: Iterable[int] = ()
    """May have lost partners."""
    opened: Iterable[int] = ()
    """May have won some."""


class Holders:
    """The holders of every key in one way, by number."""

    def __init__(self, tables: Tables, name: str, way: Way, name_of: Callable[[int], str]) -> None:
        """`name_of`: by what the first is told from the others."""
        self._way, self._name_of = way, name_of
        self._few: Table[bytes] = tables.table(name, bytes)
        self._crowds: Table[Crowd] = tables.table(f"{name} crowds", Crowd)
        self._shelves: Table[bytes] = tables.table(f"{name} shelves", bytes)

    def is_crowd(self, key: int) -> bool:
        """Whether more than few have it."""
        return self._crowds.get(key) is not None

    def met(self, key: int, number: int) -> Numbers:
        """Whom a holder meets by a key, itself perhaps among them."""
        crowd = self._crowds.get(key)
        if crowd is None:
            return _numbers(self._few.get(key))
        if not self._way.by_first:
            return _numbers(None)
        return self._all(key, crowd) if crowd.first == number else np.array([crowd.first], dtype=np.int32)

    def change(self, key: int, gone: set[int], come: set[int]) -> Change:
        """A key changes hands; when its holders become a crowd, or cease to be one, they all may meet others."""
        crowd = self._crowds.get(key)
        if crowd is not None:
            return self._change_crowd(key, crowd, gone, come)
        before = _numbers(self._few.get(key)).tolist()
        after = {*before, *come} - gone
        if len(after) > self._way.limit:
            self._few.put(key, None)
            self._crowds.put(key, self._gathered(key, Crowd(0, 0, ()), set(), after))
            return Change(closed=before)
        self._few.put(key, _bytes(after))
        return Change()

    def _change_crowd(self, key: int, crowd: Crowd, gone: set[int], come: set[int]) -> Change:
        now = self._gathered(key, crowd, gone, come)
        if now.size > self._way.limit:
            self._crowds.put(key, now)
            return Change((crowd.first,), (now.first,)) if now.first != crowd.first else Change()
        holders = self._all(key, now).tolist()
        for shelf in now.shelves:
            self._shelves.put(_place(key, shelf), None)
        self._crowds.put(key, None)
        self._few.put(key, _bytes(set(holders)))
        return Change(opened=holders)

    def _gathered(self, key: int, crowd: Crowd, gone: set[int], come: set[int]) -> Crowd:
        """A crowd without some and with others."""
        shelves, moves = set(crowd.shelves), defaultdict[int, list[int]](list)
        for number in gone | come:
            moves[number // SHELF].append(number)
        size = crowd.size
        for shelf, moved in moves.items():
            held = set(_numbers(self._shelves.get(_place(key, shelf))).tolist())
            now = held.union(come.intersection(moved)) - gone
            size += len(now) - len(held)
            self._shelves.put(_place(key, shelf), _bytes(now))
            shelves = shelves | {shelf} if now else shelves - {shelf}
        now_there = Crowd(size, crowd.first, tuple(sorted(shelves)))
        return now_there._replace(first=self._first(key, now_there, gone, come)) if self._way.by_first else now_there

    def _first(self, key: int, crowd: Crowd, gone: set[int], come: set[int]) -> int:
        """All are looked at only when the first has gone."""
        known = {crowd.first} if crowd.first and crowd.first not in gone else set(self._all(key, crowd).tolist())
        return min(known | come, key=self._name_of, default=0)

    def _all(self, key: int, crowd: Crowd) -> Numbers:
        held = [_numbers(self._shelves.get(_place(key, shelf))) for shelf in crowd.shelves]
        return np.concatenate(held) if held else _numbers(None)


def _place(key: int, shelf: int) -> str:
    return f"{key} {shelf}"


def _numbers(holders: bytes | None) -> Numbers:
    return np.frombuffer(holders or b"", dtype=np.int32)


def _bytes(numbers: set[int]) -> bytes | None:
    return np.array(sorted(numbers), dtype=np.int32).tobytes() if numbers else None
