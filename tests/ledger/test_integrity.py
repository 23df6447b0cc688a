"""What `doctor` asks the ledger."""

import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from entente.ledger import Ledger
from tests.ledger.made import batch, failed, reading, ruling


@pytest.fixture
def book(new_place: Callable[[], str]) -> str:
    """Two versions of an article, a problem and a ruling."""
    place = new_place()
    with Ledger.open(place, create=True) as ledger:
        ledger.append(batch(reading(), failed("b.txt"), ruling("evt:1", "evt:2")))
        ledger.append(batch(reading(text="Pact two.", hours=1)))
    return place


def test_a_sound_ledger_counts_what_stands(book: str) -> None:
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
    "UPDATE entry SET body = :none WHERE seq = 2": "entry 2 does not match its hash",
    "UPDATE raw SET content = :other": "do not match their hash",
    "DELETE FROM raw": "readings without their bytes: 3",
    "DELETE FROM entry WHERE seq = 3": "missing from the sequence: 1",
    "DELETE FROM entry WHERE seq > 6": "lost from the end: 2",
    "DELETE FROM batch WHERE batch = 1": "entries without their batch",
    "DELETE FROM closing": "batches that miss a closing: 1",
    "DELETE FROM claim_days": "no date query finds: 4",
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_is_named(book: str, damage: str) -> None:
    """Each problem says what, where and what to do."""
    with Ledger.open(book) as ledger:
        unguard(ledger)
        ledger._connection.execute(damage, {"other": zlib.compress(b"{}"), "none": b"\0"})
        problems = ledger.integrity().problems
        assert any(DAMAGES[damage] in problem.message for problem in problems)
        assert {(str(ledger.place), "ledger_damaged")} == {(problem.where, problem.code) for problem in problems}


def unguard(ledger: Ledger) -> None:
    """Lets rows be changed in this session, as a damaged disk would."""
    if not isinstance(ledger.place, Path):
        ledger._connection.execute("SET session_replication_role = replica")
        return
    for (name,) in ledger._connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
        ledger._connection.execute("DROP TRIGGER " + name)


def test_a_broken_page_is_reported_not_raised(tmp_path: Path) -> None:
    """A file that SQLite can no longer read gives problems too."""
    book = tmp_path / "book.db"
    with Ledger.open(book, create=True) as ledger:
        ledger.append(batch(reading(), failed("b.txt"), ruling("evt:1", "evt:2")))
    whole = bytearray(book.read_bytes())
    whole[8192 * 3 :] = bytes(len(whole) - 8192 * 3)
    book.write_bytes(whole)
    with Ledger.open(book, read_only=True) as ledger:
        assert not ledger.integrity().is_sound
