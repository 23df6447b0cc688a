"""Who a text credits with its words."""

import pytest

from entente.merge.credits import agency_of, credit_in, credit_of, names_source, parts_naming
from entente.vocab.merging import load_credits
from tests.merge.articles import article

PATTERNS = load_credits().patterns


@pytest.mark.parametrize("text", [text for pattern in PATTERNS for text in pattern.yes])
def test_a_credit_is_found(text: str) -> None:
    """Every example of the vocabulary that is a credit names an agency."""
    assert credit_in(None, text) in load_credits().keys.values()


@pytest.mark.parametrize("text", [text for pattern in PATTERNS for text in pattern.no])
def test_other_words_credit_nobody(text: str) -> None:
    """Every counter-example of the vocabulary credits nobody."""
    assert credit_in(None, text) is None


def test_credits_stand_at_the_ends() -> None:
    """An agency in the middle of a text is a source of one statement, not of the text."""
    assert credit_in(None, "a " * 400 + "Source: TASS. " + "b " * 400) is None


def test_the_field_of_the_page_comes_first() -> None:
    """What the page itself names is believed before the text; an unlisted name is its own key."""
    assert "xinhua" == credit_in("Xinhua News Agency", "With inputs from PTI")
    assert "kesh wire" == credit_in("Kesh Wire", "")


def test_an_agency_credits_none_for_its_own() -> None:
    """Its own name in the dateline is a signature."""
    text = "KESH, June 3 (Reuters) - The two ministers met."
    assert credit_of(article(text, source="src:reuters")) is None
    assert "reuters" == credit_of(article(text))
    assert "reuters" == agency_of("src:reuters")


@pytest.mark.parametrize(
    ("text", "source", "named"),
    [
        ("The loan was signed on Monday, the Kesh Wire Agency reports.", "src:kesh_wire_agency", True),
        ("The loan was signed on Monday, the Kesh Wire Agency reports.", "src:kwa_kesh_wire_agency", True),
        ("The wire from Kesh reports a loan.", "src:kesh_wire_agency", False),
        ("The gazette of the port reports a loan.", "src:gazette", False),
        ("Rendal told the KWA that a loan was signed.", "src:kwa", False),
        ("A loan was signed (KWA).", "src:kwa", True),
        ("A loan was signed, reports KWA.", "src:kesh_wire_agency", True),
        ("A loan was signed, reports KW.", "src:kesh_wire", False),
    ],
)
def test_a_text_names_its_source(text: str, source: str, named: bool) -> None:
    """A source is named by the whole of its name; one of a single word only in brackets, as a credit stands."""
    assert named == names_source(text, article("A loan was signed.", source=source))


def test_a_digest_credits_item_by_item() -> None:
    """The text and the paragraph with the credit name the source, the other paragraphs do not."""
    text = "A loan was signed in Kesh (KWA).\nFog closed the harbour."
    assert [text, "A loan was signed in Kesh (KWA)."] == list(parts_naming(text, article("", source="src:kwa")))
