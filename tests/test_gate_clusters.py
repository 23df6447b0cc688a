"""Measures of clusterings on cases that can be counted by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.gate.clusters import b_cubed, ceaf_e, conll, muc, pair_f1

GOLD = {"a": "1", "b": "1", "c": "1", "d": "2", "e": "2", "f": "3"}
ONE = dict.fromkeys(GOLD, "x")
EACH = {key: key for key in GOLD}


def test_the_gold_is_perfect() -> None:
    """Names of clusters do not matter."""
    renamed = {key: f"other {cluster}" for key, cluster in GOLD.items()}
    assert [1.0] * 4 == [measure(GOLD, renamed) for measure in (muc, b_cubed, ceaf_e, pair_f1)]


def test_muc_counts_links() -> None:
    """Three links are needed; one cluster of all has five, three of them right; singletons have none."""
    assert pytest.approx(2 * 0.6 / 1.6) == muc(GOLD, ONE)
    assert 0.0 == muc(GOLD, EACH)


def test_b_cubed_is_a_mean_over_members() -> None:
    """One cluster of all is (9 + 4 + 1) / 36 pure and complete; singletons are pure and half complete."""
    assert pytest.approx(2 * (14 / 36) / (1 + 14 / 36)) == b_cubed(GOLD, ONE)
    assert pytest.approx(2 * 0.5 / 1.5) == b_cubed(GOLD, EACH)


def test_ceaf_matches_clusters_one_to_one() -> None:
    """One cluster of all matches the largest: 2 * 3 / 9 of one, for three."""
    best = 2 * 3 / (3 + 6)
    assert pytest.approx(2 * best * (best / 3) / (best + best / 3)) == ceaf_e(GOLD, ONE)


def test_crossed_clusters_take_the_best_assignment() -> None:
    """abc with abd and de with e: 4/6 + 2/3 in all, of two gold clusters and three found."""
    gold = {"a": "1", "b": "1", "c": "1", "d": "2", "e": "2"}
    found = {"a": "x", "b": "x", "c": "y", "d": "x", "e": "z"}
    assert pytest.approx(8 / 15) == ceaf_e(gold, found)


@given(
    st.dictionaries(st.sampled_from("abcdefgh"), st.tuples(st.sampled_from("12"), st.sampled_from("xy")), min_size=1)
)
def test_measures_are_shares(clusters: dict[str, tuple[str, str]]) -> None:
    """Every measure lies between 0 and 1, and swapping gold and prediction changes none."""
    gold, found = ({key: pair[side] for key, pair in clusters.items()} for side in (0, 1))
    for measure in (muc, b_cubed, ceaf_e, pair_f1, conll):
        assert 0 <= measure(gold, found) <= 1
        assert pytest.approx(measure(gold, found)) == measure(found, gold)
