"""When a text was published: stated, refused, or reasoned."""

from datetime import date
from typing import Any

import pytest

from entente.dates import PublicationHints, Stated, basis_of, publication_interval
from entente.records import UNKNOWN_DATE, DateSpan
from tests.dates.cases import load


def hints_of(case: dict[str, Any]) -> PublicationHints:
    """What a case says is known from outside its text."""
    return PublicationHints(
        user=DateSpan.read(case["user"], basis="explicit") if "user" in case else None,
        stated=tuple(Stated(value=value, basis=basis) for value, basis in case.get("stated", ())),
        retrieved=date.fromisoformat(case["retrieved"]) if "retrieved" in case else None,
    )


@pytest.mark.parametrize("case", load("publication"))
def test_interval(case: dict[str, Any]) -> None:
    """The interval is the one the words and hints allow, and the reasons say how it is known."""
    span, reasons = publication_interval(case["text"], hints_of(case))
    assert (case["earliest"], case["latest"]) == (str(span.earliest), str(span.latest))
    assert case["basis"] == basis_of(reasons)


def test_reasons_quote_the_text() -> None:
    """Every reason taken from the text stands where it says."""
    text = "In July 2024 the loan was approved. Trains are slated to begin in March 2025."
    _, reasons = publication_interval(text)
    quoted = [text[reason.start : reason.end] for reason in reasons if reason.end]
    assert quoted == [reason.words for reason in reasons if reason.end]
    assert "March 2025" in quoted


def test_nothing_known() -> None:
    """A text that says nothing of time has no publication day, and none is made up."""
    assert (UNKNOWN_DATE, ()) == publication_interval("The two sides met.")


def test_broken_metadata_is_left() -> None:
    """A stated date that is none is kept as a reason not taken."""
    span, reasons = publication_interval(
        "They met.", PublicationHints(stated=(Stated(value="soon", basis="metadata"),))
    )
    assert UNKNOWN_DATE == span
    assert [False] == [reason.taken for reason in reasons]


def test_lines_for_reading() -> None:
    """A reason reads as what it bounds and by which words."""
    _, reasons = publication_interval("In July 2024 the loan was approved.")
    assert 'past_event: 2024-07-01/.. from "July 2024"' in [reason.line for reason in reasons]
