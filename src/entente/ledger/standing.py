"""What the book holds around a batch: asked for all at once, with the batch's own lines laid over it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from entente.ledger import manifest
from entente.ledger.connection import Connection, Key, Question
from entente.ledger.manifest import Order, Seen
from entente.ledger.rows import EntryRow, unpack

Lines = dict[str, tuple[int, bytes]]
"""Record id to the line that stands for it and its JSON."""

_OPEN = " AND NOT EXISTS (SELECT 1 FROM closing c WHERE c.seq = entry.seq)"
OF_ID = "SELECT id, seq, body FROM entry WHERE id = ?" + _OPEN
ABOUT = "SELECT id, seq, body FROM entry WHERE about = ? AND kind || '' = ?" + _OPEN  # no index of kinds: it is long
RULINGS = "SELECT id, seq, body FROM entry WHERE kind = 'decision'" + _OPEN
REVOKING = "SELECT 1 FROM entry WHERE about = ? AND kind || '' = 'decision' LIMIT 1"
EVER = "SELECT 1 FROM entry WHERE id = ? LIMIT 1"
RAW = "SELECT 1 FROM raw WHERE sha256 = ?"


class Standing:
    """Answers hold for the time before the batch; what the batch adds and closes is told here and counts at once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._answers: dict[tuple[str, Key], list[Any]] = {}  # Any: columns have their own types
        self._own: defaultdict[tuple[str, Key], Lines] = defaultdict(dict)
        self._read: defaultdict[str, list[Seen]] = defaultdict(list)
        self._places: defaultdict[str, set[str]] = defaultdict(set)
        self._raw: set[bytes] = set()
        self._ever: set[str] = set()
        self._closed: set[int] = set()

    def foresee(self, *questions: Question) -> None:
        """Asks together what would be asked one by one."""
        new = [(statement, self._unasked(statement, keys)) for statement, keys in questions]
        new = [(statement, keys) for statement, keys in new if keys]
        for (statement, keys), answers in zip(new, self._connection.ask(*new) if new else (), strict=True):
            self._answers |= {(statement, key): rows for key, rows in zip(keys, answers, strict=True)}

    def _unasked(self, statement: str, keys: Iterable[Key]) -> Sequence[Key]:
        return [key for key in dict.fromkeys(keys) if (statement, key) not in self._answers]

    def answer(self, statement: str, *key: object) -> list[Any]:  # Any: as above
        """The rows of a statement for a key, as they were before the batch."""
        if (statement, key) not in self._answers:
            self.foresee((statement, (key,)))
        return self._answers[statement, key]

    # Lines

    def of_id(self, name: str) -> Lines:
        """The line that stands under an id."""
        return self._lines(OF_ID, name)

    def about(self, subject: str, kind: str) -> Lines:
        """The lines of a kind that stand about a subject."""
        return self._lines(ABOUT, subject, kind)

    def rulings(self) -> Lines:
        """Every ruling that stands."""
        return self._lines(RULINGS)

    def is_revoked(self, name: str) -> bool:
        """Whether any ruling revokes this one."""
        return bool(self.answer(REVOKING, name) or self._own[ABOUT, (name, "decision")])

    def was_ever(self, name: str) -> bool:
        """Whether any line has the id, standing or not."""
        return name in self._ever or bool(self.answer(EVER, name))

    def add(self, row: EntryRow) -> None:
        """A line of the batch."""
        self._ever.add(row.id)
        found_by: list[tuple[str, Key]] = [(OF_ID, (row.id,)), (ABOUT, (row.about, row.kind))]
        found_by += [(RULINGS, ())] if row.kind == "decision" else []
        for question in found_by:
            self._own[question][row.id] = (row.seq, row.body)

    def close(self, seqs: Iterable[int]) -> None:
        """The lines stand no more."""
        self._closed.update(seqs)

    def _lines(self, statement: str, *key: object) -> Lines:
        lines: Lines = {name: (seq, unpack(body)) for name, seq, body in self.answer(statement, *key)}
        lines |= self._own[statement, key]
        return {name: line for name, line in lines.items() if line[0] not in self._closed}

    # Readings

    def last_in(self, slot: str) -> Seen | None:
        """The latest reading of a slot."""
        return self._latest(manifest.LAST_IN_SLOT, slot, self._read[slot])

    def last_document_in(self, slot: str) -> Seen | None:
        """The latest reading of a slot that gave a document; a page that fails today leaves yesterday's standing."""
        own = [seen for seen in self._read[slot] if seen.doc_id is not None]
        return self._latest(manifest.LAST_DOCUMENT_IN_SLOT, slot, own)

    def stands_elsewhere(self, doc_id: str, slot: str) -> bool:
        """Whether another slot's present version is this document."""
        found = {other for (other,) in self.answer(manifest.SLOTS_OF, doc_id)} | self._places[doc_id]
        others = found - {slot}
        self.foresee((manifest.LAST_DOCUMENT_IN_SLOT, [(other,) for other in others]))
        heads = map(self.last_document_in, others)
        return any(head and head.doc_id == doc_id for head in heads)

    def has_reading(self, slot: str, order: Order) -> bool:
        """Whether it is in the manifest."""
        return order in self.answer(manifest.READ_AT, slot, order[0]) or order in [r.order for r in self._read[slot]]

    def has_raw(self, digest: bytes) -> bool:
        """Whether bytes of that hash are kept."""
        return digest in self._raw or bool(self.answer(RAW, digest))

    def add_reading(self, seen: Seen) -> None:
        """A reading of the batch, whose bytes are kept."""
        self._read[seen.slot].append(seen)
        self._raw.add(seen.order[1])
        if seen.doc_id:
            self._places[seen.doc_id].add(seen.slot)

    def _latest(self, statement: str, slot: str, own: Sequence[Seen]) -> Seen | None:
        before = map(manifest.seen_in, self.answer(statement, slot))
        return max((*before, *own), key=lambda seen: seen.order, default=None)
