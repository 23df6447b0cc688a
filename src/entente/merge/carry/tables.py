"""What a merge leaves for the next, as tables of which only those rows are looked at that a change can touch."""

from collections.abc import Iterator
from typing import Any, Generic, TypeVar

Key = str | int
V = TypeVar("V")


class Table(Generic[V]):
    """Values by key; here in memory, elsewhere in a file."""

    def __init__(self) -> None:
        self._held: dict[Key, V] = {}

    def get(self, key: Key) -> V | None:
        """None: there is none."""
        return self._held.get(key)

    def __getitem__(self, key: Key) -> V:
        """The one that must be there; raises KeyError."""
        value = self.get(key)
        if value is None:
            raise KeyError(key)
        return value

    def put(self, key: Key, value: V | None) -> None:
        """None: no longer any."""
        if value is None:
            self._held.pop(key, None)
        else:
            self._held[key] = value

    def values(self) -> Iterator[V]:
        """All of them, in any order."""
        yield from self._held.values()


class Tables:
    """All tables, each made once."""

    def __init__(self) -> None:
        self._tables: dict[str, Table[Any]] = {}  # Any: each holds values of a type of its own

    def table(self, name: str, kind: Any) -> Table[Any]:  # Any: a type, or a form of one such as `dict[str, int]`
        """The one of this name, whose values are of this kind."""
        if name not in self._tables:
            self._tables[name] = self.make(name, kind)
        return self._tables[name]

    def make(self, name: str, kind: Any) -> Table[Any]:  # Any: as above
        """A new one."""
        return Table()

    def close_change(self) -> None:
        """One change is whole."""
