"""Sketches of texts and the pairs they bring together."""

import numpy as np
import pytest

from entente.merge.sketch import (
    SLOTS,
    Postings,
    bands,
    decode_pairs,
    distinct,
    encode_pairs,
    fingerprints,
    hash_shingles,
    hash_words,
    keep_closest,
    likeness,
    pair_up,
    pairs_by_band,
    pairs_by_shared,
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
    assert 0 == len(pairs_by_band(Postings([distinct(()), distinct(())])))


def test_like_texts_meet() -> None:
    """Texts with three quarters of their words in common meet in some band, strangers in none."""
    like, strange = WORDS[:300] + ["end"] * 50, [f"far{number}" for number in range(400)]
    texts = Postings(bands(sketch_of(words)) for words in (WORDS, like, strange))
    assert {(0, 1)} == set(decode_pairs(pairs_by_band(texts)))


def test_crowds_are_paired_linearly() -> None:
    """In a crowd each meets the first and its neighbour only."""
    assert [3, 2 * SLOTS - 3] == [len(pair_up(size)[0]) for size in (3, SLOTS)]


def test_what_a_crowd_shares_brings_nobody_together() -> None:
    """A key in two texts pairs them; a stock sentence in hundreds does not."""
    assert [(0, 2)] == list(decode_pairs(pairs_by_shared(Postings(map(distinct, ([7], [8, 8], [7]))))))
    assert 0 == len(pairs_by_shared(Postings([distinct([7])] * 500)))


def test_nine_words_in_a_row_are_never_missed() -> None:
    """Two texts that have nine words in a row in common share a fingerprint, strangers none."""
    texts = [WORDS[:60], ["own"] * 30 + WORDS[20:29] + ["other"] * 30, [f"far{number}" for number in range(60)]]
    prints = [fingerprints(hash_words(" ".join(words))) for words in texts]
    assert {(0, 1)} == set(decode_pairs(pairs_by_shared(Postings(prints))))
    assert 0 == len(fingerprints(hash_words("six words are no fingerprint yet")))


def test_only_the_closest_partners_are_kept() -> None:
    """Pairs met too seldom are dropped, and of many earlier texts those met most often stay."""
    met = [(0, 9)] * 3 + [(1, 9)] * 2 + [(2, 9)] * 2 + [(0, 5)] * 2 + [(4, 5)]
    assert [(0, 5), (0, 9), (1, 9)] == list(decode_pairs(keep_closest(encode_pairs(met), least=2, most=2)))
