"""Events by field over time, uncertain dates as stretches."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from entente.records.codes import Domain
from entente.views.events import EventRow
from entente.views.row import Row

KEPT = 0.75
"""Share of events that the open part of the axis holds at least; earlier ones are drawn closer together."""
LONG_YEARS = 15
"""Years from which an axis is drawn in two parts."""

VAGUE = timedelta(days=15 * 366)
"""Width from which a date does not stretch the axis; its bar ends with it."""


class Lane(Row, frozen=True, kw_only=True):
    """The events of one field, in order of their dates."""

    domain: Domain
    events: tuple[EventRow, ...]


class Timeline(Row, frozen=True, kw_only=True):
    """Lanes over one axis."""

    first: date
    last: date
    opens: date
    """From this day on the axis is drawn wide; equal to `first` when it is drawn evenly."""
    lanes: tuple[Lane, ...]
    """Fullest first."""
    undated: tuple[EventRow, ...]


def timeline(rows: Sequence[EventRow], today: date | None = None) -> Timeline | None:
    """Lanes by primary field; None: no event is dated."""
    dated = [row for row in rows if row.earliest and row.latest]
    if not dated:
        return None
    close = [row for row in dated if _day(row.latest) - _day(row.earliest) <= VAGUE] or dated
    first, last = min(_day(row.earliest) for row in close), max(_day(row.latest) for row in close)
    last = max(last, today or last)
    counts = Counter(row.primary_domain for row in dated)
    order = sorted(counts, key=lambda domain: (-counts[domain], domain))
    return Timeline(
        first=first,
        last=last,
        opens=opening([_day(row.latest) for row in close], first, last),
        lanes=tuple(Lane(domain=d, events=tuple(r for r in dated if r.primary_domain == d)) for d in order),
        undated=tuple(row for row in rows if not (row.earliest and row.latest)),
    )


def opening(days: Iterable[date], first: date, last: date) -> date:
    """The first of January from which most events lie, where the axis would otherwise be long and empty."""
    if last.year - first.year < LONG_YEARS:
        return first
    ordered = sorted(days)
    year = ordered[int((1 - KEPT) * (len(ordered) - 1))].year
    return max(first, date(year, 1, 1))


def _day(day: date | None) -> date:
    return day or date.min
