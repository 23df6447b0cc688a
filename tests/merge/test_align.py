"""Two texts sentence by sentence."""

from entente.merge.align import align, cut_sentences, lines_of
from tests.merge.articles import article

LEFT = article("Orsenia signed the accord. Its parliament votes in September. Nobody in Lassa spoke of the price.")
RIGHT = article("Nobody in Lassa spoke of the price. Orsenia signed the accord.")


def test_equal_sentences_meet_in_any_order() -> None:
    """A sentence is found wherever it stands in the other text."""
    found = align(lines_of(LEFT), lines_of(RIGHT))
    assert [(0, 1), (2, 0)] == [(match.left, match.right) for match in found.matches]


def test_covers_are_shares_of_words() -> None:
    """All of the shorter text stands in the longer one, and eleven of its sixteen words do in turn."""
    found = align(lines_of(LEFT), lines_of(RIGHT))
    assert (11 / 16, 1.0, 1.0) == (found.left_cover, found.right_cover, found.exact)


def test_reworded_sentences_need_the_same_order() -> None:
    """The same words in another order are another sentence."""
    one = article("Orsenia promised Velmora freight trains across the Tarn Pass before winter.")
    same = article("Orsenia promised Velmora cargo trains across the Tarn Pass before winter.")
    other = article("Before winter, across the Tarn Pass, trains promised Velmora freight: Orsenia.")
    assert 1 == len(align(lines_of(one), lines_of(same)).matches)
    assert 0 == len(align(lines_of(one), lines_of(other)).matches)


def test_quotations_prove_nothing() -> None:
    """A speaker's words may stand in every report of the speech."""
    words = "“Neither of our two peoples had thought this step possible before today”, said Dorek."
    found = align(lines_of(article(words)), lines_of(article(words)))
    assert (1.0, 0) == (found.left_cover, found.proof)


def test_sentences_cover_their_text() -> None:
    """Every character belongs to one sentence."""
    spans = list(cut_sentences(LEFT.text, 0, len(LEFT.text)))
    assert LEFT.text == "".join(LEFT.text[start:end] for start, end in spans)
    assert 3 == len(spans)
