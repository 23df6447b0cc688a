"""Counts, balance and interval."""

from datetime import date

import numpy as np
import pytest

from entente.views import beta_interval, event_rows, measure, trend
from entente.views.trend import beta_below, unplaced
from tests.views.made import book


def test_balance_has_interval_and_volume() -> None:
    """Two cooperative events and one hostile: the balance, its interval around it, and the word thin (M2)."""
    found = measure(event_rows(book()), a="act:xvm", b="act:xor")
    assert (1, 1, 1, 0) == (found.n1, found.n2, found.n3, found.n4)
    low, high = found.interval
    assert 0.625 == found.balance
    assert low < found.balance < high
    assert found.thin


@pytest.mark.parametrize(("a", "b", "x"), [(2.5, 1.5, 0.3), (0.5, 0.5, 0.9), (40.5, 3.5, 0.95), (1, 1, 0.25)])
def test_beta_agrees_with_a_sum(a: float, b: float, x: float) -> None:
    """The share below a point is that of the density summed in small steps."""
    steps = (np.arange(400_000) + 0.5) / 400_000
    density = steps ** (a - 1) * (1 - steps) ** (b - 1)
    assert pytest.approx(float(density[steps < x].sum() / density.sum()), abs=2e-3) == beta_below(x, a, b)


def test_even_interval_is_even() -> None:
    """No event at all leaves everything open on both sides."""
    low, high = beta_interval(0.5, 0.5)
    assert pytest.approx(1) == low + high


def test_periods_carry_what_was_read() -> None:
    """A quarter without events stands with the number of texts read in it (M3)."""
    rows = event_rows(book())
    series = trend(book(), rows, a="act:xvm", b="act:xor")
    assert [(date(2024, 4, 1), 1, 2), (date(2024, 7, 1), 0, 0)] == [
        (each.period_start, each.volume, each.coverage) for each in series[:2]
    ]
    assert 0 == unplaced(rows, series)


def test_events_before_the_series_are_told() -> None:
    """What no period holds is counted apart."""
    rows = event_rows(book())
    series = trend(book(), rows, a="act:xvm", b="act:xor", first=date(2025, 1, 1))
    assert 1 == unplaced(rows, series)
