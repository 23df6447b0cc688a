"""Runs a race: one long-lived process a contestant, one thread each, rounds by turns A B A B after a warm-up."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from statistics import median
from typing import IO, NamedTuple

from bench.race import Contestant, Loading, Race, Result, Timing

ROOT = Path(__file__).resolve().parents[1]
THREADS = ("OMP", "OPENBLAS", "MKL", "BLIS", "VECLIB", "NUMEXPR", "RAYON")
ONE_THREAD = {f"{name}_NUM_THREADS": "1" for name in THREADS} | {"TOKENIZERS_PARALLELISM": "false"}
"""Set before a child imports anything."""


Answer = dict[str, float | str]


class BrokenContestantError(Exception):
    """A contestant's process ended without an answer."""


class Seat(NamedTuple):
    """A contestant that has loaded and waits for its turn."""

    contestant: Contestant
    process: subprocess.Popen[str]
    load_cpu_s: float
    resident_mb: float


def run_race(race: Race) -> Result:
    """All figures of a race; a contestant that cannot load or breaks is left out with its reason."""
    return _Course(race).run()


class _Course:
    """A race while it runs: who still sits, and why the others do not."""

    def __init__(self, race: Race) -> None:
        self.race = race
        self.seats: dict[str, Seat] = {}
        self.peaks: dict[str, float] = {}
        self.left_out: dict[str, str] = {}
        self.failed: set[str] = set()

    def run(self) -> Result:
        try:
            for contestant in self.race.contestants:
                self._seat(contestant)
            timings = tuple(timing for name in self.race.documents for timing in self._rounds(name))
        finally:
            for seat in self.seats.values():
                _leave(seat.process)
        loadings = tuple(self._loading(seat) for seat in self.seats.values())
        return Result(self.race, timings, loadings, self.left_out, frozenset(self.failed))

    def _seat(self, contestant: Contestant) -> None:
        process = _start(contestant)
        try:
            answer = _ask(process, self.race.documents)
        except BrokenContestantError as reason:
            self._fail(contestant.name, process, reason)
            return
        if "cpu_s" not in answer:
            self._leave_out(contestant.name, process, answer)
            return
        seat = Seat(contestant, process, float(answer["cpu_s"]), float(answer["resident_mb"]))
        self.seats[contestant.name], self.peaks[contestant.name] = seat, seat.resident_mb

    def _leave_out(self, name: str, process: subprocess.Popen[str], answer: Answer) -> None:
        if "failed" in answer:
            self._fail(name, process, BrokenContestantError(answer["failed"]))
            return
        self.left_out[name] = str(answer["skipped"])
        _leave(process)

    def _fail(self, name: str, process: subprocess.Popen[str], reason: BrokenContestantError) -> None:
        self.left_out[name] = str(reason)
        self.failed.add(name)
        _leave(process)

    def _rounds(self, documents: str) -> Iterator[Timing]:
        """The timings of one document set; round 0 warms up and is not counted."""
        cpu: dict[str, list[float]] = {name: [] for name in self.seats}
        first: dict[str, float] = {}
        for _ in range(self.race.rounds + 1):
            for name, seat in list(self.seats.items()):
                try:
                    answer = _ask(seat.process, {"documents": documents})
                except BrokenContestantError as reason:
                    self._fail(name, seat.process, reason)
                    del self.seats[name]
                    continue
                cpu[name].append(float(answer["cpu_s"]))
                first[name] = float(answer["first_cpu_s"])
                self.peaks[name] = float(answer["peak_mb"])
        yield from (Timing(name, documents, tuple(cpu[name][1:]), first[name]) for name in self.seats)

    def _loading(self, seat: Seat) -> Loading:
        contestant = seat.contestant
        again = [_load_once(contestant, self.race) for _ in range(contestant.load_rounds - 1)]
        cpu_s = median([seat.load_cpu_s, *again]) if contestant.load_rounds else None
        return Loading(contestant.name, cpu_s, seat.resident_mb, self.peaks[contestant.name])


def _load_once(contestant: Contestant, race: Race) -> float:
    process = _start(contestant)
    try:
        return float(_ask(process, race.documents)["cpu_s"])
    finally:
        _leave(process)


def _start(contestant: Contestant) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "bench.child", contestant.setup]
    environment = {**os.environ, **ONE_THREAD}
    return subprocess.Popen(
        command, cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
    )


def _ask(process: subprocess.Popen[str], request: Mapping[str, object]) -> Answer:
    requests, answers = _pipes(process)
    with suppress(BrokenPipeError):
        print(json.dumps(request), file=requests, flush=True)
    line = answers.readline()
    if not line:
        raise BrokenContestantError(f"its process ended with code {process.wait()}; its own words stand above")
    answer: Answer = json.loads(line)
    return answer


def _pipes(process: subprocess.Popen[str]) -> tuple[IO[str], IO[str]]:
    if process.stdin is None or process.stdout is None:
        raise BrokenContestantError("its process has no pipes")
    return process.stdin, process.stdout


def _leave(process: subprocess.Popen[str]) -> None:
    for pipe in _pipes(process):
        with suppress(BrokenPipeError):
            pipe.close()
    process.wait()
