"""Days, months and years as words name them, read against a day: what is written, and what is left open."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal, NamedTuple

from entente.dates.arithmetic import DAY, Days, add, month_days, unit_days, valid, year_days
from entente.dates.meaning import Fields
from entente.records.codes import DateBasis, DateMod, Granularity, Shape
from entente.vocab.calendar import Calendar

__all__ = [
    "GRANULARITY",
    "Frame",
    "Reading",
    "Tense",
    "TimexType",
    "by_tense",
    "dated",
    "days_in_year",
    "in_year",
    "read_fields",
    "relative",
    "roomy",
    "unresolved",
    "week_days",
]

Tense = Literal["past", "present", "future"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]

_SEASONS = {21: "SP", 22: "SU", 23: "FA", 24: "WI"}
GRANULARITY: Mapping[str, Granularity] = {
    "day": "day", "week": "week", "weekend": "week", "workweek": "week", "fortnight": "week", "month": "month",
    "season": "season", "quarter": "quarter", "half": "half", "year": "year", "decade": "decade",
    "century": "century", "millennium": "century", "hour": "instant", "minute": "instant", "second": "instant",
}  # fmt: skip
ROOM = 1000
"""Years kept free at both ends of the calendar, so that counting from a day never leaves it."""


class Reading(NamedTuple):
    """What a phrase comes to; `first` and `last` None: no day of the calendar, or open."""

    value: str
    type: TimexType
    first: date | None = None
    last: date | None = None
    unit: Granularity = "day"
    mod: DateMod = "none"
    shape: Shape = "point"
    basis: DateBasis = "explicit"
    confidence: float = 0.95
    approx: bool = False
    bc_year: int | None = None
    """The year before our era, which no day of the calendar holds."""


class Frame(NamedTuple):
    """What relative words are read against."""

    day: date | None
    """The day of publication; None: not known."""
    story: Reading | None
    """The date last spoken of; None: none yet."""
    tense: Tense | None
    history: bool
    """Whether the text tells of the past throughout, so that bare months follow the story."""
    calendar: Calendar
    assumed: bool = False
    """Whether the tense is only what a phrase of its sort mostly has."""

    @property
    def told(self) -> Reading | None:
        """The story's date where it stands in the calendar, with room to count on both sides."""
        story = self.story
        return story if story and roomy(story.first) and roomy(story.last) else None


def roomy(day: date | None) -> bool:
    """Whether a day can be counted from; an open end can."""
    return day is None or date.min.year + ROOM <= day.year <= date.max.year - ROOM


# What is written


def read_fields(fields: Fields, frame: Frame) -> Reading | None:
    """The reading of a date as it is named; what it leaves open is told by the frame."""
    if fields.era == -1 or (fields.era == 0 and frame.story and frame.story.bc_year):
        return _ancient(fields)
    if fields.era == 0:
        return None
    if fields.century is not None:
        days = year_days((fields.century - 1) * 100, fields.century * 100 - 1)
        return dated(f"{fields.century - 1:02d}", days, "century")
    if fields.decade is not None:
        return dated(f"{fields.decade:03d}", year_days(fields.decade * 10, fields.decade * 10 + 9), "decade")
    if fields.year is not None:
        return in_year(fields, fields.year, "explicit")
    if frame.history and frame.story and frame.story.bc_year:
        return _ancient(fields._replace(year=frame.story.bc_year))
    return _open(fields, frame)


def _ancient(fields: Fields) -> Reading | None:
    """A date before our era has a value and no days."""
    if fields.century is not None:
        return Reading(f"BC{fields.century - 1:02d}", "DATE", bc_year=fields.century * 100)
    if fields.decade is not None:
        return Reading(f"BC{fields.decade:03d}", "DATE", bc_year=fields.decade * 10)
    if fields.year is None:
        return None
    tail = f"-{_SEASONS[fields.season]}" if fields.season else f"-{fields.month:02d}" if fields.month else ""
    tail += f"-{fields.day:02d}" if fields.day and fields.month else ""
    return Reading(f"BC{fields.year:04d}{tail}", "DATE", bc_year=fields.year)


def in_year(fields: Fields, year: int, basis: DateBasis) -> Reading | None:
    """The finest thing the fields name, in that year; None where the calendar has no such day."""
    made = days_in_year(fields, year)
    if made is None:
        return None
    value, days, unit = made
    reading = dated(value, days, unit, basis)
    if reading and fields.instant:
        reading = reading._replace(value=f"{value}T{fields.instant}", type="TIME", unit="instant")
    if reading and fields.approx:
        reading = reading._replace(approx=True, mod="approx")
    if reading and fields.weekday and fields.day and days[0].isoweekday() != fields.weekday:
        reading = reading._replace(confidence=0.7)
    return reading


@lru_cache(maxsize=8192)
def days_in_year(fields: Fields, year: int) -> tuple[str, Days, str] | None:
    """Value, days and unit of what the fields name in a year; None: the year has no such day."""
    if fields.month and fields.day:
        day = valid(year, fields.month, fields.day)
        return (f"{day}", (day, day), "day") if day else None
    if fields.month:
        return _value_days(f"{year:04d}-{fields.month:02d}", month_days(year, fields.month), "month")
    if fields.season:
        first = valid(year, 3 * (fields.season - 20))
        last = add(first, "month", 3) if first else None
        days = (first, last - DAY) if first and last else None
        return _value_days(f"{year:04d}-{_SEASONS[fields.season]}", days, "season")
    for name, number in (("quarter", fields.quarter), ("half", fields.half)):
        if number:
            first = valid(year, (3 if name == "quarter" else 6) * (number - 1) + 1)
            days = unit_days(name, first) if first else None
            return _value_days(f"{year:04d}-{name[0].upper()}{number}", days, name)
    if fields.week:
        return week_days(year, fields.week)
    value = f"FY{year:04d}" if fields.fiscal else f"{year:04d}"
    return _value_days(value, year_days(year, year), "year")


