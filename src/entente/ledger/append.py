"""One batch into the book: what is new is added, what it replaces is closed, what is known is left alone.

What stands after it follows from what was read and when it was fetched, not from the order within a batch.
"""

from collections.abc import Iterable
from datetime import datetime

import msgspec
from msgspec.structs import replace

from entente.ledger import manifest
from entente.ledger.arrival import Arrival, arrivals, replaced, touched
from entente.ledger.batch import Batch, Receipt
from entente.ledger.connection import Connection
from entente.ledger.entrance import Line, to_line
from entente.ledger.keys import kind_of, record_id, subject_of
from entente.ledger.rows import EntryRow, add_entry, pack
from entente.ledger.standing import Lines, Standing
from entente.ledger.times import to_micros, to_moment
from entente.records import AnyRecord, Claim, Decision, Document, Problem, from_json

_LAST = (
    "SELECT (SELECT coalesce(max(batch), 0) FROM batch), (SELECT coalesce(max(recorded_at), 0) FROM batch),"
    " (SELECT coalesce(max(seq), 0) FROM entry)"
)


def append(connection: Connection, batch: Batch, now: datetime) -> Receipt:
    """The whole batch, inside the caller's transaction."""
    known, arrived, made_by = Standing(connection), arrivals(batch), manifest.key_of(batch.producer)
    known.foresee((_LAST, [()]), (manifest.PRODUCER, [made_by]), *touched(arrived, batch.records))
    known.foresee(*replaced(known, arrived))
    last, latest, seq = known.answer(_LAST)[0]
    moment = max(to_micros(now), latest + 1)  # a clock that jumps back never puts a batch before another
    numbers = known.answer(manifest.PRODUCER, *made_by)
    producer = numbers[0][0] if numbers else manifest.producer_number(connection, batch.producer)
    book = Book(connection, known, last + 1, seq)
    for arrival in arrived:
        book.add_reading(arrival, producer)
    book.add_free(batch.records)
    if not book.is_changed:
        return Receipt(known=book.known)
    row = (last + 1, moment, producer, book.last, book.superseded)
    connection.add("batch", (row,))
    return Receipt(
        batch=last + 1, recorded_at=to_moment(moment), added=book.added, superseded=book.superseded,
        known=book.known, refused=tuple(book.refused),
    )  # fmt: skip


class Book:
    """The open batch: adds and closes lines, and counts them."""

    def __init__(self, connection: Connection, known: Standing, batch: int, last: int) -> None:
        self._connection = connection
        self._standing = known
        self._batch = batch
        self.last = last
        self.added = self.superseded = self.known = self.read = 0
        self.refused: list[Problem] = []

    @property
    def is_changed(self) -> bool:
        """Whether there is anything to record."""
        return (self.added, self.superseded, self.read) != (0, 0, 0)

    def add_reading(self, arrival: Arrival, producer: int) -> None:
        """The manifest row, then the document with its claims, then the problems."""
        order, slot, reading, sound = arrival
        if self._standing.has_reading(slot, order):
            self.known += 1
            return
        last, last_document = self._standing.last_in(slot), self._standing.last_document_in(slot)
        if not self._standing.has_raw(order[1]):
            self._connection.add("raw", ((order[1], pack(reading.item.content)),))
        row = manifest.row_of(reading, order, batch=self._batch, producer=producer, doc_id=arrival.doc_id)
        self._connection.add("reading", (row,))
        self._standing.add_reading(manifest.Seen(slot, arrival.doc_id, order))
        self.read += 1
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
        standing = self._standing.of_id(document.id)
        if is_late:
            body = standing[document.id][1] if standing else b""
            if not standing:
                self._keep_history((document, *claims))
            elif _differs_by_fetch(document, body) and _came_first(document, body):
                self._replace(standing, (document,))
            return
        told = self._standing.about(document.id, "claim")
        upheld = self._upheld() - {line.id for line in claims} if told else frozenset()
        standing |= {name: line for name, line in told.items() if name not in upheld}
        self._replace(standing, (document, *claims), retired)

    def _upheld(self) -> frozenset[str]:
        """Claims that a person ruled to be what their text says."""
        rulings = [from_json(body, Decision) for _, body in self._standing.rulings().values()]
        return frozenset(ruling.left for ruling in rulings if (ruling.relation, ruling.verdict) == ("told_in", "yes"))

    def _retire(self, last: manifest.Seen, new_id: str) -> int | None:
        """Closes the slot's last document with its claims, unless it is the same or stands elsewhere."""
        old_id = last.doc_id or ""
        if old_id == new_id or self._standing.stands_elsewhere(old_id, last.slot):
            return None
        old = self._standing.of_id(old_id)
        seqs = [seq for seq, _ in (old | self._standing.about(old_id, "claim")).values()]
        self._close(seqs)
        return old[old_id][0] if old else None

    def _settle_problems(self, problems: tuple[Line, ...], slot: str, *, is_late: bool) -> None:
        """The slot's problems are those of its latest reading."""
        if is_late:
            self._keep_history(problems, about=slot)
        else:
            self._replace(self._standing.about(slot, "problem"), problems, about=slot)

    def _replace(
        self, standing: Lines, lines: Iterable[Line], retired: int | None = None, about: str | None = None
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
            if not self._standing.was_ever(line.id):
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
        self._replace(self._standing.of_id(line.id), (line,))
        if isinstance(record, Decision):
            revoked = self._standing.of_id(record.revokes) if record.revokes else {}
            this = self._standing.of_id(line.id) if self._standing.is_revoked(line.id) else {}
            self._close(seq for seq, _ in (revoked | this).values())

    def _document_of(self, claim: Claim) -> Document | None:
        found = self._standing.of_id(claim.doc_id).get(claim.doc_id)
        return from_json(found[1], Document) if found else None

    def _add(self, line: Line, *, supersedes: int | None = None, about: str | None = None) -> None:
        self.last += 1
        self.added += 1
        record = line.record
        kind, subject = kind_of(record), about or subject_of(record)
        row = EntryRow(self.last, self._batch, kind, line.id, subject, supersedes, line.body)
        add_entry(self._connection, row, record)
        self._standing.add(row)

    def _close(self, seqs: Iterable[int]) -> None:
        closed = [(seq, self._batch) for seq in seqs]
        self._connection.add("closing", closed)
        self._standing.close(seq for seq, _ in closed)
        self.superseded += len(closed)


def _free_order(record: AnyRecord) -> tuple[bool, str, bytes]:
    return not isinstance(record, Document), record_id(record), msgspec.json.encode(record)


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
