"""The finder: offsets, order, and any text at all."""

import time

from hypothesis import given
from hypothesis import strategies as st

from entente.dates import date_text, find_dates
from entente.records import DateSpan

PUBLISHED = DateSpan.read("2025-02-10", basis="explicit")
WORDS = st.sampled_from(
    [
        "the", "of", "in", "from", "to", "by", "until", "since", "between", "and", "last", "next", "two", "31", "30",
        "February", "May", "1999", "2024", "'99", "1990s", "BC", "years", "ago", "later", "early", "mid", "-", ",", ".",
        "/", "Monday", "spring", "week", "13th", "0", "29", "12:61", "24:00", "century", "Easter", "Ramadan",
        "9999999999", "under", "Trump", "within", "half", "a", "end", "this", "that", "after", "before", "Nov.", "480",
        "day", "the", "same", "hour", "every", "FY2018", "Q1", "2024-02-30", "1/2", "12/31/99", "now", "or", "\n", "'s",
    ]
)  # fmt: skip


def test_offsets() -> None:
    """A phrase stands where it says, curly quotes and odd spaces before it or not."""
    text = "“Moscow’s” plan—since 2014, they said—runs by the end of 2025…"
    assert ["since 2014", "by the end of 2025"] == [text[phrase.start : phrase.end] for phrase in find_dates(text)]


def test_part_of_a_text() -> None:
    """Offsets count from the start of the whole text when a stretch is read."""
    text = "In 1999 they met. In 2005 they signed."
    assert [(21, 25)] == [(phrase.start, phrase.end) for phrase in find_dates(text, 18)]


def test_ends_of_a_range() -> None:
    """The ends of a range are phrases of their own."""
    phrase = find_dates("They talked from 3 to 5 May 2014.")[0]
    assert ["3", "5 May 2014"] == [part.text for part in phrase.parts]


def test_a_blank_line_ends_a_phrase() -> None:
    """Words on both sides of a blank line are no phrase."""
    assert ["May 3", "2014"] == [phrase.text for phrase in find_dates("They met on May 3\n\n2014 was quiet.")]


def test_a_line_end_does_not() -> None:
    """A phrase may run over a line end."""
    assert ["3 May\n2014"] == [phrase.text for phrase in find_dates("They met on 3 May\n2014 in Kesh.")]


@given(st.text(max_size=200))
def test_any_text(text: str) -> None:
    """No text is an error, and phrases neither overlap nor leave it."""
    last = 0
    for dated in date_text(text, PUBLISHED):
        assert last <= dated.phrase.start < dated.phrase.end <= len(text)
        last = dated.phrase.end


@given(st.lists(WORDS, max_size=14).map(" ".join))
def test_any_words_of_time(text: str) -> None:
    """Words of time in any order are read or left, never an error."""
    for dated in date_text(text, PUBLISHED):
        assert text[dated.phrase.start : dated.phrase.end] == dated.phrase.text


def test_linear_time() -> None:
    """Twice the text takes no more than about twice the time, whatever it is made of."""
    for piece in ("the last of the ", "from May to ", "1-", "two and ", "early late mid ", "12/"):
        times = []
        for length in (4_000, 16_000):
            started = time.process_time()
            find_dates(piece * (length // len(piece)))
            times.append(time.process_time() - started)
        assert times[1] < 12 * times[0] + 0.5
