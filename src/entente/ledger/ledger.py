"""The door to the book."""

import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from entente.errors import LedgerError
from entente.ledger import lines, manifest, query, store
from entente.ledger.append import append
from entente.ledger.batch import Batch, Receipt
from entente.ledger.integrity import Health, check
from entente.ledger.lock import WriterLock
from entente.ledger.rows import unpack
from entente.ledger.snapshot import Snapshot, snapshot_of
from entente.records import AnyRecord, Claim, Decision, Document, Entry, Problem, Producer
from entente.records.raw import RawItem
from entente.words import fold_text

_TERM = re.compile(r'"([^"]*)"|([^\W_]+)(\*?)')
_WORD = re.compile(r"[^\W_]+")
_MAX_TERMS = 50


def _now() -> datetime:
    return datetime.now(UTC)


class Ledger:
    """The append-only book in one SQLite file; one writer, any number of readers.

    `as_of` asks for the book as it stood at a moment; None: as it stands now.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection, clock: Callable[[], datetime]) -> None:
        self.path = path
        self._connection = connection
        self._clock = clock
        self._lock: WriterLock | None = None

    @classmethod
    def open(
        cls,
        path: str | Path,
        *,
        create: bool = False,
        read_only: bool = False,
        clock: Callable[[], datetime] = _now,
    ) -> Self:
        """The ledger in a file; LedgerError if it is not there, damaged, newer, or has another writer.

        Args:
            path: the file.
            create: make it if it is not there.
            read_only: take no lock; works while another process writes.
            clock: what tells the moment of recording.
        """
        path = Path(path)
        with store.plain_errors(path):
            ledger = cls(path, store.connect(path, create=create, read_only=read_only), clock)
            try:
                ledger._lock = None if read_only else WriterLock(ledger._connection, path)
                store.bring_up_to_date(ledger._connection, path, read_only=read_only)
            except BaseException:
                ledger.close()
                raise
        return ledger

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Frees the lock and the file; a second time does nothing."""
        with store.plain_errors(self.path):
            lock, self._lock = self._lock, None
            try:
                if lock:
                    lock.release()
            finally:
                self._connection.close()

    # Writing

    def append(self, batch: Batch) -> Receipt:
        """All of the batch or nothing; when this returns, it is on disk."""
        if self._lock is None:
            raise LedgerError("it was opened for reading only", str(self.path), "open it without `read_only`")
        with store.plain_errors(self.path), store.transaction(self._connection):
            self._lock.check()
            return append(self._connection, batch, self._clock())

    def import_lines(self, source: Iterable[bytes]) -> int:
        """Restores an export into this ledger, which must be empty; the number of entries."""
        if self._lock is None:
            raise LedgerError("it was opened for reading only", str(self.path), "open it without `read_only`")
        with store.plain_errors(self.path), store.transaction(self._connection):
            self._lock.check()
            return lines.import_lines(self._connection, source)

    # Reading

    def has_read(self, item: RawItem, producer: Producer, *, text_version: str | None = None) -> bool:
        """Whether the last reading of that place is of these bytes by this producer: nothing to do."""
        with store.plain_errors(self.path):
            return manifest.has_read(self._connection, item, producer, text_version)

    def documents(self, *, as_of: datetime | None = None) -> Iterator[Document]:
        """Documents that stand, in the order of recording."""
        return (record for record in self.records("document", as_of=as_of) if isinstance(record, Document))

    def decisions(self, *, as_of: datetime | None = None) -> Iterator[Decision]:
        """Rulings that stand, in the order of recording."""
        return (record for record in self.records("decision", as_of=as_of) if isinstance(record, Decision))

    def problems(self, *, as_of: datetime | None = None) -> Iterator[Problem]:
        """Problems that stand, in the order of recording."""
        return (record for record in self.records("problem", as_of=as_of) if isinstance(record, Problem))

    def records(self, kind: str | None = None, *, as_of: datetime | None = None) -> Iterator[AnyRecord]:
        """Records that stand, of one kind (the word in their key `record`) or all."""
        with store.plain_errors(self.path):
            yield from query.standing(self._connection, query.moment_of(self._connection, as_of), kind)

    def claims(
        self,
        *,
        doc_id: str | None = None,
        actor: str | None = None,
        dyad: tuple[str, str] | None = None,
        since: date | None = None,
        until: date | None = None,
        as_of: datetime | None = None,
    ) -> Iterator[Claim]:
        """Claims that stand and fit every filter, in the order of recording.

        Args:
            doc_id: of one document.
            actor: `act:` id on any side, or on whose behalf a party acts.
            dyad: two `act:` ids that are both parties, on any side.
            since: may have happened on this day or later; an open date may.
            until: may have happened on this day or earlier.
            as_of: as known at that moment.
        """
        with store.plain_errors(self.path):
            moment = query.moment_of(self._connection, as_of)
            yield from query.claims(
                self._connection, moment, doc_id=doc_id, actor=actor, dyad=dyad, since=since, until=until
            )

    def moment(self) -> datetime | None:
        """When the last batch was recorded; None: nothing is."""
        with store.plain_errors(self.path):
            return query.moment_of(self._connection, None).at

    def find(self, name: str, *, as_of: datetime | None = None) -> AnyRecord | None:
        """The record that stands under an id; None: none does."""
        with store.plain_errors(self.path):
            return query.find(self._connection, query.moment_of(self._connection, as_of), name)

    def history(self, name: str) -> tuple[Entry, ...]:
        """Every line that was recorded under an id, superseded ones too."""
        with store.plain_errors(self.path):
            return tuple(query.entries(self._connection, query.moment_of(self._connection, None), name=name))

    def search(self, words: str, limit: int = 20, *, as_of: datetime | None = None) -> tuple[AnyRecord, ...]:
        """Documents by title and claims by quote that hold every word, best first.

        Words in double quotes stand together, `sign*` finds what begins so; any string will do.
        """
        sought = _fts_query(words)
        if not sought or limit < 1:
            return ()
        with store.plain_errors(self.path):
            moment = query.moment_of(self._connection, as_of)
            return tuple(query.search(self._connection, moment, sought, limit))

    def snapshot(self, as_of: datetime | None = None) -> Snapshot:
        """All that stands, sorted."""
        with store.plain_errors(self.path):
            moment = query.moment_of(self._connection, as_of)
            return snapshot_of(query.standing(self._connection, moment), moment.at)

    def changes(self, since: datetime | None = None, *, as_of: datetime | None = None) -> Iterator[Entry]:
        """Lines added or superseded after a moment, in order; None: every line."""
        with store.plain_errors(self.path):
            after = query.moment_of(self._connection, since).upto if since else 0
            yield from query.entries(self._connection, query.moment_of(self._connection, as_of), after=after)

    def raw(self, sha256: str) -> bytes | None:
        """The bytes as fetched; None: no reading has that hash."""
        with store.plain_errors(self.path):
            found = self._connection.execute(
                "SELECT content FROM raw WHERE sha256 = ?", (_bytes_of(sha256),)
            ).fetchone()
            return unpack(found[0]) if found else None

    def raw_items(self) -> Iterator[RawItem]:
        """The latest item of every place, for reading again with another producer."""
        with store.plain_errors(self.path):
            yield from manifest.raw_items(self._connection)

    def integrity(self) -> Health:
        """The whole file against itself: structure, hashes, counts."""
        return check(self._connection, self.path)

    def export_lines(self) -> Iterator[bytes]:
        """The whole book as JSON lines; `import_lines` restores it with its history."""
        with store.plain_errors(self.path):
            yield from lines.export_lines(self._connection, query.moment_of(self._connection, None))


def _bytes_of(sha256: str) -> bytes:
    try:
        return bytes.fromhex(sha256)
    except ValueError:
        return b""


def _fts_query(words: str) -> str:
    """Any string as words and phrases that must all occur; operators and signs mean nothing."""
    terms = []
    for phrase, word, star in _TERM.findall(fold_text(words))[:_MAX_TERMS]:
        inner = " ".join(_WORD.findall(phrase)[:_MAX_TERMS]) or word
        if inner:
            terms.append(f'"{inner}"{star}')
    return " AND ".join(terms)
