"""Sketches of texts and the pairs they bring together."""

import numpy as np
import pytest

from entente.merge.sketch import (
    SLOTS,
    hash_shingles,
    hash_words,
    likeness,
    pair_up,
    pairs_by_shared,
    pairs_by_sketch,
    sketch,
)

WORDS = [f"word{number}" for number in range(400)]


def sketch_of(words: list[str]) -> np.ndarray[tuple[int], np.dtype[np.uint64]]:
    """The sketch of a text of these words."""
    found = sketch(hash_shingles(hash_words(" ".join(words))))
    assert found is not None
    return found


def test_equal_words_have_equal_sketches() -> None:
    """Case, accents and marks change nothing."""
    one, other = (
        sketch(hash_shingles(hash_words(text))) for text in ("Zoë met the two envoys.", "ZOE MET THE TWO ENVOYS")
    )
    assert one is not None
    assert other is not None
    assert 1.0 == likeness(one, other)


@pytest.mark.parametrize("kept", [400, 300, 200, 100, 0])
def test_likeness_estimates_common_shingles(kept: int) -> None:
    """The share of equal slots is the share of common shingles, give or take a tenth."""
    other = WORDS[:kept] + [f"other{number}" for number in range(400 - kept)]
    common = max(0, kept - 4)
    assert abs(likeness(sketch_of(WORDS), sketch_of(other)) - common / (2 * 396 - common)) < 0.12


def test_no_words_make_no_sketch() -> None:
    """An empty text meets nobody."""
    assert sketch(hash_shingles(hash_words("..."))) is None
    assert [] == list(pairs_by_sketch([None, None]))


def test_like_texts_meet() -> None:
    """Texts with three quarters of their words in common meet in some band, strangers in none."""
    like, strange = WORDS[:300] + ["end"] * 50, [f"far{number}" for number in range(400)]
    assert {(0, 1)} == set(pairs_by_sketch([sketch_of(WORDS), sketch_of(like), sketch_of(strange)]))


def test_crowds_are_paired_linearly() -> None:
    """In a crowd each meets the first and its neighbour only."""
    assert 3 == len(list(pair_up([1, 2, 3])))
    assert 2 * SLOTS - 3 == len(list(pair_up(list(range(SLOTS)))))


def test_what_a_crowd_shares_brings_nobody_together() -> None:
    """A key in two texts pairs them; a stock sentence in hundreds does not."""
    assert [(0, 2)] == list(pairs_by_shared([[7], [8], [7]], least=1))
    assert [] == list(pairs_by_shared([[7]] * 500, least=1))
