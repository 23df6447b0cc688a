"""Words stand in order, without white space, and together hold all the rest of the text."""

from hypothesis import given
from hypothesis import strategies as st

from entente.segment import split_words
from entente.segment.words import LONG_CHUNK

texts = st.text(max_size=300) | st.text(alphabet="aB1.,'’-–\"()@:/!? \n\u0301\ud800\0é中", max_size=300)


def words_of(text: str) -> list[str]:
    """The words as strings."""
    return [text[start:end] for start, end in split_words(text)]


@given(texts)
def test_words_tile_the_text(text: str) -> None:
    """The words, one after the other, are the text without its white space."""
    assert "".join(text.split()) == "".join(words_of(text))


@given(texts)
def test_words_stand_in_order(text: str) -> None:
    """Each word holds something and starts where the one before it ends, or later."""
    ends = [0, *(end for _, end in split_words(text))]
    assert all(previous <= start < end for previous, (start, end) in zip(ends, split_words(text), strict=False))


@given(texts, st.integers(0, 300), st.integers(0, 300))
def test_offsets_are_of_the_whole_text(text: str, start: int, end: int) -> None:
    """The words of a stretch are those of the stretch alone, moved to its place."""
    start, end = sorted((min(start, len(text)), min(end, len(text))))
    moved = tuple((first + start, last + start) for first, last in split_words(text[start:end]))
    assert moved == split_words(text, start, end)


def test_curly_quotes_and_dashes_keep_their_places() -> None:
    """Signs outside ASCII are words at their own offsets."""
    assert ["“", "Stop", "”", "—", "it", "’s", "over", "…"] == words_of("“Stop”—it’s over…")


def test_a_stop_stays_with_an_abbreviation_inside_a_sentence_only() -> None:
    """What follows decides whether the last stop of an abbreviation is a word."""
    assert ["the", "U.S.", "fleet"] == words_of("the U.S. fleet")
    assert ["the", "U.S", "."] == words_of("the U.S.")


def test_a_mark_stays_with_its_letter() -> None:
    """Combining marks, joiners and variation selectors belong to the sign before them."""
    assert ["Pe\u0301ter", "न\u092eस\u094dत\u0947", "👩\u200d🚀"] == words_of(
        "Pe\u0301ter न\u092eस\u094dत\u0947 👩\u200d🚀"
    )


def test_long_chunks_are_cut_by_fewer_rules() -> None:
    """A chunk past the limit is still cut at its punctuation."""
    assert ["x" * LONG_CHUNK, ",", "5pm", "."] == words_of("x" * LONG_CHUNK + ",5pm.")
    assert ["x", ",", "5", "pm", "."] == words_of("x,5pm.")
