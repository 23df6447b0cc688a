"""Sentences and analyses."""

import pytest
from msgspec.structs import replace

from entente.records import Analysis, Sentence

SENTENCE = Sentence(start=4, end=12, words=((4, 7), (8, 12)))
ANALYSIS = Analysis(
    sentence=SENTENCE, upos=("NOUN", "VERB"), xpos=("NN", "VBD"), lemmas=("x", "y"),
    deprels=("nsubj", "root"), heads=(1, -1),
)  # fmt: skip


@pytest.mark.parametrize("words", [((3, 7),), ((4, 13),), ((8, 6),)])
def test_words_lie_inside_their_sentence(words: tuple[tuple[int, int], ...]) -> None:
    """A word that leaves its sentence is refused."""
    with pytest.raises(ValueError, match="leave their sentence"):
        replace(SENTENCE, words=words)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"upos": ("NOUN",)}, "1, 2, 2, 2, 2"),
        ({"heads": (-1, -1)}, "one root, not 2"),
        ({"heads": (1, 0)}, "one root, not 0"),
        ({"vector": b"1234"}, "1536 bytes, not 4"),
    ],
)
def test_columns_and_tree_fit_the_sentence(changes: dict[str, object], message: str) -> None:
    """One value a word in every column, one root, and a whole vector or none."""
    with pytest.raises(ValueError, match=message):
        replace(ANALYSIS, **changes)


def test_an_empty_sentence_has_an_empty_analysis() -> None:
    """No words, no root."""
    empty = Analysis(sentence=Sentence(start=0, end=0), upos=(), xpos=(), lemmas=(), deprels=(), heads=())
    assert empty.names == ()
