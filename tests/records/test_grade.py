"""Grades of reports and words for forecasts."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entente.records import LIKELIHOOD, Grade, likelihood_term, read_grade


def test_a_grade_is_a_letter_and_a_digit() -> None:
    """Written together, read back, and unknown by default."""
    assert str(read_grade("B2")) == "B2"
    assert read_grade("B2").words == "usually reliable; probably true"
    assert str(Grade()) == "F6"


@pytest.mark.parametrize("text", ["", "B", "2B", "G1", "A0", "A7", "b2", "B2 "])
def test_other_grades_are_refused(text: str) -> None:
    """A letter A-F and a digit 1-6, nothing else."""
    with pytest.raises(ValueError, match="letter A-F"):
        read_grade(text)


@pytest.mark.parametrize(
    ("probability", "term"),
    [
        (0.0, None), (0.009, None), (0.01, "almost no chance"), (0.05, "very unlikely"), (0.2, "unlikely"),
        (0.45, "roughly even chance"), (0.5, "roughly even chance"), (0.55, "likely"), (0.7999, "likely"),
        (0.8, "very likely"), (0.95, "almost certain"), (0.99, "almost certain"), (0.991, None), (1.0, None),
    ],
)  # fmt: skip
def test_likelihood_words(probability: float, term: str | None) -> None:
    """Bands include their lower end, the last also its upper; outside them the number is printed."""
    assert likelihood_term(probability) == term


@given(st.floats(0.01, 0.99))
def test_every_probability_between_the_ends_has_one_word(probability: float) -> None:
    """Bands touch and do not overlap."""
    assert likelihood_term(probability) in {band.term for band in LIKELIHOOD}
    assert all(below.high == above.low for below, above in itertools.pairwise(LIKELIHOOD))
