"""Contradictions that no event has brought together."""

from entente.merge.charges import denied_charges
from entente.merge.contradictions import denied_in_words, denied_reports, figures_apart
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


def test_the_doers_words_deny() -> None:
    """Words of the doer behind a report that name its act and say no are its denial, another's words are not."""
    text = "Orsenia falsified the papers. Our men have falsified nothing, Orsenia answered."
    document = article(text, "2025-02-13")
    who = {"Orsenia": "act:xor"}
    report = claim(document, "Orsenia falsified the papers", "falsified", "COERCE", actors=who)
    support = "Our men have falsified nothing, Orsenia answered"
    answer = claim(document, support, "answered", "SAY", actors=who, kind="state", sentence=1)
    assert [(report, answer)] == [tuple(pair) for pair in denied_in_words([report, answer])]
    stranger = claim(document, support, "answered", "SAY", actors={"Our men": "act:xka"}, kind="state", sentence=1)
    assert [] == list(denied_in_words([report, stranger]))


def charge_and_answer(answer: str, sentence: int) -> list[tuple[Claim, Claim]]:
    """A charge of crossing a river, and what the one charged says so many sentences later."""
    text = f"Velmora accused Orsenia of sending soldiers over the Tarn. {answer}"
    document = article(text, "2025-02-13")
    support = "Velmora accused Orsenia of sending soldiers over the Tarn"
    sides = {"actors": {"Velmora": "act:xvm"}, "recipients": {"Orsenia": "act:xor"}}
    charge = claim(document, support, "accused", "ACCUSE", **sides)  # type: ignore[arg-type]
    at = {"actors": {"Orsenian": "act:xor"}, "sentence": sentence, "status": "denied"}
    denial = claim(document, answer, "left", "MOBILIZE", **at)  # type: ignore[arg-type]
    return [(pair.one, pair.other) for pair in denied_charges([charge, denial], {document.doc_id: document})]


def test_a_late_answer_takes_up_the_charge() -> None:
    """Some sentences later a denial answers a charge only where it takes up what the charge is about."""
    assert 1 == len(charge_and_answer("No Orsenian soldier left home.", 5))
    assert [] == charge_and_answer("No Orsenian envoy left home.", 5)
    assert 1 == len(charge_and_answer("No Orsenian envoy left home.", 2))
    assert [] == charge_and_answer("No Orsenian soldier left home.", 12)
