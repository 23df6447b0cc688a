"""Words that know their message read as English and are said otherwise where somebody asks."""

import pickle

import msgspec
import pytest

from entente.records import DateSpan
from entente.views.phrase import as_text, counted, joined, phrase
from entente.views.wording import say_amount, say_day, say_note, say_when
from tests.views import made


def test_a_phrase_is_its_english() -> None:
    """It equals the text it makes, and knows what the text was made of."""
    words = phrase("by %(day)s", day=phrase("Monday"))
    assert ("by Monday", "by %(day)s", "Monday") == (words, words.message, words.values["day"])


@pytest.mark.parametrize(("number", "text"), [(0, "0 days"), (1, "1 day"), (1200, "1,200 days")])
def test_a_number_chooses_the_message(number: int, text: str) -> None:
    """One has a message of its own, and larger ones their separators."""
    assert text == counted("%(num)s day", "%(num)s days", number)


def test_a_phrase_travels() -> None:
    """Pickled it is what it was; as JSON it is its English."""
    words = joined((phrase("100%% sure", n=1), phrase("50% of it")), " %, ")
    again = pickle.loads(pickle.dumps(words))
    assert (words, words.message, words.values) == (again, again.message, again.values)
    assert b'"100% sure %, 50% of it"' == msgspec.json.encode(words, enc_hook=as_text)
    with pytest.raises(NotImplementedError):
        as_text(object())


@pytest.mark.parametrize(
    ("edtf", "text"),
    [
        ("20XX", "the 21st century"), ("19XX", "the 20th century"), ("01XX", "the 2nd century"), ("199X", "the 1990s"),
        ("2024-33", "Q1 2024"), ("2024-40", "first half of 2024"), ("2024-22", "summer 2024"),
        ("2024-04~", "about Apr 2024"), ("2024-05-03/2024-05-09", "3–9 May 2024"),
        ("2024-05-03/2024-07-01", "3 May–1 Jul 2024"),
    ],
)  # fmt: skip
def test_dates_keep_their_doubt(edtf: str, text: str) -> None:
    """A unit is told by its name, a stretch without what its last day says again."""
    assert text == say_when(DateSpan.read(edtf, basis="explicit"))


def test_parts_are_phrases() -> None:
    """What fills a phrase can be said otherwise too: a month in a day, a figure in an amount."""
    day = say_day(made.LOAN.first_published)
    assert ("18 Apr 2024", "Apr") == (day, day.values["month"])
    assert "$420 million, loan" == say_amount(made.LEND.amounts[0])


def test_notes_name_their_stage() -> None:
    """What a contradiction is about is told with the words of its stage."""
    assert "under way or not" == say_note("under_way or not")
    assert "signed on two days" == say_note("signed on two days")
    assert "good relations, or bad ones; said years apart" == say_note("good relations, or bad ones; said years apart")
