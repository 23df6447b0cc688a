"""Undertakings: the examples of the data file, acronyms, and names of actors."""

import pytest

from entente.mentions import find_mentions, find_undertakings
from entente.vocab.undertakings import UndertakingExample, load_undertakings


@pytest.mark.parametrize("example", load_undertakings().yes, ids=lambda example: example.text)
def test_yes(example: UndertakingExample) -> None:
    """Each example of the data file is found as it says."""
    text = example.text.replace("[", "").replace("]", "")
    (span,) = find_undertakings(text)
    marked = f"{text[: span.start]}[{text[span.start : span.end]}]{text[span.end :]}"
    found = UndertakingExample(
        text=marked, kind=span.kind, head=span.head, name=span.name, acronym=span.acronym, definite=span.definite
    )
    assert example == found


@pytest.mark.parametrize("example", load_undertakings().no, ids=lambda example: example.text)
def test_no(example: UndertakingExample) -> None:
    """Verbs that look like heads are none."""
    assert () == find_undertakings(example.text)


def test_introduced_acronyms() -> None:
    """An acronym in brackets stands for the undertaking from then on."""
    text = "The Grand Evrin Canal (GEC) is late. GEC cost much. Of GECX nobody heard."
    assert ["The Grand Evrin Canal (GEC)", "GEC"] == [text[span.start : span.end] for span in find_undertakings(text)]


def test_actors_are_no_names() -> None:
    """A Russian arms ban is described, the Tarn Pass pipeline is named."""
    found = find_mentions("The Russian arms ban delayed the Tarn Pass pipeline.").undertakings
    assert [None, "Tarn Pass pipeline"] == [span.name for span in found]


def test_fields() -> None:
    """The words before a head tell its field."""
    assert ("energy",) == find_undertakings("They signed a gas supply contract.")[0].domains


def test_two_with_similar_names_stay_two() -> None:
    """A pipeline and a corridor of one name are two phrases with two names."""
    found = find_undertakings("The North-South pipeline is not the North-South Corridor.")
    assert ["North-South pipeline", "North-South Corridor"] == [span.name for span in found]


def test_a_known_body_is_no_work() -> None:
    """A commission that is an actor is nothing that somebody promises."""
    assert () == find_mentions("The European Commission has launched legal action against Poland.").undertakings


def test_both_means_those_named_before() -> None:
    """`Both vessels` takes up what was named; a bare number does not."""
    found = find_undertakings("Chad will give Niger two patrol boats. Both boats are new. It has three boats.")
    assert [False, True, False] == [span.definite for span in found]


def test_that_before_a_name_opens_a_clause() -> None:
    """Of `confirmed that Exercise Grey Tern will go ahead` the exercise begins with its name."""
    text = "Chad confirmed that Exercise Grey Tern will go ahead."
    (span,) = find_undertakings(text)
    assert text[span.start : span.end].startswith("Exercise")


def test_a_line_needs_its_place() -> None:
    """`The Acaray-Eldorado line` and `the line to Eldorado` are works; front lines and red lines are none."""
    assert ["the Acaray-Eldorado line"] == _words("Chad finished the Acaray-Eldorado line.")
    assert ["the line"] == _words("Chad is to finish the line to Eldorado.")
    assert [] == _words("The front line moved, and Chad spoke of a red line.")


def _words(text: str) -> list[str]:
    return [text[span.start : span.end] for span in find_undertakings(text)]
