"""From dates that stand together to the date they make: shifts, parts, one inside another, ranges, one side open."""

from collections.abc import Mapping
from types import MappingProxyType

from entente.dates.builders import DAY_KINDS, Nodes, count_of, first_of, has, is_day, value_of
from entente.dates.grammar import Built, Make
from entente.dates.meaning import (
    Ahead,
    Amount,
    Bound,
    Fields,
    HolidayDay,
    Inside,
    Meaning,
    Nth,
    Offset,
    Part,
    PeriodDays,
    Range,
    Shift,
    Side,
    Step,
    Stretch,
    Then,
    Timed,
    UnitOf,
    Vague,
)

__all__ = ["OF_DATES"]

# Shifts and parts


def _ago(nodes: Nodes) -> Built:
    amount = value_of(nodes[0])
    return "", Shift(amount, -1, None, "publication")


def _later(nodes: Nodes) -> Built:
    amount, word = value_of(nodes[0]), nodes[1]
    if word.kind == "SOONER" and word.text.lower() not in ("later", "earlier", "later on"):
        return None
    if word.kind == "BACKWARD" and word.value not in ("prior", "previous"):
        return None
    if has(nodes, "HENCEFORTH"):
        return "", Shift(amount, 1, None, "publication", exact=True)
    back = word.kind in ("EARLIER", "BEFORE", "BACKWARD") or word.value == "start"
    return "", Shift(amount, -1 if back else 1, None, "story")


def _is_some_day(base: object) -> bool:
    """ "A week after the day by which it was due": the words that follow say which."""
    return isinstance(base, Offset) and (base.unit, base.frame) == ("day", "clause")


def _shift(nodes: Nodes) -> Built:
    if _is_some_day(value_of(nodes[-1])):
        return None
    sign = -1 if nodes[1].kind == "BEFORE" else 1
    return "", Shift(value_of(nodes[0]), sign, value_of(nodes[-1]), "story", exact=True)


def _day_before(nodes: Nodes) -> Built:
    unit = value_of(nodes[0]).unit
    sign = -1 if nodes[1].kind == "BEFORE" else 1
    return "", Shift(Amount(unit, 1), sign, value_of(nodes[-1]), "story", exact=True)


def _day_before_alone(nodes: Nodes) -> Built:
    return "", Offset(value_of(nodes[0]).unit, -1 if nodes[1].kind == "BEFORE" else 1, "story")


def _part(nodes: Nodes) -> Built:
    """The part, and of what: the last node is the whole, or the first where the edge stands last."""
    if nodes[0].kind in ("UNIT", "DATE"):
        whole, edge = nodes[0], nodes[-1]
        base: Meaning = Offset(str(whole.value), 0, "clause") if whole.kind == "UNIT" else value_of(whole)
        return "", Part(value_of(edge), base)
    if has(nodes, "TURN"):
        return "", value_of(nodes[-1])
    edge_node = first_of(nodes, "EARLYLATE", "EDGE")
    whole = nodes[-1]
    if edge_node is None or isinstance(whole.value, (Range, Stretch)):
        return None
    return whole.kind if whole.kind == "PART" else "", Part(value_of(edge_node), value_of(whole))


def _sooner(nodes: Nodes) -> Built:
    word, base = nodes[0], value_of(nodes[-1])
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
    inner = value_of(nodes[0])
    if isinstance(inner, Offset) and inner.number < 0 and inner.unit in _RANKS and nodes[1].kind == "OF":
        return "", Nth(-1, Amount(inner.unit, 1), value_of(nodes[-1]))
    if isinstance(inner, Stretch):
        known = inner.sign < 0 and inner.amount.number and inner.amount.unit in _RANKS
        return ("", Nth(-1, inner.amount, value_of(nodes[-1]))) if known and nodes[1].kind == "OF" else None
    if nodes[1].kind == "IN" and nodes[-1].kind == "THEUNIT":
        return None
    return _inside(inner, value_of(nodes[-1]))


def _date_in_date(nodes: Nodes) -> Built:
    first, last = value_of(nodes[0]), value_of(nodes[-1])
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
    rank_node = first_of(nodes, "ORD", "ORDWORD", "SECOND", "BACKWARD")
    if rank_node is None:
        return None
    rank = -1 if rank_node.kind == "BACKWARD" else value_of(rank_node)
    if rank_node.kind == "BACKWARD" and rank_node.value not in ("last",):
        return None
    outer = value_of(nodes[-1])
    if inner := first_of(nodes, "DUR"):
        amount = value_of(inner)
    else:
        unit = first_of(nodes, "UNIT", "UNITS")
        amount = Amount(str(unit.value), count_of(nodes[1:]) or 1) if unit else None
    if amount is None or amount.number is None or amount.unit not in _RANKS:
        return None
    return "", Nth(rank, amount, outer)


def _possessed(nodes: Nodes) -> Built:
    return _inside(value_of(nodes[-1]), value_of(nodes[0]))


def _week_of(nodes: Nodes) -> Built:
    unit = value_of(nodes[0]).unit
    base = value_of(nodes[-1])
    return ("", UnitOf(unit, base)) if unit in ("week", "weekend") and is_day(base) else None


