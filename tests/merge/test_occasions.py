"""One act told of two near days."""

import pytest

from entente.merge.occasions import days_apart
from entente.records import Claim, DateSpan, Document
from entente.records.dates import DateSpan as Span
from tests.merge.articles import article, claim


def signing(text: str, on: str, published: str = "2024-09-10") -> tuple[Document, Claim]:
    """A text that tells of a signing, and its day."""
    document = article(text, published, f"src:{len(text)}")
    start = text.index("on ")
    words = document.quote(start, len(text) - 1, role="date", sentence=0)
    when: DateSpan = Span.read(on, basis="explicit", expression=words)
    who = {"Velmora": "act:xvm", "Orsenia": "act:xor"}
    return document, claim(document, text, "signed", "SUPPORT", actors=who, when=when)


def found(*told: tuple[Document, Claim]) -> int:
    """How many contradictions of dates."""
    return len(list(days_apart([made for _, made in told], {document.doc_id: document for document, _ in told})))


FIRST = ("Velmora and Orsenia signed an accord about lithium at Arica on 3 September.", "2024-09-03")


@pytest.mark.parametrize(
    ("text", "on", "count"),
    [
        ("Velmora and Orsenia signed the lithium accord at Arica on 1 September.", "2024-09-01", 1),
        ("Velmora and Orsenia signed the lithium accord at Arica on 3 September, before noon.", "2024-09-03", 0),
        ("Velmora and Orsenia signed a second lithium accord at Arica on 1 September.", "2024-09-01", 0),
        ("Velmora and Orsenia signed a loan on 1 September.", "2024-09-01", 0),
        ("Velmora and Orsenia signed the lithium accord at Arica on 1 July.", "2024-07-01", 0),
    ],
)
def test_two_days_of_one_act(text: str, on: str, count: int) -> None:
    """Near days, the same act, parties and things contradict; another paper, an act done again, an old one do not."""
    assert count == found(signing(*FIRST), signing(text, on))


def test_a_text_that_knows_both_days_contradicts_neither() -> None:
    """Who tells of both days tells of two acts."""
    both = signing("Velmora and Orsenia signed the lithium accord at Arica on 1 September.", "2024-09-01")
    when = Span.read("2024-09-03", basis="explicit", expression=both[1].when.expression)
    more = claim(
        both[0], both[0].text, "signed", "SUPPORT", actors={"Velmora": "act:xvm", "Orsenia": "act:xor"}, when=when
    )
    assert 0 == found(signing(*FIRST), both, (both[0], more))
