"""What states have between them."""

from entente.views import Sides
from entente.web.charts.ties import Tie, TieLines, among, pairs_of, ties, totals
from tests.views import made

A, B, C = "act:a", "act:b", "act:c"


def sides(doers: str, receivers: str = "") -> Sides:
    """States on both sides, by letter."""
    return Sides(frozenset(map("act:{}".format, doers)), frozenset(map("act:{}".format, receivers)))


def test_partners_in_a_hostile_act_are_not_in_conflict() -> None:
    """Two that accuse a third are each in conflict with it, not with each other."""
    assert {(A, C), (B, C)} == pairs_of(sides("ab", "c"), hostile=True)


def test_partners_in_a_friendly_act_cooperate() -> None:
    """Two that help a third cooperate with it and with each other."""
    assert {(A, B), (A, C), (B, C)} == pairs_of(sides("ab", "c"), hostile=False)


def test_mutual_conflict_needs_no_receiver() -> None:
    """An act with doers alone is between all of them."""
    assert {(A, B)} == pairs_of(sides("ab"), hostile=True)


def test_only_what_happened_counts() -> None:
    """What is planned or merely said makes no tie; cooperation and conflict are kept apart."""
    events = {event.event_id: event for event in (made.LOAN, made.BLAME)}
    both = {name: sides("a", "b") for name in events}
    assert (Tie(A, B, 1, 1),) == ties(TieLines.of(events, events, both))


def test_a_tie_leans_only_where_its_interval_does() -> None:
    """Two to one is unsure, nine to one is not."""
    assert ["unsure", "cooperation", "conflict"] == [Tie(A, B, *n).lean for n in ((2, 1), (9, 1), (1, 9))]


def test_the_busiest_state_is_first() -> None:
    """States are counted over all their ties, also those with states not shown."""
    found = (Tie(A, C, 5, 0), Tie(B, C, 2, 1))
    assert [(C, 8), (A, 5), (B, 3)] == list(totals(found).items())
    assert (found[1],) == among(found, (B, C))
