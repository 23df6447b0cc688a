"""How it went, period by period."""

from dataclasses import replace
from datetime import date

import pytest
from msgspec import structs

from entente.records import DateSpan
from entente.views.trend import beta_interval
from entente.web.charts.trend import EDGE, HEIGHT, MOST, Counts, Period, draw_trend, periods_in, say_trend
from entente.web.edition import Edition
from tests.views import made
from tests.web.site import edition


def period(year: int, counts: Counts, coverage: int = 10) -> Period:
    """A year."""
    interval = beta_interval(counts[0] + counts[1] + 0.5, counts[2] + counts[3] + 0.5)
    return Period(str(year), date(year, 1, 1), date(year + 1, 1, 1), counts, coverage, interval)


def test_periods_hold_what_fits_them_whole() -> None:
    """Counted events of the record by quarter, empty quarters too, with what was read."""
    periods = periods_in(edition(), edition().all)
    assert ["2024 Q2", "2024 Q3", "2024 Q4", "2025 Q1", "2025 Q2"] == [each.label for each in periods]
    assert (1, 0, 2) == (periods[0].n, periods[1].n, periods[0].coverage)
    assert date(2024, 6, 30) == periods[0].last


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_ends_of_the_calendar_are_no_fault(day: str) -> None:
    """An event at either end of the calendar gives few periods and no failure."""
    when = DateSpan.read(day, basis="explicit")
    far = structs.replace(made.LOAN, when=when, status="under_way")
    events = {event.event_id: event for event in (far, made.BLAME)}
    book = replace(made.book(), events=events, documents={})
    far_off = Edition(book)
    assert 0 < len(periods_in(far_off, far_off.all)) <= MOST


def test_nothing_dated_nothing_drawn() -> None:
    """Without a dated event there is no chart."""
    assert () == periods_in(edition(), edition().all[:0])
    assert draw_trend(()) is None


def test_deeds_stand_at_the_line() -> None:
    """Material cooperation and conflict touch the line, words lie beyond, and all of it fits."""
    trend = draw_trend([period(2020, (3, 1, 2, 1))])
    assert trend is not None
    boxes = {box.quad: box for box in trend.bars[0].boxes}
    assert trend.line == round(boxes[2].y + boxes[2].tall, 1) == boxes[4].y
    assert EDGE <= boxes[1].y
    assert boxes[3].y + boxes[3].tall <= HEIGHT - EDGE + 0.2


def test_unread_and_thinly_read_periods_are_marked() -> None:
    """A quiet year and an unread year do not look alike."""
    trend = draw_trend([period(2020 + n, (1, 0, 0, 0), read) for n, read in enumerate((40, 0, 5, 40))])
    assert trend is not None
    assert ["", "unread", "little", ""] == [bar.reading for bar in trend.bars]


def test_a_change_is_told_only_where_intervals_part() -> None:
    """From all friendly to all hostile is a fall; four of five after nine of ten is not."""
    calm = [period(2019, (20, 0, 2, 0)), period(2020, (20, 0, 2, 0))]
    assert "a clear fall" in say_trend([*calm, period(2021, (0, 0, 12, 0))])
    assert "no clear change" in say_trend([*calm, period(2021, (4, 0, 1, 0))])


def test_few_events_bear_no_trend() -> None:
    """Under five events on either side the sentence says so."""
    assert "too few to tell" in say_trend([period(2020, (2, 0, 0, 0)), period(2021, (0, 0, 2, 0))])
