"""A reading on its way into the book, and what a batch of them will ask of it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from entente.ledger import manifest, standing
from entente.ledger.batch import Batch, Reading, slot_of
from entente.ledger.connection import Key, Question
from entente.ledger.entrance import Sound, sound_parts
from entente.ledger.keys import record_id
from entente.ledger.standing import Standing
from entente.records import AnyRecord, Claim, Decision


class Arrival(NamedTuple):
    """A reading with its place among the versions of its slot."""

    order: manifest.Order
    slot: str
    reading: Reading
    sound: Sound

    @property
    def doc_id(self) -> str | None:
        """Of its document; None: none came of it."""
        return self.sound.document.id if self.sound.document else None

    @property
    def names(self) -> Iterator[str]:
        """The ids of its lines."""
        lines = (self.sound.document, *self.sound.claims, *self.sound.problems)
        return (line.id for line in lines if line)


def arrivals(batch: Batch) -> list[Arrival]:
    """The batch's readings, those fetched first before the others."""
    made = [Arrival(manifest.order_of(r, batch.producer), slot_of(r.item), r, sound_parts(r)) for r in batch.readings]
    return sorted(made, key=lambda arrival: arrival[:2])


def touched(arrived: Sequence[Arrival], records: Iterable[AnyRecord]) -> Iterator[Question]:
    """What is known of the places, bytes, texts and ids in a batch."""
    slots: list[Key] = [(arrival.slot,) for arrival in arrived]
    documents = [arrival.doc_id for arrival in arrived if arrival.doc_id]
    free, rulings = list(_named(records)), [record.decision_id for record in records if isinstance(record, Decision)]
    yield manifest.LAST_IN_SLOT, slots
    yield manifest.LAST_DOCUMENT_IN_SLOT, slots
    yield manifest.READ_AT, [(arrival.slot, arrival.order[0]) for arrival in arrived]
    yield standing.RAW, [(arrival.order[1],) for arrival in arrived]
    yield standing.OF_ID, _keys(documents + free)
    yield standing.ABOUT, [(name, "claim") for name in documents] + [(arrival.slot, "problem") for arrival in arrived]
    yield standing.REVOKING, _keys(rulings)
    versions = Counter(arrival.slot for arrival in arrived)
    yield (
        manifest.SLOTS_OF,
        _keys(arrival.doc_id for arrival in arrived if arrival.doc_id and versions[arrival.slot] > 1),
    )


def replaced(known: Standing, arrived: Iterable[Arrival]) -> Iterator[Question]:
    """What is known of the texts that the new versions replace, and of lines that come too late to stand."""
    old, late = list[str](), list[str]()
    for arrival in (one for one in arrived if not known.has_reading(one.slot, one.order)):
        before = known.last_document_in(arrival.slot)
        last = known.last_in(arrival.slot)
        if before and before.doc_id and arrival.doc_id not in (None, before.doc_id):
            old.append(before.doc_id)
        if last and last.order > arrival.order:
            late += arrival.names
    yield standing.OF_ID, _keys(old)
    yield standing.ABOUT, [(name, "claim") for name in old]
    yield manifest.SLOTS_OF, _keys(old)
    yield standing.EVER, _keys(late)


def _named(records: Iterable[AnyRecord]) -> Iterator[str]:
    """The ids of free records and those that they speak of."""
    for record in records:
        yield record_id(record)
        if isinstance(record, Claim):
            yield record.doc_id
        elif isinstance(record, Decision) and record.revokes:
            yield record.revokes


def _keys(names: Iterable[str]) -> list[Key]:
    return [(name,) for name in names]
