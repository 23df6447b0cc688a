"""Hyphenated pairs of states are found whole, with their members and codes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entente.segment import find_pairs


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("Russia-Pakistan", ("RUS", "PAK")),
        ("Russian-Pakistani", ("RUS", "PAK")),
        ("Pak-Russia", ("PAK", "RUS")),
        ("Indo-U.S.", ("IND", "USA")),
        ("Sino-Indian", ("CHN", "IND")),
        ("India–Pakistan", ("IND", "PAK")),
        ("Saudi Arabia-North Korea", ("SAU", "PRK")),
        ("Guinea-Bissau–Senegal", ("GNB", "SEN")),
        ("Russia-India-China", ("RUS", "IND", "CHN")),
        ("RUSSIA-PAKISTAN", ("RUS", "PAK")),
        ("EU-Russia", (None, "RUS")),
    ],
)
def test_members_carry_their_codes(text: str, states: tuple[str | None, ...]) -> None:
    """A pair is the whole text, and each member stands for its state."""
    (pair,) = find_pairs(f"the {text} ties")
    assert (4, 4 + len(text), states) == (pair.start, pair.end, pair.states)


def test_members_are_places_in_the_whole_text() -> None:
    """The spans of the members leave out the hyphens and count from the start of the text."""
    text = "Talks on Indo-U.S. ties, then US-China's."
    assert ["Indo", "U.S.", "US", "China"] == [text[a:b] for pair in find_pairs(text, 5) for a, b in pair.members]


def test_a_stop_behind_a_pair_is_not_part_of_it() -> None:
    """The full stop of the sentence stays outside."""
    assert len("It was Russia-China") == find_pairs("It was Russia-China.")[0].end


@pytest.mark.parametrize(
    "text",
    ["Guinea-Bissau", "Timor-Leste", "Austro-Hungarian", "anti-Russia", "pro-Moscow", "Moscow-based", "Russia-led"],
)
def test_what_is_no_pair(text: str) -> None:
    """One name, a prefix, a participle or a capital makes no pair."""
    assert () == find_pairs(f"the {text} bloc")


@given(st.text(alphabet="Pak Russia-U.S.–I\n'", max_size=200))
def test_pairs_stand_in_order_inside_the_text(text: str) -> None:
    """Members stand in order between the ends of their pair, and pairs do not overlap."""
    places = [place for pair in find_pairs(text) for span in pair.members for place in span]
    assert places == sorted(places)
    assert all((pair.start, pair.end) == (pair.members[0][0], pair.members[-1][1]) for pair in find_pairs(text))
