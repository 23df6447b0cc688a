"""Who is named beside an act and takes no part in it: owners, goals, places, witnesses, speakers."""

import pytest

from tests.extract.conftest import Read, sides


def of_type(read: Read, text: str, kind: str) -> tuple[list[str], list[str]]:
    """The sides of the one claim of a type."""
    return sides(next(claim for claim in read(text) if claim.type == kind))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Imran Khan's sister Aleema was arrested by Pakistan's police.", "COERCE"),
        ("Imran Khan's aide, Shahbaz Gill, was arrested by Pakistan's police.", "COERCE"),
    ],
)
def test_whose_kin_or_aide_it_is_does_not_suffer_it(read: Read, text: str, kind: str) -> None:
    """What is done to somebody's people is done to the one named beside them."""
    assert (["pak"], ["?"]) == of_type(read, text, kind)


def test_a_deputy_who_is_named_does_it_himself(read: Read) -> None:
    """The one whose deputy he is has not spoken."""
    (claim,) = read("Tusk's deputy, Wladyslaw Kosiniak-Kamysz, accused Velmora of spying. Donald Tusk is in Poland.")[
        :1
    ]
    assert ["Wladyslaw Kosiniak-Kamysz"] == [actor.surface for actor in claim.actors]


def test_where_a_way_leads_is_no_target(read: Read) -> None:
    """A town on the road to a state is not that state."""
    assert (["mmr"], []) == of_type(read, "Burmese fighters captured a town on the road to Thailand.", "ASSAULT")


def test_a_route_promises_nothing_for_its_goal(read: Read) -> None:
    """What a thing is set to do binds nobody; whom it leads to is concerned."""
    (claim,) = read("The route to Velmora is set to widen the trade.")
    assert ([], ["xvm"]) == sides(claim)


def test_a_state_that_tells_where_does_not_act(read: Read) -> None:
    """The opposition of a state is not the state."""
    claims = read("In Pakistan, the opposition rejected the legitimacy of the new government.")
    (claim,) = (claim for claim in claims if claim.type == "REJECT")
    assert ["opposition"] == [actor.surface for actor in claim.actors]


def test_who_says_so_is_no_target(read: Read) -> None:
    """Those whose words an act is told in take no part in it."""
    claims = read("Orsenian experts believe that Velmora will not lift its ban.")
    assert all("xor" not in [*sides(claim)[0], *sides(claim)[1]] for claim in claims if claim.type != "SAY")


def test_owner_of_another_noun_is_no_target(read: Read) -> None:
    """A visit that prompts an endorsement is not what was endorsed."""
    text = "The Velmoran president's visit to Kesh prompted Orsenia's public endorsement of the road."
    assert (["xor"], []) == of_type(read, text, "SUPPORT")


def test_whom_a_deed_angers_is_not_its_target(read: Read) -> None:
    """Somebody hurt by a refusal was not the one refused."""
    claims = read("Velmora's rejection of signing the pact disappointed Orsenia.")
    assert ([], ["xor"]) not in [(sides(claim)[0][1:], sides(claim)[1]) for claim in claims if claim.type == "REJECT"]


def test_who_upholds_what_another_does_supports_that_one(read: Read) -> None:
    """The act is the noun's, whose owner does it for the subject of the gerund."""
    text = "The situation prompted Turkey's open underwriting of Chad joining the African Union."
    assert (["tur"], ["tcd"]) == of_type(read, text, "SUPPORT")
