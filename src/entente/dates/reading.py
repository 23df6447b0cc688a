"""A meaning read against a day: the calendar days it covers and its TIMEX3 value."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from entente.dates.arithmetic import DAY, Days, add, holiday_days, third, unit_days
from entente.dates.fields import (
    GRANULARITY,
    Frame,
    Reading,
    Tense,
    by_tense,
    dated,
    days_in_year,
    in_year,
    read_fields,
    relative,
    unresolved,
    week_days,
)
from entente.dates.meaning import (
    Ahead,
    Amount,
    Bound,
    Clock,
    Fields,
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
    Step,
    Stretch,
    TenureDays,
    Then,
    Timed,
    UnitOf,
    Vague,
)
from entente.dates.meaning import Frame as Counts
from entente.records.codes import DateBasis, DateMod, Granularity
from entente.records.edtf import read_edtf

__all__ = ["BOUND_TENSES", "read"]

_LETTERS = {
    "day": "D", "week": "W", "month": "M", "year": "Y", "decade": "DE", "century": "CE", "millennium": "ML",
    "quarter": "Q", "weekend": "WE", "workweek": "W", "hour": "H", "minute": "M", "second": "S",
}  # fmt: skip
_CLOCK = ("hour", "minute", "second")
FEW, MANY = 2, 9
"""What "a few" may be when a span must be drawn."""


def read(meaning: Meaning, frame: Frame) -> Reading | None:
    """The reading of a meaning; None where nothing can be said without guessing."""
    return _READERS[type(meaning)](meaning, frame)


# Counted from an anchor


def _anchor(frame: Frame, counts_from: Counts) -> tuple[date, DateBasis] | None:
    """The day to count from: the story's for words that point back to it, else publication.

    "The year" is the story's where the clause tells of the past, and this one where it speaks of now or of what is due.
    """
    story = frame.told
    told = counts_from == "story" or frame.history
    if counts_from == "clause" and story:
        leans = not (frame.history or frame.assumed) and frame.tense in ("present", "future")
        told = not leans and _has_begun(story, frame.day)
    if story and story.last and told:
        return story.last, "relative_to_event"
    return (frame.day, "relative_to_publication") if frame.day else None


def _has_begun(story: Reading, day: date | None) -> bool:
    """Whether the date last spoken of may be told as past."""
    return day is None or story.first is None or story.first <= day


def _offset(offset: Offset, frame: Frame) -> Reading | None:
    if frame.story and frame.story.bc_year and offset.frame != "publication":
        return _ancient_offset(offset.unit, offset.number, frame.story.bc_year)
    anchor = _anchor(frame, offset.frame)
    if anchor is None:
        return None
    day, basis = anchor
    if (offset.unit, offset.number) == ("day", 1) and basis == "relative_to_event" and not _on_a_day(frame):
        return None
    days = unit_days(offset.unit, day, offset.number)
    if days is None:
        return None
    value = f"FY{days[0].year:04d}" if offset.fiscal else _unit_value(offset.unit, days[0])
    reading = dated(value, days, offset.unit, basis)
    return reading._replace(confidence=0.9 if offset.frame == "publication" else 0.8) if reading else None


def _on_a_day(frame: Frame) -> bool:
    """Whether the date last spoken of is a day, or none was."""
    return frame.told is None or frame.told.unit == "day"


def _ancient_offset(unit: str, count: int, year: int) -> Reading | None:
    if unit == "year":
        return Reading(f"BC{year - count:04d}", "DATE", bc_year=year - count)
    if unit == "decade":
        return Reading(f"BC{year // 10 - count:03d}", "DATE", bc_year=(year // 10 - count) * 10)
    return None


def _unit_value(unit: str, first: date) -> str:
    """The TIMEX3 value of a unit by its first day."""
    year, week, _ = first.isocalendar()
    match unit:
        case "week" | "workweek" | "fortnight":
            return f"{year:04d}-W{week:02d}"
        case "weekend":
            return f"{year:04d}-W{week:02d}-WE"
        case "month":
            return f"{first.year:04d}-{first.month:02d}"
        case "quarter":
            return f"{first.year:04d}-Q{(first.month + 2) // 3}"
        case "half":
            return f"{first.year:04d}-H{(first.month + 5) // 6}"
        case "year":
            return f"{first.year:04d}"
        case "decade":
            return f"{first.year // 10:03d}"
        case "century":
            return f"{first.year // 100:02d}"
        case "millennium":
            return f"{first.year // 1000}"
    return f"{first}"


def _step(step: Step, frame: Frame) -> Reading | None:
    """Last Friday, next March, this spring, that Sunday."""
    fields = step.fields
    if fields.year is not None:
        return read_fields(fields, frame)
    anchor = _anchor(frame, step.frame)
    if anchor is None:
        return unresolved(fields)
    day, basis = anchor
    if fields.weekday:
        return relative(_step_weekday(fields.weekday, day, step), "day", basis)
    found = [made for year in range(day.year - 2, day.year + 3) if (made := days_in_year(fields, year))]
    holding = [index for index, (_, days, _) in enumerate(found) if days[0] <= day <= days[1]]
    here = holding[0] if holding else None
    if step.step == 0:
        same = [index for index, (_, days, _) in enumerate(found) if days[0].year == day.year]
        chosen = here if here is not None else (same[0] if same else None)
    elif step.step < 0:
        past = [index for index, (_, days, _) in enumerate(found) if days[1] < day]
        chosen = past[-1] if past else None
    else:
        coming = [index for index, (_, days, _) in enumerate(found) if days[0] > day]
        chosen = coming[0] if coming else None
    if chosen is None:
        return None
    value, days, unit = found[chosen]
    return dated(value, days, unit, basis)


def _step_weekday(weekday: int, day: date, step: Step) -> date:
    """This: in the same week; next: in the week after; last: the latest one before."""
    monday = day - timedelta(days=day.weekday())
    if step.step == 0:
        return monday + timedelta(days=weekday - 1)
    if step.step > 0:
        return monday + timedelta(days=6 + weekday)
    gap = (day.isoweekday() - weekday) % 7
    return day - timedelta(days=gap or 7)


# Lengths of time


def _amount(amount: Amount, frame: Frame) -> Reading:
    mod: DateMod = "approx" if amount.mod == "approx" else "none"
    return Reading(_duration_value(amount), "DURATION", mod=mod, shape="span")


def _duration_value(amount: Amount) -> str:
    time = "T" if amount.unit in _CLOCK else ""
    count = "X" if amount.number is None else f"{amount.number:g}"
    if amount.unit == "fortnight" and amount.number is not None:
        return f"P{amount.number * 2:g}W"
    return f"P{time}{count}{_LETTERS.get(amount.unit, 'X')}"


def _shift(shift: Shift, frame: Frame) -> Reading | None:
    if shift.amount.number is None:
        return _vague_shift(shift, frame)
    story = frame.story
    if (
        shift.base is None
        and shift.frame == "story"
        and story
        and story.bc_year
        and shift.amount.unit in ("year", "decade")
    ):
        years = round(shift.amount.number * (10 if shift.amount.unit == "decade" else 1))
        return _ancient_offset("year", shift.sign * years, story.bc_year)
    if shift.base is not None:
        return _shift_base(shift, frame)
    anchor = _anchor(frame, shift.frame)
    if anchor is None:
        return None
    day, basis = anchor
    return _shifted(shift, day, basis)


def _shift_base(shift: Shift, frame: Frame) -> Reading | None:
    """Counted from the end of what stands after the words, or its start when counted back."""
    base = read(shift.base, frame) if shift.base is not None else None
    day = base and (base.last if shift.sign > 0 else base.first)
    if base is None or day is None:
        return None
    basis = "relative_to_event" if base.basis == "explicit" else base.basis
    if base.unit in ("year", "month") and base.first and shift.amount.unit not in ("year", "month"):
        day = base.first
    return _shifted(shift, day, basis)


def _shifted(shift: Shift, day: date, basis: DateBasis) -> Reading | None:
    amount = shift.amount
    if amount.number is None:
        return None
    if amount.unit in _CLOCK:
        found = add(day, amount.unit, shift.sign * amount.number)
        reading = relative(found, "day", basis, 0.7)
        return reading._replace(value=f"{found}TXX", type="TIME") if reading else None
    found = add(day, amount.unit, shift.sign * amount.number)
    unit = "day" if amount.unit in ("day", "week", "fortnight", "weekend", "workweek") else amount.unit
    days = unit_days(unit, found) if found else None
    if days is None or found is None:
        return None
    exact = shift.exact or unit == "day"
    rough = (unit != "day" and amount.number != round(amount.number)) or (amount.unit == "week" and not shift.exact)
    approx = bool(amount.mod) or rough
    reading = dated(f"{found}" if exact else _unit_value(unit, days[0]), days, unit, basis)
    return reading and reading._replace(confidence=0.75, approx=approx, mod="approx" if approx else "none")


def _ahead(ahead: Ahead, frame: Frame) -> Reading | None:
    """ "In two years" dates what is to come; with no future tense it may as well be a length."""
    shift = Shift(ahead.amount, 1, None, "publication", exact=True)
    reading = _shift(shift, frame)
    if reading is None or frame.tense == "future":
        return reading
    return reading._replace(first=None, last=None)


def _vague_shift(shift: Shift, frame: Frame) -> Reading | None:
    """A few months later: drawn as two to nine, and no surer than that."""
    value = "FUTURE_REF" if shift.sign > 0 else "PAST_REF"
    anchor = _anchor(frame, shift.frame) if shift.base is None else None
    if anchor is None:
        return Reading(value, "DATE")
    near = add(anchor[0], shift.amount.unit, shift.sign * FEW)
    far = add(anchor[0], shift.amount.unit, shift.sign * MANY)
    if near is None or far is None:
        return Reading(value, "DATE")
    first, last = sorted((near, far))
    return Reading(value, "DATE", first, last, unit="day", basis=anchor[1], confidence=0.4)


def _stretch(stretch: Stretch, frame: Frame) -> Reading | None:
    """So long up to the anchor, or from the day after it; whole quarters, decades and the like."""
    amount = stretch.amount
    value = _duration_value(amount)
    anchor = _anchor(frame, stretch.frame)
    length = Reading(value, "DURATION", shape="span")
    if anchor is None:
        return length
    day, basis = anchor
    confidence = 0.8 if amount.number is not None else 0.5
    count = amount.number if amount.number is not None else MANY
    far = add(day, amount.unit, stretch.sign * count)
    if far is None:
        return length
    if amount.unit == "quarter":
        return _whole_quarters(length, day, stretch.sign, round(count), basis)
    first, last = (far, day) if stretch.sign < 0 else (day + DAY, max(far, day + DAY))
    unit = GRANULARITY.get(amount.unit, "day")
    return length._replace(first=first, last=last, unit=unit, basis=basis, confidence=confidence)


def _whole_quarters(length: Reading, day: date, sign: int, count: int, basis: DateBasis) -> Reading:
    """Quarters are counted whole."""
    near, far = unit_days("quarter", day, sign), unit_days("quarter", day, sign * count)
    if near is None or far is None:
        return length
    first, last = min(near[0], far[0]), max(near[1], far[1])
    return length._replace(first=first, last=last, unit="quarter", basis=basis, confidence=0.8)


# Parts and combinations


_BASE_MODS: Mapping[str, DateMod] = {"start": "start", "mid": "mid", "end": "end", "earlier": "none", "later": "none"}


def _part(part: Part, frame: Frame) -> Reading | None:
    base = read(part.base, frame)
    if base is None or base.first is None or base.last is None:
        return base
    if part.side in ("earlier", "later"):
        day = frame.told.last if frame.history and frame.told else frame.day
        return _up_to_now(base, part.side, day) if day else base
    unit = base.unit
    first, last = third((base.first, base.last), part.side, unit)
    return base._replace(first=first, last=last, mod=_BASE_MODS[part.side], confidence=base.confidence - 0.05)


def _up_to_now(base: Reading, side: str, day: date) -> Reading:
    if base.first is None or base.last is None or not base.first <= day <= base.last:
        return base
    first, last = (base.first, day) if side == "earlier" else (day, base.last)
    return base._replace(first=first, last=last)


def _inside(inside: Inside, frame: Frame) -> Reading | None:
    """A partial date is read as if the wider one were its year or month."""
    outer = read(inside.outer, frame)
    if outer is None:
        return None
    if outer.bc_year:
        return read(_with_year(inside.inner, outer.bc_year, -1), frame)
    if outer.first is None or outer.last is None:
        return None
    inner = _with_year(inside.inner, outer.first.year, 1)
    fields = inner.fields if isinstance(inner, Step) else inner
    if isinstance(fields, Fields) and (fields.weekday or fields.day) and not fields.month:
        found = _day_inside(fields, (outer.first, outer.last))
        return relative(found, "day", outer.basis) if found else None
    reading = read(inner, frame)
    if reading is None:
        return None
    return reading._replace(basis=outer.basis, confidence=min(reading.confidence, outer.confidence))


def _with_year(meaning: Meaning, year: int, era: int) -> Meaning:
    if isinstance(meaning, Fields):
        return meaning._replace(year=year, era=era)
    if isinstance(meaning, (Part, Timed)):
        return meaning._replace(base=_with_year(meaning.base, year, era))
    if isinstance(meaning, HolidayDay):
        return meaning._replace(year=year)
    if isinstance(meaning, Inside):
        return meaning._replace(outer=_with_year(meaning.outer, year, era))
    return meaning


def _day_inside(fields: Fields, days: Days) -> date | None:
    day, last = days
    while day <= last:
        if fields.weekday in (None, day.isoweekday()) and fields.day in (None, day.day):
            return day
        day += DAY
    return None


def _nth(nth: Nth, frame: Frame) -> Reading | None:
    """The first week of a month, the last two months of a year."""
    outer = read(nth.outer, frame)
    count = nth.amount.number
    if outer is None or outer.first is None or outer.last is None or count is None:
        return _amount(nth.amount, frame) if count != 1 else None
    unit = nth.amount.unit
    if unit == "week" and outer.unit == "year" and count == 1:
        return _week_of_year(nth.rank, outer)
    if nth.rank < 0:
        after = outer.last + DAY
        first = add(after, unit, -count)
        last = outer.last
    else:
        start = add(outer.first, unit, (nth.rank - 1) * count)
        first, after_last = start, add(outer.first, unit, nth.rank * count)
        last = after_last - DAY if after_last else outer.last
    if first is None or first < outer.first or last > outer.last + 6 * DAY:
        return None
    return _nth_reading(nth, first, last, outer)


def _nth_reading(nth: Nth, first: date, last: date, outer: Reading) -> Reading:
    unit = nth.amount.unit
    if nth.amount.number != 1:
        length = Reading(_duration_value(nth.amount), "DURATION", first, last, shape="span", basis=outer.basis)
        return length._replace(unit=GRANULARITY.get(unit, "day"), confidence=0.85)
    if unit == "week":
        monday = first - timedelta(days=first.weekday())
        value = f"{outer.value}-W{nth.rank:02d}" if nth.rank > 0 else _unit_value("week", monday)
        return Reading(value, "DATE", first, last, unit="week", basis=outer.basis, confidence=0.8)
    return Reading(
        _unit_value(unit, first), "DATE", first, last, unit=GRANULARITY[unit], basis=outer.basis, confidence=0.9
    )


def _week_of_year(rank: int, outer: Reading) -> Reading | None:
    year = outer.first.year if outer.first else 0
    made = week_days(year, rank if rank > 0 else date(year, 12, 28).isocalendar()[1])
    return dated(*made, outer.basis) if made else None


def _unit_of(unit_of: UnitOf, frame: Frame) -> Reading | None:
    base = read(unit_of.base, frame)
    if base is None or base.first is None:
        return None
    days = unit_days(unit_of.unit, base.first)
    reading = dated(_unit_value(unit_of.unit, days[0]), days, unit_of.unit, base.basis) if days else None
    return reading and reading._replace(confidence=min(0.85, base.confidence))


def _timed(timed: Timed, frame: Frame) -> Reading | None:
    base = read(timed.base, frame)
    if base is None:
        return None
    return base._replace(value=f"{base.value}T{timed.time}", type="TIME")


def _clock(clock: Clock, frame: Frame) -> Reading:
    """An hour is of the day last spoken of, when that is a day."""
    told = frame.told
    if told and told.unit in ("day", "instant") and told.first == told.last and clock.time[0].isdigit():
        return Reading(f"{told.first}T{clock.time}", "TIME", confidence=0.0)
    return Reading(f"XXXX-XX-XXT{clock.time}", "TIME", confidence=0.0)


# Names


def _holiday(named: HolidayDay, frame: Frame) -> Reading | None:
    """A holiday of a year: the one given, its own, the story's, or by tense around publication."""
    calendar = frame.calendar
    holiday = calendar.holidays[named.key]
    year = named.year or holiday.year
    movable = holiday.islamic is not None
    if year is not None:
        return _holiday_reading(holiday_days(holiday, year, calendar.tables), 0, "explicit", movable)
    anchor = _anchor(frame, "publication")
    if anchor is None:
        return None
    day, basis = anchor
    if basis == "relative_to_event":
        return _holiday_reading(holiday_days(holiday, day.year, calendar.tables), 0, basis, movable)
    options = [days for step in range(-2, 3) for days in holiday_days(holiday, day.year + step, calendar.tables)]
    tense: Tense | None = {-1: "past", 1: "future"}.get(named.step, frame.tense)  # type: ignore[assignment]
    if named.step:
        options = [days for days in options if not days[0] <= day <= days[1]]
    chosen = by_tense(options, day, tense)
    return _holiday_reading(options, chosen, basis, movable) if chosen is not None else None


