"""The decoder of names, against every sequence of tags there is."""

from itertools import pairwise, product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from entente.analyse.names import NameDecoder

TAGS = ("O", "B-PER", "I-PER", "B-LOC", "I-LOC")
WORDS = ((0, 4), (5, 9), (10, 14), (15, 19))


def spans(scores: np.ndarray) -> list[tuple[int, int, str]]:
    """The names decoded over four words."""
    return [(name.start, name.end, name.label) for name in NameDecoder(TAGS).names(scores, WORDS)]


def rows(*tags: str) -> np.ndarray:
    """Scores that want just these tags."""
    return np.array([[3.0 if tag == best else 0.0 for tag in TAGS] for best in tags], np.float32)


def test_names_begin_and_go_on() -> None:
    """A name reaches from its B to its last I; two B in a row are two names."""
    assert spans(rows("B-PER", "I-PER", "B-PER", "O")) == [(0, 9, "PER"), (10, 14, "PER")]
    assert spans(rows("O", "O", "O", "B-LOC")) == [(15, 19, "LOC")]
    assert spans(rows("O", "O", "O", "O")) == []


def valid(tags: tuple[int, ...]) -> bool:
    """Whether each name begins with its B."""
    names = ["O", *(TAGS[i] for i in tags)]
    return all(tag[0] != "I" or before[2:] == tag[2:] for before, tag in pairwise(names))


@given(arrays(np.float32, (4, 5), elements=st.integers(-9, 9)))
def test_best_of_all_valid_sequences(scores: np.ndarray) -> None:
    """No sequence that begins each name with B scores higher than the one decoded."""
    total = max(
        sum(scores[i, tag] for i, tag in enumerate(tags)) for tags in product(range(5), repeat=4) if valid(tags)
    )
    decoded = ["O"] * 4
    for start, end, label in spans(scores):
        first, last = start // 5, end // 5
        decoded[first : last + 1] = [f"B-{label}"] + [f"I-{label}"] * (last - first)
    assert sum(scores[i, TAGS.index(tag)] for i, tag in enumerate(decoded)) == total
