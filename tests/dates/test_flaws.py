"""Dates that a text gets wrong."""

from entente.dates import find_dates, find_flaws, publication_interval
from entente.records import DateSpan


def codes(text: str) -> list[str]:
    """The flaws of a text by their codes."""
    return [flaw.code for flaw in find_flaws(find_dates(text), publication_interval(text)[1])]


def test_day_that_is_none() -> None:
    """A day that the calendar lacks is a flaw."""
    assert ["impossible_date"] == codes("They signed on 30 February 2024 in Kesh.")


def test_wrong_weekday() -> None:
    """A weekday that does not fit its date is a flaw."""
    assert ["weekday_mismatch"] == codes("They signed on Monday, 12 June 2024 in Kesh.")


def test_right_weekday() -> None:
    """A weekday that fits is none."""
    assert [] == codes("They signed on Wednesday, 12 June 2024 in Kesh.")


def test_future_that_is_past() -> None:
    """An event called upcoming that lies before others told as past is a flaw of the text."""
    text = "The upcoming May 2023 vote matters. In June 2024 they signed. In July 2024 they met. It opens in 2025."
    assert "date_contradicts_text" in codes(text)


def test_flaws_have_places() -> None:
    """A flaw stands where the words stand."""
    text = "They signed on 30 February 2024 in Kesh."
    flaw = find_flaws(find_dates(text))[0]
    assert "30 February 2024" == text[flaw.start : flaw.end]


def test_backward_range() -> None:
    """A range that ends before it begins is recorded."""
    assert ["range_runs_backward"] == [flaw.code for flaw in find_flaws(find_dates("He served from 2015 to 2009."))]


def test_coming_date_that_is_past() -> None:
    """What is told as still to come and lies before a stated day of publication is recorded."""
    phrases = find_dates("The upcoming February 2024 elections matter.")
    published = DateSpan.read("2025-02-10", basis="explicit")
    assert ["coming_date_is_past"] == [flaw.code for flaw in find_flaws(phrases, (), published)]
    assert () == find_flaws(phrases, (), DateSpan.read("2024-01-10", basis="explicit"))
