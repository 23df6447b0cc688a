"""Dates as pages, feeds and mails write them."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entente.clean.stamps import Stamp, read_stamp, stamp_of_url

DAY = date(2024, 6, 12)


@pytest.mark.parametrize(
    "text",
    [
        "2024-06-12",
        "June 12, 2024",
        "12 June 2024",
        "Wednesday, 12th of June 2024",
        "Jun. 12, 2024 | 4:10pm",
        "20240612",
        "2024/06/12",
        "Published: Wednesday, June 12, 2024 08:38 AM",
    ],
)
def test_a_day_is_read(text: str) -> None:
    """Every usual way to write a day gives that day and no instant."""
    assert Stamp(DAY) == read_stamp(text)


@pytest.mark.parametrize("text", ["2024-06-12T21:30:00+05:00", "Wed, 12 Jun 2024 16:30:00 GMT", "2024-06-12 16:30 UTC"])
def test_an_instant_is_read(text: str) -> None:
    """Clock and zone give the instant in UTC; the day stays the one written."""
    assert Stamp(DAY, datetime(2024, 6, 12, 16, 30, tzinfo=UTC)) == read_stamp(text)


@pytest.mark.parametrize(
    "text", ["", "yesterday", "2024-13-45", "06/12/2024", "June 2024", "0001-01-01", "Price: 20,2400"]
)
def test_no_day_is_guessed(text: str) -> None:
    """What is no date, not in the calendar, or could be read two ways gives none."""
    assert read_stamp(text) is None


def test_an_address_may_name_the_day() -> None:
    """The path of an address names a day; its query does not."""
    assert Stamp(DAY) == stamp_of_url("https://c.example/2024/06/12/accord")
    assert stamp_of_url("https://c.example/a?d=/2024/06/12/") is None


@given(st.text(max_size=80))
def test_any_text_is_read(text: str) -> None:
    """No text raises."""
    stamp = read_stamp(text)
    assert stamp is None or stamp.day.year >= 1850
