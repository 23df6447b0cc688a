"""Connections that rest between two openings of a ledger: making one costs more than most questions."""

import os
import threading
import time
from collections.abc import Callable, Hashable
from typing import Generic, NamedTuple, Protocol, TypeVar

MOST = 4
"""Connections that rest in a process, whatever their address."""
LONGEST_S = 60.0
"""How long one rests before it is closed, when next any is asked for or given back."""


class Closable(Protocol):
    """What rests."""

    def close(self) -> None:
        """Ends it."""


C = TypeVar("C", bound=Closable)


class Resting(NamedTuple, Generic[C]):
    """One of them."""

    at: float
    pid: int
    key: Hashable
    made: C


class Idle(Generic[C]):
    """Takes what is done with and gives it out again, in the same process and for the same key alone.

    There is no thread and no limit on what is in use: whoever finds nothing here makes another, and hears why it fails.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._resting: list[Resting[C]] = []
        self._lock = threading.Lock()

    def take(self, key: Hashable) -> C | None:
        """What was given last; None: nothing rests."""
        self._keep(MOST)
        with self._lock:
            found = next((one for one in reversed(self._resting) if (one.pid, one.key) == (os.getpid(), key)), None)
            if found is None:
                return None
            self._resting.remove(found)
            return found.made

    def give(self, key: Hashable, made: C) -> None:
        """Rests it; of too many the one that has rested longest is closed."""
        with self._lock:
            self._resting.append(Resting(self._clock(), os.getpid(), key, made))
        self._keep(MOST)

    def clear(self) -> None:
        """Closes all that rest."""
        self._keep(0)

    def _keep(self, most: int) -> None:
        """Closes what is old and what is too many; what came from another process by a fork is that one's."""
        with self._lock:
            own = [one for one in self._resting if one.pid == os.getpid()]
            young = [one for one in own if self._clock() - one.at <= LONGEST_S]
            self._resting = young[max(0, len(young) - most) :]
            leaving = [one for one in own if one not in self._resting]
        for one in leaving:
            one.made.close()