def _value_days(value: str, days: Days | None, unit: str) -> tuple[str, Days, str] | None:
    return (value, days, unit) if days else None


def week_days(year: int, week: int) -> tuple[str, Days, str] | None:
    """The same of a week by its number."""
    try:
        first = date.fromisocalendar(year, week, 1)
    except ValueError:
        return None
    return f"{year:04d}-W{week:02d}", (first, first + 6 * DAY), "week"


def dated(value: str, days: Days | None, unit: str, basis: DateBasis = "explicit") -> Reading | None:
    """A date with its days; None where the calendar has none."""
    return Reading(value, "DATE", *days, unit=GRANULARITY[unit], basis=basis) if days else None


# What the words leave open


def _open(fields: Fields, frame: Frame) -> Reading | None:
    """A date without its year: the story's year in a history, else by tense around publication (rule D3)."""
    if frame.history and frame.told:
        return _in_story(fields, frame)
    if frame.day is None:
        return _in_story(fields, frame) if frame.told else unresolved(fields)
    day = frame.day
    if fields.weekday and fields.day is None and fields.month is None:
        return relative(_weekday(fields.weekday, day, frame.tense), "day", "relative_to_publication")
    if fields.day and fields.month is None:
        return _day_of_month(fields, day, frame.tense)
    found = [made for year in (day.year - 1, day.year, day.year + 1) if (made := days_in_year(fields, year))]
    if not found and fields.month == 2 and fields.day == 29:
        found = [made for step in range(-8, 9) if (made := days_in_year(fields, day.year + step))]
    chosen = by_tense([days for _, days, _ in found], day, frame.tense)
    value, days, unit = found[chosen] if chosen is not None else ("", None, "day")
    reading = dated(value, days, unit, "relative_to_publication")
    return reading._replace(confidence=0.85 if frame.tense else 0.7) if reading else None


def by_tense(options: list[Days], day: date, tense: Tense | None) -> int | None:
    """The last one begun for the past, the next not yet over for the future or the present ("they meet in May")."""
    past = [index for index, days in enumerate(options) if days[0] <= day]
    coming = [index for index, days in enumerate(options) if days[1] >= day]
    if tense == "past" and past:
        return past[-1]
    if tense in ("future", "present") and coming:
        return coming[0]
    gaps = [max((days[0] - day).days, (day - days[1]).days, 0) for days in options]
    return gaps.index(min(gaps)) if gaps else None


def _weekday(weekday: int, day: date, tense: Tense | None) -> date:
    if tense == "future":
        return day + timedelta(days=(weekday - day.isoweekday()) % 7)
    return day - timedelta(days=(day.isoweekday() - weekday) % 7)


def _day_of_month(fields: Fields, day: date, tense: Tense | None) -> Reading | None:
    """The 27th, or Friday the 13th: in the month that fits, and where the weekday is right."""
    options: list[date] = []
    for step in range(-13, 14):
        month = add(day.replace(day=1), "month", step)
        found = valid(month.year, month.month, fields.day or 0) if month else None
        if found and fields.weekday in (None, found.isoweekday()):
            options.append(found)
    chosen = by_tense([(option, option) for option in options], day, tense or ("past" if fields.weekday else None))
    return relative(options[chosen], "day", "relative_to_publication") if chosen is not None else None


def _in_story(fields: Fields, frame: Frame) -> Reading | None:
    """A date without its year in the year last spoken of; January after November is of the next."""
    told = frame.told
    if told is None or told.first is None or told.last is None:
        return None
    first = told.first
    if fields.weekday and fields.day is None:
        return relative(_weekday(fields.weekday, told.last + 6 * DAY, "past"), "day", "relative_to_event")
    if fields.day and fields.month is None:
        day = valid(first.year, first.month, fields.day)
        return relative(day, "day", "relative_to_event") if day and told.unit in ("day", "month") else None
    fine = told.unit in ("day", "month", "week", "season")
    month = fields.month or (3 * (fields.season - 20) if fields.season else 0)
    step = 1 if fine and month and month % 12 <= 2 and first.month - month % 12 >= 9 else 0
    reading = in_year(fields, first.year + step, "relative_to_event")
    return reading._replace(confidence=0.8) if reading else None


def unresolved(fields: Fields) -> Reading | None:
    """The TIMEX3 value of a date that nothing anchors."""
    if fields.weekday:
        return Reading(f"XXXX-WXX-{fields.weekday}", "DATE")
    if fields.month:
        return Reading(f"XXXX-{fields.month:02d}" + (f"-{fields.day:02d}" if fields.day else ""), "DATE")
    return Reading(f"XXXX-{_SEASONS[fields.season]}", "DATE") if fields.season else None


def relative(day: date | None, unit: str, basis: DateBasis, confidence: float = 0.85) -> Reading | None:
    """A date that was counted to, and how sure that is."""
    reading = dated(f"{day}", (day, day), unit, basis) if day else None
    return reading._replace(confidence=confidence) if reading else None
