"""Signs that turn the direction of writing stay inside their text."""

import pytest

from entente.web.turning import closed


@pytest.mark.parametrize(
    ("given", "end"),
    [
        ("plain", ""), ("naïve", ""), ("\u202eevil", "\u202c"), ("\u2067\u202eevil", "\u202c\u2069"),
        ("\u202eevil\u202c", ""), ("\u2066a\u2069\u2067b", "\u2069"), ("\u202c\u2069 stray", ""),
        ("\u202e\u2069", "\u202c"),
    ],
)  # fmt: skip
def test_what_is_opened_is_closed(given: str, end: str) -> None:
    """Each sign that opens has its end at the end of the text, the innermost first."""
    assert given + end == closed(given)


def test_other_values_are_as_they_were() -> None:
    """A number is no text."""
    assert 7 == closed(7)
