"""How one input is made from another."""

import random

import pytest

from tests.fuzz.changes import LONG_TIMES, changer, cut, with_tokens_changed, words_of
from tests.fuzz.targets import TARGETS


@pytest.mark.parametrize("name", TARGETS)
def test_words_are_read_as_the_fuzzer_reads_them(name: str) -> None:
    """A sign behind a backslash is itself, or the byte of its number."""
    words = words_of(name)
    assert all(words)
    assert not any(b"\\x" in word for word in words)
    assert (b"\xe2\x80\x9c" in words) == (name == "text")


def test_tokens_are_put_in_left_out_and_moved() -> None:
    """A tag stays whole, and what was made may be longer or shorter than what it came from."""
    page, chance = b"<p class=a>Kenya and Uganda signed</p>", random.Random(1)
    made = [with_tokens_changed(page, (b"<b>",), chance) for _ in range(50)]
    assert any(len(one) < len(page) for one in made)
    assert any(b"<b>" in one for one in made)
    assert 40 < sum(b"<p class=a>" in one for one in made)


def test_few_inputs_are_long() -> None:
    """Most are cut to what the target says; a piece may come from anywhere."""
    longest = TARGETS["html"].longest
    change = changer("html", lambda data, most: data[:most])
    made = [len(change(b"a " * 5000, LONG_TIMES * longest, seed)) for seed in range(300)]
    assert LONG_TIMES * longest == max(made)
    assert 270 < sum(length <= longest for length in made) < 300
    assert {b"ab", b"bc", b"cd"} == {cut(b"abcd", 2, random.Random(seed)) for seed in range(20)}
