"""One batch into the book: what is new is added, what it replaces is closed, what is known is left alone.

What stands after it follows from what was read and when it was fetched, not from the order within a batch.
"""

from collections.abc import Iterable
from datetime import datetime

import msgspec
from msgspec.structs import replace

from entente.ledger import manifest
from entente.ledger.batch import Batch, Reading, Receipt, slot_of
from entente.ledger.connection import Connection
from entente.ledger.entrance import Line, sound_parts, to_line
from entente.ledger.keys import kind_of, record_id, subject_of
from entente.ledger.rows import EntryRow, add_entry, unpack
from entente.ledger.times import to_micros, to_moment
from entente.records import AnyRecord, Claim, Decision, Document, Problem, from_json

Standing = dict[str, tuple[int, bytes]]
"""Record id to the line that stands for it and its JSON."""

_OPEN = " AND NOT EXISTS (SELECT 1 FROM closing c WHERE c.seq = entry.seq)"
_STANDING_ID = "SELECT id, seq, body FROM entry WHERE id = ?" + _OPEN
_STANDING_ABOUT = "SELECT id, seq, body FROM entry WHERE about = ? AND kind = ?" + _OPEN
_STANDING_RULINGS = "SELECT id, seq, body FROM entry WHERE kind = 'decision'" + _OPEN
_REVOKING = "SELECT 1 FROM entry WHERE about = ? AND kind = 'decision'"


def append(connection: Connection, batch: Batch, now: datetime) -> Receipt:
    """The whole batch, inside the caller's transaction."""
    last, latest = connection.execute(
        "SELECT coalesce(max(batch), 0), coalesce(max(recorded_at), 0) FROM batch"
    ).fetchone()
    moment = max(to_micros(now), latest + 1)  # a clock that jumps back never puts a batch before another
    producer = manifest.producer_number(connection, batch.producer)
    before = connection.total_changes
    book = Book(connection, last + 1)
    for order, reading in sorted(((manifest.order_of(r, batch.producer), r) for r in batch.readings), key=_first):
        book.add_reading(reading, order, producer)
    book.add_free(batch.records)
    if connection.total_changes == before:
        return Receipt(known=book.known)
    row = (last + 1, moment, producer, book.last, book.superseded)
    connection.add("batch", (row,))
    return Receipt(
        batch=last + 1, recorded_at=to_moment(moment), added=book.added, superseded=book.superseded,
        known=book.known, refused=tuple(book.refused),
    )  # fmt: skip


