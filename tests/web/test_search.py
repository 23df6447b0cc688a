"""Hits are narrowed by what they are of, with how many each value leaves."""

import pytest

from entente.web.pages.search import chosen_in, facets, fits, found_in
from tests.views import made
from tests.web.site import browser, edition


def counts(name: str, **chosen: str) -> dict[str, int]:
    """What a facet offers over every record of the invented one."""
    hits = found_in(edition(), (*made.book().claims.values(), *made.book().documents.values()))
    asked = chosen_in({key: [value] for key, value in chosen.items()})
    return next(({v.value: v.n for v in f.values} for f in facets(edition(), hits, asked) if f.name == name), {})


def test_every_kind_of_facet_counts() -> None:
    """Titles are of no act and no state; years are those of publication."""
    assert {"title": 4, "happened": 3} == {k: n for k, n in counts("status").items() if k in ("title", "happened")}
    assert {"XOR": 7, "XVM": 7} == counts("state")
    assert {"2024": 5, "2025": 6} == counts("year")


def test_a_choice_narrows_the_other_facets() -> None:
    """What is chosen of one facet is counted in the others, and not in its own."""
    assert {"COOPERATE": 3, "ACCUSE": 1} == counts("type", year="2025")
    assert counts("status") == counts("status", status="denied")


def test_a_chosen_value_stays_in_sight() -> None:
    """A value without a hit is shown while it is chosen, so that it can be taken back."""
    assert {"1950": 0} == {k: n for k, n in counts("year", year="1950").items() if k == "1950"}


def test_every_choice_has_to_fit() -> None:
    """A hit has all the values chosen."""
    (hit,) = found_in(edition(), [made.ACCUSED])
    assert fits(hit, {"type": "ACCUSE", "state": "XVM"})
    assert not fits(hit, {"type": "ACCUSE", "state": "XTM"})


def test_page_and_interface_agree() -> None:
    """The interface names the facets and takes the same choices."""
    client = browser()
    rows = client.get("/api/v1/search/facets?q=construction").json()["items"]
    year = next(row for row in rows if row["facet"] == "year" and row["value"] == "2025")
    found = client.get("/api/v1/search?q=construction&year=2025").json()["items"]
    assert {"2025"} == {row["published_on"][:4] for row in found}
    assert 0 < len(found) <= year["n"]


@pytest.mark.parametrize("name", ["status", "type", "field", "state", "year", "side", "outlet"])
def test_odd_values_find_nothing(name: str) -> None:
    """A value that nobody made is shown as it was asked for, and runs nothing."""
    answer = browser().get(f"/search?q=construction&{name}=<script>")
    assert 200 == answer.status_code
    assert "<script>" not in answer.text.partition("<main")[2]
