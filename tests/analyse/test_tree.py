"""The decoder of trees, against every tree there is."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from entente.analyse.tree import best_tree


def is_tree(heads: tuple[int, ...]) -> bool:
    """Whether there is one root and every word reaches it."""

    def reaches_root(i: int) -> bool:
        for _ in heads:
            if i < 0:
                return True
            i = heads[i]
        return i < 0

    return heads.count(-1) == 1 and all(map(reaches_root, range(len(heads))))


def score(scores: np.ndarray, heads: tuple[int, ...]) -> float:
    """Sum over the arcs of a tree."""
    return float(sum(scores[i, head + 1] for i, head in enumerate(heads)))


@pytest.mark.parametrize("n", [1, 2, 3, 4])
@given(data=st.data())
def test_best_of_all_trees(n: int, data: st.DataObject) -> None:
    """No tree with one root scores higher than the one returned."""
    scores = data.draw(arrays(np.float32, (n, n + 1), elements=st.integers(-20, 20)))
    np.fill_diagonal(scores[:, 1:], -1e4)  # no word heads itself; the network's scores never prefer it
    heads = best_tree(scores)
    trees = (heads for heads in product(range(-1, n), repeat=n) if is_tree(heads))
    assert is_tree(heads)
    assert score(scores, heads) == max(score(scores, tree) for tree in trees)


def test_two_roots_become_one() -> None:
    """The weaker of two words that both want the root hangs elsewhere."""
    scores = np.array([[9, -9, 1], [8, 2, -9]], np.float32)
    assert best_tree(scores) == (-1, 0)


def test_long_random_sentence_is_a_tree() -> None:
    """A sentence of 200 words with scores that mean nothing still has one tree."""
    scores = np.random.default_rng(0).normal(size=(200, 201)).astype(np.float32)
    assert is_tree(best_tree(scores))
