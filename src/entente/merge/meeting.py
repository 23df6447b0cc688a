"""Which things are worth comparing, found without comparing all with all: those that share keys few others have."""

from collections.abc import Sequence
from hashlib import blake2b
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from entente.merge.sketch import Postings

Places = npt.NDArray[np.int64]
Numbers = npt.NDArray[np.int32]


class Way(NamedTuple):
    """One way in which things meet."""

    limit: int
    """Holders up to which a key brings all of them together; one that more of them have says nothing."""
    least: int = 1
    """Keys in common."""
    by_first: bool = False
    """Whether beyond the limit the first of the holders still meets each of the others."""


class Meeting:
    """Things in order, by their keys in each way."""

    def __init__(self, ways: Sequence[Way], held: Sequence[Postings]) -> None:
        """`held`: for each way the keys of all things, each key of a thing once."""
        self._tables = [_Table(way, keys) for way, keys in zip(ways, held, strict=True)]

    def after(self, at: int) -> Numbers:
        """The later things that one meets, in order."""
        found = [table.after(at) for table in self._tables]
        return np.unique(np.concatenate(found)) if len(found) > 1 else found[0]


class _Table:
    """The holders of each key that says something, key by key."""

    def __init__(self, way: Way, held: Postings) -> None:
        self._least = way.least
        keys, owners = held.keys, held.holders
        order = np.argsort(keys, kind="stable")
        starts = np.flatnonzero(np.concatenate(([True], np.diff(keys[order]) != 0))) if len(keys) else order
        sizes = np.diff(np.append(starts, len(keys)))
        told = (sizes > 1) & ((sizes <= way.limit) | way.by_first)
        order, sizes = order[np.repeat(told, sizes)], sizes[told]
        ends = np.cumsum(sizes)
        firsts = ends - sizes
        self._holders: Numbers = owners[order]
        behind = np.repeat(ends, sizes) - np.arange(len(order)) - 1
        if way.by_first:
            crowds = np.repeat(sizes > way.limit, sizes)
            crowds[firsts] = False
            behind[crowds] = 0
        by_owner = np.argsort(self._holders, kind="stable")
        self._places: Places = by_owner + 1
        self._behind: Places = behind[by_owner]
        self._starts = np.searchsorted(self._holders[by_owner], np.arange(held.count + 1))

    def after(self, at: int) -> Numbers:
        """The later holders of enough of its keys."""
        own = slice(self._starts[at], self._starts[at + 1])
        met = self._holders[ranges(self._places[own], self._behind[own])]
        if self._least == 1:
            return np.unique(met)
        others, counts = np.unique(met, return_counts=True)
        return others[counts >= self._least]


def ranges(starts: Places, sizes: Places) -> Places:
    """So many numbers from each start, one row after the other."""
    before = np.cumsum(sizes) - sizes
    return np.repeat(starts - before, sizes) + np.arange(sizes.sum())


def key_of(*parts: object) -> int:
    """64 bits, less the sign, that are equal for equal parts."""
    told = "\n".join(map(str, parts)).encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(told, digest_size=8).digest(), "little") >> 1
