"""What `doctor` asks the ledger."""

import sqlite3
import zlib
from pathlib import Path

import pytest

from entente.ledger import Ledger
from tests.ledger.made import batch, failed, reading, ruling


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Two versions of an article, a problem and a ruling."""
    with Ledger.open(tmp_path / "book.db", create=True) as ledger:
        ledger.append(batch(reading(), failed("b.txt"), ruling("evt:1", "evt:2")))
        ledger.append(batch(reading(text="Pact two.", hours=1)))
    return tmp_path / "book.db"


def test_a_sound_ledger_counts_what_stands(book: Path) -> None:
    """By kind, with the lines, readings and batches behind it."""
    with Ledger.open(book, read_only=True) as ledger:
        health = ledger.integrity()
    assert health.is_sound
    assert {
        "document": 1,
        "claim": 2,
        "decision": 1,
        "problem": 1,
        "entries": 8,
        "readings": 3,
        "batches": 2,
    } == health.counts


DAMAGES = {
    "UPDATE entry SET body = :other WHERE seq = 1": "entry 1 does not match its hash",
    "UPDATE entry SET about = 'doc:other' WHERE kind = 'claim'": "does not match its hash",
    "UPDATE entry SET body = x'00' WHERE seq = 2": "entry 2 does not match its hash",
    "UPDATE raw SET content = :other": "do not match their hash",
    "DELETE FROM raw": "readings without their bytes: 3",
    "DELETE FROM entry WHERE seq = 3": "missing from the sequence: 1",
    "DELETE FROM entry WHERE seq > 6": "lost from the end: 2",
    "DELETE FROM batch WHERE batch = 1": "entries without their batch",
    "DELETE FROM closing": "batches that miss a closing: 1",
    "DELETE FROM claim_days": "no date query finds: 4",
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_is_named(book: Path, damage: str) -> None:
    """Each problem says what, where and what to do."""
    with sqlite3.connect(book) as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
            connection.execute("DROP TRIGGER " + name)
        connection.execute(damage, {"other": zlib.compress(b"{}")} if ":other" in damage else {})
    connection.close()
    with Ledger.open(book, read_only=True) as ledger:
        problems = ledger.integrity().problems
    assert any(DAMAGES[damage] in problem.message for problem in problems)
    assert {(str(book), "ledger_damaged")} == {(problem.where, problem.code) for problem in problems}


def test_a_broken_page_is_reported_not_raised(book: Path) -> None:
    """A file that SQLite can no longer read gives problems too."""
    whole = bytearray(book.read_bytes())
    whole[8192 * 3 :] = bytes(len(whole) - 8192 * 3)
    book.write_bytes(whole)
    with Ledger.open(book, read_only=True) as ledger:
        assert not ledger.integrity().is_sound
