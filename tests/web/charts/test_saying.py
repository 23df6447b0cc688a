"""One sentence a drawing."""

from entente.views import timeline
from entente.web.charts.saying import say_ties, say_timeline
from entente.web.charts.ties import Tie
from tests.web.site import edition

NAMES = {"act:a": "Velmora", "act:b": "Orsenia", "act:c": "Tolmar"}


def test_the_fullest_and_the_most_hostile_pair_are_named() -> None:
    """With their counts, cooperation and conflict apart."""
    said = say_ties([Tie("act:a", "act:b", 9, 1), Tie("act:a", "act:c", 0, 8)], NAMES.__getitem__)
    assert "most events between Velmora and Orsenia (9 of cooperation, 1 of conflict)" in said
    assert "only between Velmora and Tolmar (0 of cooperation, 8 of conflict)" in said


def test_unsure_conflict_is_not_told() -> None:
    """One hostile event makes no conflict that clearly prevails."""
    assert "between no two" in say_ties([Tie("act:a", "act:b", 0, 1)], NAMES.__getitem__)
    assert "No event" in say_ties([], NAMES.__getitem__)


def test_a_timeline_tells_its_ends() -> None:
    """First and last day, and the fullest field."""
    drawn = timeline(edition().rows(edition().by_date))
    assert drawn is not None
    assert "17 Apr 2024" in say_timeline(drawn)
    assert "most in" in say_timeline(drawn)


def test_no_pair_is_named_where_several_have_most() -> None:
    """Two pairs with one event each: neither stands out."""
    said = say_ties([Tie("act:a", "act:b", 1, 0), Tie("act:a", "act:c", 0, 1)], NAMES.__getitem__)
    assert "several pairs have the most events, 1 each" in said
