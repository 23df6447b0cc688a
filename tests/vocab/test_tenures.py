"""Days in office by name, from the table of offices."""

import pytest

from entente.dates import date_text
from entente.vocab.calendar import load_calendar
from entente.vocab.tenures import tenures_of_offices

HEADS = tenures_of_offices()


def test_a_name_of_one_head_has_its_terms() -> None:
    """A name that one head alone bears has the days in office; one that several bore has none."""
    assert ("2009-01-20/2017-01-20",) == HEADS["obama"]
    assert "johnson" not in HEADS


def test_terms_that_touch_are_one() -> None:
    """Offices held one after the other, or side by side, are one stay in power; a gap parts two."""
    assert ("1947-08-15/1964-05-27",) == HEADS["nehru"]
    assert ("1966-01-24/1977-03-24", "1980-01-14/1984-10-31") == HEADS["indira gandhi"]


def test_names_that_are_words_are_left_out() -> None:
    """A name that is also a month, a weekday or a word of time dates nothing by itself."""
    assert "may" not in load_calendar().tenures.holders


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Ties cooled under President Macron.", "2017-05-14/.."),
        ("The pact is of the Thatcher era.", "1979-05-04/1990-11-28"),
        ("In the days of Nehru they were friends.", "1947-08-15/1964-05-27"),
        ("They met after Merkel's tenure.", "2021-12-09/.."),
    ],
)
def test_tenures_date(text: str, wanted: str) -> None:
    """A ruler's name dates with a word that says so."""
    assert [wanted] == [dated.span.edtf for dated in date_text(text) if dated.span]


def test_a_ruler_who_acts_dates_nothing() -> None:
    """A name without such a word is a person, not a time."""
    assert () == date_text("Macron spoke about Merkel; only Nehru had doubted.")
