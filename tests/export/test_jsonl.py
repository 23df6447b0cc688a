"""The book as JSON Lines."""

from pathlib import Path

import pytest

from entente.errors import EntenteError
from entente.export import lines_of, write_jsonl
from entente.records import Document, read_record
from tests.views.made import COPY, PROMISE, book


def test_five_files_are_written(tmp_path: Path) -> None:
    """Documents, claims, events, undertakings and conflicts, a file each, all of them."""
    numbers = write_jsonl(book(), tmp_path / "out")
    assert {"documents": 4, "claims": 7, "events": 3, "undertakings": 1, "conflicts": 1} == numbers
    assert sorted(f"{kind}.jsonl" for kind in numbers) == sorted(file.name for file in (tmp_path / "out").iterdir())


def test_lines_read_back(tmp_path: Path) -> None:
    """What is written reads back as the record it was."""
    write_jsonl(book(), tmp_path)
    lines = (tmp_path / "claims.jsonl").read_bytes().splitlines()
    assert list(book().claims.values()) == [read_record(line) for line in lines]


def test_documents_carry_their_lineage() -> None:
    """A copy says what it is a copy of."""
    records = [read_record(line) for line in lines_of(book())]
    (copy,) = (r for r in records if isinstance(r, Document) and r.doc_id == COPY.doc_id)
    assert ("rewrite", PROMISE.doc_id, PROMISE.doc_id) == (copy.copy_kind, copy.copied_from, copy.copy_group)


def test_a_full_place_is_an_error(tmp_path: Path) -> None:
    """A folder that cannot be made is named, with what to do."""
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(EntenteError, match="cannot be written"):
        write_jsonl(book(), tmp_path / "file" / "out")


def test_nothing_half_written(tmp_path: Path) -> None:
    """A file whose making fails is not there, and the old one stands."""
    from entente.export import write_whole

    def failing() -> "list[bytes]":
        raise ZeroDivisionError

    path = tmp_path / "a"
    write_whole(path, [b"old"])
    with pytest.raises(ZeroDivisionError):
        write_whole(path, (part for part in failing()))
    assert [(path, b"old")] == [(file, file.read_bytes()) for file in tmp_path.iterdir()]
