"""The book as JSON lines and back."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from entente.errors import LedgerError
from entente.ledger import Ledger
from entente.records import Problem
from tests.ledger.made import NOON, PRODUCER, batch, failed, reading, ruling

FIRST = ruling("evt:1", "evt:2")


def _exported(place: str) -> tuple[list[bytes], Ledger]:
    ledger = Ledger.open(place, create=True)
    ledger.append(batch(reading(), failed("b.txt"), FIRST))
    ledger.append(batch(reading(text="Pact two.", hours=1), Problem(code="silent", message="no answer")))
    ledger.append(batch(ruling("evt:1", "evt:2", "no", revokes=FIRST.decision_id)))
    return list(ledger.export_lines()), ledger


def test_an_export_restores_the_book(new_place: Callable[[], str]) -> None:
    """Every entry, every moment, every raw byte and the manifest; exporting again gives the same bytes."""
    lines, ledger = _exported(new_place())
    with ledger, Ledger.open(new_place(), create=True) as restored:
        assert 10 == restored.import_lines(lines)
        assert ledger.snapshot().hash() == restored.snapshot().hash()
        assert list(ledger.changes()) == list(restored.changes())
        assert list(ledger.raw_items()) == list(restored.raw_items())
        assert lines == list(restored.export_lines())
        assert len(lines) == restored.count_lines()
        assert restored.integrity().is_sound
        assert set(ledger.search("pact")) == set(restored.search("pact"))


def test_a_restored_book_goes_on(new_place: Callable[[], str]) -> None:
    """What was read is known, and a new version supersedes what was restored."""
    lines, ledger = _exported(new_place())
    ledger.close()
    with Ledger.open(new_place(), create=True) as restored:
        restored.import_lines(lines)
        assert restored.has_read(failed("b.txt").item, PRODUCER)
        restored.append(batch(reading(text="Pact three.", hours=2), reading("b.txt", "Found words.", 2)))
        assert {"Pact three.", "Found words."} == {document.text for document in restored.documents()}
        assert ["silent"] == [problem.code for problem in restored.problems()]
        assert 1 == len(restored.snapshot(NOON + timedelta(days=9999)).decisions)


SPOILT: dict[str, tuple[Callable[[list[bytes]], list[bytes]], str]] = {
    "cut off": (lambda lines: lines[:-1], "cut off"),
    "empty": (lambda lines: [], "cut off"),
    "a line gone": (lambda lines: lines[:-2] + lines[-1:], "hash does not match"),
    "an entry gone": (lambda lines: lines[:-3] + lines[-2:], "does not fit"),
    "a word changed": (
        lambda lines: [line.replace(b"no answer", b"an answer") for line in lines],
        "hash does not match",
    ),
    "no head": (lambda lines: lines[1:], "first line"),
    "two heads": (lambda lines: lines[:1] + lines, "first line"),
    "a tail": (lambda lines: [*lines, lines[1]], "after the end"),
    "not JSON": (lambda lines: [lines[0], b"\xff{", *lines[1:]], "line 2"),
    "newer": (lambda lines: [lines[0].replace(b"1", b"99"), *lines[1:]], "upgrade Entente"),
    "raw bytes changed": (
        lambda lines: [line.replace(b'"sha256":"', b'"sha256":"0') for line in lines],
        "do not match",
    ),
    "another record": (
        lambda lines: [line.replace(b'"record":"claim"', b'"record":"event"') for line in lines],
        "line ",
    ),
}


@pytest.mark.parametrize("name", SPOILT)
def test_a_spoilt_export_restores_nothing(new_place: Callable[[], str], name: str) -> None:
    """The message says what is wrong, and the ledger stays empty."""
    spoil, match = SPOILT[name]
    lines, ledger = _exported(new_place())
    ledger.close()
    with Ledger.open(new_place(), create=True) as restored:
        with pytest.raises(LedgerError, match=match):
            restored.import_lines(spoil(lines))
        assert () == restored.snapshot().records()
        assert 10 == restored.import_lines(lines)


def test_only_an_empty_ledger_takes_an_export(new_place: Callable[[], str]) -> None:
    """What is there is never mixed with what is imported."""
    lines, ledger = _exported(new_place())
    with ledger, pytest.raises(LedgerError, match="not empty"):
        ledger.import_lines(lines)
