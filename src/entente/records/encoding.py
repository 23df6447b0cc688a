"""Records to JSON and back: fields in the order of their type, defaults left out, the same bytes every time."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import TypeVar

import msgspec

from entente.errors import RecordError
from entente.records.record import Record
from entente.records.rulings import AnyRecord

R = TypeVar("R", bound=Record)

_ENCODER = msgspec.json.Encoder()
_ANY: msgspec.json.Decoder[AnyRecord] = msgspec.json.Decoder(AnyRecord)


def to_json(record: Record) -> bytes:
    """One record as JSON on one line."""
    try:
        return _ENCODER.encode(record)
    except UnicodeEncodeError as error:
        raise RecordError(
            f"a {type(record).__name__} holds a lone surrogate", remedy="make its text canonical first"
        ) from error


def from_json(data: bytes | str, kind: type[R], where: str = "") -> R:
    """The record of this kind that the JSON holds; RecordError says what is wrong and at which path."""
    try:
        record: R = _decoder(kind).decode(data)
    except (msgspec.DecodeError, UnicodeError) as error:
        raise RecordError(str(error), where, f"see schemas/ for what a {kind.__name__} holds") from error
    return record


def read_record(line: bytes | str, where: str = "") -> AnyRecord:
    """The record on a line of its own; its key `record` says of which kind."""
    try:
        return _ANY.decode(line)
    except (msgspec.DecodeError, UnicodeError) as error:
        raise RecordError(str(error), where, 'each line is one record with its kind in "record"') from error


def to_lines(records: Iterable[Record]) -> Iterator[bytes]:
    """Records as JSON lines."""
    return (to_json(record) + b"\n" for record in records)


@cache
def _decoder(kind: type[R]) -> msgspec.json.Decoder[R]:
    return msgspec.json.Decoder(kind)
