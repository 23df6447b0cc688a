"""The book as JSON lines and back: the format of last resort, whole history included.

The first line names the format, the last one counts and hashes all before it, so a cut or changed file is refused.
"""

import zlib
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from hashlib import blake2b, sha256
from itertools import chain

import msgspec

from entente.errors import LedgerError
from entente.ledger import manifest, query
from entente.ledger.connection import Connection
from entente.ledger.keys import kind_of, record_id, subject_of
from entente.ledger.rows import EntryRow, add_entry
from entente.ledger.times import to_micros, to_moment
from entente.records import Entry, Producer, to_json

FORMAT = 1


class _Head(msgspec.Struct, tag_field="line", tag="ledger"):
    format: int


class _Batch(msgspec.Struct, tag_field="line", tag="batch"):
    recorded_at: datetime
    producer: Producer
    last: int
    closed: int


class _Raw(msgspec.Struct, tag_field="line", tag="raw"):
    sha256: str
    content: bytes
    """zlib."""


class _Reading(msgspec.Struct, tag_field="line", tag="reading"):
    recorded_at: datetime
    slot: str
    origin: str
    fetched: datetime
    raw: str
    text_version: str
    producer: Producer
    media_type: str
    hints: str
    doc_id: str | None


class _Entry(msgspec.Struct, tag_field="line", tag="entry", omit_defaults=True):
    entry: Entry
    about: str | None = None


class _End(msgspec.Struct, tag_field="line", tag="end"):
    lines: int
    hash: str


_Line = _Head | _Batch | _Raw | _Reading | _Entry | _End
_ENCODE = msgspec.json.Encoder().encode
_DECODE: Callable[[bytes], _Line] = msgspec.json.Decoder(_Line).decode


def export_lines(connection: Connection, moment: query.Moment) -> Iterator[bytes]:
    """Head, batches, raw bytes, readings, entries, end."""
    digest, count = blake2b(digest_size=20), 0
    parts = (_batches, _raws, _readings, _entries)
    for line in chain((_Head(FORMAT),), *(part(connection, moment) for part in parts)):
        data = _ENCODE(line) + b"\n"
        digest.update(data)
        count += 1
        yield data
    yield _ENCODE(_End(count, digest.hexdigest())) + b"\n"


def count_lines(connection: Connection) -> int:
    """How many lines an export has: one a row, the head and the end."""
    return 2 + int(connection.execute(_COUNT).fetchone()[0])


_COUNT = """
SELECT (SELECT count(*) FROM batch) + (SELECT count(*) FROM raw) + (SELECT count(*) FROM reading)
    + (SELECT count(*) FROM entry)
"""
_BATCHES = """
SELECT b.recorded_at, b.last, b.closed, p.name, p.version, p.config_hash FROM batch b JOIN producer p USING (producer)
WHERE b.batch <= ? ORDER BY b.batch
"""
_RAWS = "SELECT sha256, content FROM raw WHERE sha256 IN (SELECT raw FROM reading WHERE batch <= ?) ORDER BY sha256"
_READINGS = """
SELECT b.recorded_at, r.slot, r.origin, r.fetched, r.raw, r.text_version, p.name, p.version, p.config_hash,
    r.media_type, r.hints, r.doc_id
FROM reading r JOIN producer p USING (producer) JOIN batch b USING (batch) WHERE r.batch <= ? ORDER BY r.reading
"""


def _batches(connection: Connection, moment: query.Moment) -> Iterator[_Batch]:
    for at, last, closed, *producer in connection.stream(_BATCHES, (moment.upto,)):
        yield _Batch(to_moment(at), _producer(producer), last, closed)


def _raws(connection: Connection, moment: query.Moment) -> Iterator[_Raw]:
    for digest, content in connection.stream(_RAWS, (moment.upto,)):
        yield _Raw(digest.hex(), content)


def _readings(connection: Connection, moment: query.Moment) -> Iterator[_Reading]:
    for row in connection.stream(_READINGS, (moment.upto,)):
        at, slot, origin, fetched, raw, version, *producer, media_type, hints, doc_id = row
        yield _Reading(
            to_moment(at), slot, origin, to_moment(fetched), raw.hex(), version, _producer(producer), media_type,
            hints, doc_id,
        )  # fmt: skip


