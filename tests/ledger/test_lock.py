"""One writer at a time."""

import os
import socket
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from entente.errors import LedgerError
from entente.ledger import Ledger, lock
from tests.ledger.made import batch, reading, texts_of

HOLD = """
import sys
from entente.ledger import Ledger
ledger = Ledger.open(sys.argv[1], create=True)
print("held", flush=True)
sys.stdin.read()
"""


def test_a_second_process_is_refused_until_the_first_ends(tmp_path: Path) -> None:
    """The message names the process that holds it; killed, it holds nothing any more; readers come and go."""
    path = tmp_path / "book.db"
    with subprocess.Popen([sys.executable, "-c", HOLD, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        assert child.stdout
        assert b"held" in child.stdout.readline()
        with pytest.raises(LedgerError, match=f"process {child.pid} on {socket.gethostname()}"):
            Ledger.open(path)
        Ledger.open(path, read_only=True).close()
        child.kill()
    with Ledger.open(path) as ledger:
        assert 3 == ledger.append(batch(reading())).added


def test_closing_frees_the_lock(tmp_path: Path) -> None:
    """The next writer need not wait."""
    for number in range(2):
        with Ledger.open(tmp_path / "book.db", create=True) as ledger:
            ledger.append(batch(reading(f"{number}.txt", f"Pact {number}.")))
            with pytest.raises(LedgerError, match=f"process {os.getpid()} "):
                Ledger.open(tmp_path / "book.db")


def test_a_silent_writer_is_replaced_and_writes_no_more(tmp_path: Path) -> None:
    """A writer whose heartbeat is old, or far ahead by a changed clock, loses the lock and is told so."""
    path = tmp_path / "book.db"
    with Ledger.open(path, create=True) as sleeper:
        for age in (lock.STALE_S + 1, -lock.STALE_S - 60):
            _set_beat(path, time.time() - age)
            with Ledger.open(path) as heir:
                with pytest.raises(LedgerError, match="was taken by process"):
                    sleeper.append(batch(reading("late.txt", "Late pact.")))
                heir.append(batch(reading()))
            with pytest.raises(LedgerError, match="left free"):
                sleeper.append(batch(reading("late.txt", "Late pact.")))
            _hold_again(path)
        assert ["Velmora signed a pact."] == texts_of(sleeper)
    assert "elsewhere" == _row(path)[2]


def test_a_writer_on_another_host_is_gone_when_silent(tmp_path: Path) -> None:
    """Its process cannot be asked, so only its heartbeat tells."""
    now = time.time()
    other = lock.Holder("token", 1, "elsewhere", now - 900, now - 5)
    assert [False, True] == [other.is_gone(at) for at in (now, now + lock.STALE_S)]


def test_the_heart_beats(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While a writer is open, its sign of life is renewed without any append."""
    monkeypatch.setattr(lock, "BEAT_S", 0.01)
    with Ledger.open(tmp_path / "book.db", create=True):
        first = _row(tmp_path / "book.db")[4]
        deadline = time.monotonic() + 10
        while _row(tmp_path / "book.db")[4] == first and time.monotonic() < deadline:
            time.sleep(0.01)
        assert _row(tmp_path / "book.db")[4] > first


def _row(path: Path) -> tuple[str, int, str, int, int]:
    connection = sqlite3.connect(path)
    row = connection.execute("SELECT token, pid, host, started, beat FROM writer").fetchone()
    connection.close()
    return row  # type: ignore[no-any-return]


def _set_beat(path: Path, seconds: float) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE writer SET beat = ?", (int(seconds * 1e6),))
    connection.close()


def _hold_again(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("REPLACE INTO writer VALUES (1, 'other', 1, 'elsewhere', 0, 0)")
    connection.close()
