"""Records to JSON and back."""

from typing import get_args

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entente.errors import RecordError
from entente.records import (
    AnyRecord,
    Claim,
    Problem,
    Record,
    Sentence,
    Source,
    from_json,
    read_record,
    to_json,
    to_lines,
)
from entente.records.schema import PUBLISHED
from tests.records.samples import DOCUMENTS, RECORDS, claims


def test_every_published_record_is_drawn() -> None:
    """No kind of record escapes the round trip."""
    assert set(RECORDS) == set(PUBLISHED)


@pytest.mark.parametrize("kind", RECORDS, ids=lambda kind: kind.__name__)
@settings(max_examples=50)
@given(data=st.data())
def test_what_is_written_reads_back_equal(kind: type[Record], data: st.DataObject) -> None:
    """JSON holds all of a record, and writing it again gives the same bytes."""
    record = data.draw(RECORDS[kind])
    written = to_json(record)
    assert from_json(written, kind) == record
    assert to_json(from_json(written, kind)) == written


@given(st.one_of(*(RECORDS[kind] for kind in get_args(AnyRecord))))
def test_a_line_tells_its_kind(record: AnyRecord) -> None:
    """A line of its own is read without being told what it holds."""
    assert read_record(to_json(record)) == record


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (b'{"record":"source","name":"Gazette"}', "missing required field `source_id`"),
        (b'{"record":"source","source_id":"g","name":"G","colour":"red"}', "unknown field `colour`"),
        (b'{"record":"source","source_id":"g","name":"G","kind":"blog"}', r"'blog' - at `\$.kind`"),
        (b'{"record":"song"}', "'song'"),
        (b'{"record":', "truncated"),
        (b"\xff\xfe", "in.jsonl:3"),
        (b"", "truncated"),
    ],
)
def test_bad_lines_are_refused_with_place_and_path(line: bytes, message: str) -> None:
    """What is wrong with a line is said with the file, the line and the JSON path."""
    with pytest.raises(RecordError, match=message) as caught:
        read_record(line, "in.jsonl:3")
    assert str(caught.value).startswith("in.jsonl:3: ")


@given(st.binary() | st.text(st.characters(exclude_categories=())), st.sampled_from(list(RECORDS)))
def test_no_input_raises_anything_else(data: bytes | str, kind: type[Record]) -> None:
    """Whatever is read, the only exception is RecordError."""
    with pytest.raises(RecordError):
        from_json(data, kind)
    with pytest.raises(RecordError):
        read_record(data)


def test_an_invariant_holds_when_read() -> None:
    """A record that breaks a rule cannot be read from disk either."""
    with pytest.raises(RecordError, match="runs backwards"):
        from_json(b'{"start":5,"end":2}', Sentence)


@settings(max_examples=20)
@given(claims())
def test_an_invariant_holds_when_copied(claim: Claim) -> None:
    """Neither can it be made by copying."""
    with pytest.raises(ValueError, match="at least one support quote"):
        msgspec.structs.replace(claim, support=())


def test_lone_surrogates_are_refused_by_name() -> None:
    """Text that no file can carry is refused with the way out; a problem's words are mended instead."""
    with pytest.raises(RecordError, match="lone surrogate; make its text canonical first"):
        to_json(Source(source_id="g", name="\ud800"))
    assert Problem(code="unreadable", message="cannot read", where="caf\udce9.txt").where == "caf\ufffd.txt"


def test_lines_end_in_one_line_feed() -> None:
    """JSON lines hold one record each."""
    written = b"".join(to_lines(DOCUMENTS))
    assert [read_record(line) for line in written.splitlines()] == list(DOCUMENTS)
