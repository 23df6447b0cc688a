"""Any text at all: spans stay inside it and in order, and time grows with length."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entente.mentions import find_mentions
from entente.records.mentions import Mentions

WORDS = st.sampled_from(
    [
        "Russia", "the", "Turkish", "foreign", "minister", "Putin", "of", "Ministry", "and", "for", "in", "(", ")",
        "President", "US", "us", "-", "’s", "'", "“", "”", '"', "\n", "\n\n", ".", ",", "$", "5", "million", "to",
        "euros", "between", "pipeline", "Treaty", "ABC", "both countries", "the former", "counterpart", "\ud800",
        "\x00", "İ", "ß", "ﬁ", "e\u0301", "Ana", "Souza", "officials", "former", "two", "percent", "\u200b", "中国",
        "🙂", "ambassador", "visit", "a",
    ]
)  # fmt: skip


def check(text: str, found: Mentions) -> None:
    """Spans are not empty, stay inside and stand in order of start."""
    for spans in (found.actors, found.amounts, found.quotes, found.undertakings):
        assert all(0 <= span.start < span.end <= len(text) for span in spans)
        assert [span.start for span in spans] == sorted(span.start for span in spans)


@given(st.lists(WORDS, max_size=40).map(" ".join))
def test_word_salad(text: str) -> None:
    """Words in any order give spans in order."""
    check(text, find_mentions(text))


@given(st.text(alphabet=st.characters(), max_size=200))
def test_any_characters(text: str) -> None:
    """Any characters, lone surrogates included, give spans in order."""
    check(text, find_mentions(text))


def test_part_of_a_text() -> None:
    """Offsets count from the start of the whole text when a stretch is read."""
    text = "Chad left. Niger paid $5 million for the treaty."
    found = find_mentions(text, 11)
    assert ["Niger"] == [text[span.start : span.end] for span in found.actors]
    assert ["$5 million"] == [text[span.start : span.end] for span in found.amounts]


HOSTILE = (
    "Russia ", "foreign minister ", "Ministry of A and ", "President A ", "of the ", "the former ", "Putin ", "A. ",
    "(AB) ",    "his counterpart ", "Chad, ", "Chad's ", "minister of ", "spokesman for the ", "former ", "new new ",
    "Treaty of A and ",)  # fmt: skip


@pytest.mark.parametrize("unit", HOSTILE)
def test_time_is_linear(unit: str) -> None:
    """Eight times the text takes nowhere near sixty-four times the time; the margin is for busy machines."""
    costs = []
    for size in (12_500, 100_000):
        text = unit * (size // len(unit))
        start = time.process_time()
        find_mentions(text)
        costs.append(time.process_time() - start)
    assert costs[1] < 30 * costs[0] + 0.5


def test_a_megabyte() -> None:
    """A megabyte without a space or a line is read in seconds."""
    start = time.process_time()
    find_mentions("a" * 1_000_000)
    find_mentions("A" * 1_000_000)
    assert time.process_time() - start < 5
