"""What Entente costs by itself, each figure from fresh processes: stages, one and two workers, cold starts."""

import json
import os
import resource
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from types import MappingProxyType
from typing import NamedTuple

from bench.corpora import Corpus
from bench.runner import ONE_THREAD, ROOT
from bench.stages import Figures

BUSY = 1.15
"""Wall over CPU of one process beyond which the machine has other work."""
HELP = "from entente.cli import main; raise SystemExit(main())"
STARTS = 3
ROUNDS = 3
COMPILING = {"PYTHONDONTWRITEBYTECODE": ""}
"""What is compiled is kept, whatever the environment says."""


class Reading(NamedTuple):
    """What one process of `bench.reading` tells, loading included."""

    documents: int
    claims: int
    wall_s: float
    cpu_s: float
    resident_mb: float
    """Of the process that reads, or of the one that writes where others read."""


class Workers(NamedTuple):
    """The same articles read by one process and by two beside the writer, by turns; middles of the rounds are told."""

    one: tuple[Reading, ...]
    two: tuple[Reading, ...]

    @property
    def documents(self) -> int:
        """Read each time."""
        return self.one[0].documents

    @property
    def resident_mb(self) -> float:
        """Of a process that reads and records, after the last article."""
        return median(reading.resident_mb for reading in self.one)

    @property
    def ratio(self) -> float:
        """How many times sooner two are done."""
        return median(one.wall_s / two.wall_s for one, two in zip(self.one, self.two, strict=True))

    @property
    def at_best(self) -> float:
        """By CPU alone, which other work on the machine hardly touches: two free processors that never wait."""
        return median(2 * one.cpu_s / two.cpu_s for one, two in zip(self.one, self.two, strict=True))

    @property
    def loaded(self) -> bool:
        """Whether something else had the processors meanwhile."""
        return median(one.wall_s / one.cpu_s for one in self.one) > BUSY


class Cold(NamedTuple):
    """CPU seconds from nothing."""

    help_s: float
    """Of `entente --help`."""
    read_s: float
    """Of reading one page into a new project."""


def measure_stages(folders: Mapping[Corpus, Path]) -> dict[Corpus, Figures]:
    """CPU by stage, counts and memory of each corpus, read in one process after the other."""
    lines = run_python("-m", "bench.stages", *map(str, folders.values())).splitlines()
    return {corpus: json.loads(line) for corpus, line in zip(folders, lines, strict=True)}


def measure_workers(folder: Path) -> Workers:
    """All must find the same number of claims."""
    rounds = [(_read(folder, 1), _read(folder, 2)) for _ in range(ROUNDS)]
    if len({reading.claims for pair in rounds for reading in pair}) > 1:
        raise RuntimeError(f"one worker and two found different numbers of claims: {rounds}")
    one, two = zip(*rounds, strict=True)
    return Workers(one, two)


def _read(folder: Path, workers: int) -> Reading:
    return Reading(**json.loads(run_python("-m", "bench.reading", str(folder), str(workers))))


def measure_cold(folder: Path) -> Cold:
    """The middle of three starts each, every import counted; modules are compiled before, as installing does."""
    starts = ("-c", HELP, "--help"), ("-m", "bench.reading", str(folder), "1")
    with TemporaryDirectory(prefix="entente-compiled-") as compiled:
        return Cold(*(_start_s(start, {"PYTHONPYCACHEPREFIX": compiled, **COMPILING}) for start in starts))


def _start_s(start: Sequence[str], environment: Mapping[str, str]) -> float:
    """The middle of the starts behind one that is not counted."""
    run_python(*start, environment=environment)
    return median(_cpu_s(lambda: run_python(*start, environment=environment)) for _ in range(STARTS))


def _cpu_s(work: Callable[[], object]) -> float:
    """CPU of the child processes that the work starts and awaits."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    work()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def run_python(*given: str, environment: Mapping[str, str] = MappingProxyType({})) -> str:
    """What a Python of its own prints; what it says on stderr is shown."""
    command, whole = [sys.executable, *given], {**os.environ, **ONE_THREAD, **environment}
    done = subprocess.run(command, cwd=ROOT, env=whole, stdout=subprocess.PIPE, encoding="utf-8", check=True)
    return done.stdout