def _entries(connection: Connection, moment: query.Moment) -> Iterator[_Entry]:
    abouts = connection.stream("SELECT seq, about FROM entry WHERE kind = 'problem' ORDER BY seq")
    about = dict(abouts)
    for entry in query.entries(connection, moment):
        yield _Entry(entry, about.get(entry.seq))


def _producer(parts: list[str]) -> Producer:
    return Producer(name=parts[0], version=parts[1], config_hash=parts[2])


def import_lines(connection: Connection, source: Iterable[bytes]) -> int:
    """The book that an export holds, inside the caller's transaction; the number of entries."""
    if connection.execute("SELECT 1 FROM batch LIMIT 1").fetchone():
        raise LedgerError("the ledger is not empty", remedy="import into a new one")
    restored = _Restored(connection)
    digest, end, number = blake2b(digest_size=20), None, 0
    for number, data in enumerate(source, 1):
        line = _read(data, number, expects_head=number == 1)
        if end is not None:
            raise _refusal("there are lines after the end", number)
        if isinstance(line, _End):
            end = line
            continue
        digest.update(data.rstrip(b"\r\n") + b"\n")
        restored.add(line, number)
    if end is None:
        raise _refusal("the export is cut off: its last line is missing", number + 1)
    if (end.lines, end.hash) != (number - 1, digest.hexdigest()):
        raise _refusal("the export was changed or lines are missing: its hash does not match", number)
    return restored.seq


class _Restored:
    """The rows of an export on their way back."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._batches: dict[datetime, int] = {}
        self._producers: dict[Producer, int] = {}
        self.seq = 0

    def add(self, line: _Line, number: int) -> None:
        """One line; LedgerError names its number if it does not fit those before it."""
        try:
            if isinstance(line, _Batch):
                self._add_batch(line)
            elif isinstance(line, _Raw):
                self._add_raw(line)
            elif isinstance(line, _Reading):
                self._add_reading(line)
            elif isinstance(line, _Entry):
                self._add_entry(line)
        except (KeyError, ValueError, zlib.error, self._connection.refusal) as error:
            raise _refusal(f"the line does not fit those before it ({error})", number) from error

    def _add_batch(self, line: _Batch) -> None:
        number = len(self._batches) + 1
        self._batches[line.recorded_at] = number
        row = (number, to_micros(line.recorded_at), self._producer(line.producer), line.last, line.closed)
        self._connection.add("batch", (row,))

    def _add_raw(self, line: _Raw) -> None:
        if sha256(zlib.decompress(line.content)).hexdigest() != line.sha256:
            raise ValueError("raw bytes do not match their hash")
        self._connection.add("raw", ((bytes.fromhex(line.sha256), line.content),))

    def _add_reading(self, line: _Reading) -> None:
        row = (
            self._batches[line.recorded_at], line.slot, line.origin, to_micros(line.fetched), bytes.fromhex(line.raw),
            line.text_version, self._producer(line.producer), line.media_type, line.hints, line.doc_id,
        )  # fmt: skip
        self._connection.add("reading", (row,))

    def _producer(self, producer: Producer) -> int:
        if producer not in self._producers:
            self._producers[producer] = manifest.producer_number(self._connection, producer)
        return self._producers[producer]

    def _add_entry(self, line: _Entry) -> None:
        entry, record = line.entry, line.entry.body
        self.seq += 1
        if entry.seq != self.seq:
            raise ValueError(f"entry {entry.seq} stands where {self.seq} should")
        row = EntryRow(
            entry.seq, self._batches[entry.recorded_at], kind_of(record), record_id(record),
            line.about or subject_of(record), entry.supersedes, to_json(record),
        )  # fmt: skip
        add_entry(self._connection, row, record)
        if entry.superseded_at:
            self._connection.add("closing", ((entry.seq, self._batches[entry.superseded_at]),))


def _read(data: bytes, number: int, *, expects_head: bool) -> _Line:
    try:
        line = _DECODE(data)
    except (msgspec.DecodeError, UnicodeError) as error:
        raise _refusal(str(error), number) from error
    if expects_head != isinstance(line, _Head):
        raise _refusal("the first line, and only it, names the format", number)
    if isinstance(line, _Head) and line.format > FORMAT:
        raise _refusal(f"it has format {line.format}, and this Entente knows {FORMAT}; upgrade Entente", number)
    return line


def _refusal(what: str, number: int) -> LedgerError:
    return LedgerError(what, f"line {number}", "nothing was imported; export again")
