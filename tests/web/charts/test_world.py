"""The outlines of the world, and views of it."""

import pytest

from entente.vocab.places import load_centres
from entente.web.charts.world import WHOLE, frame_of, load_worldviews, outlines, pieces_of, project

LINE = ((34.0, 46.1), (34.6, 45.9), (35.0, 45.7))
"""Across the neck of Crimea."""


def styles(a: str, b: str, view: str) -> set[str]:
    """How a stretch between two states is drawn."""
    return {style for style, _ in pieces_of(a, b, LINE, view)}


def test_the_projection_is_equal_earth() -> None:
    """The equator is as wide as the sheet, and poles are lines less than two thirds as wide."""
    assert (0.0, 1000.0) == (round(project(-180, 0)[0]), round(project(180, 0)[0]))
    width = project(180, 90)[0] - project(-180, 90)[0]
    assert 550 < width < 650


def test_contested_lines_are_dashed() -> None:
    """By default a contested border is drawn as held, and dashed; any other is solid."""
    assert {"dashed"} == styles("RUS", "UKR", "default")
    assert {"solid"} == styles("DEU", "POL", "default")


def test_views_differ_where_they_say() -> None:
    """A view leaves out or draws through what its table names."""
    assert set() == styles("RUS", "UKR", "un")
    assert {"solid"} == styles("CYP", "northern_cyprus", "tur")


def test_a_box_cuts_a_border() -> None:
    """Only the part in Kashmir of a border that runs from the sea is dashed."""
    line = ((70.0, 25.0), (74.0, 31.0), (74.5, 33.0), (76.0, 34.5))
    assert ["solid", "dashed"] == [style for style, _ in pieces_of("IND", "PAK", line, "default")]


@pytest.mark.parametrize("view", load_worldviews().views)
def test_every_view_is_drawn(view: str) -> None:
    """Each view gives land and borders as short paths that hold nothing but moves."""
    found = outlines(WHOLE, view)
    assert 20_000 < len(found.land) < 90_000
    assert set(found.land + found.solid + found.dashed) <= set("Mlz0123456789.- ")


def test_every_exception_names_a_view() -> None:
    """A table that names a view that is not there would never show."""
    found = load_worldviews()
    assert {view for line in found.lines for view in (*line.solid, *line.left_out)} <= set(found.views)


def test_a_frame_holds_its_places() -> None:
    """Places close together are drawn large, but never larger than the outlines bear."""
    centres = load_centres()
    frame = frame_of([project(centres[code][1], centres[code][0]) for code in ("PAK", "IND", "AFG")])
    assert frame.width < 400
    for code in ("PAK", "IND", "AFG"):
        assert all(0 < share < 1 for share in frame.share(project(centres[code][1], centres[code][0])))


def test_far_places_show_the_whole_world() -> None:
    """Places on three continents, and no place at all, give the whole sheet."""
    assert WHOLE == frame_of([]) == frame_of([project(-100, 40), project(135, -25), project(20, 0)])
