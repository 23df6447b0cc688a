"""The read-manifest: which bytes were read from where, by what, and what they became."""

import json
from collections.abc import Iterator
from typing import NamedTuple

from entente.ledger.batch import Reading, slot_of, storable
from entente.ledger.connection import Connection
from entente.ledger.rows import pack, unpack
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
ADD_READING = (
    "INSERT INTO reading (batch, slot, origin, fetched, raw, text_version, producer, media_type, hints, doc_id)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_ADD_PRODUCER = "INSERT INTO producer (name, version, config_hash) VALUES (?, ?, ?) ON CONFLICT DO NOTHING"
_LAST_IN_SLOT = _SEEN + "WHERE r.slot = ?" + _LAST
_LAST_DOCUMENT_IN_SLOT = _SEEN + "WHERE r.slot = ? AND r.doc_id IS NOT NULL" + _LAST


class Seen(NamedTuple):
    """A reading in the manifest."""

    slot: str
    doc_id: str | None
    order: Order


def order_of(reading: Reading, producer: Producer) -> Order:
    """Where a reading stands among the versions of its slot."""
    item = reading.item
    made_by = (producer.name, producer.version, producer.config_hash)
    return (to_micros(item.fetched), bytes.fromhex(item.sha256), reading.text_version, *made_by)


def last_in_slot(connection: Connection, slot: str) -> Seen | None:
    """The latest reading of a slot."""
    return _seen(connection, _LAST_IN_SLOT, slot)


def last_document_in_slot(connection: Connection, slot: str) -> Seen | None:
    """The latest reading of a slot that gave a document; a page that fails today leaves yesterday's standing."""
    return _seen(connection, _LAST_DOCUMENT_IN_SLOT, slot)


def stands_elsewhere(connection: Connection, doc_id: str, slot: str) -> bool:
    """Whether another slot's present version is this document."""
    rows = connection.execute("SELECT DISTINCT slot FROM reading WHERE doc_id = ? AND slot <> ?", (doc_id, slot))
    heads = (last_document_in_slot(connection, other) for (other,) in rows.fetchall())
    return any(head and head.doc_id == doc_id for head in heads)


def add_reading(
    connection: Connection, reading: Reading, order: Order, *, batch: int, producer: int, doc_id: str | None
) -> bool:
    """The raw bytes and the manifest row; False if they are known."""
    item, raw = reading.item, order[1]
    if connection.execute("SELECT 1 FROM raw WHERE sha256 = ?", (raw,)).fetchone() is None:
        connection.add("raw", ((raw, pack(item.content)),))
    hints = json.dumps(item.hints, sort_keys=True)
    row = (
        batch,
        slot_of(item),
        storable(item.origin),
        order[0],
        raw,
        order[2],
        producer,
        storable(item.media_type),
        hints,
        doc_id,
    )
    return connection.execute(ADD_READING + " ON CONFLICT DO NOTHING", row).rowcount == 1


def has_read(connection: Connection, item: RawItem, producer: Producer, text_version: str | None) -> bool:
    """Whether the slot's latest reading is of these bytes by this producer."""
    seen = last_in_slot(connection, slot_of(item))
    if seen is None:
        return False
    _, raw, version, *made_by = seen.order
    same = raw.hex() == item.sha256 and made_by == [producer.name, producer.version, producer.config_hash]
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


def producer_number(connection: Connection, producer: Producer) -> int:
    """The row of a producer, added if it is new."""
    key = (producer.name, producer.version, producer.config_hash)
    connection.execute(_ADD_PRODUCER, key)
    find = "SELECT producer FROM producer WHERE (name, version, config_hash) = (?, ?, ?)"
    return int(connection.execute(find, key).fetchone()[0])


def _seen(connection: Connection, query: str, key: str) -> Seen | None:
    row = connection.execute(query, (key,)).fetchone()
    return Seen(row[0], row[1], row[2:]) if row else None
