"""What an address may ask for."""

from datetime import date

import pytest

from entente.web.asking import Refused, Wish, read_page, read_wish
from entente.web.choosing import choose, facets
from tests.views import made
from tests.web.site import edition


def wish(**query: str) -> Wish:
    """The filter in a query; `from_` is `from`."""
    return read_wish(edition(), {name.rstrip("_"): [value] for name, value in query.items()})


def test_states_dates_and_codes_are_read() -> None:
    """States by any name, days by EDTF, codes as they are."""
    found = wish(who="orsenian", from_="2025", to="2025-06", status="denied")
    assert Wish(who="act:xor", since=date(2025, 1, 1), until=date(2025, 6, 30), status=("denied",)) == found


def test_all_faults_are_told_at_once() -> None:
    """Somebody with three mistakes hears of three."""
    with pytest.raises(Refused) as refused:
        wish(who="Atlantis", from_="soon", colour="red")
    assert all(word in refused.value.what for word in ("Atlantis", "soon", "colour"))


@pytest.mark.parametrize("page", ["0", "-1", "1.5", "²", "9" * 30, "x"])
def test_odd_pages_are_refused(page: str) -> None:
    """A page is a whole number from 1."""
    with pytest.raises(Refused):
        read_page({"page": [page]})


def test_latest_come_first() -> None:
    """Without a filter every event is there, the latest to have happened first."""
    names = choose(edition(), Wish())
    assert [made.BLAME.event_id, made.WORKS.event_id, made.LOAN.event_id] == list(names)


@pytest.mark.parametrize(
    ("asked", "event"),
    [
        ({"type": "ACCUSE"}, made.BLAME), ({"status": "under_way"}, made.WORKS), ({"to": "2024"}, made.LOAN),
        ({"who": "XOR", "whom": "XVM", "origins": "2"}, made.WORKS),
    ],
)  # fmt: skip
def test_filters_choose(asked: dict[str, str], event: object) -> None:
    """Each part of the filter leaves out what does not fit."""
    assert [event] == [made.book().events[name] for name in choose(edition(), wish(**asked))]


def test_counts_follow_the_choice() -> None:
    """Counts are over what was chosen."""
    assert {"ACCUSE": 1} == facets(edition(), choose(edition(), wish(type="ACCUSE"))).type


def test_every_link_of_explore_keeps_the_filter() -> None:
    """The address of a tab holds the whole filter."""
    from tests.web.site import browser

    page = browser().get("/explore?who=XOR&status=happened&from=2024").text
    assert "/explore?tab=timeline&amp;who=XOR&amp;status=happened&amp;from=2024-01-01" in page