def _holiday_reading(options: list[Days], chosen: int, basis: DateBasis, movable: bool) -> Reading | None:
    if not options:
        return None
    first, last = options[chosen]
    value = f"{first}" if last - first < 27 * DAY else f"{first:%Y-%m}"
    reading = Reading(value, "DATE", first, last, basis=basis, confidence=0.85)
    if movable:
        return reading._replace(first=first - DAY, last=last + DAY, confidence=0.75)
    return reading


def _period(period: PeriodDays, frame: Frame) -> Reading | None:
    return _from_edtf(frame.calendar.periods[period.key].edtf, 0.8)


def _from_edtf(edtf: str, confidence: float) -> Reading | None:
    known = read_edtf(edtf)
    day = edtf if known.granularity == "day" and "/" not in edtf else edtf.partition("/")[0][:4]
    return Reading(day, "DATE", known.earliest, known.latest, unit=known.unit, shape=known.shape, confidence=confidence)


def _tenure(tenure: TenureDays, frame: Frame) -> Reading | None:
    """The term named, or the latest that had begun by publication; the only one where there is one."""
    terms = frame.calendar.tenures.holders[tenure.person]
    if tenure.term is not None:
        return _from_edtf(terms[tenure.term - 1], 0.8) if 0 < tenure.term <= len(terms) else None
    begun = [
        term for term in terms if frame.day is None or (read_edtf(term).earliest or frame.day) <= frame.day
    ] or list(terms)
    return _from_edtf(begun[-1], 0.8 if len(terms) == 1 else 0.6)


