"""Editions of a large ledger, made in a process of their own: its work neither holds pages up nor stays in memory.

python -m entente.web.apart PROJECT
"""

import gc
import json
import os
import subprocess
import sys
import threading
import weakref
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from entente.api import Project
from entente.errors import EntenteError, LedgerError
from entente.web.edition import Edition
from entente.web.making import Making, Merge
from entente.web.press import open_edition, press

COMMAND = ("-m", "entente.web.apart")
PREFIX = ".edition-"
"""Of the folder in the project that an edition lies in while it is handed over."""
MOST_KEPT = 1 << 30
"""Bytes of memory up to which the process stays, so that the next edition costs only what is new."""
BEHIND = 5
"""How much the process gives way to others."""


class MakerEnded(LedgerError):
    """The process ended before it had made an edition."""


class Apart:
    """The process, which is started when it is needed."""

    def __init__(self, project: Project, command: Sequence[str] = COMMAND) -> None:
        self._project = project
        self.command = command
        self._lock = threading.Lock()
        self._process: subprocess.Popen[str] | None = None

    def make(self, as_of: datetime | None = None) -> Edition:
        """The edition of what stands now or stood at a moment; one is made at a time."""
        here = self._project.folder.resolve() if os.access(self._project.folder, os.W_OK) else None
        with self._lock, TemporaryDirectory(prefix=PREFIX, dir=here, ignore_cleanup_errors=True) as folder:
            told = self._ask({"folder": folder, "as_of": as_of.isoformat() if as_of else None})
            if told.failed:
                raise LedgerError(told.failed, str(self._project.ledger), told.remedy)
            return open_edition(Path(folder))

    def _ask(self, asked: dict[str, str | None]) -> "Told":
        """The answer of the process; one that has ended since the last is replaced."""
        for _ in range(2):
            process = self._process = self._process or self._start()
            if process.stdin and process.stdout:
                with suppress(BrokenPipeError):
                    process.stdin.write(json.dumps(asked) + "\n")
                    process.stdin.flush()
                    if line := process.stdout.readline():
                        return Told(**json.loads(line))
            self.end()
        remedy = "free some memory, or read on where there is more"
        raise MakerEnded("the process that makes editions ended before its time", str(self._project.ledger), remedy)

    def end(self) -> None:
        """Ends the process; the next edition is made from the start."""
        if self._process:
            _end(self._process)
        self._process = None

    def _start(self) -> subprocess.Popen[str]:
        command = [sys.executable, *self.command, str(self._project.folder.resolve())]
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        weakref.finalize(self, _end, process)
        return process


def _end(process: subprocess.Popen[str]) -> None:
    process.kill()
    for pipe in (process.stdin, process.stdout):
        if pipe:
            with suppress(BrokenPipeError):
                pipe.close()
    process.wait()


class Told(NamedTuple):
    """What the process answers."""

    failed: str = ""
    """Empty: the edition lies in its folder."""
    remedy: str = ""
    memory: int = 0


def main(arguments: Sequence[str], merge: Merge | None = None) -> int:
    """Makes an edition for each line that asks for one, until there are no more or it holds too much."""
    with suppress(AttributeError, OSError):  # no such thing on this system
        os.nice(BEHIND)
    project = Project(Path(arguments[0]))
    making = Making(project, merge)
    for line in sys.stdin:
        asked = json.loads(line)
        told = _told(making, Path(asked["folder"]), asked["as_of"])
        sys.stdout.write(json.dumps(told._asdict()) + "\n")
        sys.stdout.flush()
        if told.memory > MOST_KEPT:
            os._exit(0)  # freeing millions of records one by one would take as long as a tenth of making them
        gc.freeze()
    return 0


def _told(making: Making, folder: Path, as_of: str | None) -> Told:
    gc.disable()  # what is made lives until it is written: looking through it frees nothing
    try:
        press(making.make_as_of(datetime.fromisoformat(as_of)) if as_of else making.make(), folder)
    except EntenteError as error:
        return Told(error.what, error.remedy)
    except OSError as error:
        return Told(f"the edition cannot be written: {error}", "free some room on the disk")
    finally:
        gc.enable()
    return Told(memory=_memory())


def _memory() -> int:
    """Bytes held at most so far; 0: this system does not tell."""
    try:
        import resource
    except ModuleNotFoundError:
        return 0
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
