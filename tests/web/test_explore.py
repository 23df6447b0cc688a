"""Explore: one filter, six drawings."""

import re

import pytest

from entente.web.asking import TABS
from entente.web.charts.ties import Tie
from entente.web.pages.explore import STATES, matrix
from tests.web.site import Seen, browser

DRAWN = ("timeline", "matrix", "network", "map", "trend")


@pytest.mark.parametrize("tab", DRAWN)
def test_every_drawing_has_its_sentence(tab: str) -> None:
    """One sentence says what is drawn."""
    text = browser().get(f"/explore?tab={tab}").text
    assert re.search(r'<p class="said">[^<]{20,}\.</p>', text)


@pytest.mark.parametrize("tab", ["matrix", "network", "map", "trend"])
def test_every_drawing_has_its_table(tab: str) -> None:
    """The same figures stand in a table."""
    seen = Seen(browser().get(f"/explore?tab={tab}").text)
    assert "table" in seen.tags


@pytest.mark.parametrize("tab", TABS)
def test_the_filter_goes_from_drawing_to_drawing(tab: str) -> None:
    """Every other drawing is one link away with the same filter, by its own key."""
    text = browser().get(f"/explore?tab={tab}&who=XOR&from=2025&worldview=un").text
    links = re.findall(r'<a href="/explore\?([^"]*)"[^>]* data-key="(.)"', text)
    assert len(TABS) == len({key for _, key in links})
    assert all("who=XOR" in link and "from=2025" in link and "worldview=un" in link for link, _ in links)


@pytest.mark.parametrize("tab", DRAWN)
def test_drawings_obey_the_policy(tab: str) -> None:
    """No style and no script stands within a drawing."""
    assert [] == Seen(browser().get(f"/explore?tab={tab}").text).inline


@pytest.mark.parametrize("tab", DRAWN)
def test_nothing_fits(tab: str) -> None:
    """A filter that nothing fits gives a plain page."""
    answer = browser().get(f"/explore?tab={tab}&type=ASSAULT")
    assert 200 == answer.status_code
    assert "No event" in answer.text


def test_an_unknown_view_of_the_world_is_refused() -> None:
    """The address says which there are."""
    answer = browser().get("/explore?tab=map&worldview=flat")
    assert 400 == answer.status_code
    assert "default" in answer.text


def test_states_off_the_map_are_named() -> None:
    """Invented states have no place, and the page leads to the network."""
    text = browser().get("/explore?tab=map").text
    assert "with no place on the map" in text
    assert "Velmora" in text


def test_matrix_shows_the_busiest_both_ways() -> None:
    """A cell and its mirror hold the same tie; states beyond the last row are counted."""
    found = [Tie(f"act:{n:02}", f"act:{n + 1:02}", 40 - n, 0) for n in range(STATES + 3)]
    drawn = matrix(found)
    assert STATES == len(drawn.rows)
    assert 4 == drawn.n_left_out
    assert drawn.rows[0].cells[1] == drawn.rows[1].cells[0]
