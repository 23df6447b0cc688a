"""Claims and what they are made of."""

import pytest
from hypothesis import given, settings
from msgspec.structs import replace

from entente.records import (
    AUTHOR,
    UNKNOWN_DATE,
    ActorMention,
    Amount,
    Claim,
    DateSpan,
    Firmness,
    Place,
    publication_default,
)
from tests.records.samples import DOCUMENTS, claims

ARTICLE = DOCUMENTS[1]
QUOTE = ARTICLE.quote(0, 15, role="support", sentence=0)
ACTOR = ActorMention(surface="Lassa", evidence=QUOTE, via="capital", confidence=0.9)
CLAIM = Claim(
    doc_id=ARTICLE.doc_id, kind="event", type="CONSULT", mode="visit", trigger=QUOTE, support=(QUOTE,), actors=(ACTOR,),
    domains=("diplomacy",), when=UNKNOWN_DATE, holders=(AUTHOR,), extraction_confidence=0.5,
    firmness=Firmness(polarity="positive", certainty="certain", orientation="future", force="asserted"),
)  # fmt: skip
DAY = DateSpan.read("2024-06-12", basis="explicit", expression=QUOTE)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"actors": ()}, "at least one actor, or else"),
        ({"actor_unknown": QUOTE}, "at least one actor, or else"),
        ({"support": ()}, "at least one support quote"),
        ({"trigger": DOCUMENTS[0].quote(0, 3, role="trigger", sentence=0)}, "its own document"),
        ({"type": None}, "kind event has a type"),
        ({"type": None, "kind": "state"}, "a mode belongs to a type"),
        ({"mode": "riot"}, 'CONSULT has no mode "riot"'),
        ({"domains": ()}, "at least one domain"),
        ({"domains": ("Trade",)}, "not a lower-case slug"),
        ({"holders": ()}, "first holder is the author"),
        ({"when": replace(DAY, expression=None)}, "explicit quotes its words"),
        ({"when": publication_default(DAY)}, "never dates the future"),
        ({"condition": "evt:1"}, "should start with clm:"),
        ({"extraction_confidence": -0.1}, "outside 0-1"),
    ],
)
def test_claims_that_break_a_rule_are_refused(changes: dict[str, object], message: str) -> None:
    """C1, C2, D2, and codes that do not fit each other."""
    with pytest.raises(ValueError, match=message):
        replace(CLAIM, **changes)


def test_a_state_needs_no_type() -> None:
    """Only standing states and measures go without a PLOVER type."""
    standing = replace(CLAIM, claim_id="", kind="state", type=None, mode=None)
    assert (standing.type, standing.status) == (None, "planned")
    assert standing.claim_id != CLAIM.claim_id


@settings(max_examples=30)
@given(claims())
def test_every_quote_of_a_claim_is_checked(claim: Claim) -> None:
    """A claim holds in its own text, and in no other unless every quote happens to stand there."""
    text = next(document.text for document in DOCUMENTS if document.doc_id == claim.doc_id)
    assert claim.holds_in(text)
    assert not claim.holds_in("")
    assert len(list(claim.quotes())) >= 2 + len(claim.actors) + len(claim.recipients) + len(claim.amounts)


def test_a_claim_without_a_standing_quote_is_not_published() -> None:
    """E3: at least one support quote is exact or relocated."""
    assert CLAIM.publishable
    assert not replace(CLAIM, support=(replace(QUOTE, state="orphaned"),)).publishable


@pytest.mark.parametrize("figure", ["", "1,000", "4e8", "NaN", "+5", "007", ".5", "1.", "1٣", "1\n"])
def test_amounts_are_decimal_strings(figure: str) -> None:
    """Figures are written out in plain digits."""
    with pytest.raises(ValueError, match="not a decimal string"):
        Amount(value=figure, unit="USD", kind="loan", evidence=QUOTE)


def test_a_range_of_amounts_rises() -> None:
    """The upper end is no lower than the figure, compared as numbers."""
    assert Amount(value="9.5", value_max="10", unit="km", kind="length", evidence=QUOTE).value_max == "10"
    with pytest.raises(ValueError, match="9 is below 10"):
        Amount(value="10", value_max="9", unit="km", kind="length", evidence=QUOTE)


@pytest.mark.parametrize(("lat", "lon"), [(1.0, None), (None, 1.0), (91.0, 0.0), (0.0, -181.0)])
def test_places_are_on_the_globe(lat: float | None, lon: float | None) -> None:
    """Degrees come in pairs within the limits of WGS84."""
    with pytest.raises(ValueError, match=r"together|globe"):
        Place(name="Kesh", precision=4, lat=lat, lon=lon)
