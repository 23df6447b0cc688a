"""Contestants that burn CPU, break or are missing; each loads in a process of its own, so little is imported here."""

import os
import time
from collections.abc import Sequence
from pathlib import Path

from bench.race import Documents, Run, Skip
from entente.errors import ModelMissing


def burn(cpu_s: float) -> Run:
    """A pass that costs so many CPU seconds."""

    def run(_: Documents) -> None:
        until = time.process_time() + cpu_s
        while time.process_time() < until:
            pass

    return run


def short(_: Sequence[Documents]) -> Run:
    """Half of what `long` costs."""
    return burn(0.05)


def long(_: Sequence[Documents]) -> Run:
    """Twice what `short` costs."""
    return burn(0.1)


def absent(_: Sequence[Documents]) -> Run:
    """A contestant whose engine is not installed, and who sees how many threads it may use."""
    raise Skip(f"not installed, {os.environ['OMP_NUM_THREADS']} thread")


def broken(_: Sequence[Documents]) -> Run:
    """A contestant whose process ends while it loads."""
    raise SystemExit(3)


def without_model(_: Sequence[Documents]) -> Run:
    """A contestant of ours whose model is not installed."""
    raise ModelMissing("no model", "here", "install it")


def breaking(_: Sequence[Documents]) -> Run:
    """A contestant whose process ends in its first pass."""
    return lambda _: os._exit(4)


def signing(_: Sequence[Documents]) -> Run:
    """A contestant that writes its process into the file it is given, and talks."""

    def run(documents: Documents) -> None:
        print("this must not reach the runner")
        time.sleep(0)
        with Path(documents[0]).open("a", encoding="utf-8") as book:
            book.write(f"{os.getpid()}\n")
        burn(0.31)(documents)

    return run
