"""Calendar arithmetic on days whose dates are known."""

from datetime import date

import pytest

from entente.dates.arithmetic import add, easter, holiday_days, third, unit_days
from entente.vocab.calendar import load_calendar

CALENDAR = load_calendar()


@pytest.mark.parametrize(
    ("year", "day"), [(1961, "04-02"), (2000, "04-23"), (2018, "04-01"), (2024, "03-31"), (2038, "04-25")]
)
def test_easter(year: int, day: str) -> None:
    """Western Easter by the Gregorian computus."""
    assert date.fromisoformat(f"{year}-{day}") == easter(year)


@pytest.mark.parametrize(
    ("key", "year", "days"),
    [
        ("orthodox_easter", 2024, ["2024-05-05"]),
        ("rosh_hashanah", 2023, ["2023-09-16"]),
        ("rosh_hashanah", 2024, ["2024-10-03"]),
        ("yom_kippur", 1973, ["1973-10-06"]),
        ("ramadan", 2025, ["2025-03-01"]),
        ("ramadan", 2030, ["2030-01-06", "2030-12-26"]),
        ("thanksgiving", 2024, ["2024-11-28"]),
        ("memorial_day", 2024, ["2024-05-27"]),
        ("diwali", 2024, ["2024-10-31"]),
        ("lunar_new_year", 1901, []),
    ],
)
def test_moving_holidays(key: str, year: int, days: list[str]) -> None:
    """Holidays fall where their calendars say; a year without a table has none."""
    found = holiday_days(CALENDAR.holidays[key], year, CALENDAR.tables)
    assert days == [str(first) for first, _ in found]


def test_months_end_where_they_end() -> None:
    """A month after the last of January is the last of February."""
    assert date(2024, 2, 29) == add(date(2024, 1, 31), "month", 1)


def test_the_calendar_ends() -> None:
    """Beyond the calendar there is no day, and no error."""
    assert add(date(9999, 1, 1), "year", 5) is None
    assert unit_days("year", date(1, 1, 1), -1) is None


@pytest.mark.parametrize(
    ("unit", "first", "last"),
    [
        ("week", "2025-02-10", "2025-02-16"),
        ("quarter", "2025-01-01", "2025-03-31"),
        ("decade", "2020-01-01", "2029-12-31"),
    ],
)
def test_units(unit: str, first: str, last: str) -> None:
    """A unit holds the day it is asked for."""
    assert (date.fromisoformat(first), date.fromisoformat(last)) == unit_days(unit, date(2025, 2, 10))


def test_thirds() -> None:
    """Early, mid and late are thirds: of a year in months, of a decade in years."""
    year = (date(2024, 1, 1), date(2024, 12, 31))
    assert (date(2024, 9, 1), date(2024, 12, 31)) == third(year, "end", "year")
    assert date(1993, 1, 1) == third((date(1990, 1, 1), date(1999, 12, 31)), "mid", "decade")[0]
