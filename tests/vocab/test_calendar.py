"""The date words of a language, read once and checked."""

import re

import pytest

from entente import vocab
from entente.dates import Anchor, Finder, resolve
from entente.errors import VocabularyError
from entente.vocab import calendar
from entente.vocab.calendar import Cue, Word, load_calendar

CALENDAR = load_calendar()


def test_read_once() -> None:
    """A language is read once."""
    assert load_calendar("en") is CALENDAR


def test_word_in_two_classes() -> None:
    """A word in two classes is named with both."""
    words = [Word(text="fall", kind="SEASON", value=23), Word(text="fall", kind="EDGE", value="end")]
    with pytest.raises(VocabularyError, match='"fall" is in SEASON and in EDGE'):
        calendar._check_words(words)


def test_broken_entry(monkeypatch: pytest.MonkeyPatch) -> None:
    """A broken entry is named with its file."""
    monkeypatch.setattr(vocab, "read_data", lambda *path: "[MONTH]\nwrods = []")
    with pytest.raises(VocabularyError, match=r"words\.toml: MONTH"):
        calendar._converted(calendar._read("en", "words.toml"), calendar._Group, "words.toml")


def test_more_office_holders() -> None:
    """Terms from a vocabulary of offices join those of the language."""
    more = CALENDAR.with_tenures({"verhale": ("2011-05-01/2019-04-30",)})
    phrase = Finder(more).find("Ties cooled under Verhale.")[0]
    span = resolve(phrase, Anchor(), more)
    assert span
    assert "2011-05-01/2019-04-30" == span.edtf


@pytest.mark.parametrize(("name", "cue"), CALENDAR.cues.items(), ids=list(CALENDAR.cues))
def test_cue_examples(name: str, cue: Cue) -> None:
    """A cue stands in each `yes` of its group and in no `no`."""
    pattern = re.compile("|".join(rf"(?<!\w){re.escape(word)}(?!\w)" for word in cue.words), re.IGNORECASE)
    assert all(pattern.search(text) for text in cue.yes), name
    assert not any(pattern.search(text) for text in cue.no), name
