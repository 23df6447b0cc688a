"""Charges and the denials of those charged."""

import pytest

from entente.merge.charges import CHARGES_BEHIND, denied_charges, is_charge, named_words
from entente.records import Claim, Document
from entente.vocab.merging import load_stem_rules, stem
from tests.merge.articles import article, claim

BEHIND = load_stem_rules()["charging_behind"]


def charge() -> tuple[Document, Claim]:
    """Velmora accuses Orsenia of having fired on a ferry."""
    text = "Velmora accused Orsenia of firing on a ferry."
    document = article(text, "2025-02-13")
    return document, claim(
        document, text, "accused", "ACCUSE", actors={"Velmora": "act:xvm"}, recipients={"Orsenia": "act:xor"}
    )


def answer(text: str, published: str = "2025-02-15") -> tuple[Document, Claim]:
    """What another text has Orsenia say of it."""
    document = article(text, published, "src:other")
    trigger = "fired" if "fired" in text else "met"
    who = {"Orsenia": "act:xor"}
    return document, claim(document, text, trigger, "ASSAULT", actors=who, status="denied")


def pairs(*told: tuple[Document, Claim]) -> list[tuple[Claim, Claim]]:
    """The charge with its denial."""
    documents = {document.doc_id: document for document, _ in told}
    return [(pair.one, pair.other) for pair in denied_charges([made for _, made in told], documents)]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Orsenia told Velmora that it had not fired on any ferry.", 1),
        ("Orsenia told Velmora that it had not fired on any boat.", 1),
        ("Orsenia told Velmora that it had not met the envoy.", 0),
        ("Orsenia told Kaltland that it had not fired on any ferry.", 0),
    ],
)
def test_another_text_denies_a_charge(words: str, found: int) -> None:
    """It names both parties and takes up a thing of the charge, in its words or in others of its kind."""
    assert found == len(pairs(charge(), answer(words)))


@pytest.mark.parametrize(("text", "charges"), [(t, True) for t in BEHIND.yes] + [(t, False) for t in BEHIND.no])
def test_a_verb_may_charge_only_with_a_word_behind_it(text: str, charges: bool) -> None:
    """Somebody is charged with a deed; whoever is charged a fee, or met with an offer, is not."""
    trigger = next((word for word in text.split() if stem(word) in CHARGES_BEHIND), "met")
    made = claim(
        article(text), text, trigger, "ACCUSE", actors={"Velmora": "act:xvm"}, recipients={"Orsenia": "act:xor"}
    )
    assert charges == is_charge(made)


def test_an_old_denial_is_of_another_charge() -> None:
    """Weeks apart, one text does not answer the other."""
    assert [] == pairs(charge(), answer("Orsenia told Velmora that it had not fired on any ferry.", "2025-05-01"))


def test_only_capitals_name() -> None:
    """Of an "Orsenian soldier" the state is named, while the soldier is a thing that a charge may be about."""
    text = "No Orsenian soldier left home."
    made = claim(article(text), text, "left", "MOBILIZE", actors={"Orsenian soldier": "act:xor"}, status="denied")
    assert frozenset({"orseni"}) == {word[:6] for word in named_words(made)}
