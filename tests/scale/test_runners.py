"""The same records on one process and on many."""

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from datetime import UTC, datetime

import pytest

from entente.errors import EntenteError
from entente.records.made import Made
from entente.records.problem import Problem
from entente.records.raw import RawItem
from entente.scale import ToolsSpec, inline, processes, runners

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
    future: Future[runners.Result] = Future()
    future.set_result(runners._read_chunk(chunk, ToolsSpec()))
    assert [(odd,)] == [made.problems for made in runners._made(chunk, future)]


def test_a_killed_worker_is_said() -> None:
    """A process that the system ends is one clear error, which says what to do."""
    future: Future[runners.Result] = Future()
    future.set_exception(BrokenProcessPool())
    with pytest.raises(EntenteError, match="fewer --workers"):
        list(runners._made(list(items(1)), future))


def test_handing_out_work_loads_no_model() -> None:
    """The process that only writes imports neither stages nor model: two workers have two processors."""
    heavy = "{'entente.pipeline', 'entente.analyse', 'numpy', 'onnxruntime'}"
    code = f"import sys, entente.api, entente.scale, entente.sources; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "[]" == done.stdout.strip()
