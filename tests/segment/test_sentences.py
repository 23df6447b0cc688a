"""Sentences: stops, blank lines and headings end one; abbreviations do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entente.segment import split_sentences

texts = st.text(max_size=300) | st.text(alphabet="aB1.!?…,'\"”)[]- \n@:/\ud800\0", max_size=300)


def sentences_of(text: str) -> list[str]:
    """The sentences as strings."""
    return [text[start:end] for start, end in split_sentences(text)]


@given(texts)
def test_sentences_hold_all_but_white_space(text: str) -> None:
    """The sentences, one after the other, are the text without the white space around them."""
    assert "".join(text.split()) == "".join("".join(sentence.split()) for sentence in sentences_of(text))


@given(texts)
def test_sentences_are_trimmed_and_in_order(text: str) -> None:
    """No sentence is empty, starts or ends in white space, or starts before the last one ended."""
    ends = [0, *(end for _, end in split_sentences(text))]
    assert all(previous <= start for previous, (start, _) in zip(ends, split_sentences(text), strict=False))
    assert all(sentence and sentence == sentence.strip() for sentence in sentences_of(text))


@pytest.mark.parametrize("text", ["", " ", "\n\n\t\u2003"])
def test_white_space_holds_no_sentence(text: str) -> None:
    """Nothing is said in empty text."""
    assert () == split_sentences(text)


def test_a_heading_stands_alone_above_a_paragraph() -> None:
    """A short first line over a long one is a heading, whatever its case."""
    body = "The two ministers met in the capital on Monday and agreed to reopen the line before the end of the year."
    assert ["Talks resume in the capital", body] == sentences_of(f"Talks resume in the capital\n{body}")


def test_wrapped_lines_are_one_sentence() -> None:
    """A line break inside a wrapped paragraph ends nothing, even before a capital."""
    text = "The two ministers of the neighbouring states met on a\nMonday in the capital and agreed to talk again."
    assert [text] == sentences_of(text)


def test_paragraphs_on_long_lines_end_without_a_stop() -> None:
    """A line too long to be wrapped is a paragraph, so its break ends the sentence."""
    line = (
        "The ministers agreed to reopen the line, to buy more gas, to build a road and to meet again every other year"
    )
    assert [line, "Nothing came of it."] == sentences_of(f"{line}\nNothing came of it.")
