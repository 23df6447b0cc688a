"""What was worked out of single values and of pairs: asked again of the same values, it is not worked out again.

A merge with a memory comes to the same as one without, since nothing is remembered but results of functions of the very
values that they are remembered for. A value that changed is another value.
"""

from collections import defaultdict
from collections.abc import Callable
from itertools import count
from typing import Any, TypeVar

T = TypeVar("T")

_HALF = 32


class Known:
    """The results of one stage; those that the last turn did not ask for are forgotten."""

    def __init__(self) -> None:
        self._next = count(1)
        self._values: dict[str, tuple[object, int]] = {}
        self._results: dict[int, Any] = {}  # Any: of whatever type its own maker gives
        self.turn()

    def turn(self) -> None:
        """Another merge begins."""
        self._values_before, self._values = self._values, {}
        self._results_before, self._results = self._results, {}

    def number(self, name: str, value: object) -> int:
        """One number for one value as long as it is asked for under its name."""
        held = self._values.get(name) or self._values_before.get(name)
        if held is None or (held[0] is not value and held[0] != value):
            held = value, next(self._next)
        self._values[name] = held
        return held[1]

    def recall(self, number: int, make: Callable[[], T]) -> T:
        """What was made of a value, else made now."""
        if number in self._results:
            return self._results[number]  # type: ignore[no-any-return]  # of T, as it was made
        found = self._results_before[number] if number in self._results_before else make()
        self._results[number] = found
        return found

    def recall_pair(self, one: int, other: int, make: Callable[[], T]) -> T:
        """The same of two values in this order."""
        return self.recall(one << _HALF | other, make)


class Forgetful(Known):
    """Works out everything: what is merged once needs no memory."""

    def number(self, name: str, value: object) -> int:
        """All values are strangers."""
        return 0

    def recall(self, number: int, make: Callable[[], T]) -> T:
        """Made now."""
        return make()


class Memory:
    """What each stage keeps from one merge for the next."""

    def __init__(self, stage: type[Known] = Known) -> None:
        self._stages: defaultdict[str, Known] = defaultdict(stage)

    def stage(self, name: str) -> Known:
        """That of one stage."""
        return self._stages[name]

    def turn(self) -> None:
        """Another merge begins."""
        for stage in self._stages.values():
            stage.turn()


def no_memory() -> Memory:
    """That of a merge after which none is expected."""
    return Memory(Forgetful)
