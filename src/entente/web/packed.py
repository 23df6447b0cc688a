"""Records as bytes in files: one that is not looked at takes no memory."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from mmap import mmap
from typing import Any, Generic, TypeVar, overload

import numpy as np
from numpy.typing import NDArray

from entente.web.columns import Whole

R = TypeVar("R")
S = TypeVar("S")

KEPT = 5_000
"""Records of a kind kept as they were read last; read again beyond."""
Ends = NDArray[np.int64]
"""Where each of some records ends in the bytes of all."""
Marks = NDArray[np.uint64]
"""A hash for each record."""


class Ids(Sequence[str]):
    """Ids in their order, each once."""

    def __init__(self, words: NDArray[np.bytes_]) -> None:
        self.words = words
        self._last = "", -1

    @classmethod
    def of(cls, names: Iterable[str]) -> "Ids":
        """From ids that are sorted already."""
        words = [name.encode() for name in names]
        return cls(np.array(words or [b""], dtype=np.bytes_)[: len(words)])

    def __len__(self) -> int:
        return len(self.words)

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> "Ids": ...
    def __getitem__(self, place: int | slice) -> "str | Ids":
        return Ids(self.words[place]) if isinstance(place, slice) else bytes(self.words[place]).decode()

    def __iter__(self) -> Iterator[str]:
        return map(bytes.decode, map(bytes, self.words))

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and self.find(name) >= 0

    def find(self, name: str) -> int:
        """The place of an id; -1: it is not here. Who asked whether it is there asks for it next."""
        last, at = self._last
        if last != name or at < 0:
            at = self._search(name.encode("utf-8", "replace"))
            self._last = name, at
        return at

    def _search(self, sought: bytes) -> int:
        if len(sought) > self.words.itemsize:
            return -1
        at = int(np.searchsorted(self.words, np.array(sought, dtype=self.words.dtype)))
        return at if at < len(self.words) and bytes(self.words[at]) == sought else -1


class Packed(Mapping[str, R], Generic[R]):
    """Records by id, each read from its bytes when it is asked for; those asked for lately are kept."""

    def __init__(self, ids: Ids, lines: "Lines[R]", marks: Marks | None = None) -> None:
        self.ids = ids
        self.marks = marks
        self._lines = lines
        self._kept: dict[str, R] = {}

    def __len__(self) -> int:
        return len(self.ids)

    def __iter__(self) -> Iterator[str]:
        return iter(self.ids)

    def __contains__(self, name: object) -> bool:
        return name in self._kept or name in self.ids

    def __getitem__(self, name: str) -> R:
        found = self._kept.get(name)
        if found is None:
            at = self.ids.find(name)
            if at < 0:
                raise KeyError(name)
            if len(self._kept) >= KEPT:
                self._kept.clear()
            found = self._kept[name] = self._lines[at]
        return found

    def unlike(self, other: Mapping[str, Any]) -> Iterator[str]:  # Any: records of one kind, as they are here
        """Ids of records that another book does not have just so."""
        if not isinstance(other, Packed) or self.marks is None or other.marks is None:
            return (name for name, record in self.items() if other.get(name) != record)
        near = np.minimum(np.searchsorted(other.ids.words, self.ids.words), len(other.ids) - 1)
        if not len(other.ids):
            return iter(self.ids)
        same = (other.ids.words[near] == self.ids.words) & (other.marks[near] == self.marks)
        return (self.ids[at] for at in np.flatnonzero(~same).tolist())


class Lines(Sequence[R], Generic[R]):
    """Records one after the other, each read from its bytes whenever it is asked for."""

    def __init__(self, ends: Ends, blob: mmap | bytes, read: Callable[[bytes], R]) -> None:
        self._ends = ends
        self._blob = blob
        self._read = read

    def __len__(self) -> int:
        return len(self._ends)

    @overload
    def __getitem__(self, place: int) -> R: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[R]: ...
    def __getitem__(self, place: int | slice) -> R | Sequence[R]:
        if isinstance(place, slice):
            return tuple(map(self._at, range(*place.indices(len(self)))))
        if not -len(self) <= place < len(self):
            raise IndexError(place)
        return self._at(place % len(self))

    def _at(self, place: int) -> R:
        start = int(self._ends[place - 1]) if place else 0
        return self._read(self._blob[start : int(self._ends[place])])


class Pointing(Mapping[str, str]):
    """From some ids to one id each, or to none."""

    def __init__(self, ids: Ids, there: Sequence[str], at: Whole) -> None:
        self._ids = ids
        self._there = there
        self._at = at

    def __getitem__(self, name: str) -> str:
        at = self._ids.find(name)
        if at < 0 or self._at[at] < 0:
            raise KeyError(name)
        return self._there[int(self._at[at])]

    def __iter__(self) -> Iterator[str]:
        return (self._ids[at] for at in np.flatnonzero(self._at >= 0).tolist())

    def __len__(self) -> int:
        return int((self._at >= 0).sum())


class Reckoned(Mapping[str, S], Generic[R, S]):
    """What is worked out of each record whenever it is asked for."""

    def __init__(self, records: Mapping[str, R], work_out: Callable[[R], S]) -> None:
        self._records = records
        self._work_out = work_out

    def __getitem__(self, name: str) -> S:
        return self._work_out(self._records[name])

    def __contains__(self, name: object) -> bool:
        return name in self._records

    def __iter__(self) -> Iterator[str]:
        return iter(self._records)

    def __len__(self) -> int:
        return len(self._records)


class Parts(Mapping[str, Sequence[R]], Generic[R]):
    """From some ids to the records that belong to each; who has none is left out."""

    def __init__(self, ids: Ids, ends: Whole, at: Whole, records: Packed[R]) -> None:
        self._ids = ids
        self._ends = ends
        self._at = at
        self._records = records

    def _places(self, name: object) -> Whole:
        at = self._ids.find(name) if isinstance(name, str) else -1
        return self._at[self._ends[at - 1] if at else 0 : self._ends[at]] if at >= 0 else self._at[:0]

    def __getitem__(self, name: str) -> Sequence[R]:
        places = self._places(name)
        if not len(places):
            raise KeyError(name)
        return Some(self._records, places)

    def __contains__(self, name: object) -> bool:
        return len(self._places(name)) > 0

    def __iter__(self) -> Iterator[str]:
        return (self._ids[at] for at in np.flatnonzero(np.diff(self._ends, prepend=0)).tolist())

    def __len__(self) -> int:
        return int((np.diff(self._ends, prepend=0) > 0).sum())


class Some(Sequence[R], Generic[R]):
    """A few records, which are read when they are asked for, not when they are counted."""

    def __init__(self, records: Packed[R], at: Whole) -> None:
        self._records = records
        self._at = at

    def __len__(self) -> int:
        return len(self._at)

    @overload
    def __getitem__(self, place: int) -> R: ...
    @overload
    def __getitem__(self, place: slice) -> "Some[R]": ...
    def __getitem__(self, place: int | slice) -> "R | Some[R]":
        if isinstance(place, slice):
            return Some(self._records, self._at[place])
        return self._records[self._records.ids[int(self._at[place])]]
