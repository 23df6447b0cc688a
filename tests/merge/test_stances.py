"""Opposite views of one matter."""

from typing import Any

from entente.merge.stances import Opposed, opposed_views
from entente.records import Claim, Document
from tests.merge.articles import article, claim, day

VELMORA, ORSENIA, KALTLAND = "act:xvm", "act:xor", "act:xka"
IDS = {"Velmora": VELMORA, "Orsenia": ORSENIA, "Kaltland": KALTLAND}
Said = tuple[Document, Claim]


def said(text: str, trigger: str, *, published: str = "2024-06-12", to: str = "", **fields: Any) -> Said:
    """A text whose parties are the states that it names; `to` are those on the other side."""
    document = article(text, published, f"src:{abs(hash(text))}")
    named = [name for name in IDS if name in text]
    actors = {name: IDS[name] for name in named if name not in to.split()}
    recipients = {name: IDS[name] for name in to.split()}
    values: dict[str, Any] = {"kind": "state", "actors": actors, "recipients": recipients, "status": "under_way"}
    return document, claim(document, text, trigger, "SAY", **{**values, **fields})


def opposed(*texts: Said) -> list[Opposed]:
    """Views that oppose each other among these texts."""
    return list(opposed_views([made for _, made in texts], {document.doc_id: document for document, _ in texts}))


def pairs(*texts: Said) -> list[tuple[str, bool]]:
    """Field of each pair, and whether something explains it."""
    return [(found.field, found.explained) for found in opposed(*texts)]


DISPUTE = said("The ferry is a matter of dispute between Velmora and Orsenia.", "matter")


def test_no_trouble_at_all_is_against_any_trouble() -> None:
    """Who sees no problem in the relation is against whoever names one."""
    none = said("Velmora does not have any problems in its relations with Orsenia.", "have", status="denied")
    assert [("polarity", False)] == pairs(DISPUTE, none)


def test_no_trouble_over_another_thing_is_none() -> None:
    """No dispute over fish leaves room for one over a ferry."""
    assert [] == pairs(DISPUTE, said("Velmora has no dispute with Orsenia over fish.", "has", status="denied"))


def test_views_are_of_the_same_two() -> None:
    """A dispute with a third state is no trouble between the two."""
    none = said("Velmora does not have any problems in its relations with Kaltland.", "have", status="denied")
    assert [] == pairs(DISPUTE, none)


def test_a_denied_view_is_not_held() -> None:
    """Relations that are said not to be strained are no bad ones."""
    good = said("Relations between Velmora and Orsenia are excellent.", "excellent")
    bad = said("The ties between Velmora and Orsenia are strained.", "strained")
    assert [("polarity", False)] == pairs(good, bad)
    denied = said("It is untrue that ties between Velmora and Orsenia are strained.", "strained", status="denied")
    assert [] == pairs(good, denied)


def test_a_relation_may_change_in_a_year() -> None:
    """Good relations in June do not contradict bad ones of the year before."""
    good = said("Relations between Velmora and Orsenia are excellent.", "excellent")
    bad = said("The ties between Velmora and Orsenia are strained.", "strained", published="2023-05-02")
    assert [] == pairs(good, bad)


def test_growth_and_decline_are_of_one_thing() -> None:
    """Trade that grows is against trade that shrinks, and not against shrinking exports of fish."""
    grows = said("Trade between Velmora and Orsenia is growing.", "growing")
    assert [("polarity", False)] == pairs(grows, said("The trade of Velmora and Orsenia is shrinking.", "shrinking"))
    assert [] == pairs(grows, said("Fish sent from Velmora to Orsenia is falling.", "falling"))


def test_who_minds_is_against_nobody_minds() -> None:
    """A third that voices misgivings is against a text in which the two do it without alienating it."""
    minds = said(
        "Kaltland voiced misgivings about what Velmora and Orsenia do.", "voiced", actors={"Kaltland": KALTLAND}
    )
    around = claim(
        minds[0], minds[0].text, "do", "COOPERATE", actors={"Velmora": VELMORA, "Orsenia": ORSENIA}, kind="state"
    )
    calm = said("Velmora has worked with Orsenia without alienating Kaltland.", "worked", to="Orsenia Kaltland")
    assert [("polarity", False)] == pairs(minds, (minds[0], around), calm)
    assert [] == pairs(minds, calm)


def test_years_between_two_views_explain_them() -> None:
    """One state is the closest ally in one year, another some years later."""
    one = said("Kaltland is Velmora's closest ally.", "closest ally", to="Velmora")
    other = said("Orsenia is Velmora's closest ally.", "closest ally", to="Velmora")
    assert [("actor", False)] == pairs(one, other)
    late = said("Orsenia is Velmora's closest ally.", "closest ally", to="Velmora", published="2028-01-03")
    assert [("actor", True)] == pairs(one, late)


def test_first_in_another_field_is_another_thing() -> None:
    """A regional first place is explained beside one of no field; gas and oil are two things."""
    ally = said("Kaltland is Velmora's closest ally.", "closest ally", to="Velmora")
    near = said("Orsenia is Velmora's primary regional ally.", "primary regional ally", to="Velmora")
    assert [("actor", True)] == pairs(ally, near)
    gas = said("Kaltland is Velmora's main customer for gas.", "main customer", to="Velmora")
    assert [] == pairs(gas, said("Orsenia is Velmora's main customer for oil.", "main customer", to="Velmora"))


def occasions(text: str, coming: str, past: str, published: str) -> list[tuple[str, bool]]:
    """One text of an election, told as to come and as past."""
    document = article(text, published)
    spans = (day("2024-02"), day("2024"))
    parts = [part.strip() for part in text.split("|")]
    made = [
        claim(document, part, word, "SAY", actors={"Velmora": VELMORA}, kind="state", when=when)
        for part, word, when in zip(parts, (coming, past), spans, strict=True)
    ]
    return pairs(*((document, one) for one in made))


def test_what_is_past_is_not_to_come() -> None:
    """An election of last year is not still to come, except in a text published before it."""
    text = "Velmora awaits the upcoming February 2024 election | the party won a majority in last year's election"
    assert [("when", False)] == occasions(text, "awaits", "won", "2025-02-03")
    assert [] == occasions(text, "awaits", "won", "2024-01-15")
