"""What pages filter, count and draw events by, as arrays: a filter over half a million of them costs milliseconds."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Generic, NamedTuple, TypeVar, get_args, overload

import numpy as np
from numpy.typing import NDArray

from entente.records import Event
from entente.records.codes import COUNTED, EventType, Status

Whole = NDArray[np.int32]
K = TypeVar("K")

STATUSES: tuple[Status, ...] = get_args(Status)
TYPES: tuple[EventType, ...] = get_args(EventType)
NO_MONTH = -1
"""Of a date that is open or unknown."""


class Names(Sequence[str]):
    """Ids of some events: places in the list of all."""

    def __init__(self, every: Sequence[str], at: Whole) -> None:
        self.every = every
        self.at = at

    def __len__(self) -> int:
        return len(self.at)

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> "Names": ...
    def __getitem__(self, place: int | slice) -> "str | Names":
        return Names(self.every, self.at[place]) if isinstance(place, slice) else self.every[self.at[place]]

    def __iter__(self) -> Iterator[str]:
        return map(self.every.__getitem__, self.at.tolist())


class Columns(NamedTuple):
    """One value for each event, the latest to have happened first."""

    status: NDArray[np.uint8]
    type: NDArray[np.uint8]
    field: NDArray[np.int32]
    """Place in `fields`."""
    quad: NDArray[np.uint8]
    is_counted: NDArray[np.bool_]
    """Happened or under way, and more than words (C5)."""
    origins: Whole
    first: Whole
    """Ordinal of the first day it may have; of an open date that of the calendar."""
    last: Whole
    first_month: Whole
    """Months since the year 0; `NO_MONTH` of a date that is open at either end."""
    last_month: Whole
    is_worded: NDArray[np.bool_]
    """Whether words date it, and not its report alone."""
    fields: tuple[str, ...]
    """The primary fields of the events."""

    @classmethod
    def of(cls, events: Sequence[Event]) -> "Columns":
        """The columns of events, in their order."""
        fields = tuple(sorted({event.domains[0] for event in events}))
        number = {field: place for place, field in enumerate(fields)}
        values = np.array([_values(event, number) for event in events], dtype=np.int32).reshape(-1, 10)
        status, kind, field, quad, origins, first, last, begins, ends, worded = map(np.ascontiguousarray, values.T)
        return cls(
            status.astype(np.uint8), kind.astype(np.uint8), field, quad.astype(np.uint8),
            np.isin(status, [_STATUS[each] for each in COUNTED]) & (quad > 0),
            origins, first, last, begins, ends, worded > 0, fields,
        )  # fmt: skip

    def counts(self, names: Names) -> tuple[dict[str, int], dict[str, int], dict[str, int]]:
        """How many of some events have each status, type and field, the most frequent first."""
        return (
            _count(self.status[names.at], STATUSES),
            _count(self.type[names.at], TYPES),
            _count(self.field[names.at], self.fields),
        )


_STATUS = {code: number for number, code in enumerate(STATUSES)}
_TYPE = {code: number for number, code in enumerate(TYPES)}


def _values(event: Event, fields: Mapping[str, int]) -> tuple[int, ...]:
    when = event.when
    first, last = when.bounds
    closed = when.earliest is not None and when.latest is not None
    return (
        _STATUS[event.status], _TYPE[event.type], fields[event.domains[0]], event.quad, event.n_independent,
        first.toordinal(), last.toordinal(), month_of(first) if closed else NO_MONTH,
        month_of(last) if closed else NO_MONTH, when.basis != "publication_default",
    )  # fmt: skip


def month_of(day: date) -> int:
    """Months since the year 0."""
    return day.year * 12 + day.month - 1


def months_of(days: Whole) -> NDArray[np.int64]:
    """The same of many ordinals of days."""
    since_1970 = (days.astype(np.int64) - date(1970, 1, 1).toordinal()).astype("datetime64[D]")
    return since_1970.astype("datetime64[M]").astype(np.int64) + 1970 * 12


def _count(values: NDArray[np.integer[Any]], codes: Sequence[str]) -> dict[str, int]:
    counts = np.bincount(values, minlength=len(codes)).tolist()
    return {code: -n for n, code in sorted((-n, code) for n, code in zip(counts, codes, strict=True) if n)}


class Groups(Mapping[K, Names], Generic[K]):
    """Events or other records by what they are of, a state or a pair of states; the fullest first."""

    def __init__(self, every: Sequence[str], found: Mapping[K, Sequence[int] | Whole]) -> None:
        self.every = every
        fullest = sorted(found.items(), key=lambda item: (-len(item[1]), str(item[0])))
        self._names: dict[K, Names] = {key: Names(every, np.asarray(places, dtype=np.int32)) for key, places in fullest}
        self._none = Names(every, np.empty(0, dtype=np.int32))

    def __getitem__(self, key: K) -> Names:
        return self._names[key]

    def __iter__(self) -> Iterator[K]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def of(self, key: K) -> Names:
        """The events of one; none where it is not known."""
        return self._names.get(key, self._none)
