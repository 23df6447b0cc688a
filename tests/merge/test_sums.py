"""Two sums for one paper."""

from collections.abc import Sequence

import msgspec
import pytest

from entente.merge.sums import sums_apart, sums_of
from entente.records import Claim, Document
from tests.merge.articles import article, claim, figure

BOTH = {"Velmora": "act:xvm", "Orsenia": "act:xor"}


def loan(text: str, words: str, value: str, published: str = "2024-04-09") -> tuple[Document, list[Claim]]:
    """A text in which Velmora lends Orsenia a sum."""
    document = article(text, published, f"src:{len(text)}")
    who = {"actors": {"Velmora": "act:xvm"}, "recipients": {"Orsenia": "act:xor"}}
    lent = claim(document, text, "lends", "AID", amounts=(figure(document, words, value),), **who)  # type: ignore[arg-type]
    return document, [lent]


def price(text: str, words: str, value: str, published: str = "2024-06-02") -> tuple[Document, list[Claim]]:
    """A text that gives the price of a thing, and names nobody's act."""
    document = article(text, published, f"src:{len(text)}")
    amounts = (figure(document, words, value, kind="price"),)
    made = claim(document, text, "cost", "SAY", kind="measure", actors=BOTH, amounts=amounts)
    return document, [msgspec.structs.replace(made, rules=("figure_of_work",), claim_id="")]


def found(*told: tuple[Document, Sequence[Claim]]) -> int:
    """How many pairs of sums are of one paper."""
    claims = [made for _, own in told for made in own]
    return len(list(sums_apart(claims, {document.doc_id: document for document, _ in told})))


ROAD = loan("Velmora lends Orsenia $340 million for the ring road of Kesh.", "$340 million", "340000000")


@pytest.mark.parametrize(
    ("text", "published", "count"),
    [
        ("Velmora lends Orsenia $290 million towards a ring road.", "2024-04-11", 1),
        ("Velmora lends Orsenia $290 million for rural water pumps.", "2024-04-11", 0),
        ("Velmora lends Orsenia $290 million towards a ring road.", "2025-04-11", 0),
    ],
)
def test_sums_of_one_loan(text: str, published: str, count: int) -> None:
    """Two sums for the same things of the same two are of one loan, those of another year or thing are not."""
    assert count == found(ROAD, loan(text, "$290 million", "290000000", published))


def test_prices_of_one_thing() -> None:
    """A price is remembered longer than a loan."""
    one = price("The six vessels of Velmora and Orsenia cost $310 million.", "$310 million", "310000000")
    other = price("Velmora and Orsenia: six vessels cost $345 million.", "$345 million", "345000000", "2025-05-16")
    assert 1 == found(one, other)


def test_only_money_of_a_work_or_given_counts() -> None:
    """The sum in words of something else is no price."""
    document, (lent,) = ROAD
    assert 1 == len(sums_of(lent))
    said = claim(document, document.text, "lends", "SAY", actors=BOTH, amounts=lent.amounts)
    assert () == sums_of(said)
