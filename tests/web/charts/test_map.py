"""States where they lie."""

from entente.web.charts.map import MapDrawing, draw_map
from entente.web.charts.ties import Tie


def drawn(*pairs: str, view: str = "default") -> MapDrawing:
    """A map of pairs of codes such as `RUS-PAK`."""
    found = [Tie(f"act:{a.lower()}", f"act:{b.lower()}", 3, 1) for a, b in (pair.split("-") for pair in pairs)]
    names = {state: state.removeprefix("act:").upper() for tie in found for state in (tie.a, tie.b)}
    return draw_map(found, names, names, view)


def test_north_is_up_and_east_is_right() -> None:
    """Russia stands above Pakistan, China to the right of it."""
    at = {node.state: node for node in drawn("RUS-PAK", "CHN-PAK").nodes}
    assert at["act:rus"].y < at["act:pak"].y
    assert at["act:chn"].x > at["act:pak"].x


def test_the_short_way_leads_over_the_date_line() -> None:
    """America and Japan are joined over the Pacific, by a bow at each edge."""
    wide, near = drawn("JPN-USA"), drawn("JPN-RUS")
    assert [2, 1] == [each.arcs[0].path.count("M") for each in (wide, near)]


def test_states_without_a_place_are_told() -> None:
    """An invented state is no dot, and is named as missing."""
    found = drawn("PAK-XVM", "PAK-RUS")
    assert ("act:xvm",) == found.unplaced
    assert {"act:pak", "act:rus"} == {node.state for node in found.nodes}
    assert 1 == len(found.arcs)
