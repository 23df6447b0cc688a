"""Workers that are killed or run out of memory in the middle of a `Project.read`, and a model that is missing."""

import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from multiprocessing import active_children
from pathlib import Path

import pytest

import entente_model_en
from entente.api import Project, create
from entente.records.raw import RawItem
from entente.scale import ToolsSpec, chunks, pool
from tests.faults.tally import Tally, counted, long_or

RUN = "from entente.cli import main; main()"
SENTENCE = "KAMPALA, 3 June 2024 - Kenya and Uganda signed a water treaty on Monday."


def articles(folder: Path, number: int) -> Path:
    """A folder of invented articles."""
    folder.mkdir()
    for n in range(number):
        (folder / f"{n}.txt").write_text(f"Treaty {n} is signed\n\n{SENTENCE}\n")
    return folder


def test_workers_killed_while_reading(tmp_path: Path) -> None:
    """Whatever worker is killed whenever, each article is recorded once, as one process would have."""
    chance, sources = random.Random(9), articles(tmp_path / "in", long_or(6, 24))
    expected = _read(create(tmp_path / "inline"), sources, workers=1)
    with counted("a worker killed while reading") as tally:
        for round_ in range(long_or(1, 8)):
            project = create(tmp_path / str(round_))
            stop = threading.Event()
            killer = threading.Thread(target=_kill_some, args=(tally, stop, chance, long_or(1, 3)))
            killer.start()
            found = _read(project, sources, workers=2)
            stop.set()
            killer.join()
            if len(found) < len(expected):  # what was ended twice is told, and read by the next run
                found = _read(project, sources, workers=1)
            tally.operations += len(expected)
            tally.lost += len(expected - found)
            tally.torn += len(found - expected)


def test_a_worker_out_of_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the article that asks for too much is refused, with what to do; the next run reads it again."""
    monkeypatch.setattr(pool, "read_chunk", _hungry)
    sources, project = articles(tmp_path / "in", 3), create(tmp_path / "p")
    with counted("a worker out of memory") as tally:
        report = project.read([sources], workers=2)
        assert ["reader_died"] == [problem.code for problem in report.problems]
        assert report.problems[0].where.endswith("1.txt")
        monkeypatch.undo()
        assert 1 == project.read([sources]).documents
        tally.operations, tally.faults = report.items, 2
        tally.lost, tally.torn = 3 - report.documents - 1, len(project.snapshot().problems)


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_missing_model_file(tmp_path: Path, workers: str) -> None:
    """The command says which file and how to mend it, and no article is recorded as bad."""
    package = tmp_path / "path" / "entente_model_en"
    shutil.copytree(Path(entente_model_en.__file__).parent, package, ignore=shutil.ignore_patterns("model.onnx"))
    sources, folder = articles(tmp_path / "in", 6), tmp_path / "p"
    command = [sys.executable, "-c", RUN, "read", str(sources), "--project", str(folder), "--workers", workers]
    environment = os.environ | {"PYTHONPATH": str(package.parent)}
    with counted("a missing model file") as tally:
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        tally.operations += 6
        tally.faults += 1
        tally.torn += len(Project(folder).snapshot().records())
    assert 1 == done.returncode
    assert "model.onnx" in done.stderr
    assert "pip install" in done.stderr


def _read(project: Project, sources: Path, *, workers: int) -> set[tuple[str, int]]:
    """The titles that stand, each with the number of its claims."""
    project.read([sources], workers=workers, batch=4)
    snapshot = project.snapshot()
    ids = [claim.doc_id for claim in snapshot.claims]
    return {(document.title, ids.count(document.doc_id)) for document in snapshot.documents}


def _kill_some(tally: Tally, stop: threading.Event, chance: random.Random, most: int) -> None:
    """Kills workers at random moments."""
    for _ in range(most):
        while not stop.wait(chance.random() * 1.5):
            workers = [child for child in active_children() if child.pid]
            if workers:
                os.kill(chance.choice(workers).pid or 0, signal.SIGKILL)
                tally.faults += 1
                break


def _hungry(chunk: Sequence[RawItem], spec: ToolsSpec) -> chunks.Result:
    """Reads, and asks for more memory than it may have for one of the articles."""
    if any(item.origin.endswith("1.txt") for item in chunk):
        used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (used + 50_000_000, used + 50_000_000))
        bytearray(500_000_000)
    return chunks.read_chunk(chunk, spec)
