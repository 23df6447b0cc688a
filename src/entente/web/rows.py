"""Rows of views, made when a page asks for them: most of a large record is never looked at."""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from typing import Generic, TypeVar, overload

R = TypeVar("R")

KEPT = 20_000
"""Rows of a kind kept; made again beyond."""


class Rows(Sequence[R], Generic[R]):
    """Rows under ids, each made when it is asked for; those made lately are kept."""

    def __init__(self, names: Sequence[str], make: Callable[[str], R], most: int = KEPT) -> None:
        self.names = names
        self._make = make
        self._most = most
        self._made: dict[str, R] = {}

    def __len__(self) -> int:
        return len(self.names)

    @overload
    def __getitem__(self, place: int) -> R: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[R, ...]: ...
    def __getitem__(self, place: int | slice) -> R | tuple[R, ...]:
        return self.of(self.names[place]) if isinstance(place, slice) else self.one(self.names[place])

    def __iter__(self) -> Iterator[R]:
        return map(self.one, self.names)

    def one(self, name: str) -> R:
        """The row under an id."""
        found = self._made.get(name)
        if found is None:
            if len(self._made) >= self._most:
                self._made.clear()
            found = self._made[name] = self._make(name)
        return found

    def of(self, names: Iterable[str]) -> tuple[R, ...]:
        """Rows in the order of the ids given."""
        return tuple(map(self.one, names))


class ById(Mapping[str, R], Generic[R]):
    """The same rows by id."""

    def __init__(self, rows: Rows[R], known: Container[str]) -> None:
        self._rows = rows
        self._known = known

    def __getitem__(self, name: str) -> R:
        if name not in self._known:
            raise KeyError(name)
        return self._rows.one(name)

    def __contains__(self, name: object) -> bool:
        return name in self._known

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows.names)

    def __len__(self) -> int:
        return len(self._rows)
