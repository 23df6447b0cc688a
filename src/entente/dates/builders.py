"""From the words that a rule matched to what they mean; None where the words look right and the sense is not."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from entente.dates.grammar import Built, Make
from entente.dates.meaning import (
    Amount,
    Clock,
    Fields,
    Frame,
    HolidayDay,
    Inside,
    Offset,
    PeriodDays,
    Range,
    Repeat,
    Shift,
    Step,
    Stretch,
    TenureDays,
    Timed,
    Vague,
)
from entente.dates.tokens import Node

__all__ = ["DAY_KINDS", "OF_WORDS", "Nodes", "count_of", "first_of", "has", "is_day", "value_of"]

Nodes = Sequence[Node]

_FIELD_OF = {
    "MONTH": "month", "MONTHCAP": "month", "MONTHLOW": "month", "YEAR": "year", "OLDYEAR": "year", "NUM": "year",
    "WEEKDAY": "weekday", "WEEKDAYABBR": "weekday", "QUARTERCODE": "quarter", "HALFCODE": "half", "ERA": "era",
    "SEASON": "season", "FALL": "season",
}  # fmt: skip
DAY_KINDS = ("DAY", "ORD", "ORDWORD", "SECOND")
_RELATIVE = ("BACKWARD", "FORWARD", "ONWARD", "THIS", "THAT")
_AMOUNT_KINDS = ("CARD", "DAY", "NUM", "VAGUECARD", "YEAR", "OLDYEAR", "A")
_UNIT_KINDS = ("UNIT", "UNITS", "CLOCKUNIT")
DAYS_IN_MONTH = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def value_of(node: Node) -> Any:  # a node's value has the type of its class
    """What a node means."""
    return node.value


def first_of(nodes: Nodes, *kinds: str) -> Node | None:
    """The first node of one of these classes."""
    return next((node for node in nodes if node.kind in kinds), None)


def has(nodes: Nodes, *kinds: str) -> bool:
    """Whether a node is of one of these classes."""
    return any(node.kind in kinds for node in nodes)


def _short_year(number: int) -> int:
    """The year of two figures: 1930 to 2029."""
    return number + (2000 if number < 30 else 1900)


# Numbers


def _number(nodes: Nodes) -> Built:
    """Words of a number, added and multiplied; two tens in a row are a year."""
    values = [value_of(node) for node in nodes if node.kind in ("CARD", "HUNDRED")]
    if not values or (nodes[0].kind in ("A", "VAGUECARD") and nodes[1].kind != "HUNDRED"):
        return None
    if nodes[0].kind == "VAGUECARD":
        return "VAGUECARD", "many"
    if year := _spoken_year(values):
        return "OLDYEAR" if year < 1900 else "YEAR", year
    total, part = 0, 1 if nodes[0].kind == "A" else 0
    for value in values:
        if value == 1000:
            total, part = total + max(part, 1) * 1000, 0
        elif value == 100:
            part = max(part, 1) * 100
        elif part % 100 and not (part % 100 >= 20 and part % 10 == 0 and value < 10):
            return None
        else:
            part += value
    return "", total + part


def _spoken_year(values: list[int]) -> int | None:
    """Nineteen eighty-six, seventeen hundred thirty-three."""
    if not 10 < values[0] < 21 or len(values) < 2 or 1000 in values:
        return None
    rest = values[2:] if values[1] == 100 else values[1:]
    if len(rest) > 2 or (len(rest) == 2 and not (rest[0] >= 20 and rest[0] % 10 == 0 and rest[1] < 10)):
        return None
    if values[1] != 100 and rest[0] < 10:
        return None
    return values[0] * 100 + sum(rest)


def _ordinal(nodes: Nodes) -> Built:
    tens, one = value_of(nodes[0]), value_of(nodes[-1])
    return ("", tens + one) if tens in range(20, 100, 10) and 0 < one < 10 else None


# Calendar dates


def _calendar(nodes: Nodes) -> Built:
    """Fields by class; what is too large for a day is none."""
    found: dict[str, Any] = {}  # each under the name of its field
    for node in nodes:
        if node.kind in DAY_KINDS:
            name = (
                "day"
                if len(nodes) > 1 and (has(nodes, "MONTH", "MONTHCAP", "MONTHLOW", "WEEKDAY", "WEEKDAYABBR", "THE"))
                else "year"
            )
            if name == "day" and "day" in found and has(nodes, "ERA"):
                name = "year"
            found[name] = value_of(node)
        elif node.kind == "SHORTYEAR":
            found["year"] = _short_year(value_of(node))
        elif name := _FIELD_OF.get(node.kind, ""):
            found[name] = int(value_of(node))
    if not 1 <= found.get("day", 1) <= 31:
        return None
    if found.get("era") == -1 and "year" not in found and "day" in found:
        found["year"] = found.pop("day")
    return "", Fields(**found, approx=has(nodes, "APPROX"))


def _iso(nodes: Nodes) -> Built:
    day, _, instant = str(nodes[0].value).partition("T")
    year, month, number = (int(part) for part in day.split("-"))
    return _checked(Fields(year=year, month=month, day=number, instant=instant))


def _compact(nodes: Nodes) -> Built:
    text = str(nodes[0].value)
    return _checked(Fields(year=int(text[:4]), month=int(text[4:6]), day=int(text[6:])))


def _checked(fields: Fields) -> Built:
    right = 1 <= (fields.month or 0) <= 12 and 1 <= (fields.day or 0) <= 31
    return ("", fields) if right else None


def _slashed(nodes: Nodes) -> Built:
    """Year first; else the month first where it can be, the day first where it cannot."""
    parts = [int(part) for part in str(nodes[-1].value).replace("-", "/").replace(".", "/").split("/")]
    if len(parts) == 2:
        return _month_and_day(parts[0], parts[1], None)
    if parts[0] > 31:
        return _month_and_day(parts[1], parts[2], parts[0])
    return _month_and_day(parts[0], parts[1], parts[2] if parts[2] > 99 else _short_year(parts[2]))


def _month_and_day(first: int, second: int, year: int | None) -> Built:
    month, day = (first, second) if first <= 12 else (second, first)
    if not (1 <= month <= 12 and 1 <= day <= DAYS_IN_MONTH[month - 1]):
        return None
    return "", Fields(year=year, month=month, day=day)


def _decade(nodes: Nodes) -> Built:
    node = nodes[-1] if nodes[-1].kind != "ERA" else nodes[-2]
    era = value_of(nodes[-1]) if nodes[-1].kind == "ERA" else 1
    number = value_of(node)
    if node.kind == "DECADE":
        return "", Fields(decade=number // 10, era=era)
    return ("", Fields(decade=190 + number // 10)) if number % 10 == 0 and number >= 10 else None


def _century(nodes: Nodes) -> Built:
    unit, rank = first_of(nodes, "UNIT"), first_of(nodes, "ORD", "ORDWORD", "SECOND")
    if not unit or unit.value != "century" or not rank or value_of(rank) < 1:
        return None
    era = first_of(nodes, "ERA")
    return "", Fields(century=value_of(rank), era=value_of(era) if era else 1)


def _the_year(nodes: Nodes) -> Built:
    unit = first_of(nodes, "UNIT", "UNITS")
    return ("", Fields(year=value_of(nodes[-1]))) if unit and unit.value == "year" else None


def _fiscal(nodes: Nodes) -> Built:
    last = nodes[-1]
    if last.kind == "FYCODE":
        number = value_of(last)
        return "", Fields(year=number if number > 99 else 2000 + number, fiscal=True)
    if year := first_of(nodes, "YEAR", "OLDYEAR"):
        first = value_of(year)
        if last is not year and value_of(last) == (first + 1) % 100:  # "fiscal year 2019-20" runs through parts of both
            return "", Range(Fields(year=first), Fields(year=first + 1))
        return "", Fields(year=first, fiscal=True)
    unit = first_of(nodes, "UNIT")
    if not unit or unit.value != "year":
        return None
    return "", Offset("year", _step(nodes), "publication", fiscal=True)


def _quarter(nodes: Nodes) -> Built:
    rank = first_of(nodes, "ORD", "ORDWORD", "SECOND")
    if not rank:
        step = first_of(nodes, "BACKWARD")
        return ("", Offset("quarter", -1, "publication")) if step and not has(nodes, "YEAR") else None
    number = 4 if value_of(rank) == -1 else value_of(rank)
    year = first_of(nodes, "YEAR", "OLDYEAR")
    return ("", Fields(quarter=number, year=value_of(year) if year else None)) if 1 <= number <= 4 else None


def _half(nodes: Nodes) -> Built:
    rank = first_of(nodes, "ORD", "ORDWORD", "SECOND", "LATTER")
    return ("", Fields(half=value_of(rank))) if rank and value_of(rank) in (1, 2) else None


def _week_number(nodes: Nodes) -> Built:
    return ("", Fields(week=value_of(nodes[-1]))) if nodes[0].value == "week" else None


def _season(nodes: Nodes) -> Built:
    season, era = first_of(nodes, "SEASON", "FALL"), first_of(nodes, "ERA")
    year = first_of(nodes, "YEAR", "OLDYEAR", "NUM", "SHORTYEAR")
    number = None if not year else _short_year(value_of(year)) if year.kind == "SHORTYEAR" else int(value_of(year))
    if season is None or (era is None and year is not None and year.kind == "NUM"):
        return None
    return "", Fields(season=value_of(season), year=number, era=value_of(era) if era else 1)


def _season_plain(nodes: Nodes) -> Built:
    """Spring is also a source and a leap: alone it needs more than itself."""
    word = nodes[0].text.lower()
    return None if word == "spring" else ("", Fields(season=value_of(nodes[0])))


def _bare_era(nodes: Nodes) -> Built:
    """A year of few figures, if the rest of the text counts that way."""
    number = value_of(nodes[0])
    return ("", Fields(year=int(number), era=0)) if 32 <= number < 1000 and number == int(number) else None


# Dates relative to an anchor


def _step(nodes: Nodes) -> int:
    kinds = [node.kind for node in nodes]
    if "BACKWARD" in kinds:
        return -1
    return 1 if "FORWARD" in kinds or "ONWARD" in kinds else 0


def _frame(nodes: Nodes) -> Frame:
    """`that`, `following` and `previous`, and `the next`, count from the story."""
    word = first_of(nodes, *_RELATIVE)
    if word is None:
        return "publication"
    told = word.kind in ("ONWARD", "THAT") or str(word.value) in ("previous", "preceding", "prior")
    return "story" if told or (word.kind == "FORWARD" and nodes[0].kind == "THE") else "publication"


def _relative_name(nodes: Nodes) -> Built:
    found = _calendar([node for node in nodes if node.kind in _FIELD_OF])
    if found is None or not isinstance(found[1], Fields):
        return None
    return "", Step(found[1], _step(nodes), _frame(nodes))


def _relative_unit(nodes: Nodes) -> Built:
    unit, step, frame = nodes[-1], _step(nodes), _frame(nodes)
    name = "quarter" if unit.kind == "QUARTER" else str(unit.value)
    word = first_of(nodes, *_RELATIVE)
    if name in ("second", "minute") or (name == "hour" and not step) or (name == "quarter" and unit.text.endswith("s")):
        return None
    the_past = nodes[0].kind == "THE" and word is not None and word.value in ("past", "last")
    if (the_past and name not in ("quarter", "weekend", "workweek")) or name == "hour":
        return "", Stretch(Amount(name, 1), step or 1, frame)
    return "", Offset(name, step, frame)


def _relative_span(nodes: Nodes) -> Built:
    unit, step = nodes[-1], _step(nodes)
    if not step or unit.value == "second":
        return None
    amount = Amount("quarter" if unit.kind == "QUARTER" else str(unit.value), count_of(nodes))
    return "", Stretch(amount, step, _frame(nodes))


def _relative_units(nodes: Nodes) -> Built:
    unit = nodes[-1]
    several = unit.value != "second" and unit.text.lower().endswith("s")
    return ("", Stretch(Amount(str(unit.value), None), _step(nodes), _frame(nodes))) if several else None


def _recent_units(nodes: Nodes) -> Built:
    word, unit = nodes[-2], nodes[-1]
    return ("", Stretch(Amount(str(unit.value), None), -1, "publication")) if word.value == "recent" else None


def _the_unit(nodes: Nodes) -> Built:
    return "", Offset(str(nodes[-1].value), 0, "clause")


def _today(nodes: Nodes) -> Built:
    base = Offset("day", value_of(nodes[0]), "publication")
    return "", Timed(base, "NI") if nodes[0].kind == "TONIGHT" else base


# Durations


def count_of(nodes: Nodes) -> float | None:
    """The number before the unit, halves and quarters added; None: not said."""
    number = first_of(nodes, *_AMOUNT_KINDS)
    if number is None or number.kind == "VAGUECARD":
        return None
    count = 1.0 if number.kind == "A" else float(value_of(number))
    if has(nodes, "AND"):
        count += 0.5 * has(nodes, "HALF") + 0.25 * has(nodes, "QUARTER")
    return count


def _mod(nodes: Nodes) -> str:
    words = [str(node.value) for node in nodes if node.kind == "APPROX"]
    return next((word for word in words if word != "none"), "")


def _duration(nodes: Nodes) -> Built:
    unit = first_of(nodes, *_UNIT_KINDS)
    if unit is None or (unit.value == "second" and not has(nodes, *_AMOUNT_KINDS)):
        return None
    if has(nodes, "YEAR", "OLDYEAR") and unit.kind == "UNIT":
        return None
    if nodes[0].kind == "A" and has(nodes, "DASH") and not has(nodes, "HALF", "QUARTER", "AND"):
        return None
    if has(nodes, "HALF") and not has(nodes, "AND"):
        count: float | None = 0.5
    elif first_of(nodes, *_AMOUNT_KINDS):
        count = count_of(nodes)
    else:
        count = 1 if unit.kind == "UNIT" else None
    return "", Amount(str(unit.value), count, _mod(nodes))


_SET_UNIT = {"day": "XXXX-XX-XX", "week": "XXXX-WXX", "month": "XXXX-XX", "year": "XXXX", "weekend": "XXXX-WXX-WE"}
_LETTER = {
    "day": "D", "week": "W", "month": "M", "year": "Y", "decade": "DE", "century": "CE", "hour": "H", "minute": "M",
    "second": "S", "quarter": "Q", "fortnight": "W",
}  # fmt: skip


def _every(nodes: Nodes) -> Built:
    last = nodes[-1]
    if last.kind in ("WEEKDAY", "WEEKDAYABBR"):
        return "", Repeat(f"XXXX-WXX-{last.value}")
    if last.kind in ("MONTH", "MONTHCAP", "MONTHLOW"):
        return "", Repeat(f"XXXX-{value_of(last):02d}")
    if last.kind == "SEASON":
        return "", Repeat("XXXX-" + ("SP", "SU", "FA", "WI")[value_of(last) - 21])
    count = 2 if has(nodes, "OTHER2") else count_of(nodes)
    rank = first_of(nodes, "ORDWORD", "ORD", "SECOND")
    count = value_of(rank) if rank else count
    unit = "quarter" if last.kind == "QUARTER" else str(last.value)
    if nodes[0].text.lower() == "per":
        return "", Repeat(_length_value(unit, 1))
    if not first_of(nodes, *_AMOUNT_KINDS) and not rank and count is None:
        return "", Repeat(_SET_UNIT.get(unit) or f"PT1{_LETTER.get(unit, 'X')}")
    return "", Repeat(_length_value(unit, count))


def _length_value(unit: str, count: float | None) -> str:
    time = "T" if unit in ("hour", "minute", "second") else ""
    return f"P{time}{f'{count:g}' if count else 'X'}{_LETTER.get(unit, 'X')}"


def _set_word(nodes: Nodes) -> Built:
    return "", Repeat(str(nodes[0].value))


def _vague(value: str) -> Make:
    return lambda nodes: ("", Vague(value))


def _vague_the_past(nodes: Nodes) -> Built:
    return ("", Vague("PAST_REF")) if nodes[-1].value == "past" else None


# Times of day


def _clock(nodes: Nodes) -> Built:
    head, half = nodes[0], first_of(nodes, "AMPM")
    parts = [int(part) for part in str(head.value).split(":")]
    if len(nodes) > 1 and nodes[1].kind == "CLOCKUNIT" and nodes[1].text not in ("hrs", "hours"):
        return None
    hour = parts[0]
    if half and hour <= 12:
        hour = hour % 12 + (12 if half.value == "pm" else 0)
    minutes = "".join(f":{part:02d}" for part in parts[1:])
    return ("", Clock(f"{hour:02d}{minutes}")) if hour <= 24 and all(part < 60 for part in parts[1:]) else None


def _noon(nodes: Nodes) -> Built:
    return "", Clock(str(nodes[0].value))


def _daypart(nodes: Nodes) -> Built:
    part = first_of(nodes, "DAYPART")
    return ("", Clock(str(part.value))) if part else None


def _relative_daypart(nodes: Nodes) -> Built:
    return "", Timed(Offset("day", _step(nodes), _frame(nodes)), str(nodes[-1].value))


def _time_of_date(nodes: Nodes) -> Built:
    time, date = first_of(nodes, "TIME"), first_of(nodes, "DATE")
    if time is None or date is None or not isinstance(time.value, Clock) or not is_day(date.value):
        return None
    return "", Timed(value_of(date), time.value.time)


def is_day(meaning: object) -> bool:
    """Whether it names a day, as far as its form tells."""
    if isinstance(meaning, Fields):
        return meaning.day is not None or meaning.weekday is not None
    if isinstance(meaning, Step):
        return is_day(meaning.fields)
    if isinstance(meaning, Inside):
        return is_day(meaning.inner)
    if isinstance(meaning, (Offset, Shift)):
        return (meaning.unit if isinstance(meaning, Offset) else meaning.amount.unit) == "day"
    return isinstance(meaning, HolidayDay)


# Names


def _holiday(nodes: Nodes) -> Built:
    name, year = first_of(nodes, "HOLIDAY"), first_of(nodes, "YEAR", "OLDYEAR")
    return ("", HolidayDay(str(name.value), value_of(year) if year else None, _step(nodes))) if name else None


def _period(nodes: Nodes) -> Built:
    return "", PeriodDays(str(nodes[-1].value))


def _tenure(nodes: Nodes) -> Built:
    name, rank = first_of(nodes, "PERSON"), first_of(nodes, "ORD", "ORDWORD", "SECOND")
    if name is None or (nodes[0].kind == "APPROX" and nodes[0].text.lower() != "under"):
        return None
    if nodes[-1].kind == "UNITS" and nodes[-1].value != "year":
        return None
    return "", TenureDays(str(name.value), value_of(rank) if rank else None)


OF_WORDS: Mapping[str, Make] = MappingProxyType(
    {
        "number": _number, "ordinal": _ordinal, "calendar": _calendar, "iso": _iso, "compact": _compact,
        "slashed": _slashed, "decade": _decade, "century": _century, "the_year": _the_year, "fiscal": _fiscal,
        "quarter": _quarter, "half": _half, "week_number": _week_number, "season": _season,
        "season_plain": _season_plain, "bare_era": _bare_era, "relative_name": _relative_name,
        "relative_unit": _relative_unit, "relative_span": _relative_span, "relative_units": _relative_units,
        "recent_units": _recent_units, "the_unit": _the_unit, "today": _today, "duration": _duration, "every": _every,
        "set_word": _set_word, "vague_present": _vague("PRESENT_REF"), "vague_past": _vague("PAST_REF"),
        "vague_the_past": _vague_the_past, "vague_future": _vague("FUTURE_REF"), "clock": _clock, "noon": _noon,
        "daypart": _daypart, "relative_daypart": _relative_daypart, "time_of_date": _time_of_date,
        "holiday": _holiday, "period": _period, "tenure": _tenure,
    }
)  # fmt: skip
"""The functions that a rule about words may name."""
