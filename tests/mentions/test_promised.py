"""Promises that verbs tell: numbers of things, bans on imports, exchanges, exercises without their head."""

import pytest

from entente.mentions import find_undertakings


def surfaces(text: str) -> list[str]:
    """The words of each phrase found."""
    return [text[span.start : span.end] for span in find_undertakings(text)]


def test_a_number_of_any_things() -> None:
    """What a giving verb counts is promised, and meant again by its name with an article."""
    text = "Chad will give Niger nine voting machines. The machines came in May."
    assert ["nine voting machines", "The machines"] == surfaces(text)


def test_years_are_not_handed_over() -> None:
    """A number of years, letters or people is no promise."""
    assert [] == surfaces("Chad gave Niger two years and sent three letters to nine people.")


@pytest.mark.parametrize(
    "text", ["Chad halted imports of Nigerien cheese in May.", "Imports of Nigerien cheese were halted in May."]
)
def test_a_ban_told_by_its_verb(text: str) -> None:
    """Imports that are halted are a ban, in the active and the passive."""
    assert ["imports of Nigerien cheese"] == [words[0].lower() + words[1:] for words in surfaces(text)]


def test_an_exercise_without_its_noun() -> None:
    """Two capitalised words and a year that open are an exercise in a text of armed forces alone."""
    assert ["Blue Heron 2025"] == surfaces("Blue Heron 2025 opened on Monday. Two navies took part.")[:1]
    assert [] == surfaces("Blue Heron 2025 opened on Monday. Two choirs took part.")


def test_headlines_name_nothing() -> None:
    """In a headline every word is in capitals: none of them is a name for that."""
    (span,) = find_undertakings("Velmora Lifts Export Ban After Talks With Orsenia\n")
    assert span.name is None


def test_a_measure_before_the_head() -> None:
    """The article before a measure belongs to the phrase."""
    assert ["The 1,210-kilometre cable"] == surfaces("The 1,210-kilometre cable is late.")


def test_money_that_is_lent() -> None:
    """A sum behind `lend` is a loan and one behind `grant` a grant, though no noun says so; one spent is none."""
    assert ["$40 million"] == surfaces("Chad will lend Niger $40 million.")
    assert ["loan"] == [span.kind for span in find_undertakings("Chad will lend Niger $40 million.")]
    assert ["grant"] == [span.kind for span in find_undertakings("Chad granted Niger 12 million euros.")]
    assert [] == surfaces("Chad spent $40 million.")


def test_a_year_counts_nothing() -> None:
    """`By June 2025 four ships` are four, and `in 2025 trucks` no number of trucks."""
    assert ["four ships"] == surfaces("By June 2025 four ships are to sail.")


def test_goods_before_their_imports() -> None:
    """`Onion imports` are banned as imports of onions are."""
    assert ["onion imports"] == surfaces("Chad halted onion imports from Niger.")
