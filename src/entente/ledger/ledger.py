"""The door to the book."""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime
from typing import Self

from entente.ledger import lines, listing, manifest, query
from entente.ledger.append import append
from entente.ledger.batch import Batch, Receipt
from entente.ledger.connection import Store, Term
from entente.ledger.engines import newest_schema, open_store
from entente.ledger.integrity import Health, check
from entente.ledger.listing import Listed
from entente.ledger.place import Place, place_of
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
    """The append-only book: an SQLite file with one writer, or a PostgreSQL database with many; any number of readers.

    `as_of` asks for the book as it stood at a moment; None: as it stands now.
    """

    def __init__(self, store: Store, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._connection = store.connection
        self._clock = clock

    @classmethod
    def open(
        cls,
        place: str | Place,
        *,
        create: bool = False,
        read_only: bool = False,
        clock: Callable[[], datetime] = _now,
    ) -> Self:
        """The ledger at a place; LedgerError if it is not there, damaged, newer, or a file with another writer.

        Args:
            place: a file, or the address of a database: `postgresql://user@host/name`.
            create: make it if it is not there.
            read_only: only look; works while another process writes.
            clock: what tells the moment of recording.
        """
        return cls(open_store(place_of(place), create=create, read_only=read_only), clock)

    @property
    def place(self) -> Place:
        """Where it lies."""
        return self._store.place

    @property
    def is_older(self) -> bool:
        """Whether it is of an older schema, which the next writer brings up to date."""
        return self._store.schema < newest_schema()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *ended: object) -> None:
        self.close()

    def close(self) -> None:
        """Frees what it holds; a second time does nothing."""
        self._store.close()

    # Writing

    def append(self, batch: Batch) -> Receipt:
        """All of the batch or nothing; when this returns, it is on disk."""
        with self._store.plain_errors(), self._store.writing():
            return append(self._connection, batch, self._clock())

    def import_lines(self, source: Iterable[bytes]) -> int:
        """Restores an export into this ledger, which must be empty; the number of entries."""
        with self._store.plain_errors(), self._store.writing():
            return lines.import_lines(self._connection, source)

    def list_segments(self, segments: Iterable[Listed]) -> int:
        """Lists files that were made of this book; how many are new."""
        with self._store.plain_errors(), self._store.writing():
            return listing.enlist(self._connection, segments, self._clock())

    # Reading

    def segments(self) -> tuple[Listed, ...]:
        """Every file that was made of this book, sorted by hash."""
        with self._store.plain_errors():
            return listing.listed(self._connection) if self._store.schema >= listing.SINCE else ()

    def has_read(self, item: RawItem, producer: Producer, *, text_version: str | None = None) -> bool:
        """Whether the last reading of that place is of these bytes by this producer: nothing to do."""
        with self._store.plain_errors():
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
        with self._store.plain_errors():
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
        with self._store.plain_errors():
            moment = query.moment_of(self._connection, as_of)
            yield from query.claims(
                self._connection, moment, doc_id=doc_id, actor=actor, dyad=dyad, since=since, until=until
            )

    def moment(self) -> datetime | None:
        """When the last batch was recorded; None: nothing is."""
        with self._store.plain_errors():
            return query.moment_of(self._connection, None).at

    def count_entries(self) -> int:
        """How many lines there are, superseded ones too."""
        with self._store.plain_errors():
            return query.count_entries(self._connection)

    def find(self, name: str, *, as_of: datetime | None = None) -> AnyRecord | None:
        """The record that stands under an id; None: none does."""
        with self._store.plain_errors():
            return query.find(self._connection, query.moment_of(self._connection, as_of), name)

    def history(self, name: str) -> tuple[Entry, ...]:
        """Every line that was recorded under an id, superseded ones too."""
        with self._store.plain_errors():
            return tuple(query.entries(self._connection, query.moment_of(self._connection, None), name=name))

    def search(self, words: str, limit: int = 20, *, as_of: datetime | None = None) -> tuple[AnyRecord, ...]:
        """Documents by title and claims by quote that hold every word, best first.

        Words in double quotes stand together, `sign*` finds what begins so; any string will do.
        """
        sought = self._connection.dialect.sought(_terms(words))
        if not sought or limit < 1:
            return ()
        with self._store.plain_errors():
            moment = query.moment_of(self._connection, as_of)
            return tuple(query.search(self._connection, moment, sought, limit))

    def snapshot(self, as_of: datetime | None = None) -> Snapshot:
        """All that stands, sorted."""
        with self._store.plain_errors():
            moment = query.moment_of(self._connection, as_of)
            return snapshot_of(query.standing(self._connection, moment), moment.at)

    def changes(self, since: datetime | None = None, *, as_of: datetime | None = None) -> Iterator[Entry]:
        """Lines added or superseded after a moment, in order; None: every line."""
        with self._store.plain_errors():
            after = query.moment_of(self._connection, since).upto if since else 0
            yield from query.entries(self._connection, query.moment_of(self._connection, as_of), after=after)

    def raw(self, sha256: str) -> bytes | None:
        """The bytes as fetched; None: no reading has that hash."""
        with self._store.plain_errors():
            found = self._connection.execute(
                "SELECT content FROM raw WHERE sha256 = ?", (_bytes_of(sha256),)
            ).fetchone()
            return unpack(found[0]) if found else None

    def raw_items(self) -> Iterator[RawItem]:
        """The latest item of every place, for reading again with another producer."""
        with self._store.plain_errors():
            yield from manifest.raw_items(self._connection)

    def integrity(self) -> Health:
        """The whole book against itself: structure, hashes, counts."""
        return check(self._store)

    def count_lines(self) -> int:
        """How many lines `export_lines` gives now."""
        with self._store.plain_errors():
            return lines.count_lines(self._connection)

    def export_lines(self) -> Iterator[bytes]:
        """The whole book as JSON lines; `import_lines` restores it with its history."""
        with self._store.plain_errors():
            yield from lines.export_lines(self._connection, query.moment_of(self._connection, None))


def _bytes_of(sha256: str) -> bytes:
    try:
        return bytes.fromhex(sha256)
    except ValueError:
        return b""


def _terms(words: str) -> list[Term]:
    """Any string as words and phrases."""
    found = _TERM.findall(fold_text(words))[:_MAX_TERMS]
    terms = (Term(tuple(_WORD.findall(phrase or word)[:_MAX_TERMS]), bool(star)) for phrase, word, star in found)
    return [term for term in terms if term.words]
