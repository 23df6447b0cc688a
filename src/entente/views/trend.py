"""How two states stood over time: events by quad, balance with its interval, and what was read to know it."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from math import exp, lgamma, log, sqrt
from statistics import NormalDist

from entente.records import Event, RelationMeasure
from entente.records.codes import Domain, Period
from entente.views.book import Book
from entente.views.events import EventRow, is_counted

INTERVAL = 0.9
"""Share of the Beta interval (M2)."""
LONG = 5
"""Years from which a series is told by year rather than by quarter."""


def measure(
    rows: Iterable[EventRow | Event],
    *,
    a: str,
    b: str,
    period: Period = "year",
    start: date = date.min,
    coverage: int = 0,
    domain: Domain | None = None,
) -> RelationMeasure:
    """One measure over events; only those that happened or are under way count (C5)."""
    counted = [row for row in rows if is_counted(row)]
    n1, n2, n3, n4 = (sum(row.quad == quad for row in counted) for quad in (1, 2, 3, 4))
    scores = [row.intensity for row in counted]
    return RelationMeasure(
        a=a, b=b, directed=False, period=period, period_start=start, domain=domain, n1=n1, n2=n2, n3=n3, n4=n4,
        coverage=coverage, interval=beta_interval(n1 + n2 + 0.5, n3 + n4 + 0.5),
        intensity_mean=sum(scores) / len(scores) if scores else None, intensity_sum=sum(scores),
    )  # fmt: skip


def trend(
    book: Book, rows: Sequence[EventRow], *, a: str, b: str, first: date | None = None
) -> tuple[RelationMeasure, ...]:
    """A measure for each period that has events or readings, in order; events count where their whole date fits.

    Args:
        book: what was read, for the coverage of each period (M3).
        rows: the events of the pair.
        a: one state.
        b: the other.
        first: nothing before this day.
    """
    dated = [
        row for row in rows if is_counted(row) and row.earliest and row.latest and row.earliest >= (first or date.min)
    ]
    if not dated:
        return ()
    start, end = min(_start(row) for row in dated), max(_end(row) for row in dated)
    period: Period = "year" if end.year - start.year >= LONG else "quarter"
    read = [day for doc_id in book.documents if (day := book.published_on(doc_id))]
    return tuple(_periods(dated, read, period, start, end, a, b))


def _periods(
    rows: Sequence[EventRow], read: Sequence[date], period: Period, start: date, end: date, a: str, b: str
) -> Iterator[RelationMeasure]:
    step = 12 if period == "year" else 3
    month = start.year * 12 + (0 if period == "year" else (start.month - 1) // 3 * 3)
    while (first := _day(month)) <= end:
        following = _day(month + step)
        inside = [row for row in rows if first <= _start(row) and _end(row) < following]
        coverage = sum(first <= day < following for day in read)
        yield measure(inside, a=a, b=b, period=period, start=first, coverage=coverage)
        month += step


def unplaced(rows: Iterable[EventRow], series: Sequence[RelationMeasure]) -> int:
    """Counted events that no period of the series holds: undated, too vaguely dated, or before its start."""
    return sum(map(is_counted, rows)) - sum(each.volume for each in series)


def _start(row: EventRow) -> date:
    return row.earliest or date.min


def _end(row: EventRow) -> date:
    return row.latest or date.max


def _day(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1)


# The Beta distribution


@lru_cache(maxsize=20_000)
def beta_interval(a: float, b: float, share: float = INTERVAL) -> tuple[float, float]:
    """The central interval of a Beta distribution."""
    return _quantile((1 - share) / 2, a, b), _quantile((1 + share) / 2, a, b)


def _quantile(share: float, a: float, b: float) -> float:
    """By Newton's steps, and by halves where one would leave the bracket, so that it never fails."""
    low, high, mean = 0.0, 1.0, a / (a + b)
    guess = mean + NormalDist().inv_cdf(share) * sqrt(mean * (1 - mean) / (a + b + 1))
    x = guess if 0 < guess < 1 else mean
    scale = lgamma(a + b) - lgamma(a) - lgamma(b)
    for _ in range(60):
        over = beta_below(x, a, b) - share
        low, high = (low, x) if over > 0 else (x, high)
        steep = exp(scale + (a - 1) * log(x) + (b - 1) * log(1 - x))
        step = x - over / steep if steep else low
        step = step if low < step < high else (low + high) / 2
        if abs(step - x) < 1e-9:
            break
        x = step
    return round(x, 6)


def beta_below(x: float, a: float, b: float) -> float:
    """The share of a Beta distribution below x (regularised incomplete beta, by Lentz's continued fraction)."""
    if x <= 0 or x >= 1:
        return float(x >= 1)
    if x > (a + 1) / (a + b + 2):
        return 1 - beta_below(1 - x, b, a)
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log(1 - x)) / a
    c, d, value = 1.0, 0.0, 1.0
    for step in range(200):
        half, odd = divmod(step, 2)
        if step == 0:
            term = 1.0
        elif odd:
            term = -(a + half) * (a + b + half) * x / ((a + 2 * half) * (a + 2 * half + 1))
        else:
            term = half * (b - half) * x / ((a + 2 * half - 1) * (a + 2 * half))
        d = 1 / _off_zero(1 + term * d)
        c = _off_zero(1 + term / c)
        value *= c * d
        if abs(1 - c * d) < 1e-12:
            break
    return front * (value - 1)


def _off_zero(value: float) -> float:
    return value if abs(value) > 1e-300 else 1e-300
