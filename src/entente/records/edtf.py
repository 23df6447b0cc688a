"""Extended Date/Time Format (ISO 8601-2): the forms the record uses, read into strict bounds and written from them.

A year, month or day `2024-06-12`; an instant `2024-06-12T10:30:00Z`; season 21-24, quarter 33-36 or half 40-41 in the
month's place; decade `197X`, century `19XX`; one of a range `[2024-06-12..2025-12-31]`; lasting `2024-05/2024-06`;
open ends `..`; `~` for approximate. Seasons are the meteorological ones of the northern half: 21 is March to May, and
winter 24 ends in February of the next year. Weeks have no form of their own: they are written as a range of seven days.
"""

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal, NamedTuple

from entente.records.codes import Granularity, Shape

UNKNOWN_EDTF = "../.."
"""No bound on either side."""

_DAYS: dict[Granularity, int] = {"instant": 1, "day": 1, "week": 7}
_MONTHS: dict[Granularity, int] = {
    "month": 1, "season": 3, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200,
}  # fmt: skip
_COARSENESS: tuple[Granularity, ...] = (*_DAYS, *_MONTHS, "open")
_CALENDAR = re.compile(
    r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9][0-9])(?:-(?P<day>[0-9][0-9])(?P<time>T[0-9][0-9]:[0-9][0-9](?::[0-9][0-9])?(?:Z|[+-][0-9][0-9]:[0-9][0-9])?)?)?)?"
)
_UNSPECIFIED = re.compile(r"(?P<century>[0-9]{2})XX|(?P<decade>[0-9]{3})X")
_ONE_OF = re.compile(r"\[([^].]*)\.\.([^].]*)]")
_LASTING = re.compile(r"([^/]+)/([^/]+)")


class _Atom(NamedTuple):
    """One date: its days, its unit, whether it is approximate."""

    first: date | None
    last: date | None
    unit: Granularity
    approx: bool


_OPEN_END = _Atom(None, None, "open", False)


class Reading(NamedTuple):
    """What an EDTF string says, before any widening."""

    earliest: date | None
    latest: date | None
    granularity: Granularity
    shape: Shape
    unit: Granularity
    """The coarsest unit it is written in: that of the known end where the other is open."""
    approx_start: bool
    approx_end: bool


@lru_cache(maxsize=4096)
def read_edtf(text: str) -> Reading:
    """The strict bounds of an EDTF string; ValueError for a form the record does not use."""
    if one_of := _ONE_OF.fullmatch(text):
        return _read_range(text, one_of[1] or "..", one_of[2] or "..", "point")
    if lasting := _LASTING.fullmatch(text):
        return _read_range(text, lasting[1], lasting[2], "span")
    atom = _read_atom(text)
    return Reading(atom.first, atom.last, atom.unit, "point", atom.unit, atom.approx, atom.approx)


@lru_cache(maxsize=4096)
def edtf_bounds(text: str, granularity: Granularity) -> tuple[date | None, date | None]:
    """Earliest and latest day; an approximate end is moved outwards by one unit of `granularity`."""
    reading = read_edtf(text)
    unit = reading.unit if granularity == "open" else granularity
    earliest, latest = widened(reading.earliest, reading.latest, unit)
    return (
        earliest if reading.approx_start else reading.earliest,
        latest if reading.approx_end else reading.latest,
    )


def write_edtf(
    earliest: date | None,
    latest: date | None,
    *,
    granularity: Granularity = "day",
    shape: Shape = "point",
    approx: bool = False,
) -> str:
    """The shortest EDTF form with these bounds; `approx` marks it, and reading it back then widens them."""
    mark = "~" if approx else ""
    if earliest and latest:
        unit = _unit_around(earliest, granularity)
        if _days_of(unit) == (earliest, latest):
            return unit + mark
        if earliest == latest:
            return f"{earliest}{mark}"
        if shape == "point":
            return f"[{earliest}{mark}..{latest}{mark}]"
    left = _edge(earliest, granularity, 0) + mark if earliest else ".."
    right = _edge(latest, granularity, 1) + mark if latest else ".."
    return f"{left}/{right}"


def widened(earliest: date | None, latest: date | None, granularity: Granularity) -> tuple[date | None, date | None]:
    """Both bounds moved outwards by one unit; open ends and `open` spans stay as they are."""
    day = timedelta(days=1)
    before = shifted(earliest, granularity, -1) if earliest else None
    after = shifted(latest + day, granularity, 1) - day if latest and latest < date.max else latest
    return before, after


