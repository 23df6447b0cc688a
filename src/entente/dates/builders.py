"""From the nodes that a rule matched to what they mean; None where the words look right and the sense is not."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from entente.dates.grammar import Built, Make
from entente.dates.meaning import (
    Ahead,
    Amount,
    Bound,
    Clock,
    Fields,
    Frame,
    HolidayDay,
    Inside,
    Meaning,
    Nth,
    Offset,
    Part,
    PeriodDays,
    Range,
    Repeat,
    Shift,
    Side,
    Step,
    Stretch,
    TenureDays,
    Then,
    Timed,
    UnitOf,
    Vague,
)
from entente.dates.tokens import Node

__all__ = ["MAKERS"]

Nodes = Sequence[Node]

_FIELD_OF = {
    "MONTH": "month", "MONTHCAP": "month", "MONTHLOW": "month", "YEAR": "year", "OLDYEAR": "year", "NUM": "year",
    "WEEKDAY": "weekday", "WEEKDAYABBR": "weekday", "QUARTERCODE": "quarter", "HALFCODE": "half", "ERA": "era",
    "SEASON": "season", "FALL": "season",
}  # fmt: skip
_DAY_KINDS = ("DAY", "ORD", "ORDWORD", "SECOND")
_RELATIVE = ("BACKWARD", "FORWARD", "ONWARD", "THIS", "THAT")
_AMOUNT_KINDS = ("CARD", "DAY", "NUM", "VAGUECARD", "YEAR", "OLDYEAR", "A")
_UNIT_KINDS = ("UNIT", "UNITS", "CLOCKUNIT")
DAYS_IN_MONTH = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def _value(node: Node) -> Any:  # a node's value has the type of its class
    return node.value


def _first(nodes: Nodes, *kinds: str) -> Node | None:
    return next((node for node in nodes if node.kind in kinds), None)


def _has(nodes: Nodes, *kinds: str) -> bool:
    return any(node.kind in kinds for node in nodes)


def _short_year(number: int) -> int:
    """The year of two figures: 1930 to 2029."""
    return number + (2000 if number < 30 else 1900)


# Numbers


def _number(nodes: Nodes) -> Built:
    """Words of a number, added and multiplied; two tens in a row are a year."""
    values = [_value(node) for node in nodes if node.kind in ("CARD", "HUNDRED")]
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
    tens, one = _value(nodes[0]), _value(nodes[-1])
    return ("", tens + one) if tens in range(20, 100, 10) and 0 < one < 10 else None


# Calendar dates


def _calendar(nodes: Nodes) -> Built:
    """Fields by class; what is too large for a day is none."""
    found: dict[str, Any] = {}  # each under the name of its field
    for node in nodes:
        if node.kind in _DAY_KINDS:
            name = (
                "day"
                if len(nodes) > 1 and (_has(nodes, "MONTH", "MONTHCAP", "MONTHLOW", "WEEKDAY", "WEEKDAYABBR", "THE"))
                else "year"
            )
            if name == "day" and "day" in found and _has(nodes, "ERA"):
                name = "year"
            found[name] = _value(node)
        elif node.kind == "SHORTYEAR":
            found["year"] = _short_year(_value(node))
        elif name := _FIELD_OF.get(node.kind, ""):
            found[name] = int(_value(node))
    if not 1 <= found.get("day", 1) <= 31:
        return None
    if found.get("era") == -1 and "year" not in found and "day" in found:
        found["year"] = found.pop("day")
    return "", Fields(**found, approx=_has(nodes, "APPROX"))


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
    era = _value(nodes[-1]) if nodes[-1].kind == "ERA" else 1
    number = _value(node)
    if node.kind == "DECADE":
        return "", Fields(decade=number // 10, era=era)
    return ("", Fields(decade=190 + number // 10)) if number % 10 == 0 and number >= 10 else None


def _century(nodes: Nodes) -> Built:
    unit, rank = _first(nodes, "UNIT"), _first(nodes, "ORD", "ORDWORD", "SECOND")
    if not unit or unit.value != "century" or not rank or _value(rank) < 1:
        return None
    era = _first(nodes, "ERA")
    return "", Fields(century=_value(rank), era=_value(era) if era else 1)


def _the_year(nodes: Nodes) -> Built:
    unit = _first(nodes, "UNIT", "UNITS")
    return ("", Fields(year=_value(nodes[-1]))) if unit and unit.value == "year" else None


def _fiscal(nodes: Nodes) -> Built:
    last = nodes[-1]
    if last.kind == "FYCODE":
        number = _value(last)
        return "", Fields(year=number if number > 99 else 2000 + number, fiscal=True)
    if year := _first(nodes, "YEAR", "OLDYEAR"):
        first = _value(year)
        if last is not year and _value(last) == (first + 1) % 100:  # "fiscal year 2019-20" runs through parts of both
            return "", Range(Fields(year=first), Fields(year=first + 1))
        return "", Fields(year=first, fiscal=True)
    unit = _first(nodes, "UNIT")
    if not unit or unit.value != "year":
        return None
    return "", Offset("year", _step(nodes), "publication", fiscal=True)


def _quarter(nodes: Nodes) -> Built:
    rank = _first(nodes, "ORD", "ORDWORD", "SECOND")
    if not rank:
        step = _first(nodes, "BACKWARD")
        return ("", Offset("quarter", -1, "publication")) if step and not _has(nodes, "YEAR") else None
    number = 4 if _value(rank) == -1 else _value(rank)
    year = _first(nodes, "YEAR", "OLDYEAR")
    return ("", Fields(quarter=number, year=_value(year) if year else None)) if 1 <= number <= 4 else None


def _half(nodes: Nodes) -> Built:
    rank = _first(nodes, "ORD", "ORDWORD", "SECOND", "LATTER")
    return ("", Fields(half=_value(rank))) if rank and _value(rank) in (1, 2) else None


def _week_number(nodes: Nodes) -> Built:
    return ("", Fields(week=_value(nodes[-1]))) if nodes[0].value == "week" else None


def _season(nodes: Nodes) -> Built:
    season, era = _first(nodes, "SEASON", "FALL"), _first(nodes, "ERA")
    year = _first(nodes, "YEAR", "OLDYEAR", "NUM", "SHORTYEAR")
    number = None if not year else _short_year(_value(year)) if year.kind == "SHORTYEAR" else int(_value(year))
    if season is None or (era is None and year is not None and year.kind == "NUM"):
        return None
    return "", Fields(season=_value(season), year=number, era=_value(era) if era else 1)


def _season_plain(nodes: Nodes) -> Built:
    """Spring is also a source and a leap: alone it needs more than itself."""
    word = nodes[0].text.lower()
    return None if word == "spring" else ("", Fields(season=_value(nodes[0])))


def _bare_era(nodes: Nodes) -> Built:
    """A year of few figures, if the rest of the text counts that way."""
    number = _value(nodes[0])
    return ("", Fields(year=int(number), era=0)) if 32 <= number < 1000 and number == int(number) else None


# Dates relative to an anchor


def _step(nodes: Nodes) -> int:
    kinds = [node.kind for node in nodes]
    if "BACKWARD" in kinds:
        return -1
    return 1 if "FORWARD" in kinds or "ONWARD" in kinds else 0


def _frame(nodes: Nodes) -> Frame:
    """`that`, `following` and `previous`, and `the next`, count from the story."""
    word = _first(nodes, *_RELATIVE)
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
    word = _first(nodes, *_RELATIVE)
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
    amount = Amount("quarter" if unit.kind == "QUARTER" else str(unit.value), _count(nodes))
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
    base = Offset("day", _value(nodes[0]), "publication")
    return "", Timed(base, "NI") if nodes[0].kind == "TONIGHT" else base


# Durations


def _count(nodes: Nodes) -> float | None:
    """The number before the unit, halves and quarters added; None: not said."""
    number = _first(nodes, *_AMOUNT_KINDS)
    if number is None or number.kind == "VAGUECARD":
        return None
    count = 1.0 if number.kind == "A" else float(_value(number))
    if _has(nodes, "AND"):
        count += 0.5 * _has(nodes, "HALF") + 0.25 * _has(nodes, "QUARTER")
    return count


def _mod(nodes: Nodes) -> str:
    words = [str(node.value) for node in nodes if node.kind == "APPROX"]
    return next((word for word in words if word != "none"), "")


def _duration(nodes: Nodes) -> Built:
    unit = _first(nodes, *_UNIT_KINDS)
    if unit is None or (unit.value == "second" and not _has(nodes, *_AMOUNT_KINDS)):
        return None
    if _has(nodes, "YEAR", "OLDYEAR") and unit.kind == "UNIT":
        return None
    if nodes[0].kind == "A" and _has(nodes, "DASH") and not _has(nodes, "HALF", "QUARTER", "AND"):
        return None
    if _has(nodes, "HALF") and not _has(nodes, "AND"):
        count: float | None = 0.5
    elif _first(nodes, *_AMOUNT_KINDS):
        count = _count(nodes)
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
        return "", Repeat(f"XXXX-{_value(last):02d}")
    if last.kind == "SEASON":
        return "", Repeat("XXXX-" + ("SP", "SU", "FA", "WI")[_value(last) - 21])
    count = 2 if _has(nodes, "OTHER2") else _count(nodes)
    rank = _first(nodes, "ORDWORD", "ORD", "SECOND")
    count = _value(rank) if rank else count
    unit = "quarter" if last.kind == "QUARTER" else str(last.value)
    if nodes[0].text.lower() == "per":
        return "", Repeat(_length_value(unit, 1))
    if not _first(nodes, *_AMOUNT_KINDS) and not rank and count is None:
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
    head, half = nodes[0], _first(nodes, "AMPM")
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
    part = _first(nodes, "DAYPART")
    return ("", Clock(str(part.value))) if part else None


def _relative_daypart(nodes: Nodes) -> Built:
    return "", Timed(Offset("day", _step(nodes), _frame(nodes)), str(nodes[-1].value))


def _time_of_date(nodes: Nodes) -> Built:
    time, date = _first(nodes, "TIME"), _first(nodes, "DATE")
    if time is None or date is None or not isinstance(time.value, Clock) or not _is_day(date.value):
        return None
    return "", Timed(_value(date), time.value.time)


def _is_day(meaning: object) -> bool:
    """Whether it names a day, as far as its form tells."""
    if isinstance(meaning, Fields):
        return meaning.day is not None or meaning.weekday is not None
    if isinstance(meaning, Step):
        return _is_day(meaning.fields)
    if isinstance(meaning, Inside):
        return _is_day(meaning.inner)
    if isinstance(meaning, (Offset, Shift)):
        return (meaning.unit if isinstance(meaning, Offset) else meaning.amount.unit) == "day"
    return isinstance(meaning, HolidayDay)


# Names


def _holiday(nodes: Nodes) -> Built:
    name, year = _first(nodes, "HOLIDAY"), _first(nodes, "YEAR", "OLDYEAR")
    return ("", HolidayDay(str(name.value), _value(year) if year else None, _step(nodes))) if name else None


def _period(nodes: Nodes) -> Built:
    return "", PeriodDays(str(nodes[-1].value))


def _tenure(nodes: Nodes) -> Built:
    name, rank = _first(nodes, "PERSON"), _first(nodes, "ORD", "ORDWORD", "SECOND")
    if name is None or (nodes[0].kind == "APPROX" and nodes[0].text.lower() != "under"):
        return None
    if nodes[-1].kind == "UNITS" and nodes[-1].value != "year":
        return None
    return "", TenureDays(str(name.value), _value(rank) if rank else None)


# Dates made of dates


def _ago(nodes: Nodes) -> Built:
    amount = _value(nodes[0])
    return "", Shift(amount, -1, None, "publication")


def _later(nodes: Nodes) -> Built:
    amount, word = _value(nodes[0]), nodes[1]
    if word.kind == "SOONER" and word.text.lower() not in ("later", "earlier", "later on"):
        return None
    if word.kind == "BACKWARD" and word.value not in ("prior", "previous"):
        return None
    if _has(nodes, "HENCEFORTH"):
        return "", Shift(amount, 1, None, "publication", exact=True)
    back = word.kind in ("EARLIER", "BEFORE", "BACKWARD") or word.value == "start"
    return "", Shift(amount, -1 if back else 1, None, "story")


def _is_some_day(base: object) -> bool:
    """ "A week after the day by which it was due": the words that follow say which."""
    return isinstance(base, Offset) and (base.unit, base.frame) == ("day", "clause")


def _shift(nodes: Nodes) -> Built:
    if _is_some_day(_value(nodes[-1])):
        return None
    sign = -1 if nodes[1].kind == "BEFORE" else 1
    return "", Shift(_value(nodes[0]), sign, _value(nodes[-1]), "story", exact=True)


def _day_before(nodes: Nodes) -> Built:
    unit = _value(nodes[0]).unit
    sign = -1 if nodes[1].kind == "BEFORE" else 1
    return "", Shift(Amount(unit, 1), sign, _value(nodes[-1]), "story", exact=True)


def _day_before_alone(nodes: Nodes) -> Built:
    return "", Offset(_value(nodes[0]).unit, -1 if nodes[1].kind == "BEFORE" else 1, "story")


def _part(nodes: Nodes) -> Built:
    """The part, and of what: the last node is the whole, or the first where the edge stands last."""
    if nodes[0].kind in ("UNIT", "DATE"):
        whole, edge = nodes[0], nodes[-1]
        base: Meaning = Offset(str(whole.value), 0, "clause") if whole.kind == "UNIT" else _value(whole)
        return "", Part(_value(edge), base)
    if _has(nodes, "TURN"):
        return "", _value(nodes[-1])
    edge_node = _first(nodes, "EARLYLATE", "EDGE")
    whole = nodes[-1]
    if edge_node is None or isinstance(whole.value, (Range, Stretch)):
        return None
    return whole.kind if whole.kind == "PART" else "", Part(_value(edge_node), _value(whole))


def _sooner(nodes: Nodes) -> Built:
    word, base = nodes[0], _value(nodes[-1])
    if nodes[-1].kind == "THEUNIT" and not str(word.text).lower().endswith("in"):
        return None
    if isinstance(base, Offset) and base.number == 0:
        side: Side = "earlier" if word.value == "start" else "later"
        return ("", Part(side, base)) if base.unit != "day" else ("", base)
    return None


_RANKS = {"century": 0, "decade": 1, "year": 2, "half": 3, "season": 4, "quarter": 4, "month": 5, "week": 6, "day": 7}


def _rank(meaning: object) -> tuple[int, bool] | None:
    """How fine a date is, and whether its year is still open; None: it cannot be combined."""
    if isinstance(meaning, Fields):
        for name in ("day", "weekday", "week", "month", "season", "quarter", "half", "year", "decade", "century"):
            if getattr(meaning, name) is not None:
                open_year = meaning.year is None and meaning.decade is None and meaning.century is None
                return _RANKS["day" if name == "weekday" else name], open_year
        return None
    if isinstance(meaning, Offset):
        return _RANKS.get("week" if meaning.unit in ("weekend", "workweek") else meaning.unit, 7), False
    if isinstance(meaning, Step):
        rank = _rank(meaning.fields)
        return (rank[0], False) if rank else None
    if isinstance(meaning, Part):
        return _rank(meaning.base)
    if isinstance(meaning, Inside):
        inner = _rank(meaning.inner)
        return (inner[0], False) if inner else None
    if isinstance(meaning, HolidayDay):
        return 7, meaning.year is None
    return None


def _inside(inner: Meaning, outer: Meaning) -> Built:
    """A finer date with an open year inside a coarser one."""
    fine, coarse = _rank(inner), _rank(outer)
    if fine is None or coarse is None or not fine[1] or fine[0] <= coarse[0]:
        return None
    if coarse[1] and not isinstance(outer, (Offset, Step)) and coarse[0] > _RANKS["year"]:
        return _joined(inner, outer)
    return "", Inside(inner, outer)


def _joined(inner: Meaning, outer: Meaning) -> Built:
    """Two partial dates as one: the 5th, of May."""
    if not (isinstance(inner, Fields) and isinstance(outer, Fields)):
        return None
    mine = {name: value for name, value in inner._asdict().items() if value != Fields._field_defaults[name]}
    return "", outer._replace(**mine)


def _part_of(nodes: Nodes) -> Built:
    inner = _value(nodes[0])
    if isinstance(inner, Offset) and inner.number < 0 and inner.unit in _RANKS and nodes[1].kind == "OF":
        return "", Nth(-1, Amount(inner.unit, 1), _value(nodes[-1]))
    if isinstance(inner, Stretch):
        known = inner.sign < 0 and inner.amount.number and inner.amount.unit in _RANKS
        return ("", Nth(-1, inner.amount, _value(nodes[-1]))) if known and nodes[1].kind == "OF" else None
    if nodes[1].kind == "IN" and nodes[-1].kind == "THEUNIT":
        return None
    return _inside(inner, _value(nodes[-1]))


def _date_in_date(nodes: Nodes) -> Built:
    first, last = _value(nodes[0]), _value(nodes[-1])
    fine, coarse = _rank(first), _rank(last)
    if fine is None or coarse is None:
        return None
    if fine[0] == coarse[0] == 7:
        return _same_day(first, last)
    if fine[0] > coarse[0]:
        if len(nodes) > 2 and not isinstance(last, Fields):
            return None
        return _inside(first, last)
    if isinstance(first, (Offset, Step)) and isinstance(last, Fields) and last.weekday and fine[0] == 6:
        return "", Inside(last, first)
    return None


def _same_day(first: Meaning, last: Meaning) -> Built:
    """A weekday beside its date: the date says it."""
    if isinstance(first, (Fields, Step)):
        fields = first if isinstance(first, Fields) else first.fields
        if fields.weekday and fields.day is None and isinstance(last, Fields) and last.day and last.month:
            return "", last._replace(weekday=fields.weekday)
    return None


def _nested(nodes: Nodes) -> Built:
    rank_node = _first(nodes, "ORD", "ORDWORD", "SECOND", "BACKWARD")
    if rank_node is None:
        return None
    rank = -1 if rank_node.kind == "BACKWARD" else _value(rank_node)
    if rank_node.kind == "BACKWARD" and rank_node.value not in ("last",):
        return None
    outer = _value(nodes[-1])
    if inner := _first(nodes, "DUR"):
        amount = _value(inner)
    else:
        unit = _first(nodes, "UNIT", "UNITS")
        amount = Amount(str(unit.value), _count(nodes[1:]) or 1) if unit else None
    if amount is None or amount.number is None or amount.unit not in _RANKS:
        return None
    return "", Nth(rank, amount, outer)


def _possessed(nodes: Nodes) -> Built:
    return _inside(_value(nodes[-1]), _value(nodes[0]))


def _week_of(nodes: Nodes) -> Built:
    unit = _value(nodes[0]).unit
    base = _value(nodes[-1])
    return ("", UnitOf(unit, base)) if unit in ("week", "weekend") and _is_day(base) else None


def _week_commencing(nodes: Nodes) -> Built:
    base = _value(nodes[-1])
    return ("", UnitOf("week", base)) if _is_day(base) else None


def _weekend_of(nodes: Nodes) -> Built:
    date, unit = _first(nodes, "DATE"), _first(nodes, "UNIT")
    if date is None or unit is None or unit.value != "weekend" or not _is_day(date.value):
        return None
    return "", UnitOf("weekend", _value(date))


def _the_unit_alone(nodes: Nodes) -> Built:
    offset = _value(nodes[0])
    return ("", offset) if offset.unit in ("week", "month", "year") else None


def _ahead(nodes: Nodes) -> Built:
    return "", Ahead(_value(nodes[-1]))


def _within(nodes: Nodes) -> Built:
    inner = _value(nodes[-1])
    if isinstance(inner, Amount):
        return "", Bound("within", Stretch(inner, 1, "publication"))
    return ("", Bound("within", inner)) if isinstance(inner, Stretch) and inner.sign > 0 else None


# Ranges


def _range(nodes: Nodes) -> Built:
    dates = [_value(node) for node in nodes if node.kind in ("DATE", "VAGUE")]
    return _ranged(dates[0], dates[1])


def _ranged(first: Meaning, last: Meaning, *, either: bool = False) -> Built:
    if isinstance(first, (Range, Stretch)) or isinstance(last, (Range, Stretch)):
        return None
    if isinstance(last, Vague) and last.value != "PRESENT_REF":
        return None
    return "", Range(*_shared(first, last), either)


def _shared(first: Meaning, last: Meaning) -> tuple[Meaning, Meaning]:
    """What one end leaves open is taken from the other: year, then era."""
    left, right = _fields_of(first), _fields_of(last)
    if left is None or right is None:
        return first, last
    if right.era == -1 and left.era != -1:
        first = _with(first, era=-1)
    if left.day and not left.month and right.month and not left.weekday:
        first, left = _with(first, month=right.month), left._replace(month=right.month)
    if left.year is None and right.year is not None and left.decade is None and left.century is None:
        earlier = (left.month or 0) > (right.month or 12)
        first = _with(first, year=right.year - 1 if earlier and right.month else right.year)
    elif right.year is None and left.year is not None and right.decade is None and right.century is None:
        later = (right.month or 12) < (left.month or 0)
        last = _with(last, year=left.year + 1 if later else left.year)
    return first, last


def _fields_of(meaning: Meaning) -> Fields | None:
    if isinstance(meaning, Fields):
        return meaning
    if isinstance(meaning, (Part, Timed)):
        return _fields_of(meaning.base)
    return None


def _with(meaning: Meaning, **changes: int) -> Meaning:
    if isinstance(meaning, Fields):
        return meaning._replace(**changes)  # type: ignore[arg-type]
    if isinstance(meaning, Part):
        return Part(meaning.side, _with(meaning.base, **changes))
    if isinstance(meaning, Timed):
        return Timed(_with(meaning.base, **changes), meaning.time)
    return meaning


def _range_days(nodes: Nodes) -> Built:
    number, date = _first(nodes, *_DAY_KINDS), nodes[-1]
    last = _fields_of(_value(date))
    if number is None or last is None or last.day is None or last.month is None:
        return None
    if _value(number) < 1 or _value(number) > 31:
        return None
    first = last._replace(day=_value(number), weekday=None)
    if _value(number) > last.day:
        first = first._replace(
            month=(last.month - 2) % 12 + 1, year=last.year - (last.month == 1) if last.year else None
        )
    return "", Range(first, last, _has(nodes, "OR", "AND") and not _has(nodes, "BETWEEN"))


def _range_days_after(nodes: Nodes) -> Built:
    dates = [node for node in nodes if node.kind == "DATE"]
    first = _fields_of(_value(dates[0]))
    number = nodes[-1] if nodes[-1].kind in _DAY_KINDS else _first(nodes[1:], *_DAY_KINDS)
    if first is None or first.month is None or first.day is None or number is None:
        return None
    year = first.year
    if len(dates) > 1:
        tail = _fields_of(_value(dates[1]))
        if tail is None or tail._replace(year=None) != Fields() or year is not None:
            return None
        year = tail.year
    if _value(number) <= first.day or (first.year is not None and len(dates) == 1):
        return None
    first = first._replace(year=year)
    either = _has(nodes, "OR", "AND") and not _has(nodes, "BETWEEN")
    return "", Range(first, first._replace(day=_value(number), weekday=None), either)


def _range_years(nodes: Nodes) -> Built:
    """2014-16: two figures finish the century of the first year."""
    date = _first(nodes, "DATE")
    number = _first(nodes[1:], "DAY", "NUM")
    first = _fields_of(_value(date)) if date else None
    if number is None or first is None or first.year is None or first.day is not None:
        return None
    last = int(_value(number))
    if len(number.text) != 2 or last <= first.year % 100 or last > 99 or first.era != 1:
        return None
    if _has(nodes, "AND", "THROUGH") and not _has(nodes, "FROM", "BETWEEN"):
        return None
    return "", Range(Fields(year=first.year), Fields(year=first.year // 100 * 100 + last))


def _range_numbers(nodes: Nodes) -> Built:
    number, last = _first(nodes, "NUM", "DAY"), _fields_of(_value(nodes[-1]))
    if number is None or last is None or last.era != -1 or last.year is None:
        return None
    return "", Range(Fields(year=int(_value(number)), era=-1), last, _has(nodes, "AND") and not _has(nodes, "BETWEEN"))


# One side open


def _is_named_one(base: Meaning) -> bool:
    """ "By the upcoming February 2024 elections": what follows `by` is the elections."""
    return isinstance(base, Step) and base.fields.year is not None


def _bound(kind: str) -> Make:
    def make(nodes: Nodes) -> Built:
        base = _value(next(node for node in nodes if node.kind in ("DATE", "THEUNIT", "VAGUE")))
        if isinstance(base, (Range, Stretch)) or (kind == "by" and _is_named_one(base)):
            return None
        if isinstance(base, Timed) and kind in ("before", "after"):
            return None  # "before dawn on Sunday" is Sunday
        if _is_some_day(base):
            return None
        if isinstance(base, Vague) and base.value != "PRESENT_REF":
            return None
        if kind in ("since", "by", "before") and isinstance(base, PeriodDays) and nodes[0].kind == "FROM":
            return None
        return "", Bound("from" if nodes[0].kind == "FROM" and kind == "since" else kind, base)

    return make


def _since_then(nodes: Nodes) -> Built:
    return "", Bound("since", Then())


MAKERS: Mapping[str, Callable[[Nodes], Built]] = MappingProxyType(
    {
        "number": _number, "ordinal": _ordinal, "calendar": _calendar, "iso": _iso, "compact": _compact,
        "slashed": _slashed, "decade": _decade, "century": _century, "the_year": _the_year, "fiscal": _fiscal,
        "quarter": _quarter, "half": _half, "week_number": _week_number, "season": _season,
        "relative_name": _relative_name, "relative_unit": _relative_unit, "relative_span": _relative_span,
        "relative_units": _relative_units, "recent_units": _recent_units, "season_plain": _season_plain,
        "bare_era": _bare_era, "the_unit": _the_unit, "today": _today, "duration": _duration, "every": _every,
        "set_word": _set_word, "vague_present": _vague("PRESENT_REF"), "vague_past": _vague("PAST_REF"),
        "vague_the_past": _vague_the_past, "vague_future": _vague("FUTURE_REF"), "clock": _clock, "noon": _noon,
        "daypart": _daypart, "relative_daypart": _relative_daypart, "time_of_date": _time_of_date,
        "holiday": _holiday, "period": _period, "tenure": _tenure, "ago": _ago, "later": _later, "shift": _shift,
        "day_before": _day_before, "day_before_alone": _day_before_alone, "part": _part, "sooner": _sooner,
        "part_of": _part_of, "date_in_date": _date_in_date, "nested": _nested, "possessed": _possessed,
        "week_of": _week_of, "week_commencing": _week_commencing, "weekend_of": _weekend_of,
        "the_unit_alone": _the_unit_alone, "ahead": _ahead, "within": _within, "range": _range,
        "range_between": _range, "range_days": _range_days, "range_days_after": _range_days_after,
        "range_years": _range_years, "range_numbers": _range_numbers, "since": _bound("since"),
        "until": _bound("until"), "by": _bound("by"), "before": _bound("before"), "after": _bound("after"),
        "since_then": _since_then,
        "or_later": _bound("or_later"),
    }
)  # fmt: skip
"""Every function a rule may name."""