def _then(then: Then, frame: Frame) -> Reading | None:
    """The date last spoken of, where it is known and in the calendar."""
    told = frame.told
    return told._replace(basis="relative_to_event", confidence=min(0.7, told.confidence)) if told else None


# Ranges and bounds


def _range(span: Range, frame: Frame) -> Reading | None:
    first = read(span.first, frame)
    last = _now(frame) if isinstance(span.last, Vague) else read(span.last, _after(frame, first))
    if isinstance(span.first, Vague):
        first = _now(frame)
    if first is None or last is None:
        return first or last
    value = f"{first.value}/{last.value}"
    if first.first is None or last.last is None:
        return Reading(value, "DATE", bc_year=first.bc_year)
    if first.first > last.last:
        earlier = _year_back(span.first, first, frame)
        if earlier is None or earlier.first is None or earlier.first > last.last:
            return None
        first = earlier
        value = f"{first.value}/{last.value}"
    coarse = max(first.unit, last.unit, key=_COARSE.index)
    confidence = min(first.confidence, last.confidence)
    basis = last.basis if last.basis != "explicit" else first.basis
    return Reading(
        value, "DATE", first.first, last.last, unit=coarse, shape="point" if span.either else "span", basis=basis,
        confidence=confidence,
    )  # fmt: skip


