"""The read-manifest: which bytes were read from where, by what, and what they became."""

import json
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from entente.ledger.batch import Reading, slot_of, storable
from entente.ledger.connection import Connection, Row
from entente.ledger.rows import unpack
from entente.ledger.times import to_micros, to_moment
from entente.records import Producer
from entente.records.raw import RawItem

Order = tuple[int, bytes, str, str, str, str]
"""Fetched, raw hash, canonicaliser, producer: of two readings the greater is the later version."""

_SEEN = """
SELECT r.slot, r.doc_id, r.fetched, r.raw, r.text_version, p.name, p.version, p.config_hash
FROM reading r JOIN producer p USING (producer)
"""
_LAST = (
    " ORDER BY r.fetched DESC, r.raw DESC, r.text_version DESC, p.name DESC, p.version DESC, p.config_hash DESC LIMIT 1"
)
_ADD_PRODUCER = "INSERT INTO producer (name, version, config_hash) VALUES (?, ?, ?) ON CONFLICT DO NOTHING"
PRODUCER = "SELECT producer FROM producer WHERE (name, version, config_hash) = (?, ?, ?)"
LAST_IN_SLOT = _SEEN + "WHERE r.slot = ?" + _LAST
LAST_DOCUMENT_IN_SLOT = _SEEN + "WHERE r.slot = ? AND r.doc_id IS NOT NULL" + _LAST
SLOTS_OF = "SELECT DISTINCT slot FROM reading WHERE doc_id = ?"
READ_AT = (
    "SELECT r.fetched, r.raw, r.text_version, p.name, p.version, p.config_hash"
    " FROM reading r JOIN producer p USING (producer) WHERE r.slot = ? AND r.fetched = ?"
)
"""The orders of what was read of a slot at a moment."""


class Seen(NamedTuple):
    """A reading in the manifest."""

    slot: str
    doc_id: str | None
    order: Order


def order_of(reading: Reading, producer: Producer) -> Order:
    """Where a reading stands among the versions of its slot."""
    item = reading.item
    return (to_micros(item.fetched), bytes.fromhex(item.sha256), reading.text_version, *key_of(producer))


def row_of(reading: Reading, order: Order, *, batch: int, producer: int, doc_id: str | None) -> Row:
    """A row of the manifest."""
    item = reading.item
    return (
        batch, slot_of(item), storable(item.origin), order[0], order[1], order[2], producer,
        storable(item.media_type), json.dumps(item.hints, sort_keys=True), doc_id,
    )  # fmt: skip


def seen_in(row: Sequence[Any]) -> Seen:  # Any: columns have their own types
    """A row that was asked for as seen."""
    return Seen(row[0], row[1], tuple(row[2:]))


def has_read(connection: Connection, item: RawItem, producer: Producer, text_version: str | None) -> bool:
    """Whether the slot's latest reading is of these bytes by this producer."""
    row = connection.execute(LAST_IN_SLOT, (slot_of(item),)).fetchone()
    if row is None:
        return False
    _, raw, version, *made_by = seen_in(row).order
    same = raw.hex() == item.sha256 and tuple(made_by) == key_of(producer)
    return same and text_version in (None, version)


def raw_items(connection: Connection) -> Iterator[RawItem]:
    """The latest item of every slot, as fetched, for reading again with another producer."""
    rows = connection.stream(
        "SELECT r.origin, w.content, r.media_type, r.fetched, r.hints FROM reading r JOIN raw w ON w.sha256 = r.raw"
        " WHERE NOT EXISTS (SELECT 1 FROM reading n WHERE n.slot = r.slot AND"
        " (n.fetched, n.raw, n.reading) > (r.fetched, r.raw, r.reading)) ORDER BY r.slot"
    )
    for origin, content, media_type, fetched, hints in rows:
        yield RawItem(
            origin=origin, content=unpack(content), media_type=media_type, fetched=to_moment(fetched),
            hints=json.loads(hints),
        )  # fmt: skip


def key_of(producer: Producer) -> tuple[str, str, str]:
    """What tells it from others."""
    return producer.name, producer.version, producer.config_hash


def producer_number(connection: Connection, producer: Producer) -> int:
    """The row of a producer, added if it is new."""
    key = key_of(producer)
    connection.execute(_ADD_PRODUCER, key)
    return int(connection.execute(PRODUCER, key).fetchone()[0])