def shifted(day: date, granularity: Granularity, count: int) -> date:
    """The day `count` units later; a day the month lacks becomes its last, and the calendar's ends hold."""
    if granularity in _MONTHS:
        return _shifted_months(day, _MONTHS[granularity] * count)
    try:
        return day + timedelta(days=_DAYS.get(granularity, 0) * count)
    except OverflowError:
        return date.max if count > 0 else date.min


def _shifted_months(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not date.min.year <= year <= date.max.year:
        return date.max if months > 0 else date.min
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _read_range(text: str, start: str, end: str, shape: Shape) -> Reading:
    """A range, `..` for an open end; its granularity is the coarser one of its ends."""
    first = _OPEN_END if start == ".." else _read_atom(start)
    last = _OPEN_END if end == ".." else _read_atom(end)
    if first.first and last.last and last.last < first.first:
        raise ValueError(f'"{text}" ends before it starts')
    granularity: Granularity = max(first.unit, last.unit, key=_COARSENESS.index)
    unit = last.unit if first is _OPEN_END else first.unit if last is _OPEN_END else granularity
    return Reading(first.first, last.last, granularity, shape, unit, first.approx, last.approx)


def _read_atom(text: str) -> _Atom:
    """One date with its own granularity."""
    bare = text.removesuffix("~")
    approx = bare != text
    if calendar := _CALENDAR.fullmatch(bare):
        return _read_calendar(text, calendar, approx)
    if unspecified := _UNSPECIFIED.fullmatch(bare):
        if unspecified["century"]:
            return _months(text, int(unspecified["century"]) * 100, 1, "century", approx)
        return _months(text, int(unspecified["decade"]) * 10, 1, "decade", approx)
    raise ValueError(f'"{text[:40]}" is not an EDTF date the record uses')


def _read_calendar(text: str, match: re.Match[str], approx: bool) -> _Atom:
    year, month = int(match["year"]), int(match["month"] or 1)
    if match["day"]:
        day = date(year, month, int(match["day"]))
        return _Atom(day, day, "instant" if match["time"] else "day", approx)
    if not match["month"]:
        return _months(text, year, 1, "year", approx)
    if 21 <= month <= 24:
        return _months(text, year, 3 * (month - 20), "season", approx)
    if 33 <= month <= 36:
        return _months(text, year, 3 * (month - 33) + 1, "quarter", approx)
    if 40 <= month <= 41:
        return _months(text, year, 6 * (month - 40) + 1, "half", approx)
    return _months(text, year, month, "month", approx)


def _months(text: str, year: int, month: int, granularity: Granularity, approx: bool) -> _Atom:
    """Whole months from the given one, as many as the unit has."""
    last_year, last_month = divmod(year * 12 + month - 1 + _MONTHS[granularity] - 1, 12)
    if not 1 <= month <= 12 or not date.min.year <= year <= last_year <= date.max.year:
        raise ValueError(f'"{text}" is not in the calendar')
    last = date(last_year, last_month + 1, monthrange(last_year, last_month + 1)[1])
    return _Atom(date(year, month, 1), last, granularity, approx)


def _unit_around(day: date, granularity: Granularity) -> str:
    """The unit of the calendar that holds a day, as EDTF; the day itself where the unit has no form."""
    year, month = day.year, day.month
    if granularity == "season":
        year, month = (year, month) if month > 2 else (year - 1, month + 12)
        return f"{year:04d}-{20 + month // 3}"
    forms: dict[Granularity, str] = {
        "month": f"{year:04d}-{month:02d}",
        "quarter": f"{year:04d}-{33 + (month - 1) // 3}",
        "half": f"{year:04d}-{40 + (month - 1) // 6}",
        "year": f"{year:04d}",
        "decade": f"{year // 10:03d}X",
        "century": f"{year // 100:02d}XX",
    }
    return forms.get(granularity, day.isoformat())


def _days_of(unit: str) -> tuple[date | None, date | None]:
    """A unit's bounds; none where part of it lies outside the calendar, as year 0 does."""
    try:
        reading = read_edtf(unit)
    except ValueError:
        return None, None
    return reading.earliest, reading.latest


def _edge(day: date, granularity: Granularity, side: Literal[0, 1]) -> str:
    """An end of a range: the unit where the day is its first (0) or last (1), else the day."""
    unit = _unit_around(day, granularity)
    return unit if _days_of(unit)[side] == day else day.isoformat()
