"""Opening, recognising and migrating the file, and what is said when that fails."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from entente.errors import LedgerError
from entente.ledger import Ledger, Listed, settle, store
from tests.ledger.made import batch, reading, texts_of


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A closed ledger with twenty articles."""
    path = tmp_path / "book.db"
    with Ledger.open(path, create=True) as ledger:
        ledger.append(batch(*(reading(f"{n}.txt", f"Pact {n} " + "of words " * 50) for n in range(20))))
    return path


@contextmanager
def refused(path: Path, match: str) -> Iterator[None]:
    """A LedgerError of one line that names the file and says what to do."""
    with pytest.raises(LedgerError, match=match) as caught:
        yield
    assert str(path) in str(caught.value)
    assert caught.value.remedy
    assert "\n" not in str(caught.value)


def test_a_closed_ledger_is_one_file(book: Path) -> None:
    """Nothing lies beside it, so it can be copied as it is."""
    assert [book] == list(book.parent.iterdir())


def test_a_log_shrinks_when_a_long_reading_ends(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was written beside a reader does not stay on the disk twice."""
    monkeypatch.setattr(store, "LOG_BYTES", 2**20)
    with Ledger.open(book) as ledger:
        with sqlite3.connect(book) as reader:
            reader.execute("BEGIN")
            reader.execute("SELECT count(*) FROM writer").fetchone()
            for name in ("one", "other"):
                ledger.append(batch(reading(name, f"Pact {name} " + os.urandom(2**22).hex())))
            grown = _log(book).stat().st_size
        reader.close()
        for name in ("third", "last"):
            ledger.append(batch(reading(name, f"Pact {name} " + os.urandom(2**22).hex())))
        ledger.append(batch(reading("small", "Pact small")))
        assert _log(book).stat().st_size < grown


def test_a_long_log_of_a_killed_writer_is_taken_in(book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody who only reads would shorten it, and each opening would read all of it."""
    monkeypatch.setattr(store, "LOG_BYTES", 2**16)
    left = tmp_path / "left.entente"
    with Ledger.open(book) as ledger:
        ledger.append(batch(reading("one", "Pact one " + os.urandom(2**19).hex())))
        shutil.copy(book, left)
        shutil.copy(_log(book), _log(left))
    assert _log(left).stat().st_size > 2**16
    settle(left)
    assert not _log(left).exists()
    with Ledger.open(left, read_only=True) as ledger:
        assert 21 == len(texts_of(ledger))


def _log(path: Path) -> Path:
    return path.with_name(path.name + "-wal")


def test_creating_keeps_what_is_there(book: Path) -> None:
    """`create` opens an existing ledger unchanged."""
    with Ledger.open(book, create=True) as ledger:
        assert 20 == len(texts_of(ledger))


@pytest.mark.parametrize("create", [True, False])
def test_what_is_not_a_ledger_is_refused(tmp_path: Path, create: bool) -> None:
    """A missing file, a folder, a text, another program's database: each named, none changed."""
    (tmp_path / "text").write_text("not a ledger, nor anything like it" * 9)
    with sqlite3.connect(tmp_path / "other.db") as other:
        other.execute("CREATE TABLE notes (note TEXT)")
    other.close()
    for name, match in (
        ("text", "not a ledger"),
        ("other.db", "another program"),
        ("no/b.db", "does not exist"),
        ("", "folder"),
    ):
        before = (tmp_path / name).read_bytes() if (tmp_path / name).is_file() else b""
        with refused(tmp_path / name, match):
            Ledger.open(tmp_path / name, create=create)
        assert not before or before == (tmp_path / name).read_bytes()


def test_a_missing_ledger_is_not_made_by_reading(tmp_path: Path) -> None:
    """Without `create` nothing is made, and the message names the command that makes one."""
    with refused(tmp_path / "book.db", "entente init"):
        Ledger.open(tmp_path / "book.db", read_only=True)
    assert [] == list(tmp_path.iterdir())


def test_a_creation_that_was_cut_short_is_finished(tmp_path: Path) -> None:
    """An empty file is no ledger to a reader, and becomes one when created."""
    (tmp_path / "book.db").touch()
    with refused(tmp_path / "book.db", "not a ledger"):
        Ledger.open(tmp_path / "book.db")
    with Ledger.open(tmp_path / "book.db", create=True) as ledger:
        assert 2 == ledger.append(batch(reading(claims=1))).added


def test_a_newer_ledger_is_refused(book: Path) -> None:
    """A schema that this version does not know is left alone."""
    with sqlite3.connect(book) as connection:
        connection.execute(f"PRAGMA user_version = {len(store.migrations()) + 1}")
    connection.close()
    for read_only in (True, False):
        with refused(book, "upgrade Entente"):
            Ledger.open(book, read_only=read_only)


STEP = """
CREATE TABLE added (x INTEGER);
CREATE TRIGGER kept BEFORE DELETE ON added BEGIN SELECT raise(ABORT, 'no'); END;
"""
TODAY = store.migrations()


def test_an_older_ledger_is_copied_then_migrated(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The next schema keeps every record, and the file of the old schema lies beside it."""
    with Ledger.open(book, read_only=True) as ledger:
        before = ledger.snapshot()
    monkeypatch.setattr(store, "migrations", lambda: (*TODAY, STEP))
    monkeypatch.setattr(store, "READABLE", len(TODAY) + 1)
    with refused(book, f"schema {len(TODAY)}"):
        Ledger.open(book, read_only=True)
    with Ledger.open(book) as ledger:
        assert before == ledger.snapshot()
        assert ledger.integrity().is_sound
    monkeypatch.undo()
    with refused(book, "upgrade Entente"):
        Ledger.open(book)
    with Ledger.open(book.with_name(f"book.db.schema-{len(TODAY)}")) as copy:
        assert before == copy.snapshot()


def test_what_only_adds_is_read_without_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of the first schema is read as it is, and lists no segments; a writer adds what it lacks."""
    path = tmp_path / "old.db"
    with monkeypatch.context() as patch:
        patch.setattr(store, "migrations", lambda: TODAY[:1])
        with Ledger.open(path, create=True) as ledger:
            ledger.append(batch(reading(claims=1)))
    with Ledger.open(path, read_only=True) as ledger:
        assert (1, ()) == (len(texts_of(ledger)), ledger.segments())
    with Ledger.open(path) as ledger:
        assert 1 == ledger.list_segments([Listed("ab" * 32, "claims-1.parquet", 2, 1, 2)])


def test_a_migration_that_fails_changes_nothing(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All steps or none: the file opens as before with the old version."""
    with monkeypatch.context() as patch, refused(book, "SQLite reports"):
        patch.setattr(store, "migrations", lambda: (*TODAY, STEP, "CREATE TABLE added (x);"))
        Ledger.open(book)
    with Ledger.open(book) as ledger:
        assert 20 == len(texts_of(ledger))
        assert ledger.integrity().is_sound


def test_a_truncated_file_is_refused(book: Path) -> None:
    """Wherever it is cut, opening says so."""
    whole = book.read_bytes()
    for size in (50, 5000, len(whole) // 2, len(whole) - 1):
        book.write_bytes(whole[:size])
        with refused(book, "truncated"):
            Ledger.open(book)


def test_a_flipped_bit_is_never_served(book: Path) -> None:
    """Wherever a bit flips, opening or reading refuses, or the records are still those that were written."""
    with Ledger.open(book, read_only=True) as ledger:
        expected = ledger.snapshot()
    whole, refusals = book.read_bytes(), 0
    for position in range(7, len(whole), len(whole) // 150):
        book.write_bytes(whole[:position] + bytes([whole[position] ^ 4]) + whole[position + 1 :])
        try:
            with Ledger.open(book, read_only=True) as ledger:
                snapshot = ledger.snapshot()
        except LedgerError:
            refusals += 1
        else:
            assert snapshot.records() == expected.records()
    assert refusals > 10


def test_a_full_disk_loses_nothing_acknowledged(tmp_path: Path) -> None:
    """The batch that does not fit is refused whole; after room is made the next one is recorded."""
    with Ledger.open(tmp_path / "book.db", create=True) as ledger:
        ledger._connection.execute("PRAGMA max_page_count = 60")
        kept = fill(ledger)
        assert ledger.integrity().is_sound
        ledger._connection.execute("PRAGMA max_page_count = 100000")
        ledger.append(batch(reading("last", "Last pact.")))
        assert {*kept, "Last pact."} == set(texts_of(ledger))


def test_a_full_file_system(tmp_path: Path) -> None:
    """The same on a real file system of three megabytes."""
    with small_disk(tmp_path / "disk", "size=3m") as disk:
        ballast = disk / "ballast"
        ballast.write_bytes(bytes(200_000))
        with Ledger.open(disk / "book.db", create=True) as ledger:
            kept = fill(ledger)
            ballast.unlink()
            ledger.append(batch(reading("last", "Last pact.")))
            assert {*kept, "Last pact."} == set(texts_of(ledger))
            assert ledger.integrity().is_sound


def test_a_read_only_folder(book: Path, tmp_path: Path) -> None:
    """It can be read, and writing is refused in words."""
    with small_disk(tmp_path / "disk", "size=4m") as disk:
        shutil.copy(book, disk / "book.db")
        subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
        with Ledger.open(disk / "book.db", read_only=True) as ledger:
            assert 20 == len(texts_of(ledger))
        with refused(disk / "book.db", "read-only"):
            Ledger.open(disk / "book.db")


def test_a_reader_does_not_write(book: Path) -> None:
    """Appending through a reader says how to open it."""
    with Ledger.open(book, read_only=True) as ledger, refused(book, "reading only"):
        ledger.append(batch(reading()))


def fill(ledger: Ledger) -> list[str]:
    """Appends until the disk is full; the texts that were acknowledged."""
    kept: list[str] = []
    texts = (f"Pact {number} " + os.urandom(2000).hex() for number in range(10_000))
    with pytest.raises(LedgerError, match="disk is full") as caught:
        kept.extend(text for text in texts if ledger.append(batch(reading(text[:12], text))).added)
    assert "free some space" in caught.value.remedy
    assert len(kept) > 5
    assert sorted(kept) == texts_of(ledger)
    return kept


@contextmanager
def small_disk(folder: Path, options: str) -> Iterator[Path]:
    """A file system in memory; the test is left out where it may not be mounted."""
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
    if shutil.which("mount") is None or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("mounting a small disk needs rights that this user lacks")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", folder], check=True)
