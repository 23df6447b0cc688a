"""Groups made of pairs."""

from hypothesis import given
from hypothesis import strategies as st

from entente.merge.clusters import cluster

LETTERS = "abcdef"


def groups(*scored: tuple[str, float], **rulings: object) -> list[str]:
    """Groups of letters from pairs written `ab`."""
    scores = {(pair[0], pair[1]): score for pair, score in scored}
    return ["".join(group) for group in cluster(LETTERS, scores, 1.0, **rulings)]  # type: ignore[arg-type]


def test_likely_pairs_join() -> None:
    """Pairs at or above the least score join, others do not."""
    assert ["abc", "de", "f"] == groups(("ab", 2.0), ("bc", 1.5), ("de", 1.0), ("ef", 0.9))


def test_groups_join_by_their_mean() -> None:
    """One likely pair does not join two groups whose other pairs are unlike."""
    assert ["ab", "cd", "e", "f"] == groups(("ab", 3), ("cd", 3), ("bc", 1.5), ("ac", 0), ("ad", 0), ("bd", 0))


def test_a_person_comes_first() -> None:
    """Pairs ruled together join whatever their score; pairs ruled apart never meet, not even through others."""
    assert ["ab", "c", "d", "e", "f"] == groups(("ab", -5.0), together=[("a", "b")])
    assert ["ab", "c", "d", "e", "f"] == groups(("ab", 3.0), ("bc", 2.0), apart=[("a", "c")])


def test_enmity_is_inherited() -> None:
    """What joins an enemy's group becomes an enemy."""
    assert ["ab", "cd", "e", "f"] == groups(("ab", 3.0), ("cd", 3.0), ("bd", 2.0), apart=[("a", "c")])


def test_the_veto_sees_whole_groups() -> None:
    """A veto on sizes keeps groups at two."""
    chain = (("ab", 2.0), ("bc", 1.9), ("cd", 1.8))
    assert ["ab", "cd", "e", "f"] == groups(*chain, veto=lambda one, other: len(one) + len(other) > 2)


@given(st.permutations([("ab", 2.0), ("bc", 2.0), ("cd", 2.0), ("ac", 0.5), ("ef", 1.0), ("bf", 1.2)]))
def test_order_changes_nothing(pairs: list[tuple[str, float]]) -> None:
    """The same pairs in any order make the same groups."""
    assert groups(*sorted(pairs)) == groups(*pairs)
