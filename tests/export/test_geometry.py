"""Where marks stand on a time axis."""

import itertools
from datetime import date

from entente.export.dossier import geometry
from entente.export.dossier.geometry import Axis, axis_of, lanes, life_line, ticks
from entente.views import event_rows, timeline, undertaking_rows
from tests.views.made import book

EVEN = Axis(date(2020, 1, 1), date(2020, 1, 1), date(2024, 1, 1))
BROKEN = Axis(date(1955, 1, 1), date(2020, 1, 1), date(2024, 1, 1))


def test_days_keep_their_order() -> None:
    """A later day stands further right, also across the break."""
    days = [
        date(1955, 1, 1),
        date(1990, 1, 1),
        date(2019, 12, 31),
        date(2020, 1, 2),
        date(2023, 6, 1),
        date(2024, 1, 1),
    ]
    places = [BROKEN.at(day) for day in days]
    assert sorted(places) == places
    assert 0 < places[0]
    assert places[-1] < 100


def test_days_outside_stand_at_the_ends() -> None:
    """What lies beyond the axis is drawn at its end."""
    assert EVEN.at(date(2099, 1, 1)) == EVEN.at(date(2024, 1, 1))
    assert EVEN.at(date(1900, 1, 1)) == EVEN.at(date(2020, 1, 1))


def test_labels_do_not_collide() -> None:
    """Ticks leave room for their labels."""
    for axis in (EVEN, BROKEN, Axis(date(1800, 1, 1), date(1800, 1, 1), date(2024, 1, 1))):
        places = [tick.x for tick in ticks(axis)]
        assert all(right - left > 3 for left, right in itertools.pairwise(places))


def test_doubt_has_width() -> None:
    """A day is a mark, a month in doubt is a bar as wide as the month."""
    view = timeline(event_rows(book()))
    assert view is not None
    (lane,) = lanes(view)
    axis = axis_of(view)
    widths = {mark.row.when: mark.width for mark in lane.marks}
    assert 0 == widths["17 Apr 2024"]
    assert round(axis.at(date(2025, 5, 31)) - axis.at(date(2025, 5, 1)), 3) == widths["May 2025"]


def test_life_lines_flag_due_days() -> None:
    """A promise stands at its last day, under its flag."""
    (row,) = undertaking_rows(book())
    line = life_line(row, date(2025, 6, 5))
    assert line is not None
    (flag,) = line.flags
    (promise,) = (step for step in line.steps if step.status == "planned")
    assert ("due 31 Mar 2025", "overdue", flag.x) == (flag.label, flag.outcome, promise.x)


def test_plans_lie_ahead() -> None:
    """The bar of a plan begins with the text that tells it, not before."""
    (row,) = undertaking_rows(book())
    line = life_line(row, date(2025, 6, 5))
    assert line is not None
    (agreed,) = (step for step in line.steps if step.milestone.stage == "agreed")
    (promise,) = (step for step in line.steps if step.status == "planned")
    assert promise.left > agreed.x
    assert promise.width > 0


def test_flags_of_near_days_do_not_meet() -> None:
    """Labels of due days close to each other stand in rows of their own, and no pole goes through a label."""
    placed = geometry._places([(x, 11.0) for x in (2.0, 57.0, 58.0, 60.0, 60.0, 85.0, 98.5, 99.0)])
    for at, one in enumerate(placed):
        assert 0 <= one.left < one.right <= 100
        for other in placed[:at]:
            low, high = sorted((one, other), key=lambda place: place.row)
            assert not one.overlaps(other)
            assert low.row == high.row or not low.left < high.x < low.right
