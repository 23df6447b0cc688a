"""Whose words a text gives; the trees are those of the shipped model."""

from functools import cache

import pytest

from entente.analyse import Analyser, load_analyser
from entente.extract.voices import Attribution, find_attributions
from entente.mentions import find_quotes
from entente.segment import segment
from entente.vocab.firmness import load_firmness


@cache
def english() -> Analyser:
    """The shipped model, once."""
    return load_analyser()


def voices(text: str) -> tuple[Attribution, ...]:
    """The attributions of a text."""
    return find_attributions(text, english().analyse(text, segment(text)[0]), find_quotes(text), load_firmness())


def told(text: str) -> list[tuple[list[str], list[str]]]:
    """Speakers and their words, as they stand."""
    return [([text[a:b] for a, b in one.source], [text[a:b] for a, b in one.content]) for one in voices(text)]


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("The premier said that the pass had opened.", "The premier", "that the pass had opened"),
        ("The pass is open, the ministry said.", "the ministry", "The pass is open"),
        ("According to the ministry, the pass is open.", "the ministry", "the pass is open"),
        ("The pass is open, according to the ministry.", "the ministry", "The pass is open"),
        ("“We signed at noon,” said the premier.", "the premier", "“We signed at noon,”"),
    ],
)
def test_each_way_of_quoting_names_its_speaker(text: str, source: str, content: str) -> None:
    """Indirect speech, a verb set aside, a phrase before or after, and direct speech."""
    assert ([source], [content]) in told(text)


def test_a_second_quotation_stays_with_the_speaker() -> None:
    """What stands between marks in the same paragraph and has no verb goes on."""
    found = told("“We signed at noon,” said the premier. “The pass will open in May.”")
    assert found == [(["the premier"], ["“We signed at noon,”", "“The pass will open in May.”"])]


def test_speech_in_the_first_person_is_the_speakers_own() -> None:
    """ "I think" inside a quotation attributes nothing to anybody else."""
    found = told("“I think the pass is open,” said the envoy.")
    assert [source for source, _ in found] == [["the envoy"]]


def test_nobody_is_named_by_an_empty_subject() -> None:
    """In "it was said" the words have content and no source."""
    assert told("It was reported that the bridge had fallen.") == [([], ["that the bridge had fallen"])]


def test_to_want_a_thing_is_not_to_say_it() -> None:
    """The object of a wish is no content; that of a denial is."""
    assert told("The army needs ten bridges.") == []
    assert told("The palace confirmed the sale.") == [(["The palace"], ["the sale"])]


def test_direct_says_whether_marks_stand_round_it() -> None:
    """Reported speech is not direct."""
    assert [one.direct for one in voices("The premier said that the pass had opened.")] == [False]
    assert [one.direct for one in voices("“The pass has opened today,” the premier said.")] == [True]


@pytest.mark.parametrize("text", ["", "“", "said", "According to", "” said", "He said “", "“” said she."])
def test_scraps_are_read_without_error(text: str) -> None:
    """Whatever a text breaks off at, its spans lie inside it."""
    spans = [span for one in voices(text) for span in (*one.source, *one.content, one.cue)]
    assert all(0 <= start < end <= len(text) for start, end in spans)
