"""Sentences with their words, and what happens to those that are too long."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entente.segment import MAX_SENTENCE_WORDS, find_pairs, segment, split_sentences, split_words

BAD = {
    "one word": "a" * 1_000_000,
    "one dotted word": "a." * 100_000,
    "nested quotes": "“‘" * 5_000 + "x" + "’”" * 5_000,
    "straight quotes": '"' * 10_000 + "x" + '"' * 10_000,
    "lone surrogates": "\ud800a \udfff. B\ud83d " * 1_000,
    "null signs": "a\0b. \0" * 1_000,
    "right to left": "مرحبا بالعالم. שלום. " * 1_000,
    "combining marks": "\u0301" * 1_000 + "e\u0301" * 10_000,
    "stops": "." * 100_000 + "x",
    "hyphens": "re-" * 30_000 + "US–" * 30_000,
    "addresses": "http" * 25_000 + "@a." * 30_000,
}


@pytest.mark.parametrize("text", BAD.values(), ids=BAD)
def test_bad_input_keeps_exact_offsets(text: str) -> None:
    """Whatever comes in, sentences hold their words and the words hold every sign that is not white space."""
    sentences, _ = segment(text)
    words = [word for sentence in sentences for word in sentence.words]
    assert "".join(text.split()) == "".join(text[start:end] for start, end in words)
    assert all((s.start, s.end) == (s.words[0][0], s.words[-1][1]) for s in sentences)
    assert all(len(sentence.words) <= MAX_SENTENCE_WORDS for sentence in sentences)


@given(st.text(max_size=400))
def test_segment_agrees_with_its_parts(text: str) -> None:
    """Sentences are those of split_sentences, and their words those of split_words, where none is too long."""
    sentences, problems = segment(text)
    if not problems:
        assert split_sentences(text) == tuple((sentence.start, sentence.end) for sentence in sentences)
        assert all(sentence.words == split_words(text, sentence.start, sentence.end) for sentence in sentences)


def test_a_long_sentence_is_split_and_told_of() -> None:
    """A sentence of 3,000 words comes in parts within the limit, with one problem that names its place."""
    text = "word " * 2_999 + "word."
    sentences, problems = segment(text)
    assert [("sentence_too_long", 0, len(text))] == [(each.code, each.start, each.end) for each in problems]
    assert "3001 words" in problems[0].message
    assert max(len(sentence.words) for sentence in sentences) == MAX_SENTENCE_WORDS


def test_a_long_sentence_is_split_at_the_best_separator() -> None:
    """A semicolon in the second half of a part beats a later comma."""
    text = "a " * 120 + "; " + "b " * 40 + ", " + "c " * 100
    first, *_ = segment(text)[0]
    assert text[first.start : first.end].endswith(";")


def test_a_sentence_at_the_limit_is_whole() -> None:
    """A sentence of exactly MAX_SENTENCE_WORDS words is no problem."""
    sentences, problems = segment("word " * MAX_SENTENCE_WORDS)
    assert (1, ()) == (len(sentences), problems)


@pytest.mark.parametrize("unit", ["a.", '."x ', "A.", "US–", "http", "re-", "@a.", ". ) ", "\n- ", "1.", "\ud800'"])
def test_time_grows_with_length_only(unit: str) -> None:
    """Sixteen times the text takes nowhere near the 256 times of a quadratic rule."""
    short, long = (_cpu_time_s(unit * count) for count in (1_000, 16_000))
    assert long < 80 * max(short, 0.001)


def _cpu_time_s(text: str) -> float:
    """The CPU time of one pass over the text, in seconds; the better of two."""
    times = []
    for _ in range(2):
        started = time.process_time()
        segment(text)
        find_pairs(text)
        times.append(time.process_time() - started)
    return min(times)
