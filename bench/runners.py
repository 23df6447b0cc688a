"""Ray beside the pool of processes, two workers each, on the same generated pages.

    python -m bench.runners --documents 200

Each runner reads a few pages in one process and many in another. What the few cost is start-up; the difference is what
the further pages cost, as the CPU of all processes, the driver and Ray's own included: with processors that are always
busy, the runner that needs less of them for a page is done sooner in that ratio, whatever else the machine has to do.
"""

import argparse
import json
import os
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from bench.alone import run_python
from bench.corpora import CORPORA, articles, page
from entente.records.raw import RawItem
from entente.scale import ToolsSpec
from entente.scale.runners import RUNNERS, Crew

FEW, WORKERS = 64, 2
"""Four of Ray's chunks: both workers have read some."""
TICK = 1 / os.sysconf("SC_CLK_TCK")


def measure(runner: str, corpus: str, documents: int) -> dict[str, float]:
    """So many pages by one runner, from nothing, in this process and those below it."""
    kind, fetched = next(name for name in CORPORA if name == corpus), datetime(2025, 1, 1, tzinfo=UTC)
    items = [
        RawItem(origin=each.name, content=page(each).encode(), fetched=fetched) for each in articles(kind, documents)
    ]
    cpu, wall = cpu_below(), time.perf_counter()
    claims = sum(len(one.claims) for one in RUNNERS[runner](items, ToolsSpec(), Crew(WORKERS)))
    return {"claims": claims, "cpu_s": cpu_below() - cpu, "wall_s": time.perf_counter() - wall}


def cpu_below() -> float:
    """CPU seconds of this process and all that live below it."""
    parents, spent = {}, {}
    for pid, parent, ticks in _processes():
        parents[pid], spent[pid] = parent, ticks
    return TICK * sum(ticks for pid, ticks in spent.items() if os.getpid() in _line_of(pid, parents))


def _processes() -> Iterator[tuple[int, int, int]]:
    """Number, parent and clock ticks of every process, children it has waited for included."""
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue  # it has ended meanwhile
        yield int(path.parent.name), int(fields[1]), sum(map(int, fields[11:15]))


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
    few, many = (
        json.loads(
            run_python(
                "-m", "bench.runners", "--runner", runner, "--corpus", options.corpus, "--documents", str(number)
            ).splitlines()[-1]
        )
        for number in (FEW, FEW + options.documents)
    )
    return {
        "claims": many["claims"], "few_cpu_s": few["cpu_s"], "few_wall_s": few["wall_s"],
        "page_cpu_ms": 1000 * (many["cpu_s"] - few["cpu_s"]) / options.documents,
        "page_wall_ms": 1000 * (many["wall_s"] - few["wall_s"]) / options.documents,
    }  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
