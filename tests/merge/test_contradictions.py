"""Contradictions that no event has brought together."""

from entente.merge.contradictions import denied_reports, figures_apart
from entente.records import Claim, Document
from entente.records.codes import Status
from tests.merge.articles import article, claim, day, figure


def seizure(text: str, trigger: str, *, status: Status = "happened") -> tuple[Document, Claim]:
    """A text that tells of a barge, or denies it."""
    document = article(text, "2025-02-13", f"src:{len(text)}")
    who = {"Orsenia": "act:xor"}
    return document, claim(document, text, trigger, "COERCE", actors=who, status=status, when=day("2025-02-12"))


def test_a_denial_takes_up_the_words_of_a_report() -> None:
    """A denial by the doer stands against the report that has its act and two of its words, and against no other."""
    report = seizure("Velmora said Orsenia was seizing a barge with diesel.", "seizing")
    other = seizure("Velmora said Orsenia was seizing houses in Kesh.", "seizing")
    denial = seizure("Orsenia has not seized any barge.", "seized", status="denied")
    documents = {document.doc_id: document for document, _ in (report, other, denial)}
    pairs = denied_reports([made for _, made in (report, other, denial)], documents)
    assert [(report[1], denial[1])] == [tuple(pair) for pair in pairs]


def test_only_figures_of_one_undertaking_are_compared() -> None:
    """Claims that tell no figure of it are left alone."""
    document, made = seizure("Orsenia was seizing a barge with 900 tonnes.", "seizing")
    assert figure(document, "900 tonnes", "900", "t", "other").unit == "t"
    assert [] == list(figures_apart({made.claim_id: made}, [[made.claim_id]], {document.doc_id: document}))
