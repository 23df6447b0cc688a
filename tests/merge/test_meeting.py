"""Who meets whom by keys in common."""

import pytest

from entente.merge.meeting import Meeting, Way, key_of
from entente.merge.sketch import Postings, distinct

FEW = Way(3)


def pairs(way: Way, *held: list[int]) -> list[tuple[int, int]]:
    """Positions that meet."""
    meeting = Meeting([way], [Postings(map(distinct, held))])
    return [(at, other) for at in range(len(held)) for other in meeting.after(at).tolist()]


def test_a_key_in_common_brings_together() -> None:
    """Those that have the same key, whatever others they have."""
    assert [(0, 2), (1, 3)] == pairs(FEW, [7, 1], [8], [2, 7], [8, 9], [])


@pytest.mark.parametrize(("least", "met"), [(1, [(0, 1), (0, 2), (1, 2)]), (2, [(0, 2)])])
def test_enough_keys_in_common(least: int, met: list[tuple[int, int]]) -> None:
    """Where two keys are asked for, one alone is too few."""
    assert met == pairs(Way(3, least), [1, 2], [2], [1, 2])


def test_what_a_crowd_has_brings_nobody_together() -> None:
    """A key that more than so many have says nothing."""
    assert [(0, 1), (0, 2), (1, 2)] == pairs(FEW, [5], [5], [5])
    assert [] == pairs(FEW, [5], [5], [5], [5])


def test_the_first_of_a_crowd_meets_each() -> None:
    """Where a key says that most are one, the first holder stands for all."""
    assert [(0, 1), (0, 2), (0, 3)] == pairs(Way(2, by_first=True), [5], [5], [5], [5])


def test_keys_are_those_of_their_parts() -> None:
    """Equal parts, equal keys."""
    assert key_of("party", None, 3) == key_of("party", None, 3) != key_of("party", 3, None)
