"""Who belongs to a phrase that names several, or names one by another."""

import pytest

from tests.extract.conftest import Read, sides


def test_peoples_share_a_noun(read: Read) -> None:
    """Of "Russian and Pakistani troops" both are meant."""
    claim = next(claim for claim in read("Velmora tortured Russian and Orsenian soldiers.") if claim.type == "ASSAULT")
    assert (["xvm"], ["rus", "xor"]) == sides(claim)


def test_neighbours_with_nouns_of_their_own_stay_apart(read: Read) -> None:
    """A noun that the first has itself is not shared: who stands beside it is not part of it."""
    claims = read("Velmora tortured Russian workers, and Orsenian soldiers left Peru.")
    assert ["rus"] == sides(next(claim for claim in claims if claim.type == "ASSAULT"))[1]


def test_a_body_of_several_words_joins_a_state(read: Read) -> None:
    """The name of a body keeps its place beside the state that stands before it."""
    claims = read("Pakistan cannot overlook the US and European Union (EU) sanctions against Russia.")
    assert any({"usa", "eu"} <= {*sides(claim)[0], *sides(claim)[1]} for claim in claims)


def test_a_doer_with_an_object_is_no_passive(read: Read) -> None:
    """Authorities that deported somebody were not deported."""
    claim = next(claim for claim in read("The Ghanaian government deported two Liberians.") if claim.type == "COERCE")
    assert (["gha"], ["lbr"]) == sides(claim)


@pytest.mark.parametrize(
    "text", ["Armenia's foe, Azerbaijan, signed a pact with Mali.", "Armenia's foe Azerbaijan signed a pact with Mali."]
)
def test_whose_foe_one_is_takes_no_part(read: Read, text: str) -> None:
    """The owner of an ally or foe takes no part in what the ally does."""
    signed = next(claim for claim in read(text) if claim.type == "SUPPORT")
    assert (["aze", "mli"], []) == sides(signed)


@pytest.mark.parametrize(
    "text",
    [
        "Togo could become a hub for Chad without harming Mali.",
        "Togo could become a hub for Chad after winning over Mali.",
    ],
)
def test_what_else_the_doer_does_is_part_of_the_clause(read: Read, text: str) -> None:
    """A participle without a subject belongs to the clause that it hangs on."""
    told = [set(sides(claim)[0]) | set(sides(claim)[1]) for claim in read(text)]
    assert any({"tgo", "mli"} <= codes for codes in told)


def test_a_joint_exercise_is_of_the_two_named_before(read: Read) -> None:
    """`Joint` means the two last named together where its own sentence names nobody."""
    claims = read("Velmora and Orsenia are neighbours. The first joint military exercise was held in 2016.")
    held = next(claim for claim in claims if "held" in claim.trigger.exact or "exercise" in claim.trigger.exact)
    assert {"xvm", "xor"} == set(sides(held)[0])
