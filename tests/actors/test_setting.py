"""Where an act took place."""

from typing import Any

import pytest

from entente.actors import Locator, with_place
from entente.mentions import find_mentions
from entente.records import Claim, Document
from tests.actors.documents import document
from tests.merge.articles import claim


def placed(text: str, trigger: str, **fields: Any) -> Claim:  # Any: what a claim holds
    """The claim of a text with its place."""
    written: Document = document(text)
    who = {"Kenya": "act:ken"}
    made = claim(written, text, trigger, fields.pop("type", "SUPPORT"), actors=fields.pop("actors", who), **fields)
    return with_place(made, written, Locator(text, find_mentions(text)))


@pytest.mark.parametrize(
    ("text", "trigger", "place"),
    [
        ("Kenya and Uganda signed a water accord in Kampala on Tuesday.", "signed", "Kampala"),
        ("Envoys of Kenya met at Geneva.", "met", "Geneva"),
        ("Envoys of Kenya met at Istanbul.", "met", "Istanbul"),
        ("Envoys of Kenya met at Henderson.", "met", None),
        ("In Nairobi, Kenya and Uganda signed an accord.", "signed", "Nairobi"),
        ("Kenya signed an accord in March.", "signed", None),
        ("Kenya signed an accord in Uganda.", "signed", None),
        ("Kenya closed its embassy in Kampala.", "closed", None),
        ("Kenya signed an accord after talks that began in Kampala.", "signed", None),
        ("Kenya signed an accord, and a mob burned cars in Kampala.", "signed", None),
    ],
)
def test_the_town_of_an_act(text: str, trigger: str, place: str | None) -> None:
    """A town in the act's own clause, or at the head of its sentence; no month, no state, no seat of something else."""
    where = placed(text, trigger).where
    assert place == (where.name if where else None)


def test_words_are_spoken_anywhere() -> None:
    """What a charge or a statement speaks of lies elsewhere than where it is made."""
    assert placed("Kenya accused rebels of killing monks in Kampala.", "accused", type="ACCUSE").where is None


def test_a_town_takes_no_part() -> None:
    """The town is taken out of those who act, and quoted."""
    text = "Kenya and Uganda met in Kampala on Tuesday."
    made = placed(text, "met", type="CONSULT", actors={"Kenya": "act:ken", "Kampala": "act:uga"})
    assert ["Kenya"] == [actor.surface for actor in made.actors]
    assert made.where is not None
    assert made.holds_in(text)
