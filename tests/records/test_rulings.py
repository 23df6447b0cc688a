"""Rulings and entries of the book."""

from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace

from entente.records import Decision, Entry, Problem, Producer, Reason

DAY = timedelta(days=1)
NOON = datetime(2024, 6, 12, 12, tzinfo=UTC)
REASONS = (Reason(name="same_trigger", score=0.9, left="signed", right="inked"),)
ENTRY = Entry(
    seq=2, recorded_at=NOON, producer=Producer(name="entente", version="0.1"), body=Problem(code="x", message="y")
)


def test_a_pair_is_ruled_on_once() -> None:
    """The smaller id comes first, save where the relation has a direction."""
    with pytest.raises(ValueError, match="smaller id first"):
        Decision(relation="same_event", left="evt:2", right="evt:1", verdict="yes", reasons=REASONS)
    copy = Decision(relation="copy_of", left="doc:2", right="doc:1", verdict="yes", reasons=REASONS)
    assert copy.decision_id.startswith("dec:")


def test_a_ruling_gives_reasons() -> None:
    """No reasons, no ruling."""
    with pytest.raises(ValueError, match="reasons"):
        Decision(relation="same_event", left="evt:1", right="evt:2", verdict="no", reasons=())


def test_a_reversal_is_a_ruling_of_its_own() -> None:
    """What revokes another has another id, even with the same verdict."""
    first = Decision(relation="same_event", left="evt:1", right="evt:2", verdict="yes", reasons=REASONS)
    again = replace(first, decision_id="", revokes="dec:9")
    assert first.decision_id != again.decision_id


def test_as_known_on_a_day() -> None:
    """An entry is known from its recording until it is superseded."""
    entry = replace(ENTRY, superseded_at=NOON + DAY)
    known = [entry.known_on(moment) for moment in (NOON - DAY, NOON, NOON + DAY / 2, NOON + DAY)]
    assert known == [False, True, True, False]


@pytest.mark.parametrize("changes", [{"seq": 0}, {"supersedes": 2}, {"supersedes": 0}, {"superseded_at": NOON - DAY}])
def test_the_book_only_grows(changes: dict[str, object]) -> None:
    """Entries count from 1, correct only earlier ones, and are superseded only later."""
    with pytest.raises(ValueError, match=r"cannot supersede|before it starts"):
        replace(ENTRY, **changes)
