"""Phrases read against the day of publication."""

from datetime import date
from typing import Any

import pytest

from entente.dates import Anchor, DatePhrase, date_text, explain, find_dates, resolve, timex
from entente.records import DateSpan
from tests.dates.cases import load

PUBLISHED = DateSpan.read("2025-02-10", basis="explicit")


def phrase_of(case: dict[str, Any]) -> DatePhrase:
    """The phrase that a case is about."""
    found = {phrase.text: phrase for phrase in find_dates(case["text"])}
    assert case["phrase"] in found, f"only {list(found)}"
    return found[case["phrase"]]


def anchor_of(case: dict[str, Any]) -> Anchor:
    """What a case is read against."""
    return Anchor(published=DateSpan.read(case["published"], basis="explicit"), tense=case.get("tense"))


@pytest.mark.parametrize("case", load("calendar", "relative", "ranges", "deadlines", "names"))
def test_interval(case: dict[str, Any]) -> None:
    """A phrase gives the interval that its words say, with its basis, side and shape."""
    span = resolve(phrase_of(case), anchor_of(case))
    assert case.get("edtf") == (span.edtf if span else None)
    for field in ("basis", "mod", "shape"):
        if field in case and span:
            assert case[field] == getattr(span, field)


@pytest.mark.parametrize("case", load("calendar", "relative", "names", "undated"))
def test_value(case: dict[str, Any]) -> None:
    """A phrase gives its TIMEX3 value."""
    mark = timex(phrase_of(case), anchor_of(case))
    assert mark is not None
    assert case.get("value", mark.value) == mark.value


@pytest.mark.parametrize("case", load("undated"))
def test_lengths_and_habits_date_nothing(case: dict[str, Any]) -> None:
    """How long, how often and `now` are no date of an event."""
    assert resolve(phrase_of(case), anchor_of(case)) is None


@pytest.mark.parametrize("case", load("none"))
def test_words_that_only_look_like_dates(case: dict[str, Any]) -> None:
    """May the verb, march the verb, the Sun, amounts and numbers of resolutions date nothing."""
    dated = [phrase.text for phrase in find_dates(case["text"]) if resolve(phrase, anchor_of(case))]
    assert dated == []


@pytest.mark.parametrize("case", load("stories"))
def test_stories(case: dict[str, Any]) -> None:
    """Each date of a text is read against publication or against the date spoken of before it."""
    dated = date_text(case["text"], DateSpan.read(case["published"], basis="explicit"))
    found = [[each.phrase.text, each.span.edtf] for each in dated if each.span]
    assert case["spans"] == found[: len(case["spans"])]


def test_story() -> None:
    """ "Two days later", "that month" and "the same year" count from the date last spoken of."""
    text = "On 12 June 2019 they met. Two days later they signed. It ended later that month, in the same year."
    spans = [dated.span.edtf for dated in date_text(text, PUBLISHED) if dated.span]
    assert ["2019-06-12", "2019-06-14", "2019-06", "2019"] == spans


def test_history() -> None:
    """In a text about the past a bare month belongs to the year last named."""
    text = (
        "In 1939 war came. In 1940 it spread. In 1941 they won. In 1942 they rested. In 1943 it ended. In May it fell."
    )
    assert "1943-05" == [dated.span.edtf for dated in date_text(text, PUBLISHED) if dated.span][-1]


def test_news_does_not_read_months_as_history() -> None:
    """In a text of the day a bare month is counted from publication even after an old year."""
    spans = [dated.span for dated in date_text("Ties broke in 2003. In January they met.", PUBLISHED) if dated.span]
    assert "2025-01" == spans[-1].edtf


def test_both_ends_of_publication_count() -> None:
    """Where the publication interval spans a new year, `last year` covers both readings and is less sure."""
    phrase = find_dates("It rose last year.")[0]
    wide = resolve(phrase, Anchor(published=DateSpan.read("2024-12/2025-01", basis="relative_to_event")))
    sure = resolve(phrase, Anchor(published=PUBLISHED))
    assert wide
    assert sure
    assert (date(2023, 1, 1), date(2024, 12, 31)) == (wide.earliest, wide.latest)
    assert wide.confidence < sure.confidence


def test_without_anchor_nothing_is_guessed() -> None:
    """A relative phrase with nothing to count from has no interval."""
    assert resolve(find_dates("It rose last year.")[0], Anchor()) is None


def test_anchor_is_recorded() -> None:
    """A relative date names what it was read against, an explicit one stands alone."""
    relative = resolve(find_dates("It rose last year.")[0], Anchor(published=PUBLISHED))
    explicit = resolve(find_dates("It rose in 2014.")[0], Anchor(published=PUBLISHED))
    assert relative
    assert explicit
    assert ("2025-02-10", None) == (relative.anchor, explicit.anchor)


def test_explanation_names_words_rules_and_value() -> None:
    """A date can be explained on one line."""
    phrase = find_dates("It closed by the end of 2024.")[0]
    line = explain(phrase, resolve(phrase, Anchor(published=PUBLISHED)))
    assert '"by the end of 2024" → by < edge < year → ' in line