_COARSE: tuple[Granularity, ...] = (
    "instant", "day", "week", "month", "season", "quarter", "half", "year", "decade", "century", "open",
)  # fmt: skip


def _now(frame: Frame) -> Reading | None:
    return relative(frame.day, "day", "relative_to_publication") if frame.day else None


def _after(frame: Frame, first: Reading | None) -> Frame:
    """The far end of a range is read after its near end."""
    if first is None or first.first is None:
        return frame
    return frame._replace(story=first, history=frame.history or first.basis != "relative_to_publication")


def _year_back(meaning: Meaning, reading: Reading, frame: Frame) -> Reading | None:
    """From October to March: the near end belongs to the year before."""
    if not isinstance(meaning, Fields) or meaning.year is not None or reading.first is None:
        return None
    return in_year(meaning, reading.first.year - 1, reading.basis)


def _bound(bound: Bound, frame: Frame) -> Reading | None:
    if frame.tense is None and bound.kind in BOUND_TENSES:
        frame = frame._replace(tense=BOUND_TENSES[bound.kind], assumed=True)
    base = _now(frame) if isinstance(bound.base, Vague) else read(bound.base, frame)
    if base is None:
        return None
    if bound.kind == "within":
        first = base.first - DAY if base.first else None
        return base._replace(first=first, shape="point", mod="on_or_before")
    if base.first is None and base.last is None:
        return base
    return _BOUNDS[bound.kind](base, frame)


