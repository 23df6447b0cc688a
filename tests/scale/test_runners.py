"""The same records on one process and on many."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from entente.records.made import Made
from entente.records.problem import Problem
from entente.records.raw import RawItem
from entente.scale import ToolsSpec, chunks, inline, pool, processes
from entente.scale.cluster import has_token

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def items(number: int) -> Iterator[RawItem]:
    """Invented articles, every third of them empty."""
    for n in range(number):
        text = f"Treaty {n} is signed\n\nKAMPALA, 3 June 2024 - Kenya and Uganda signed a water treaty on Monday."
        yield RawItem(origin=f"{n}.txt", content=text.encode() * (n % 3 > 0), media_type="text/plain", fetched=NOW)


def test_two_processes_make_what_one_makes() -> None:
    """Every item comes back in its place, with the same document, claims and problems."""
    one = list(inline(items(9), ToolsSpec()))
    assert one == list(processes(items(9), ToolsSpec(), 2))
    assert [f"{n}.txt" for n in range(9)] == [made.item.origin for made in one]
    assert any(made.claims for made in one)


def test_no_text_breaks_the_way_back(monkeypatch: pytest.MonkeyPatch) -> None:
    """A record that no UTF-8 can hold comes back as it is, for the ledger to refuse."""
    odd = Problem(code="odd", message="lone \ud800")
    monkeypatch.setattr("entente.pipeline.read_item", lambda item, tools: Made(item, None, (), (odd,), whole=False))
    chunk = list(items(1))
    assert [(odd,)] == [made.problems for made in chunks.made_of(chunk, chunks.read_chunk(chunk, ToolsSpec()))]


@pytest.mark.parametrize("origin", ["a.txt\0", "caf\udce9.txt"])
def test_a_chunk_is_packed_and_unpacked(origin: str) -> None:
    """Whatever its items are called."""
    chunk = [RawItem(origin=origin, content=b"\0", fetched=NOW, hints={"title": "A\0"}), *items(2)]
    assert chunk == chunks.unpacked(chunks.packed(chunk))
    assert not (isinstance(told := chunks.packed(chunk), bytes) and told.endswith(b"\0"))


def test_a_killed_worker_costs_no_article() -> None:
    """A process that is ended from outside is replaced, and what it had in hand is read again."""
    with pool.Pool(ToolsSpec(), 1) as workers:
        workers.hand_out(list(items(2)))
        for process in workers._executor._processes.values():
            process.kill()
        made = list(workers.take_back())
        workers.hand_out(list(items(2)))
        assert made == list(workers.take_back()) == list(inline(items(2), ToolsSpec()))


def test_an_item_that_kills_its_reader_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only that item is refused, with what to do; the run goes on."""
    monkeypatch.setattr(pool, "read_chunk", _die)
    (made,) = pool.read_alone(list(items(1)), ToolsSpec())
    assert ["reader_died"] == [problem.code for problem in made.problems]
    assert made.document is None


def _die(chunk: list[RawItem], spec: ToolsSpec) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def test_an_item_that_hangs_its_reader_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    """The others of its chunk are read, and so is the next chunk."""
    monkeypatch.setattr(pool, "READ_S", 6.0)
    monkeypatch.setattr(pool, "read_chunk", _hang)
    with pool.Pool(ToolsSpec(), 1) as workers:
        workers.hand_out(list(items(3))[1:])
        workers.hand_out(list(items(2))[1:])
        made = [*workers.take_back(), *workers.take_back()]
    assert [("1.txt", False), ("2.txt", True), ("1.txt", False)] == [(one.item.origin, one.lost) for one in made]


def _hang(chunk: list[RawItem], spec: ToolsSpec) -> chunks.Result:
    if any(item.origin == "2.txt" for item in chunk):
        signal.pause()
    return [chunks.Told(None, (), (), whole=True) for _ in chunk]


def test_an_item_that_takes_all_memory_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker may have only so much, whatever the machine has."""
    monkeypatch.setattr(pool, "WORKER_BYTES", 500_000_000)
    monkeypatch.setattr(pool, "read_chunk", _grow)
    (made,) = pool.read_alone(list(items(1)), ToolsSpec())
    assert made.lost


def _grow(chunk: list[RawItem], spec: ToolsSpec) -> chunks.Result:
    return [chunks.Told(None, (), (), whole=len(bytearray(600_000_000)) > 0)]


def test_handing_out_work_loads_no_model() -> None:
    """The process that only writes imports neither stages nor model: two workers have two processors."""
    heavy = "{'entente.pipeline', 'entente.analyse', 'numpy', 'onnxruntime'}"
    code = f"import sys, entente.api, entente.scale, entente.sources; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "[]" == done.stdout.strip()


@pytest.mark.parametrize("made", [False, True])
def test_a_token_that_ray_made_is_sent(made: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`ray start` asks for the one that lies at home, or that the environment names."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("RAY_AUTH_TOKEN", raising=False)
    monkeypatch.delenv("RAY_AUTH_TOKEN_PATH", raising=False)
    if made:
        (tmp_path / ".ray").mkdir()
        (tmp_path / ".ray" / "auth_token").write_text("0" * 64)
    assert made is has_token()
    monkeypatch.setenv("RAY_AUTH_TOKEN", "0" * 64)
    assert has_token()
