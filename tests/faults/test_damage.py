"""A copied, truncated or flipped ledger file: recognised, refused, and restored from an export."""

import json
import random
import shutil
from pathlib import Path

import pytest

from entente.api import open_project
from entente.errors import LedgerError
from entente.ledger import Ledger, Snapshot
from tests.cli.made import run
from tests.faults.children import wait_for, writer
from tests.faults.numbered import count, numbered
from tests.faults.tally import Tally, counted, long_or

BATCHES = 8


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with some batches."""
    folder = tmp_path / "project"
    folder.mkdir()
    with Ledger.open(folder / "ledger.entente", create=True) as ledger:
        for number in range(BATCHES):
            ledger.append(numbered(f"d{number}"))
    return folder


def test_a_flipped_bit(project: Path, tmp_path: Path) -> None:
    """Anywhere in the file: what is served is what was written, or it is refused or named by `integrity`."""
    with counted("a flipped bit") as tally:
        whole, chance = (project / "ledger.entente").read_bytes(), random.Random(11)
        for _ in range(long_or(60, 2000)):
            place, bit = chance.randrange(len(whole)), 1 << chance.randrange(8)
            spoilt = whole[:place] + bytes([whole[place] ^ bit]) + whole[place + 1 :]
            _examine(tally, spoilt, project, tmp_path / "spoilt.db")


def test_a_truncated_file(project: Path, tmp_path: Path) -> None:
    """Cut anywhere, it is refused at once."""
    with counted("a truncated file") as tally:
        whole, chance = (project / "ledger.entente").read_bytes(), random.Random(12)
        for _ in range(long_or(20, 500)):
            (tmp_path / "cut.db").write_bytes(whole[: chance.randrange(1, len(whole))])
            with pytest.raises(LedgerError, match=r"truncated|not a ledger"):
                Ledger.open(tmp_path / "cut.db", read_only=True)
            tally.operations += 1
            tally.faults += 1


def test_a_file_copied_while_it_is_written(tmp_path: Path) -> None:
    """With or without its log, the copy is an earlier state, whole, or it is refused."""
    with counted("a copy made during writing") as tally:
        for round_ in range(long_or(1, 20)):
            book = tmp_path / f"{round_}.db"
            with writer(str(book), "c", every_s=0.02) as busy:
                wait_for(lambda busy=busy: len(busy.acknowledged) >= 5)  # type: ignore[misc]
                for number in range(long_or(6, 10)):
                    _copy(tally, book, tmp_path / "copy", with_log=number % 2 == 1)


def _copy(tally: Tally, book: Path, folder: Path, *, with_log: bool) -> None:
    folder.mkdir()
    for ending in ("", "-wal")[: 1 + with_log]:
        shutil.copyfile(f"{book}{ending}", folder / f"{book.name}{ending}")
    tally.operations += 1
    tally.faults += 1
    _count_copy(tally, folder / book.name)
    shutil.rmtree(folder)


def test_an_export_restores_what_damage_took(project: Path, tmp_path: Path) -> None:
    """`doctor` says what is damaged and how to restore; the export gives a project of the same snapshot hash."""
    before, ledger, chance = open_project(project).snapshot().hash(), project / "ledger.entente", random.Random(14)
    assert 0 == run("export", "book", str(tmp_path / "book.jsonl"), project=project).exit_code
    whole = ledger.read_bytes()
    with counted("a damaged ledger, restored from its export") as tally:
        for tally.faults in range(1, long_or(2, 50) + 1):
            ledger.write_bytes(_damaged(whole, chance))
            _assert_told(project)
            new = tmp_path / str(tally.faults)
            restored = run("import", str(tmp_path / "book.jsonl"), "--json", project=new)
            tally.operations += json.loads(restored.stdout)["entries"]
            tally.torn += {before} != {json.loads(restored.stdout)["snapshot"], open_project(new).snapshot().hash()}


def _damaged(whole: bytes, chance: random.Random) -> bytes:
    """Cut anywhere, or with a page of zeros among those that hold rows."""
    if chance.random() < 0.5:
        return whole[: chance.randrange(1000, len(whole))]
    at = len(whole) // 2 // 8192 * 8192
    return whole[:at] + bytes(8192) + whole[at + 8192 :]


def _assert_told(project: Path) -> None:
    """`doctor` names the ledger, and the command that makes another of the export."""
    ill = run("doctor", "--json", project=project)
    findings = {line["what"]: line for line in map(json.loads, ill.stdout.splitlines())}
    assert (1, False) == (ill.exit_code, findings["ledger"]["well"])
    assert "entente import" in findings["ledger"]["problems"][0]["remedy"]


def test_a_damaged_export_restores_nothing(project: Path, tmp_path: Path) -> None:
    """A bit flipped anywhere in it, or an end cut off, and it is refused whole."""
    with counted("a damaged export") as tally:
        run("export", "book", str(tmp_path / "book.jsonl"), project=project)
        whole, chance = (tmp_path / "book.jsonl").read_bytes(), random.Random(13)
        for number in range(long_or(20, 500)):
            place = chance.randrange(len(whole) - 1)
            spoilt = whole[:place] + bytes([whole[place] ^ 1]) * (number % 3 > 0) + whole[place + 1 :] * (number % 2)
            tally.operations += 1
            tally.faults += 1
            with Ledger.open(tmp_path / f"{number}.db", create=True) as ledger:
                with pytest.raises(LedgerError):
                    ledger.import_lines(spoilt.splitlines(keepends=True))
                tally.torn += len(ledger.snapshot().records())
            (tmp_path / f"{number}.db").unlink()


def _examine(tally: Tally, spoilt: bytes, project: Path, path: Path) -> None:
    """Counts a file that serves other records than were written without a word."""
    path.write_bytes(spoilt)
    tally.operations += 1
    tally.faults += 1
    try:
        with Ledger.open(path, read_only=True) as ledger:
            served, sound = ledger.snapshot(), ledger.integrity().is_sound
    except LedgerError:
        return
    tally.torn += sound and served.hash() != _snapshot(project).hash()


def _snapshot(project: Path) -> Snapshot:
    with Ledger.open(project / "ledger.entente", read_only=True) as ledger:
        return ledger.snapshot()


def _count_copy(tally: Tally, copy: Path) -> None:
    try:
        with Ledger.open(copy, read_only=True) as ledger:
            snapshot, sound = ledger.snapshot(), ledger.integrity().is_sound
    except LedgerError:
        return
    if sound:
        count(tally, snapshot, ())
