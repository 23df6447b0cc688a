"""Ray beside the pool of processes, two workers each, on the same generated pages.

    python -m bench.runners --documents 200

Each runner reads in a process of its own. What it takes until the first pages are there is start-up; what lies between
then and as many pages before the last, with the same number under way, is what a further page costs, as the CPU of all
processes, the driver and Ray's own included: with processors that are always busy, the runner that needs less of them
for a page is done sooner in that ratio, whatever else the machine has to do.
"""

import argparse
import json
import os
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from bench.alone import run_python
from bench.corpora import CORPORA, articles, page
from entente.records.raw import RawItem
from entente.scale import ToolsSpec
from entente.scale.runners import RUNNERS, Crew

FEW, WORKERS = 64, 2
"""Four of Ray's chunks: both workers have read some."""
LOOK_S = 1.0
"""Between two looks at what processes have spent: what one spends after the last is not counted."""
TICK = 1 / os.sysconf("SC_CLK_TCK")


def measure(runner: str, corpus: str, documents: int) -> dict[str, float]:
    """So many pages by one runner, from nothing, in this process and those below it."""
    kind, fetched = next(name for name in CORPORA if name == corpus), datetime(2025, 1, 1, tzinfo=UTC)
    items = [
        RawItem(origin=each.name, content=page(each).encode(), fetched=fetched) for each in articles(kind, documents)
    ]
    claims, marks = 0, []
    with Spent() as spent:
        began = time.perf_counter()
        for number, one in enumerate(RUNNERS[runner](items, ToolsSpec(), Crew(WORKERS)), start=1):
            claims += len(one.claims)
            if number in (FEW, documents - FEW):
                marks.append((spent.cpu_s, time.perf_counter() - began))
    (few_cpu, few_wall), (cpu, wall) = marks
    pages = documents - 2 * FEW
    return {
        "claims": claims, "few_cpu_s": few_cpu, "few_wall_s": few_wall,
        "page_cpu_ms": 1000 * (cpu - few_cpu) / pages, "page_wall_ms": 1000 * (wall - few_wall) / pages,
    }  # fmt: skip


class Spent:
    """CPU seconds of this process and all that ever live below it, looked at again and again, since workers end."""

    def __init__(self) -> None:
        self._ticks: dict[int, int] = {}
        self._done = threading.Event()
        self._watcher = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Self:
        self._look()
        self._before = sum(self._ticks.values())
        self._watcher.start()
        return self

    def __exit__(self, *ended: object) -> None:
        self._done.set()
        self._watcher.join()

    @property
    def cpu_s(self) -> float:
        """Since it was entered."""
        self._look()
        return TICK * (sum(self._ticks.values()) - self._before)

    def _watch(self) -> None:
        while not self._done.wait(LOOK_S):
            self._look()

    def _look(self) -> None:
        found = {pid: (parent, ticks) for pid, parent, ticks in _processes()}
        parents = {pid: parent for pid, (parent, _) in found.items()}
        below = (pid for pid in found if pid in self._ticks or os.getpid() in _line_of(pid, parents))
        self._ticks.update({pid: found[pid][1] for pid in below})


def _processes() -> Iterator[tuple[int, int, int]]:
    """Number, parent and clock ticks of every process."""
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue  # it has ended meanwhile
        yield int(path.parent.name), int(fields[1]), sum(map(int, fields[11:13]))


def _line_of(pid: int, parents: dict[int, int]) -> Iterator[int]:
    while pid in parents:
        yield pid
        pid = parents[pid]


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints both runners and their ratio."""
    parser = argparse.ArgumentParser(prog="python -m bench.runners", description=__doc__)
    parser.add_argument("--documents", type=int, default=200)
    parser.add_argument("--corpus", choices=CORPORA, default="feed")
    parser.add_argument("--runner", choices=RUNNERS, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.runner:
        print(json.dumps(measure(options.runner, options.corpus, options.documents)))
        return 0
    found = {name: _told(name, options) for name in ("processes", "ray")}
    for name, told in found.items():
        print(name, " ".join(f"{key} {value:,.4g}" for key, value in told.items()))
    pool, ray = found.values()
    print(f"ray at {pool['page_cpu_ms'] / ray['page_cpu_ms']:.2f} of the pool by CPU a page", end=", ")
    print(f"{pool['page_wall_ms'] / ray['page_wall_ms']:.2f} by the wall clock")
    return int(pool["claims"] != ray["claims"])


def _told(runner: str, options: argparse.Namespace) -> dict[str, float]:
    number = str(options.documents + 2 * FEW)
    told = run_python("-m", "bench.runners", "--runner", runner, "--corpus", options.corpus, "--documents", number)
    found: dict[str, float] = json.loads(told.splitlines()[-1])
    return found


if __name__ == "__main__":
    sys.exit(main())
