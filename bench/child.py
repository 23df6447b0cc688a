"""The process of one contestant: it loads, then runs a pass whenever it is told to, one JSON line for each."""

import contextlib
import json
import math
import os
import resource
import sys
import time
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import TextIO

from bench.race import Documents, Run, Skip
from entente.errors import EntenteError

SHORTEST_ROUND_S = 0.3
"""A round repeats its pass until it costs about this much, so that the clock's grain does not show."""


def cpu_s() -> float:
    """CPU seconds of this process, all threads, and of the children it has waited for."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def memory_mb() -> tuple[float, float]:
    """Resident now and at its highest; from the kernel's page, as a child's `ru_maxrss` starts at its parent's."""
    status = Path("/proc/self/status")
    if not status.exists():
        highest = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
        return highest, highest
    kilobytes = {key: value.split()[0] for key, value in _fields(status) if key in ("VmRSS", "VmHWM")}
    return int(kilobytes["VmRSS"]) / 1024, int(kilobytes["VmHWM"]) / 1024


def _fields(status: Path) -> Iterator[tuple[str, str]]:
    for line in status.read_text(encoding="utf-8").splitlines():
        key, _, value = line.partition(":")
        yield key, value


def serve(setup: str, requests: TextIO, answers: TextIO) -> None:
    """Load, then answer `{"documents": NAME}` with the CPU seconds of a pass over that set until the requests end."""
    documents: dict[str, list[str]] = json.loads(requests.readline())
    started = cpu_s()
    try:
        run = _load(setup, list(documents.values()))
    except Skip as reason:
        _answer(answers, skipped=str(reason))
        return
    except EntenteError as reason:
        _answer(answers, failed=str(reason))
        return
    _answer(answers, cpu_s=cpu_s() - started, resident_mb=memory_mb()[0])
    first: dict[str, float] = {}
    for line in requests:
        name = json.loads(line)["documents"]
        if name not in first:
            first[name] = timed(run, documents[name])
        passes = math.ceil(SHORTEST_ROUND_S / max(first[name], 1e-6))
        again = timed(run, documents[name], passes)
        _answer(answers, cpu_s=again, first_cpu_s=first[name], peak_mb=memory_mb()[1])


def _load(setup: str, documents: Sequence[Documents]) -> Run:
    module, _, function = setup.partition(":")
    run: Run = getattr(import_module(module), function)(documents)
    return run


def timed(run: Run, documents: Documents, passes: int = 1) -> float:
    """CPU seconds of one pass, from several in a row."""
    started = cpu_s()
    for _ in range(passes):
        run(documents)
    return (cpu_s() - started) / passes


def _answer(answers: TextIO, **fields: object) -> None:
    print(json.dumps(fields), file=answers, flush=True)


if __name__ == "__main__":
    # What a contestant prints must not mix with the answers.
    private = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    with contextlib.suppress(KeyboardInterrupt):
        serve(sys.argv[1], sys.stdin, private)
