"""The two stores behind one door: a file for one machine, a server for many."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from entente.errors import LedgerError
from entente.ledger import store
from entente.ledger.connection import Store
from entente.ledger.lock import WriterLock
from entente.ledger.place import Place, Server


def open_store(place: Place, *, create: bool, read_only: bool) -> Store:
    """The ledger at a place, of today's schema."""
    if isinstance(place, Server):
        from entente.ledger.postgres import open_server  # late: it needs an extra

        return open_server(place, create=create, read_only=read_only)
    return FileStore(place, create=create, read_only=read_only)


def settle(place: Place) -> None:
    """What a killed writer left beside the ledger is taken into it, where nobody else is at it."""
    if not isinstance(place, Server):
        store.take_in_log(place)


def newest_schema() -> int:
    """The number of the last migration, which is the same for both."""
    return len(store.migrations())


class FileStore:
    """An SQLite file; who writes holds its lock from opening to closing."""

    def __init__(self, place: Path, *, create: bool, read_only: bool) -> None:
        self.place = place
        self._lock: WriterLock | None = None
        with self.plain_errors():
            self.connection = store.connect(place, create=create, read_only=read_only)
            try:
                self._lock = None if read_only else WriterLock(self.connection, place)
                store.bring_up_to_date(self.connection, place, read_only=read_only)
            except BaseException:
                self.close()
                raise

    @property
    def schema(self) -> int:
        """The number of the last migration the file has seen."""
        return store.schema_of(self.connection)

    def plain_errors(self) -> AbstractContextManager[None]:
        """Errors of SQLite and of the system leave as LedgerError."""
        return store.plain_errors(self.place)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One transaction of the writer that holds the lock."""
        if self._lock is None:
            raise LedgerError("it was opened for reading only", str(self.place), "open it without `read_only`")
        with store.transaction(self.connection):
            self._lock.check()
            yield

    def faults(self) -> Iterator[str]:
        """What SQLite's quick check finds."""
        for (found,) in self.connection.execute("PRAGMA quick_check"):
            if found != "ok":
                yield str(found).replace("\n", " ")

    def close(self) -> None:
        """Frees the lock and the file."""
        with self.plain_errors():
            lock, self._lock = self._lock, None
            try:
                if lock:
                    lock.release()
            finally:
                self.connection.close()
