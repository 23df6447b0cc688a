"""Which things are worth comparing, carried on from change to change: the same pairs that `Meeting` finds at once."""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from entente.merge.carry.holders import Holders
from entente.merge.carry.tables import Table, Tables
from entente.merge.meeting import Way
from entente.merge.sketch import Hashes

Keys = Sequence[Hashes]
"""Of a thing in each way, each key once."""


class Changed(NamedTuple):
    """Things, beside those that changed themselves, that may now meet others."""

    closed: frozenset[str]
    """May have lost partners."""
    opened: frozenset[str]
    """May have won some."""


class Meetings:
    """Things by name, and in each way the holders of every key."""

    def __init__(self, tables: Tables, name: str, ways: Sequence[Way]) -> None:
        self._ways = ways
        self._number: Table[int] = tables.table(f"{name} number", int)
        self._name: Table[str] = tables.table(f"{name} name", str)
        self._keys: Table[tuple[bytes, ...]] = tables.table(f"{name} keys", tuple[bytes, ...])
        self._held = [Holders(tables, f"{name} held {at}", way, self._name_of) for at, way in enumerate(ways)]

    def change(self, new: Mapping[str, Keys | None]) -> Changed:
        """Gives things other keys; None: such a thing is no more."""
        moves = [defaultdict[int, tuple[set[int], set[int]]](lambda: (set(), set())) for _ in self._ways]
        for name, keys in new.items():
            number = self._number_of(name)
            before = self._keys.get(number) or (b"",) * len(self._ways)
            after = tuple(some.astype(np.uint64).tobytes() for some in keys) if keys is not None else None
            for at, old in enumerate(before):
                left, come = set(_ints(old)), set(_ints(after[at] if after else b""))
                for key in left - come:
                    moves[at][key][0].add(number)
                for key in come - left:
                    moves[at][key][1].add(number)
            self._keys.put(number, after)
        closed, opened = set[int](), set[int]()
        for held, moved in zip(self._held, moves, strict=True):
            for key, (gone, come) in moved.items():
                change = held.change(key, gone, come)
                closed.update(change.closed)
                opened.update(change.opened)
        changed = Changed(
            frozenset(self._names(closed).difference(new)), frozenset(self._names(opened).difference(new))
        )
        for name in (name for name, keys in new.items() if keys is None):
            self._name.put(self._number_of(name), None)
            self._number.put(name, None)
        return changed

    def partners(self, name: str) -> set[str]:
        """All that a thing meets."""
        number = self._number.get(name)
        keys = self._keys.get(number) if number is not None else None
        if number is None or keys is None:
            return set()
        found = set[int]()
        for way, held, own in zip(self._ways, self._held, keys, strict=True):
            met = [held.met(key, number) for key in _ints(own)]
            if met:
                others, counts = np.unique(np.concatenate(met), return_counts=True)
                found.update(others[counts >= way.least].tolist())
        return self._names(found - {number})

    def crowded(self, name: str, at: int = 0) -> frozenset[int]:
        """The keys of a thing that more than few have."""
        keys = self._keys.get(self._number_of(name))
        return frozenset(key for key in _ints(keys[at] if keys else b"") if self._held[at].is_crowd(key))

    def _names(self, numbers: Iterable[int]) -> set[str]:
        return {name for number in numbers if (name := self._name.get(number)) is not None}

    def _name_of(self, number: int) -> str:
        return self._name.get(number) or ""

    def _number_of(self, name: str) -> int:
        number = self._number.get(name)
        if number is None:
            number = self._number.get("") or 1
            self._number.put("", number + 1)
            self._number.put(name, number)
            self._name.put(number, name)
        return number


def _ints(keys: bytes) -> list[int]:
    """Keys as a file holds them, with a sign."""
    return array("q", keys).tolist()