def _since(base: Reading, frame: Frame) -> Reading:
    return base._replace(last=None, shape="span", mod="on_or_after")


def _until(base: Reading, frame: Frame) -> Reading:
    return base._replace(first=None, shape="span", mod="on_or_before")


def _by(base: Reading, frame: Frame) -> Reading:
    """By a day to come: between publication and then; by the end of something past: in its last part."""
    if base.mod == "end" and frame.day and base.last and base.last < frame.day:
        return base._replace(mod="on_or_before")
    start = frame.day if frame.day and base.last and frame.day <= base.last and frame.tense != "past" else None
    return base._replace(first=start, mod="on_or_before", shape="point")


def _before(base: Reading, frame: Frame) -> Reading:
    last = base.first - DAY if base.first and base.first > date.min and base.mod != "end" else base.last
    return base._replace(first=None, last=last, mod="before")


def _later_than(base: Reading, frame: Frame) -> Reading:
    first = base.last + DAY if base.last and base.last < date.max else base.first
    return base._replace(first=first, last=None, mod="after")


BOUND_TENSES: Mapping[str, Tense] = {"since": "past", "from": "future", "by": "future", "until": "future"}
"""What a side that is open says of time when the clause does not."""
_BOUNDS: Mapping[str, Callable[[Reading, Frame], Reading]] = {
    "since": _since, "until": _until, "by": _by, "before": _before, "after": _later_than, "or_later": _since,
    "from": _since,
}  # fmt: skip


def _repeat(repeat: Repeat, frame: Frame) -> Reading:
    return Reading(repeat.value, "SET", confidence=0.0)


def _vague(vague: Vague, frame: Frame) -> Reading:
    return Reading(vague.value, "DATE", confidence=0.0)


_READERS: Mapping[type, Callable[[Any, Frame], Reading | None]] = {  # each reads the type it stands beside
    Fields: read_fields, Ahead: _ahead, Offset: _offset, Step: _step, Amount: _amount, Shift: _shift, Stretch: _stretch,
    Part: _part, Inside: _inside, Nth: _nth, UnitOf: _unit_of, Timed: _timed, Clock: _clock, HolidayDay: _holiday,
    PeriodDays: _period, TenureDays: _tenure, Then: _then, Range: _range, Bound: _bound, Repeat: _repeat, Vague: _vague,
}  # fmt: skip