class Book:
    """The open batch: adds and closes lines, and counts them."""

    def __init__(self, connection: Connection, batch: int) -> None:
        self._connection = connection
        self._batch = batch
        self.last = int(connection.execute("SELECT coalesce(max(seq), 0) FROM entry").fetchone()[0])
        self.added = self.superseded = self.known = 0
        self.refused: list[Problem] = []

    def add_reading(self, reading: Reading, order: manifest.Order, producer: int) -> None:
        """The manifest row, then the document with its claims, then the problems."""
        slot, sound = slot_of(reading.item), sound_parts(reading)
        doc_id = sound.document.id if sound.document else None
        last, last_document = (
            find(self._connection, slot) for find in (manifest.last_in_slot, manifest.last_document_in_slot)
        )
        if not manifest.add_reading(
            self._connection, reading, order, batch=self._batch, producer=producer, doc_id=doc_id
        ):
            self.known += 1
            return
        self.refused += sound.refused
        if sound.document:
            self._settle_document(sound.document, sound.claims, order, last_document)
        self._settle_problems(sound.problems, slot, is_late=last is not None and last.order > order)

    def _settle_document(
        self,
        document: Line,
        claims: tuple[Line, ...],
        order: manifest.Order,
        last: manifest.Seen | None,
    ) -> None:
        """A later version replaces the slot's last one; an earlier version that arrives late is kept as history.

        Of one text fetched more than once, what was fetched first stands, whichever arrives first. A claim that a
        person accepted or wrote stands as long as its text does, whatever is read in it later.
        """
        is_late = last is not None and last.order > order
        retired = self._retire(last, document.id) if last and not is_late else None
        standing = self._standing(_STANDING_ID, document.id)
        if is_late:
            body = standing[document.id][1] if standing else b""
            if not standing:
                self._keep_history((document, *claims))
            elif _differs_by_fetch(document, body) and _came_first(document, body):
                self._replace(standing, (document,))
            return
        told = self._standing(_STANDING_ABOUT, document.id, "claim")
        upheld = self._upheld() - {line.id for line in claims} if told else frozenset()
        standing |= {name: line for name, line in told.items() if name not in upheld}
        self._replace(standing, (document, *claims), retired)

    def _upheld(self) -> frozenset[str]:
        """Claims that a person ruled to be what their text says."""
        rulings = [from_json(body, Decision) for _, body in self._standing(_STANDING_RULINGS).values()]
        return frozenset(ruling.left for ruling in rulings if (ruling.relation, ruling.verdict) == ("told_in", "yes"))

    def _retire(self, last: manifest.Seen, new_id: str) -> int | None:
        """Closes the slot's last document with its claims, unless it is the same or stands elsewhere."""
        old_id = last.doc_id or ""
        if old_id == new_id or manifest.stands_elsewhere(self._connection, old_id, last.slot):
            return None
        old = self._standing(_STANDING_ID, old_id)
        seqs = [seq for seq, _ in (old | self._standing(_STANDING_ABOUT, old_id, "claim")).values()]
        self._close(seqs)
        return old[old_id][0] if old else None

    def _settle_problems(self, problems: tuple[Line, ...], slot: str, *, is_late: bool) -> None:
        """The slot's problems are those of its latest reading."""
        if is_late:
            self._keep_history(problems, about=slot)
        else:
            self._replace(self._standing(_STANDING_ABOUT, slot, "problem"), problems, about=slot)

    def _replace(
        self, standing: Standing, lines: Iterable[Line], retired: int | None = None, about: str | None = None
    ) -> None:
        """After it the lines stand and no other of `standing` does."""
        for line in lines:
            seq, body = standing.pop(line.id, (None, b""))
            if seq is None:
                self._add(line, supersedes=retired if isinstance(line.record, Document) else None, about=about)
            elif not _stays(line, body):
                self._add(line, supersedes=seq, about=about)
                self._close((seq,))
        self._close(seq for seq, _ in standing.values())

    def _keep_history(self, lines: Iterable[Line], about: str | None = None) -> None:
        """Lines that never stood: recorded once and closed at once."""
        for line in lines:
            if self._connection.execute("SELECT 1 FROM entry WHERE id = ?", (line.id,)).fetchone() is None:
                self._add(line, about=about)
                self._close((self.last,))

    def add_free(self, records: Iterable[AnyRecord]) -> None:
        """Records that come from no raw item, in an order of their own: documents first, since claims quote them."""
        for record in sorted(records, key=_free_order):
            refused: list[Problem] = []
            document = self._document_of(record) if isinstance(record, Claim) else None
            line = to_line(record, refused, record_id(record), document)
            for each in (line, *(to_line(problem, [], problem.where) for problem in refused)):
                if each:
                    self._add_free(each)
            self.refused += refused

    def _add_free(self, line: Line) -> None:
        """It replaces what stands under its id; a ruling also closes the ruling that it revokes."""
        record = line.record
        self._replace(self._standing(_STANDING_ID, line.id), (line,))
        if isinstance(record, Decision):
            revoked = self._standing(_STANDING_ID, record.revokes) if record.revokes else {}
            revoking = self._connection.execute(_REVOKING, (line.id,)).fetchone()
            this = self._standing(_STANDING_ID, line.id) if revoking else {}
            self._close(seq for seq, _ in (revoked | this).values())

    def _document_of(self, claim: Claim) -> Document | None:
        found = self._standing(_STANDING_ID, claim.doc_id).get(claim.doc_id)
        return from_json(found[1], Document) if found else None

    def _standing(self, query: str, *key: str) -> Standing:
        rows = self._connection.execute(query, key)
        return {name: (seq, unpack(body)) for name, seq, body in rows}

    def _add(self, line: Line, *, supersedes: int | None = None, about: str | None = None) -> None:
        self.last += 1
        self.added += 1
        record = line.record
        row = EntryRow(
            self.last, self._batch, kind_of(record), line.id, about or subject_of(record), supersedes, line.body
        )
        add_entry(self._connection, row, record)

    def _close(self, seqs: Iterable[int]) -> None:
        closed = [(seq, self._batch) for seq in seqs]
        self._connection.add("closing", closed)
        self.superseded += len(closed)


def _free_order(record: AnyRecord) -> tuple[bool, str, bytes]:
    return not isinstance(record, Document), record_id(record), msgspec.json.encode(record)


def _first(pair: tuple[manifest.Order, Reading]) -> tuple[manifest.Order, str]:
    return pair[0], slot_of(pair[1].item)


def _stays(line: Line, body: bytes) -> bool:
    """Whether what stands stays: nothing changed, or only the fetch of the same text, which was no earlier."""
    return line.body == body or (_differs_by_fetch(line, body) and not _came_first(line, body))


def _differs_by_fetch(line: Line, body: bytes) -> bool:
    """Whether nothing else changed than when and as which bytes the same text was fetched."""
    if not isinstance(line.record, Document):
        return False
    old = from_json(body, Document)
    return old == replace(line.record, retrieved_at=old.retrieved_at, raw_sha256=old.raw_sha256)


def _came_first(line: Line, body: bytes) -> bool:
    """Whether this one of two fetches of a text was the earlier."""
    if not isinstance(line.record, Document):
        return False
    old = from_json(body, Document)
    return (line.record.retrieved_at, line.record.raw_sha256) < (old.retrieved_at, old.raw_sha256)
