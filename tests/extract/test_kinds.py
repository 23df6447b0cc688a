"""What sort of thing a sentence does: a deed, a promise, a prospect, a call, a statement, or nothing by itself."""

import pytest

from tests.extract.conftest import Read, sides


@pytest.mark.parametrize(
    "text",
    [
        "Orsenia is set to extend the corridor to Velmora.",
        "Orsenia is due to send wheat to Velmora in May.",
        "Orsenia is ready to sell gas to Velmora.",
        "Orsenia will deliver wheat to Velmora.",
    ],
)
def test_what_a_doer_is_to_do_is_a_commitment(read: Read, text: str) -> None:
    """Arranged, due, offered or announced by its doer: planned, and never done."""
    assert {("commitment", "planned")} == {(claim.kind, claim.status) for claim in read(text)}


def test_what_is_likely_is_a_prospect(read: Read) -> None:
    """A likely state of affairs binds nobody."""
    assert ["forecast"] == [claim.kind for claim in read("Velmora is likely to remain wary of Orsenia.")]


def test_an_aim_of_what_is_called_for_is_no_act(read: Read) -> None:
    """`To strengthen ties` under a call is part of the call."""
    claims = read("Velmora needs to show patience to strengthen its ties with Orsenia.")
    assert {"recommendation"} == {claim.kind for claim in claims}


def test_the_accused_is_held_to_have_done_it(read: Read) -> None:
    """Of "accused X of V-ing" the doer is X, in the words of the accuser."""
    claims = read("Velmora accused Orsenia of sending soldiers across the river.")
    deed = next(claim for claim in claims if claim.type == "MOBILIZE")
    assert (["xor"], "Velmora") == (sides(deed)[0], deed.holders[-1].label)


def test_not_one_is_none(read: Read) -> None:
    """A denied quantity denies the act."""
    claims = read("Not one Velmoran soldier left Orsenia.")
    assert ["denied"] == [claim.status for claim in claims if claim.type == "RETREAT"]


def test_one_of_the_first_to_do_it_did(read: Read) -> None:
    """The subject is among those first, and the infinitive is no plan."""
    claims = read("Orsenia was one of the first countries to give aid to Velmora.")
    assert [("AID", "happened", (["xor"], ["xvm"]))] == [(c.type, c.status, sides(c)) for c in claims]


def test_litotes_affirms(read: Read) -> None:
    """What is not unexpected is so, and there being no doubt of it makes it no less so."""
    claims = read("The ties between Velmora and Orsenia are not unexpected.")
    assert ["under_way"] == [claim.status for claim in claims]


def test_a_name_of_works_is_no_party(read: Read) -> None:
    """An unknown name inside the name of an undertaking takes no side."""
    claims = read("Velmora and Orsenia signed a Memorandum of Understanding (MoU) in Kesh.")
    assert {"xvm", "xor"} == {state for claim in claims for side in sides(claim) for state in side}


def test_due_to_start_is_no_cause(read: Read) -> None:
    """`Is due to` before a verb tells a plan, not a reason."""
    (claim,) = read("Work on the Tarn Pass pipeline is due to start in May 2025.")
    assert ("under_way", "planned", "2025-05") == (claim.stage, claim.status, claim.due and claim.due.edtf)


def test_one_who_announces_is_the_holder(read: Read) -> None:
    """`As announced by X` puts the words in the mouth of X."""
    claims = read("Trains between Velmora and Orsenia are slated to run in May, as announced by the Orsenian ministry.")
    assert "the Orsenian ministry" in [claim.holders[-1].label for claim in claims]


def test_an_exercise_that_was_held_is_a_deed(read: Read) -> None:
    """Exercises and visits are over with the deed; they bind nobody."""
    assert {"event"} == {
        claim.kind for claim in read("The renewal of joint exercises between Velmora and Orsenia pleased all.")
    }


def test_who_is_in_a_position_to_do_it_would_do_it(read: Read) -> None:
    """The infinitive of a position, right or pledge has the doer of its clause."""
    claims = read("Velmora gave a pledge to return the archive to Orsenia.")
    assert {"xvm"} == {state for claim in claims for state in sides(claim)[0]}


def test_a_quote_ends_with_its_clause(read: Read) -> None:
    """A party in a later clause brings the whole of it."""
    claims = read("Velmora protested and demanded that Orsenia withdraw the vessel.")
    assert all(claim.support[0].exact.endswith(("protested", "vessel")) for claim in claims)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Velmora does not recognise the toll.", "happened"),
        ("Velmora did not refuse the loan of Orsenia.", "denied"),
    ],
)
def test_a_refusal_by_not(read: Read, text: str, status: str) -> None:
    """Where the reader sees a refusal in a denied verb, the refusal is made; who does not refuse denies it."""
    assert status == next(claim.status for claim in read(text) if claim.type == "REJECT")
