"""A full disk: the batch that does not fit is refused in words, and nothing of it is there."""

import errno
import os
import random
import resource
import subprocess
import sys
from pathlib import Path

from entente.errors import LedgerError
from entente.ledger import Ledger
from tests.faults.children import ROOT
from tests.faults.numbered import count, numbered
from tests.faults.tally import Tally, counted, long_or
from tests.ledger.test_store import small_disk
from tests.postgres import Cluster


def test_a_disk_that_fills_and_is_cleared(tmp_path: Path) -> None:
    """On a small file system, filled by others again and again, every acknowledged batch stays whole."""
    with small_disk(tmp_path / "disk", "size=6m") as disk:
        _fill_and_clear(str(disk / "book.db"), disk, 100_000)


def test_a_server_whose_disk_fills_and_is_cleared(postgres: Cluster) -> None:
    """The same where the tables of a server lie on it."""
    with small_disk(postgres.folder / "disk", "size=64m") as disk, postgres.database_on(disk) as url:
        _fill_and_clear(url, disk, 300_000)


def _fill_and_clear(place: str, disk: Path, most_left: int) -> None:
    chance, told = random.Random(5), list[str]()
    with counted("a full disk", place) as tally:
        for round_ in range(long_or(4, 60)):
            with Ledger.open(place, create=True) as ledger:
                _fill(disk / "ballast", chance.randrange(most_left))
                told += _appended(ledger, f"r{round_}x", tally, 30)
                (disk / "ballast").unlink()
                told += _appended(ledger, f"s{round_}x", tally, 1)
        with Ledger.open(place) as ledger:
            count(tally, ledger.snapshot(), told)
            assert ledger.integrity().is_sound


def test_a_file_that_may_not_grow(tmp_path: Path) -> None:
    """At the limit on a file's size, as a quota sets it, the writer is told in words, and what it wrote is whole."""
    with counted("a limit on the size of a file") as tally:
        for round_ in range(long_or(2, 30)):
            path = tmp_path / f"{round_}.db"
            command = [sys.executable, "-m", "tests.faults.test_disk", str(path), str(400_000 + 7_000 * round_)]
            done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
            told = done.stdout.split()
            assert "disk" in done.stderr
            tally.operations += len(told)
            tally.faults += 1
            with Ledger.open(path) as ledger:
                count(tally, ledger.snapshot(), told)
                assert ledger.integrity().is_sound


def _appended(ledger: Ledger, name: str, tally: Tally, most: int) -> list[str]:
    """The batches that were acknowledged before the first refusal, which is in words."""
    told: list[str] = []
    refusal: LedgerError | None = None
    while len(told) < most and not refusal:
        tally.operations += 1
        try:
            ledger.append(numbered(f"{name}{len(told)}"))
            told.append(f"{name}{len(told)}")
        except LedgerError as error:
            refusal = error
    tally.faults += refusal is not None
    assert refusal is None or ("disk" in refusal.what and refusal.remedy)
    return told


def _fill(ballast: Path, left: int) -> None:
    """Takes all but some bytes of the disk; where a server has written meanwhile, all of them."""
    room = os.statvfs(ballast.parent)
    try:
        ballast.write_bytes(bytes(max(0, room.f_bavail * room.f_frsize - left)))
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise


def _write_until_refused(path: str, most_bytes: int) -> None:
    """Appends in a process whose files may not grow past a size."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes))
    try:
        with Ledger.open(path, create=True) as ledger:
            for number in range(10_000):
                ledger.append(numbered(f"q{number}"))
                print(f"q{number}", flush=True)
    except LedgerError as error:
        print(error, file=sys.stderr)


if __name__ == "__main__":
    _write_until_refused(sys.argv[1], int(sys.argv[2]))
