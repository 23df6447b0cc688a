"""Reading the book as it stood after a batch; every query is bounded by it, so later writes never show through."""

import zlib
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, NamedTuple

from entente.errors import LedgerError, RecordError
from entente.ledger.batch import storable
from entente.ledger.connection import Connection
from entente.ledger.rows import EntryRow, unpack
from entente.ledger.times import to_micros, to_moment, to_ordinal
from entente.records import AnyRecord, Claim, Entry, Producer, read_record

_COLUMNS = (
    "SELECT entry.seq, entry.batch, entry.kind, entry.id, entry.about, entry.supersedes, entry.body, entry.digest"
)
EVERY_ROW = _COLUMNS + " FROM entry ORDER BY seq"
_STANDS = (
    " AND entry.batch <= :upto AND NOT EXISTS (SELECT 1 FROM closing c WHERE c.seq = entry.seq AND c.batch <= :upto)"
)
_ALL = _COLUMNS + " FROM entry WHERE TRUE" + _STANDS
_OF_KIND = _COLUMNS + " FROM entry WHERE kind = :kind" + _STANDS + " ORDER BY seq"
_OF_ID = _COLUMNS + " FROM entry WHERE id = :id" + _STANDS
_ENTRIES = (
    _COLUMNS + ", b.recorded_at, e.recorded_at, p.name, p.version, p.config_hash FROM entry"
    " JOIN batch b ON b.batch = entry.batch JOIN producer p ON p.producer = b.producer"
    " LEFT JOIN closing c ON c.seq = entry.seq AND c.batch <= :upto LEFT JOIN batch e ON e.batch = c.batch"
    " WHERE entry.batch <= :upto"
)
_SINCE = (
    " AND (entry.seq > (SELECT last FROM batch WHERE batch = :after)"
    " OR entry.seq IN (SELECT seq FROM closing WHERE batch > :after AND batch <= :upto))"
)
_BY_DYAD = "claim_dyad k JOIN entry ON entry.seq = k.seq WHERE k.a = :a AND k.b = :b"
_BY_ACTOR = "(SELECT DISTINCT seq FROM claim_party WHERE actor = :actor) k JOIN entry ON entry.seq = k.seq WHERE TRUE"
_IN_DAYS = (
    " AND EXISTS (SELECT 1 FROM claim_days d WHERE d.seq = entry.seq"
    " AND (d.latest IS NULL OR d.latest >= :since) AND (d.earliest IS NULL OR d.earliest <= :until))"
)
_ENDLESS = date.max.toordinal()


class Moment(NamedTuple):
    """The book after a batch."""

    upto: int
    """0: before the first."""
    at: datetime | None


def moment_of(connection: Connection, as_of: datetime | None) -> Moment:
    """The last batch recorded by then; None: the last of all."""
    if as_of is None:
        row = connection.execute("SELECT batch, recorded_at FROM batch ORDER BY batch DESC LIMIT 1").fetchone()
    else:
        last = "SELECT batch, recorded_at FROM batch WHERE recorded_at <= ? ORDER BY recorded_at DESC LIMIT 1"
        row = connection.execute(last, (to_micros(as_of),)).fetchone()
    return Moment(row[0], to_moment(row[1])) if row else Moment(0, None)


def count_entries(connection: Connection) -> int:
    """The number of the last line; all before it are there too."""
    row = connection.execute("SELECT MAX(seq) FROM entry").fetchone()
    return int(row[0] or 0)


def standing(connection: Connection, moment: Moment, kind: str | None = None) -> Iterator[AnyRecord]:
    """Every record that stands, or those of a kind, in the order of recording."""
    query = _OF_KIND if kind else _ALL
    for row in connection.stream(query, {"upto": moment.upto, "kind": kind}):
        yield record_in(row)


def find(connection: Connection, moment: Moment, name: str) -> AnyRecord | None:
    """The record that stands under an id; None: none does."""
    row = connection.execute(_OF_ID, {"upto": moment.upto, "id": storable(name)}).fetchone()
    return record_in(row) if row else None


def claims(
    connection: Connection,
    moment: Moment,
    *,
    doc_id: str | None,
    actor: str | None,
    dyad: tuple[str, str] | None,
    since: date | None,
    until: date | None,
) -> Iterator[Claim]:
    """Claims that stand and fit every filter given, in the order of recording."""
    table = _BY_DYAD if dyad else _BY_ACTOR if actor else "entry WHERE TRUE"
    also = " AND entry.about = :doc_id" if doc_id else ""
    also += " AND entry.seq IN (SELECT seq FROM claim_party WHERE actor = :actor)" if dyad and actor else ""
    also += _IN_DAYS if since or until else ""
    a, b = sorted(map(storable, dyad)) if dyad else ("", "")
    values = {
        "upto": moment.upto, "doc_id": storable(doc_id or ""), "actor": storable(actor or ""), "a": a, "b": b,
        "since": to_ordinal(since) or 0, "until": to_ordinal(until) or _ENDLESS,
    }  # fmt: skip
    query = _COLUMNS + " FROM " + table + "" + connection.dialect.claims_only + also + _STANDS + " ORDER BY entry.seq"
    for row in connection.stream(query, values):
        record = record_in(row)
        if isinstance(record, Claim):
            yield record


def entries(connection: Connection, moment: Moment, *, after: int = 0, name: str = "") -> Iterator[Entry]:
    """Lines added or closed after a batch, in order, or every line of one id."""
    which = " AND entry.id = :id" if name else _SINCE if after else ""
    values = {"upto": moment.upto, "after": after, "id": storable(name)}
    for row in connection.stream(_ENTRIES + which + " ORDER BY entry.seq", values):
        recorded, closed, name_, version, config = row[8:]
        yield Entry(
            seq=row[0],
            recorded_at=to_moment(recorded),
            superseded_at=None if closed is None else to_moment(closed),
            supersedes=row[5],
            producer=Producer(name=name_, version=version, config_hash=config),
            body=record_in(row),
        )


def search(connection: Connection, moment: Moment, words: str, limit: int) -> Iterator[AnyRecord]:
    """Documents and claims that hold all the words, best first."""
    values = {"upto": moment.upto, "words": words, "limit": limit}
    found = _COLUMNS + connection.dialect.found + _STANDS + connection.dialect.best + " LIMIT :limit"
    for row in connection.execute(found, values):
        yield record_in(row)


def record_in(row: tuple[Any, ...]) -> AnyRecord:  # Any: whatever a damaged file holds
    """The record of a row, checked against the row's hash."""
    try:
        line = EntryRow._make((*row[:6], unpack(row[6])))
        is_sound = line.digest == row[7]
    except (zlib.error, TypeError):
        is_sound = False
    if not is_sound:
        raise LedgerError(f"entry {row[0]} does not match its hash", str(row[3]), DAMAGE_REMEDY)
    try:
        return read_record(line.body)
    except RecordError as error:
        raise LedgerError(f"entry {line.seq} cannot be read: {error.what}", line.id, "upgrade Entente") from error


DAMAGE_REMEDY = "restore a copy or an export; `entente doctor` lists what is damaged"
