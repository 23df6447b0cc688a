"""How often something may be tried: so many times in a window, by whoever tries."""

import time
from collections import deque
from collections.abc import Callable

MOST_KEYS = 10_000
"""Of whom tries are remembered; the ones longest quiet are forgotten first."""


class Pace:
    """Counts tries by key, and says when the next may be."""

    def __init__(self, most: int, window_s: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = most
        self._window_s = window_s
        self._clock = clock
        self._tries: dict[str, deque[float]] = {}

    def note(self, key: str) -> None:
        """One try more."""
        tries = self._tries.pop(key, None) or deque(maxlen=self._most)
        tries.append(self._clock())
        self._tries[key] = tries
        while len(self._tries) > MOST_KEYS:
            self._tries.pop(next(iter(self._tries)))

    def wait_s(self, key: str) -> float:
        """Seconds until the next try may be; 0: now."""
        tries = self._tries.get(key)
        if tries is None or len(tries) < self._most:
            return 0.0
        return max(0.0, tries[0] + self._window_s - self._clock())
