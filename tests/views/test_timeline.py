"""Lanes by field over one axis."""

from datetime import date

from entente.views import Book, event_rows, timeline
from entente.views.timeline import opening
from tests.views.made import BLUNT, claim, event
from tests.views.made import book as made_book


def test_lanes_are_fields() -> None:
    """Every dated event stands on the lane of its first field."""
    view = timeline(event_rows(made_book()))
    assert view is not None
    assert [("energy", 3)] == [(lane.domain, len(lane.events)) for lane in view.lanes]
    assert (date(2024, 4, 17), date(2025, 5, 31)) == (view.first, view.last)


def test_undated_events_stand_apart() -> None:
    """An event without a day is on no lane, and not lost."""
    undated = event(claim(BLUNT, "Velmora accused Orsenia of delay in May", "accused", "REJECT"))
    held = made_book()
    claims = (*held.claims.values(), claim(BLUNT, "Velmora accused Orsenia of delay in May", "accused", "REJECT"))
    view = timeline(event_rows(Book.of(held.documents.values(), claims, (*held.events.values(), undated))))
    assert view is not None
    assert [undated.event_id] == [row.event_id for row in view.undated]
    assert undated.event_id not in {row.event_id for lane in view.lanes for row in lane.events}


def test_long_axes_open_where_events_are() -> None:
    """Of seventy years with most events in the last three, the early ones stand closer together."""
    days = [date(1955, 1, 1), *(date(2022 + n % 3, 5, 1) for n in range(9))]
    assert date(2022, 1, 1) == opening(days, days[0], date(2024, 5, 1))


def test_short_axes_are_even() -> None:
    """A few years need no two parts."""
    assert date(2020, 3, 1) == opening([date(2020, 3, 1), date(2024, 1, 1)], date(2020, 3, 1), date(2024, 1, 1))
