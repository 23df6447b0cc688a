"""One writer: a row that says who writes, kept fresh by a heartbeat, taken over when its writer is gone."""

import os
import socket
import sqlite3
import threading
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple
from uuid import uuid4

from entente.errors import LedgerError
from entente.ledger.store import BUSY_S, transaction

BEAT_S = 5.0
"""Seconds between two signs of life."""

STALE_S = 30.0
"""A writer silent for so long is gone, wherever it ran."""


class Holder(NamedTuple):
    """Who holds the lock; moments are seconds since 1970."""

    token: str
    pid: int
    host: str
    started: float
    beat: float

    def is_gone(self, now: float) -> bool:
        """Whether it is silent for too long, its clock included, or its process on this host has ended."""
        silent = abs(now - self.beat) > STALE_S
        return silent or (self.host == socket.gethostname() and not _is_alive(self.pid))

    def __str__(self) -> str:
        since = datetime.fromtimestamp(self.started, UTC).isoformat(" ", "seconds")
        return f"process {self.pid} on {self.host}, since {since}"


class WriterLock:
    """The right to write, held from creation to release; every append asks `check` inside its transaction."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        """Takes the lock; LedgerError names the holder if there is a living one."""
        self._connection = connection
        self._path = path
        self._token = uuid4().hex
        self._stop = threading.Event()
        self._take()
        self._thread = threading.Thread(target=self._beat, name="entente-ledger-heartbeat", daemon=True)
        self._thread.start()

    def check(self) -> None:
        """Refuses when another writer has taken over; call it inside the transaction that writes."""
        holder = holder_of(self._connection)
        if holder is None or holder.token != self._token:
            who = f"by {holder}" if holder else "and left free"
            what = f"this writer was silent for more than {STALE_S:.0f} s and its lock was taken {who}"
            raise LedgerError(what, str(self._path), "open the ledger again; what was acknowledged is recorded")

    def release(self) -> None:
        """Stops the heartbeat and frees the lock if it is still held."""
        self._stop.set()
        self._thread.join()
        with transaction(self._connection):
            self._connection.execute("DELETE FROM writer WHERE token = ?", (self._token,))

    def _take(self) -> None:
        now = time.time()
        with transaction(self._connection):
            holder = holder_of(self._connection)
            if holder and not holder.is_gone(now):
                raise LedgerError(f"it is being written by {holder}", str(self._path), "wait for it to end, or end it")
            row = (self._token, os.getpid(), socket.gethostname(), now * 1e6, now * 1e6)
            self._connection.execute("REPLACE INTO writer VALUES (1, ?, ?, ?, CAST(? AS INT), CAST(? AS INT))", row)

    def _beat(self) -> None:
        """Signs of life need not reach the disk, so this connection never waits for it and never checkpoints."""
        connection = sqlite3.connect(self._path, isolation_level=None, timeout=BUSY_S)
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA wal_autocheckpoint = 0")
        while not self._stop.wait(BEAT_S):
            try:
                sign = (time.time() * 1e6, self._token)
                connection.execute("UPDATE writer SET beat = CAST(? AS INT) WHERE token = ?", sign)
            except sqlite3.OperationalError:
                continue  # a full or busy disk: the next beat tries again, and `check` guards every append
        connection.close()


def holder_of(connection: sqlite3.Connection) -> Holder | None:
    """Who holds the lock; None: nobody."""
    row = connection.execute("SELECT token, pid, host, started / 1e6, beat / 1e6 FROM writer").fetchone()
    return Holder(*row) if row else None


def _is_alive(pid: int) -> bool:
    if os.name != "posix":
        return True  # asking would end it; the heartbeat alone tells
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
