"""The lines of a ledger between two moments, as rows of the lake's tables."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from entente.lake.columns import Flattener, Row
from entente.lake.segments import TABLES, joined_table, numbers_of, sliced, table_of
from entente.ledger import Ledger
from entente.records import Actor, AnyRecord, Claim, Decision, Document, Entry

if TYPE_CHECKING:
    import pyarrow as pa

SEGMENT: Mapping[str, int] = {
    "claims": 100_000, "relations": 1_000_000, "documents": 1_000_000, "rejections": 1_000_000, "closings": 1_000_000,
}  # fmt: skip
"""Rows from which a segment is full; the longer those of relations, the nearer a pair's rows lie together, and the more
months lie in one of them."""


class Span(NamedTuple):
    """What was recorded after one moment and up to another."""

    since: datetime | None
    """None: from the beginning."""
    upto: datetime


class Part(NamedTuple):
    """One segment before it is written."""

    table: str
    first: int
    last: int
    rows: "pa.Table"


def parts_of(ledger: Ledger, span: Span, flat: Flattener) -> Iterator[Part]:
    """The segments of a span: claims, their relations and documents, and the ends of lines of earlier spans."""
    rows: defaultdict[str, list[Row]] = defaultdict(list)
    waiting: defaultdict[str, list[pa.Table]] = defaultdict(list)
    for entry in ledger.changes(span.since, as_of=span.upto):
        if span.since is None or entry.recorded_at > span.since:
            _add(rows, entry, flat)
        elif isinstance(entry.body, Claim | Document) or _rejects(entry.body):
            rows["closings"].append({"seq": entry.seq, "superseded_at": entry.superseded_at})
        if len(rows["claims"]) >= SEGMENT["claims"]:
            yield from _settled(rows, waiting)
    yield from _settled(rows, waiting, last=True)


def seal_of(ledger: Ledger, upto: datetime) -> str:
    """The hash of the lines of the batch recorded at a moment."""
    digest = blake2b(digest_size=16)
    for entry in ledger.changes(upto - timedelta(microseconds=1), as_of=upto):
        digest.update(f"{entry.seq} {entry.recorded_at} ".encode() + msgspec.json.encode(entry.body))
    return digest.hexdigest()


def recorded_moments(ledger: Ledger, as_of: datetime | None = None) -> dict[str, datetime]:
    """When the line was recorded that stands for each claim, by id."""
    lines = (entry for entry in ledger.changes(as_of=as_of) if entry.superseded_at is None)
    return {entry.body.claim_id: entry.recorded_at for entry in lines if isinstance(entry.body, Claim)}


def all_actors(ledger: Ledger, actors: Mapping[str, Actor]) -> dict[str, Actor]:
    """The tables' actors and those that stand in the ledger, which come first."""
    own = {record.actor_id: record for record in ledger.records("actor") if isinstance(record, Actor)}
    return {**actors, **own}


def mark_of(actors: Mapping[str, Actor]) -> str:
    """The hash of the actor tables: with others, other states may be named."""
    digest = blake2b(digest_size=16)
    for name in sorted(actors):
        digest.update(msgspec.json.encode(actors[name]))
    return digest.hexdigest()


def _add(rows: Mapping[str, list[Row]], entry: Entry, flat: Flattener) -> None:
    line: Row = {"seq": entry.seq, "recorded_at": entry.recorded_at, "superseded_at": entry.superseded_at}
    if isinstance(entry.body, Claim):
        rows["claims"].append(line | flat.claim(entry.body))
        rows["relations"].extend(line | row for row in flat.relations(entry.body))
    elif isinstance(entry.body, Document):
        rows["documents"].append(line | flat.document(entry.body))
    elif isinstance(entry.body, Decision) and _rejects(entry.body):
        rows["rejections"].append(line | {"claim_id": entry.body.left})


def _rejects(body: AnyRecord) -> bool:
    """Whether a person ruled that a claim is not what its text says."""
    return isinstance(body, Decision) and (body.relation, body.verdict) == ("told_in", "no")


def _settled(rows: dict[str, list[Row]], waiting: dict[str, "list[pa.Table]"], *, last: bool = False) -> Iterator[Part]:
    """Rows become columns, which take less room; columns enough for a segment become one."""
    for table, columns in TABLES.items():
        if found := rows.pop(table, []):
            waiting[table].append(table_of(found, columns))
        if waiting[table] and (last or sum(len(each) for each in waiting[table]) >= SEGMENT[table]):
            for piece in sliced(table, joined_table(table, waiting.pop(table))):
                yield Part(table, *numbers_of(piece), piece)
