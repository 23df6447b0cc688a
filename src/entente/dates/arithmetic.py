"""Calendar arithmetic: units, their first and last days, and days that move from year to year."""

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta

from entente.vocab.calendar import Holiday

__all__ = ["add", "easter", "holiday_days", "month_days", "third", "unit_days", "valid", "year_days"]

DAY = timedelta(days=1)
Days = tuple[date, date]
"""First and last day, both included."""

_MONTHS_IN = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200, "millennium": 12000}
_DAYS_IN = {"day": 1, "week": 7, "fortnight": 14, "weekend": 7, "workweek": 7}
_SECONDS_IN = {"hour": 3600, "minute": 60, "second": 1}


def valid(year: int, month: int = 1, day: int = 1) -> date | None:
    """That day, or None where the calendar has none."""
    try:
        return date(year, month, day)
    except (ValueError, OverflowError):
        return None


def month_days(year: int, month: int) -> Days | None:
    """A month; None outside the calendar."""
    first = valid(year, month)
    return (first, date(year, month, monthrange(year, month)[1])) if first else None


def year_days(first_year: int, last_year: int) -> Days | None:
    """Whole years."""
    first, last = valid(max(first_year, 1)), valid(min(last_year, 9999), 12, 31)
    return (first, last) if first and last and first <= last else None


def add(day: date, unit: str, count: float) -> date | None:
    """The day so many units later; months end where they end; None outside the calendar."""
    try:
        if unit in _MONTHS_IN:
            months = day.year * 12 + day.month - 1 + round(_MONTHS_IN[unit] * count)
            year, month = divmod(months, 12)
            return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
        if unit in _DAYS_IN:
            return day + timedelta(days=round(_DAYS_IN[unit] * count))
        return day + timedelta(days=int(_SECONDS_IN[unit] * count / 86400))
    except (ValueError, OverflowError, KeyError):
        return None


def unit_days(unit: str, day: date, count: int = 0) -> Days | None:
    """The unit of the calendar that holds a day, moved on by `count`; None outside the calendar."""
    first = _unit_start(unit, day)
    moved = add(first, unit, count) if first else None
    if moved is None:
        return None
    if unit == "weekend":
        return moved + 5 * DAY, moved + 6 * DAY
    if unit == "workweek":
        return moved, moved + 4 * DAY
    after = add(moved, unit, 1)
    return (moved, after - DAY) if after else None


def _unit_start(unit: str, day: date) -> date | None:
    if unit in ("week", "weekend", "workweek", "fortnight"):
        return day - timedelta(days=day.weekday())
    if unit not in _MONTHS_IN:
        return day if unit in ("day", "hour", "minute", "second") else None
    length = _MONTHS_IN[unit]
    if length <= 12:
        return date(day.year, (day.month - 1) // length * length + 1, 1)
    return valid(day.year // (length // 12) * (length // 12))


def third(days: Days, side: str, unit: str) -> Days:
    """The first, middle or last third of a period, in whole years or months where it has enough of them."""
    first, last = days
    index = {"start": 0, "mid": 1, "end": 2}[side]
    if unit in ("decade", "century"):
        span = last.year - first.year + 1
        edges = [first.year + span * part // 3 for part in range(4)]
        return date(edges[index], 1, 1), date(edges[index + 1] - 1, 12, 31)
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if months >= 3 and first.day == 1:
        start, stop = add(first, "month", months * index // 3), add(first, "month", months * (index + 1) // 3)
        return start or first, (stop or last + DAY) - DAY if index < 2 else last
    length = (last - first).days + 1
    return (
        first + timedelta(days=length * index // 3),
        first + timedelta(days=max(length * (index + 1) // 3 - 1, length * index // 3)),
    )


def easter(year: int) -> date:
    """Western Easter (the anonymous Gregorian computus)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    i = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * i) // 451
    month, day = divmod(h + i - 7 * m + 114, 31)
    return date(year, month, day + 1)


def _orthodox_easter(year: int) -> date:
    """Eastern Easter (the Julian computus), moved to the Gregorian calendar."""
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    return date(year, month, day + 1) + timedelta(days=year // 100 - year // 400 - 2)


def _islamic_days(year: int, month: int, day: int) -> list[date]:
    """The days of a Gregorian year that bear this date in the tabular Islamic calendar: none, one or two."""
    guess = (year - 622) * 33 // 32
    days = (_islamic_day(hijri, month, day) for hijri in range(guess - 1, guess + 3))
    return [found for found in days if found.year == year]


def _islamic_day(year: int, month: int, day: int) -> date:
    ordinal = day + -(-59 * (month - 1) // 2) + (year - 1) * 354 + (3 + 11 * year) // 30
    return date.fromordinal(ordinal + 227014)


def _hebrew_new_year(year: int) -> date:
    """The first of Tishri that falls in a Gregorian year."""
    hebrew = year + 3761
    months = (235 * hebrew - 234) // 19
    parts = 12084 + 13753 * months
    day = 29 * months + parts // 25920
    day += (3 * (day + 1)) % 7 < 3
    lengths = [_hebrew_elapsed(hebrew + step) for step in (-1, 0, 1)]
    if lengths[2] - lengths[1] == 356:
        day += 2
    elif lengths[1] - lengths[0] == 382:
        day += 1
    return date.fromordinal(day - 1373427)


def _hebrew_elapsed(hebrew: int) -> int:
    months = (235 * hebrew - 234) // 19
    parts = 12084 + 13753 * months
    day = 29 * months + parts // 25920
    return day + ((3 * (day + 1)) % 7 < 3)


def _nth_weekday(year: int, weekday: int, month: int, rank: int) -> date:
    if rank < 0:
        last = date(year, month, monthrange(year, month)[1])
        return last - timedelta(days=(last.isoweekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (rank - 1))


def holiday_days(holiday: Holiday, year: int, tables: Mapping[str, Mapping[int, date]]) -> list[Days]:
    """When a holiday falls in a year: first and last day, none where it is not known, two where the year has two."""
    if not 1583 <= year <= 9000:
        return []
    length = timedelta(days=holiday.days - 1)
    starts = (start + timedelta(days=holiday.offset) for start in _holiday_starts(holiday, year, tables))
    return [(start, start + length) for start in starts]


def _holiday_starts(holiday: Holiday, year: int, tables: Mapping[str, Mapping[int, date]]) -> list[date]:
    if holiday.fixed:
        month, day = (int(part) for part in holiday.fixed.split("-"))
        return [date(year, month, day)]
    if holiday.easter is not None:
        return [easter(year) + timedelta(days=holiday.easter)]
    if holiday.orthodox is not None:
        return [_orthodox_easter(year) + timedelta(days=holiday.orthodox)]
    if holiday.islamic is not None:
        return _islamic_days(year, *holiday.islamic)
    if holiday.hebrew is not None:
        return [_hebrew_new_year(year) + timedelta(days=holiday.hebrew)]
    if holiday.nth is not None:
        weekday, month, rank = holiday.nth
        return [_nth_weekday(year, weekday, month, rank)]
    found = tables.get(holiday.table, {}).get(year)
    return [found] if found else []
