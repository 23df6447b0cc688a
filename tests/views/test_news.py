"""What the latest publications brought."""

from datetime import date

from entente.views import news
from tests.views.made import BLAME, DISPUTE, LOAN, WORKS, book


def test_news_is_what_was_first_published() -> None:
    """Events first told in the window, the latest first; an old loan is no news."""
    found = news(book(), date(2025, 1, 1))
    assert [BLAME.event_id, WORKS.event_id] == [row.event_id for row in found.events]
    assert LOAN.event_id not in {row.event_id for row in found.events}


def test_stages_move_from_to() -> None:
    """An undertaking that was agreed and is now told under way has moved."""
    (move,) = news(book(), date(2025, 1, 1)).undertakings
    assert ("moved", "agreed", "under_way") == (move.move, move.before, move.after.stage)


def test_conflicts_open_in_the_window() -> None:
    """A conflict is new when its second side is."""
    assert [DISPUTE.conflict_id] == [row.conflict_id for row in news(book(), date(2025, 3, 1)).conflicts]
    assert () == news(book(), date(2025, 1, 1), date(2025, 3, 1)).conflicts


def test_lately_is_counted_from_the_last_text() -> None:
    """Without a day, news are those of the last 120 days that were read."""
    found = news(book())
    assert (date(2025, 2, 5), date(2025, 6, 5)) == (found.since, found.until)
