"""Places of states that stay, and the lines that are drawn."""

from itertools import combinations
from math import hypot

from entente.web.charts.network import DOTS, OWN, Spot, backbone, draw_network, settle
from entente.web.charts.ties import Tie


def two_camps() -> list[Tie]:
    """Two groups of five that cooperate within and quarrel across, the fullest first."""
    left, right = [f"act:l{n}" for n in range(5)], [f"act:r{n}" for n in range(5)]
    friends = [Tie(a, b, 20, 0) for side in (left, right) for a, b in combinations(side, 2)]
    return [*friends, *(Tie(a, b, 0, 3) for a, b in zip(left, right, strict=True))]


def apart(a: Spot, b: Spot) -> float:
    """The distance of two places."""
    return hypot(a[0] - b[0], a[1] - b[1])


def test_the_same_ties_give_the_same_places() -> None:
    """Nothing is left to chance."""
    assert settle(two_camps(), {}) == settle(two_camps(), {})


def test_friends_stand_closer_than_foes() -> None:
    """Two that cooperate much are nearer to each other than two that quarrel, on the whole."""
    spots = settle(two_camps(), {})
    near = [apart(spots[tie.a], spots[tie.b]) for tie in two_camps() if tie.n_cooperation]
    far = [apart(spots[tie.a], spots[tie.b]) for tie in two_camps() if tie.n_conflict]
    assert sum(near) / len(near) < sum(far) / len(far)


def test_a_known_state_keeps_its_place() -> None:
    """A newcomer finds room; the others do not move."""
    kept = settle(two_camps(), {})
    grown = settle([*two_camps(), Tie("act:l0", "act:new", 4, 0)], kept)
    assert kept == {state: spot for state, spot in grown.items() if state != "act:new"}
    assert all(0 < share < 1 for share in grown["act:new"])


def test_a_state_that_fell_silent_keeps_its_place() -> None:
    """Places outlive the events they were found by."""
    assert {"act:old": (0.1, 0.2)}.items() <= settle(two_camps(), {"act:old": (0.1, 0.2)}).items()


def test_nobody_stands_on_another() -> None:
    """Every state has a place of its own on the sheet."""
    spots = list(settle(two_camps(), {}).values())
    assert min(apart(a, b) for a, b in combinations(spots, 2)) > 0.03


def test_one_state_alone_and_none_at_all() -> None:
    """Two states, and no state, are laid out too."""
    assert {} == settle([], {})
    assert 2 == len(settle([Tie("act:a", "act:b", 1, 0)], {}))


def test_each_state_keeps_its_fullest_ties() -> None:
    """However few lines are drawn, no state with ties stands alone."""
    kept = backbone(two_camps(), 1)
    drawn = [state for tie in kept for state in (tie.a, tie.b)]
    assert {state for tie in two_camps() for state in (tie.a, tie.b)} == set(drawn)
    assert min(map(drawn.count, drawn)) >= OWN


def test_what_is_not_drawn_is_counted() -> None:
    """The busiest states are drawn, and how many are left out is told."""
    found = [Tie(f"act:{n:03}", f"act:{n + 1:03}", 200 - n, 0) for n in range(60)]
    names = {state: state for tie in found for state in (tie.a, tie.b)}
    picture = draw_network(found, settle(found, {}), names)
    assert (DOTS, 61 - DOTS) == (len(picture.nodes), picture.n_states_left_out)
    assert len(found) == len(picture.lines) + picture.n_ties_left_out
