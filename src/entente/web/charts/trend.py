"""How it went, period by period: events above and below a line, the share with its interval, and what was read."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from statistics import median
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from entente.records import RelationMeasure
from entente.records.codes import Quad
from entente.records.measures import THIN_BELOW
from entente.views.timeline import opening
from entente.views.trend import LONG, beta_interval
from entente.web.columns import NO_MONTH, Names, Whole, month_of
from entente.web.edition import Edition
from entente.web.tongue import _, say_count

LABELS = 10
"""Periods named under the chart at most."""
LONGEST = 15
"""Years up to which all are drawn; of more, those from where events come close."""
MOST = 120
"""Periods drawn at most, the latest."""
LATEST = date(9998, 12, 31)
"""The calendar ends soon after."""
HEIGHT, EDGE = 190, 13
"""Pixels of the row of events, and of what is left free above and below."""
LITTLE = 0.25
"""A period is thinly read below this share of what is read in the middle one."""
QUADS = 5
"""Quads, and none."""
Counts = tuple[int, int, int, int]
"""Events of verbal and of material cooperation, of verbal and of material conflict."""


class Period(NamedTuple):
    """One year or quarter with its counted events and the texts published in it."""

    label: str
    first: date
    end: date
    """The day after its last."""
    counts: Counts
    coverage: int
    interval: tuple[float, float]

    @property
    def n(self) -> int:
        """All events."""
        return sum(self.counts)

    @property
    def cooperation(self) -> int:
        """Events of cooperation."""
        return self.counts[0] + self.counts[1]

    @property
    def conflict(self) -> int:
        """Events of conflict."""
        return self.counts[2] + self.counts[3]

    @property
    def balance(self) -> float:
        """Share of cooperation, drawn half an event towards the middle."""
        return (self.cooperation + 0.5) / (self.n + 1)

    @property
    def is_thin(self) -> bool:
        """Too few events to bear weight (M2)."""
        return self.n < THIN_BELOW

    @property
    def last(self) -> date:
        """Its last day."""
        return date.fromordinal(self.end.toordinal() - 1)


class Box(NamedTuple):
    """A part of a bar; pixels down."""

    quad: Quad
    y: float
    tall: float


class Bar(NamedTuple):
    """A period as drawn; percent across."""

    period: Period
    x: float
    width: float
    boxes: tuple[Box, ...]
    label: str
    """Empty: there is no room to name it."""
    reading: str
    """`unread`, `little`, or empty: enough was read to compare."""


class Trend(NamedTuple):
    """The three rows as drawn."""

    bars: tuple[Bar, ...]
    line: float
    """Where cooperation and conflict meet; pixels down."""
    marks: tuple[tuple[float, int], ...]
    """Pixels down, and the events they stand for."""
    most_read: int
    coverage: str
    """A line through what was read, in a box of 1000 by 100."""


def periods_of(series: Iterable[RelationMeasure]) -> tuple[Period, ...]:
    """The periods of a pair."""
    return tuple(
        Period(
            _label(each.period_start, 12 if each.period == "year" else 3), each.period_start,
            _later(each.period_start, 12 if each.period == "year" else 3), (each.n1, each.n2, each.n3, each.n4),
            each.coverage, each.interval,
        )
        for each in series
    )  # fmt: skip


def periods_in(edition: Edition, names: Names) -> tuple[Period, ...]:
    """Years, or quarters of few years, of counted events whose whole date fits one; up to the latest text."""
    columns = edition.columns
    at = names.at[columns.is_counted[names.at] & (columns.first_month[names.at] != NO_MONTH)]
    if not len(at):
        return ()
    start, end = date.fromordinal(int(columns.first[at].min())), date.fromordinal(int(columns.last[at].max()))
    end = max(start, min(end, edition.today or end, LATEST))
    if end.year - start.year > LONGEST:
        start = opening(map(date.fromordinal, columns.first[at].tolist()), start, end)
    months = 12 if end.year - start.year >= LONG else 3
    first, last = columns.first_month[at] // months, columns.last_month[at] // months
    counts = _counts(first[first == last], columns.quad[at][first == last])
    places = range(month_of(start) // months, month_of(end) // months + 1)
    return tuple(_period(edition, place, months, counts) for place in places[-MOST:])


def _counts(places: Whole, quads: NDArray[np.uint8]) -> dict[tuple[int, int], int]:
    """How many events of each quad there are in each period."""
    opens = int(places.min()) if len(places) else 0
    found = np.bincount((places - opens) * QUADS + quads).tolist()
    return {(opens + at // QUADS, at % QUADS): n for at, n in enumerate(found) if n}


def _period(edition: Edition, place: int, months: int, counts: Mapping[tuple[int, int], int]) -> Period:
    first = date(place * months // 12, place * months % 12 + 1, 1)
    end = _later(first, months)
    found = (counts.get((place, 1), 0), counts.get((place, 2), 0), counts.get((place, 3), 0), counts.get((place, 4), 0))
    interval = beta_interval(found[0] + found[1] + 0.5, found[2] + found[3] + 0.5)
    return Period(_label(first, months), first, end, found, edition.n_read(first, end), interval)


def _later(day: date, months: int) -> date:
    month = day.year * 12 + day.month - 1 + months
    return date(month // 12, month % 12 + 1, 1)


def _label(first: date, months: int) -> str:
    return str(first.year) if months == 12 else f"{first.year} Q{(first.month + 2) // 3}"


def draw_trend(periods: Sequence[Period]) -> Trend | None:
    """Cooperation above a line, conflict below it, deeds next to the line; None: there is nothing to draw."""
    if not periods:
        return None
    up, down = max(each.cooperation for each in periods), max(each.conflict for each in periods)
    unit = (HEIGHT - 2 * EDGE) / (up + down or 1)
    line = EDGE + up * unit
    step, every = 100 / len(periods), -(-len(periods) // LABELS)
    usual = median([each.coverage for each in periods if each.coverage] or [0])
    most_read = max(each.coverage for each in periods)
    bars = tuple(
        Bar(
            each, round(at * step, 3), round(step, 3), _stacks(each.counts, line, unit),
            each.label if at % every == 0 else "", _reading(each.coverage, usual),
        )
        for at, each in enumerate(periods)
    )  # fmt: skip
    marks = tuple((round(line - side * count * unit, 1), count) for side, count in ((1, up), (-1, down)) if count)
    return Trend(bars, round(line, 1), marks, most_read, _steps([each.coverage for each in periods], most_read))


def _stacks(counts: Counts, line: float, unit: float) -> tuple[Box, ...]:
    """Deeds at the line, words beyond them."""
    said, done, blamed, struck = (count * unit for count in counts)
    boxes = (
        Box(2, line - done, done), Box(1, line - done - said, said), Box(4, line, struck),
        Box(3, line + struck, blamed),
    )  # fmt: skip
    return tuple(Box(quad, round(y, 1), round(tall, 1)) for quad, y, tall in boxes if tall)


def _reading(coverage: int, usual: float) -> str:
    if coverage == 0:
        return "unread"
    return "little" if coverage < LITTLE * usual else ""


def _steps(values: Sequence[int], most: int) -> str:
    """A line with a step at each period."""
    wide, made = 1000 / len(values), []
    for at, value in enumerate(values):
        y = round(100 - 96 * value / (most or 1), 1)
        made += [f"{at * wide:.1f} {y:g}", f"{(at + 1) * wide:.1f} {y:g}"]
    return "M" + "L".join(made)


def say_trend(periods: Sequence[Period]) -> str:
    """One sentence: how many, in which period most, and whether the latest differs clearly from those before it."""
    if not any(each.n for each in periods):
        return _("No event falls into a period.")
    fullest = max(periods, key=lambda each: each.n)
    return _(
        "%(events)s from %(first)s to %(last)s, most in %(fullest)s (%(n)s); %(turn)s.",
        events=say_count(sum(each.n for each in periods), "event"), first=periods[0].label, last=periods[-1].label,
        fullest=fullest.label, n=fullest.n, turn=_turn([each for each in periods if each.n]),
    )  # fmt: skip


def _turn(told: Sequence[Period]) -> str:
    """The latest periods that bear weight together, against all before them."""
    at = next((at for at in range(len(told) - 1, 0, -1) if sum(each.n for each in told[at:]) >= THIN_BELOW), 0)
    if at == 0 or sum(each.n for each in told[:at]) < THIN_BELOW:
        return _("they are too few to tell whether it changed")
    late, before = _share(told[at:]), _share(told[:at])
    label = told[at].label
    since = _("since %(period)s", period=label) if at < len(told) - 1 else _("in %(period)s", period=label)
    shares = {"late": _said(late), "before": _said(before), "since": since}
    if late[1] <= before[2] and before[1] <= late[2]:
        said = _(
            "cooperation made %(late)s of them %(since)s and %(before)s before, which is no clear change", **shares
        )
    elif late[0] > before[0]:
        said = _("cooperation made %(late)s of them %(since)s and %(before)s before, a clear rise", **shares)
    else:
        said = _("cooperation made %(late)s of them %(since)s and %(before)s before, a clear fall", **shares)
    return said


def _share(told: Sequence[Period]) -> tuple[float, float, float]:
    """Share of cooperation with its interval."""
    good, bad = sum(each.cooperation for each in told), sum(each.conflict for each in told)
    low, high = beta_interval(good + 0.5, bad + 0.5)
    return (good + 0.5) / (good + bad + 1), low, high


def _said(share: tuple[float, float, float]) -> str:
    return f"{share[0]:.0%} ({100 * share[1]:.0f}–{100 * share[2]:.0f})"