def _week_commencing(nodes: Nodes) -> Built:
    base = value_of(nodes[-1])
    return ("", UnitOf("week", base)) if is_day(base) else None


def _weekend_of(nodes: Nodes) -> Built:
    date, unit = first_of(nodes, "DATE"), first_of(nodes, "UNIT")
    if date is None or unit is None or unit.value != "weekend" or not is_day(date.value):
        return None
    return "", UnitOf("weekend", value_of(date))


def _the_unit_alone(nodes: Nodes) -> Built:
    offset = value_of(nodes[0])
    return ("", offset) if offset.unit in ("week", "month", "year") else None


def _ahead(nodes: Nodes) -> Built:
    return "", Ahead(value_of(nodes[-1]))


def _within(nodes: Nodes) -> Built:
    inner = value_of(nodes[-1])
    if isinstance(inner, Amount):
        return "", Bound("within", Stretch(inner, 1, "publication"))
    return ("", Bound("within", inner)) if isinstance(inner, Stretch) and inner.sign > 0 else None


# Ranges


def _range(nodes: Nodes) -> Built:
    dates = [value_of(node) for node in nodes if node.kind in ("DATE", "VAGUE")]
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
    number, date = first_of(nodes, *DAY_KINDS), nodes[-1]
    last = _fields_of(value_of(date))
    if number is None or last is None or last.day is None or last.month is None:
        return None
    if value_of(number) < 1 or value_of(number) > 31:
        return None
    first = last._replace(day=value_of(number), weekday=None)
    if value_of(number) > last.day:
        first = first._replace(
            month=(last.month - 2) % 12 + 1, year=last.year - (last.month == 1) if last.year else None
        )
    return "", Range(first, last, has(nodes, "OR", "AND") and not has(nodes, "BETWEEN"))


def _range_days_after(nodes: Nodes) -> Built:
    dates = [node for node in nodes if node.kind == "DATE"]
    first = _fields_of(value_of(dates[0]))
    number = nodes[-1] if nodes[-1].kind in DAY_KINDS else first_of(nodes[1:], *DAY_KINDS)
    if first is None or first.month is None or first.day is None or number is None:
        return None
    year = first.year
    if len(dates) > 1:
        tail = _fields_of(value_of(dates[1]))
        if tail is None or tail._replace(year=None) != Fields() or year is not None:
            return None
        year = tail.year
    if value_of(number) <= first.day or (first.year is not None and len(dates) == 1):
        return None
    first = first._replace(year=year)
    either = has(nodes, "OR", "AND") and not has(nodes, "BETWEEN")
    return "", Range(first, first._replace(day=value_of(number), weekday=None), either)


def _range_years(nodes: Nodes) -> Built:
    """2014-16: two figures finish the century of the first year."""
    date = first_of(nodes, "DATE")
    number = first_of(nodes[1:], "DAY", "NUM")
    first = _fields_of(value_of(date)) if date else None
    if number is None or first is None or first.year is None or first.day is not None:
        return None
    last = int(value_of(number))
    if len(number.text) != 2 or last <= first.year % 100 or last > 99 or first.era != 1:
        return None
    if has(nodes, "AND", "THROUGH") and not has(nodes, "FROM", "BETWEEN"):
        return None
    return "", Range(Fields(year=first.year), Fields(year=first.year // 100 * 100 + last))


def _range_numbers(nodes: Nodes) -> Built:
    number, last = first_of(nodes, "NUM", "DAY"), _fields_of(value_of(nodes[-1]))
    if number is None or last is None or last.era != -1 or last.year is None:
        return None
    return "", Range(Fields(year=int(value_of(number)), era=-1), last, has(nodes, "AND") and not has(nodes, "BETWEEN"))


# One side open


def _is_named_one(base: Meaning) -> bool:
    """ "By the upcoming February 2024 elections": what follows `by` is the elections."""
    return isinstance(base, Step) and base.fields.year is not None


def _bound(kind: str) -> Make:
    def make(nodes: Nodes) -> Built:
        base = value_of(next(node for node in nodes if node.kind in ("DATE", "THEUNIT", "VAGUE")))
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


OF_DATES: Mapping[str, Make] = MappingProxyType(
    {
        "ago": _ago, "later": _later, "shift": _shift, "day_before": _day_before, "day_before_alone": _day_before_alone,
        "part": _part, "sooner": _sooner, "part_of": _part_of, "date_in_date": _date_in_date, "nested": _nested,
        "possessed": _possessed, "week_of": _week_of, "week_commencing": _week_commencing, "weekend_of": _weekend_of,
        "the_unit_alone": _the_unit_alone, "ahead": _ahead, "within": _within, "range": _range, "range_between": _range,
        "range_days": _range_days, "range_days_after": _range_days_after, "range_years": _range_years,
        "range_numbers": _range_numbers, "since": _bound("since"), "until": _bound("until"), "by": _bound("by"),
        "before": _bound("before"), "after": _bound("after"), "since_then": _since_then,
        "or_later": _bound("or_later"),
    }
)  # fmt: skip
"""The functions that a rule about dates may name."""
