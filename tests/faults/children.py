"""Writers in processes of their own, which a test may kill."""

import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]


class Writer:
    """A process that appends numbered batches, and the names it has acknowledged."""

    def __init__(self, place: str, name: str, *, stays: bool = True, every_s: float = 0.0) -> None:
        arguments = [place, name, "stays" if stays else "comes and goes", str(every_s)]
        command = [sys.executable, "-m", "tests.faults.numbered", *arguments]
        self._child = subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT, text=True)
        self.acknowledged: list[str] = []
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()

    def _listen(self) -> None:
        assert self._child.stdout
        for line in self._child.stdout:
            if line.endswith("\n"):
                self.acknowledged.append(line.strip())

    def kill(self) -> None:
        """Ends it as a power cut does; everything that it said before is heard."""
        self._child.kill()
        self._child.wait()
        self._listener.join()
        if self._child.stdout:
            self._child.stdout.close()


def wait_for(ready: Callable[[], bool], seconds: float = 300) -> None:
    """Returns once it is so; five minutes without it are a failure."""
    deadline = time.monotonic() + seconds
    while not ready():
        assert time.monotonic() < deadline, "nothing was acknowledged"
        time.sleep(0.01)


@contextmanager
def writer(place: str, name: str, *, stays: bool = True, every_s: float = 0.0) -> Iterator[Writer]:
    """A writer that is ended with the test."""
    made = Writer(place, name, stays=stays, every_s=every_s)
    try:
        yield made
    finally:
        made.kill()
