"""Sketches of texts and the pairs they bring together."""

import numpy as np
import pytest

from entente.merge.sketch import (
    bands,
    fingerprints,
    hash_shingles,
    hash_words,
    likeness,
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


def test_like_texts_meet() -> None:
    """Texts with three quarters of their words in common meet in some band, strangers in none."""
    like, strange = WORDS[:300] + ["end"] * 50, [f"far{number}" for number in range(400)]
    own, alike, apart = (set(bands(sketch_of(words)).tolist()) for words in (WORDS, like, strange))
    assert own & alike
    assert not own & apart


def test_nine_words_in_a_row_are_never_missed() -> None:
    """Two texts that have nine words in a row in common share a fingerprint, strangers none."""
    texts = [WORDS[:60], ["own"] * 30 + WORDS[20:29] + ["other"] * 30, [f"far{number}" for number in range(60)]]
    one, other, far = (set(fingerprints(hash_words(" ".join(words))).tolist()) for words in texts)
    assert one & other
    assert not (one | other) & far
    assert 0 == len(fingerprints(hash_words("six words are no fingerprint yet")))
