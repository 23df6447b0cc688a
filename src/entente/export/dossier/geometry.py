"""Where marks stand on a time axis: percent across, rows down; a date with doubt is as wide as its doubt."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from entente.records.codes import STAGES, Status
from entente.views import EventRow, Lane, Milestone, Timeline, UndertakingRow
from entente.views.phrase import phrase
from entente.views.wording import say_day, say_month, say_stage, say_status

PAGE_PX = 900
"""Width that rows are packed for; a narrower page scrolls."""
GLYPH = 100 * 14 / PAGE_PX
"""Room for one mark, in percent."""
LETTER = 100 * 6.3 / PAGE_PX
"""Room for one letter of a label, in percent."""
EARLY = 14.0
"""Percent given to the time before the axis opens wide."""
PAD = 1.5
"""Percent left free at both ends."""


class Axis(NamedTuple):
    """Days to percent; the part before `opens` is drawn closer together."""

    first: date
    opens: date
    last: date

    @property
    def broken(self) -> bool:
        """Whether it has two parts."""
        return self.opens > self.first

    def at(self, day: date) -> float:
        """Percent from the left edge; days outside stand at the ends."""
        start = PAD + (EARLY if self.broken else 0)
        if self.broken and day < self.opens:
            return round(_share(day, self.first, self.opens) * (EARLY - PAD) + PAD, 3)
        return round(start + _share(day, self.opens, self.last) * (100 - PAD - start), 3)


class Tick(NamedTuple):
    """A line across the axis with its label."""

    x: float
    label: str
    minor: bool
    """Labelled only where there is room."""


class Mark(NamedTuple):
    """An event on its lane."""

    row: EventRow
    x: float
    """Middle."""
    left: float
    width: float
    """0: a date without doubt, a mark alone."""
    level: int
    words: str


class LaneDrawing(NamedTuple):
    """A lane with its marks packed into rows."""

    lane: Lane
    marks: tuple[Mark, ...]
    levels: int


class Step(NamedTuple):
    """A milestone on a life line."""

    milestone: Milestone
    status: Status
    x: float
    left: float
    width: float
    label: str
    """Empty: the mark before it says the same."""
    anchor: str
    """`start`, `middle` or `end`."""
    level: int


class Flag(NamedTuple):
    """A due day on a life line."""

    x: float
    label: str
    outcome: str
    anchor: str
    level: int


class LifeLine(NamedTuple):
    """The life of an undertaking as drawn."""

    ticks: tuple[Tick, ...]
    steps: tuple[Step, ...]
    flags: tuple[Flag, ...]
    today: float
    levels: int
    above: int
    """Rows of flags."""


def _share(day: date, first: date, last: date) -> float:
    days = (last - first).days or 1
    return min(1.0, max(0.0, (day - first).days / days))


def axis_of(drawn: Timeline) -> Axis:
    """The axis of a timeline."""
    return Axis(drawn.first, drawn.opens, drawn.last)


def ticks(axis: Axis) -> tuple[Tick, ...]:
    """Years, or quarters where there are few years; of many years every second, fifth or tenth is labelled."""
    years = axis.last.year - axis.opens.year
    marks = [Tick(axis.at(axis.first), str(axis.first.year), False)] if axis.broken else []
    if years < 3:
        days = [date(y, m, 1) for y in range(axis.opens.year, axis.last.year + 1) for m in (1, 4, 7, 10)]
        marks += [_tick(axis, day, say_month(day) if day.month > 1 else str(day.year), day.month > 1) for day in days]
    else:
        every = next(step for step in (1, 2, 5, 10, 20, 50, 100, 1000) if years / step <= 12)
        whole = [date(y, 1, 1) for y in range(axis.opens.year, axis.last.year + 1) if y % every == 0]
        marks += [_tick(axis, day, str(day.year), bool(at % 2)) for at, day in enumerate(whole)]
    return tuple(_spread(mark for mark in marks if PAD <= mark.x < 100 - PAD))


def _tick(axis: Axis, day: date, label: str, minor: bool) -> Tick:
    return Tick(axis.at(day) if day >= axis.opens else -1, label, minor)


def _spread(marks: Iterable[Tick]) -> Iterator[Tick]:
    """Marks whose labels do not run into each other."""
    end = -1.0
    for mark in marks:
        if mark.x >= end:
            yield mark
            end = mark.x + (len(mark.label) + 2) * LETTER


def lanes(drawn: Timeline) -> tuple[LaneDrawing, ...]:
    """Every lane with its marks, none over another."""
    axis = axis_of(drawn)
    return tuple(_lane(axis, lane) for lane in drawn.lanes)


def _lane(axis: Axis, lane: Lane) -> LaneDrawing:
    ends: list[float] = []
    marks = []
    for row in lane.events:
        left, right = axis.at(row.earliest or axis.first), axis.at(row.latest or axis.last)
        width = right - left if right - left > GLYPH else 0.0
        middle = (left + right) / 2
        level = _level(ends, min(left, middle - GLYPH / 2), max(right, middle + GLYPH / 2))
        marks.append(Mark(row, round(middle, 3), left, round(width, 3), level, _words(row)))
    return LaneDrawing(lane, tuple(marks), len(ends) or 1)


def _level(ends: list[float], left: float, right: float) -> int:
    """The first row with room, which is then taken."""
    for at, end in enumerate(ends):
        if left >= end:
            ends[at] = right
            return at
    ends.append(right)
    return len(ends) - 1


def _words(row: EventRow) -> str:
    return phrase(
        "%(when)s, %(status)s: %(quote)s", when=row.when, status=say_status(row.status), quote=row.quote.exact
    )


def life_line(row: UndertakingRow, today: date) -> LifeLine | None:
    """The milestones on one line with due days above it; None: no milestone is dated."""
    dated = [step for step in row.milestones if step.earliest or step.latest]
    if not dated:
        return None
    days = [day for step in dated for day in (_opens(step), step.latest, step.due) if day]
    first, last = min(days), max(*days, today)
    axis = Axis(first, first, last)
    drawn, levels = _steps(axis, dated)
    flags = _flags(axis, dated)
    above = 1 + max((flag.level for flag in flags), default=-1)
    return LifeLine(ticks(axis), drawn, flags, axis.at(today), levels, above)


def _steps(axis: Axis, dated: Sequence[Milestone]) -> tuple[tuple[Step, ...], int]:
    """Marks in order of date; a run of the same stage and status is labelled once."""
    ends: list[float] = []
    made: list[Step] = []
    told = ""
    for step in sorted(dated, key=lambda step: (_spot(axis, step), STAGES[step.stage].rank)):
        left, right = axis.at(_opens(step) or axis.first), axis.at(step.latest or axis.last)
        width = right - left if right - left > GLYPH else 0.0
        x, label, level = _spot(axis, step), _label(step), 0
        start, anchor = _placed(x, len(label) * LETTER)
        if label != told:
            level = _level(ends, start, start + (len(label) + 1) * LETTER)
        shown = label if label != told else ""
        made.append(Step(step, step.status, x, left, round(width, 3), shown, anchor, level))
        told = label
    return tuple(made), len(ends)


def _spot(axis: Axis, step: Milestone) -> float:
    """Where its mark stands: a promise at its last day, an open date at its known end, any other in the middle."""
    left, right = axis.at(_opens(step) or axis.first), axis.at(step.latest or axis.last)
    if step.due or step.earliest is None:
        return right
    return left if step.latest is None else round((left + right) / 2, 3)


def _opens(step: Milestone) -> date | None:
    """The first day it may have; what is planned lies ahead of the text that tells it."""
    if step.status in ("happened", "under_way", "denied") or not (step.earliest and step.published):
        return step.earliest
    opens = max(step.earliest, step.published)
    return min(opens, step.latest) if step.latest else opens


def _label(step: Milestone) -> str:
    stage = say_stage(step.stage)
    return (
        stage
        if step.status in ("happened", "under_way")
        else phrase("%(stage)s: %(status)s", stage=stage, status=say_status(step.status))
    )


def _placed(x: float, width: float) -> tuple[float, str]:
    """Where a label starts, and which end of it stands at the mark."""
    if x + width / 2 > 100:
        return x - width, "end"
    return (x, "start") if x - width / 2 < 0 else (x - width / 2, "middle")


def _flags(axis: Axis, dated: Iterable[Milestone]) -> tuple[Flag, ...]:
    """Due days with their labels in rows above the line, so that no label meets another or a pole."""
    days = {(step.due, step.outcome) for step in dated if step.due}
    labels = {(axis.at(day), phrase("due %(day)s", day=say_day(day)), outcome) for day, outcome in days}
    places = _places([(x, (len(label) + 2) * LETTER) for x, label, _ in sorted(labels)])
    above = max((place.row for place in places), default=0)
    return tuple(
        Flag(x, label, outcome, place.anchor, above - place.row)
        for (x, label, outcome), place in zip(sorted(labels), places, strict=True)
    )


def _places(flags: Sequence[tuple[float, float]]) -> list["_Place"]:
    """A place for each flag of a pole and a width: labels stand to the right of their poles, near the edge to the left.

    Those to the right are placed from right to left, so that a pole in a higher row stands before every label below it;
    those to the left the other way round.
    """
    right_to_left = sorted(range(len(flags)), key=lambda at: -flags[at][0])
    edge, at_edge = 100.0, set[int]()
    for at in right_to_left:
        x, width = flags[at]
        if x + width > edge:
            at_edge.add(at)
            edge = x
    placed: dict[int, _Place] = {}
    for at in (
        *(at for at in right_to_left if at not in at_edge),
        *(at for at in right_to_left[::-1] if at in at_edge),
    ):
        x, width = flags[at]
        left, right, anchor = (x - width, x, "end") if at in at_edge else (x, x + width, "start")
        tried = (_Place(x, left, right, row, anchor) for row in range(len(flags)))
        placed[at] = next(place for place in tried if not any(map(place.overlaps, placed.values())))
    return [placed[at] for at in range(len(flags))]


class _Place(NamedTuple):
    """A flag: its pole stands at `x` from the line up to its row, its label beside it."""

    x: float
    left: float
    right: float
    row: int
    """0: next to the line."""
    anchor: str

    def overlaps(self, other: "_Place") -> bool:
        """Whether the labels stand in each other's way."""
        return self.row == other.row and self.left < other.right and other.left < self.right
