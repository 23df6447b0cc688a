"""What stands rather than happens."""

import pytest

from tests.extract.conftest import Read


def test_how_ties_stand_is_a_state_where_the_reader_sees_no_act(read: Read) -> None:
    """Relations that have warmed are described; nobody did anything."""
    (claim,) = read("Relations between Velmora and Orsenia are getting stronger.")
    assert ("state", None) == (claim.kind, claim.type)


def test_relations_that_are_restored_are_an_act(read: Read) -> None:
    """The same words tell an act where the reader sees one."""
    (claim,) = read("Velmora restored diplomatic relations with Orsenia on Monday.")
    assert "event" == claim.kind


@pytest.mark.parametrize(
    "text",
    [
        "Velmora sells Orsenia fifty million cubic metres of water a year.",
        "Velmora has been supplying Orsenia with oil at a discount.",
        "Velmora hosts half a million refugees from Orsenia.",
    ],
)
def test_a_deed_told_as_a_habit_is_under_way(read: Read, text: str) -> None:
    """The simple present and `has been V-ing` tell what goes on."""
    assert {"under_way"} == {claim.status for claim in read(text) if claim.kind == "event"}


@pytest.mark.parametrize("text", ["Velmora accuses Orsenia of theft.", "Velmora bombs Orsenian port"])
def test_words_and_headlines_in_the_present_have_happened(read: Read, text: str) -> None:
    """Who accuses has done so, and a headline tells the past in the present."""
    assert "happened" in {claim.status for claim in read(text) if claim.kind == "event"}


def test_a_commitment_to_somebody_is_a_state(read: Read) -> None:
    """`Commitment to` with a noun binds nobody to a deed."""
    (claim,) = read("Velmora's commitment to Orsenia keeps growing.")
    assert ("state", None) == (claim.kind, claim.stage)


def test_a_commitment_to_do_something_is_one(read: Read) -> None:
    """`Commitment to` with a verb is a promise of its doer."""
    claims = read("Velmora's commitment to train Orsenian pilots is two years old.")
    assert ("commitment", "AGREE") in {(claim.kind, claim.type) for claim in claims}


def test_a_word_of_welcome_moves_no_stage(read: Read) -> None:
    """Who welcomes an agreement has not signed it."""
    (claim,) = read("Velmora welcomed the agreement.")
    assert ("event", "SUPPORT", None) == (claim.kind, claim.type, claim.stage)


@pytest.mark.parametrize("text", ["Velmora depends on Orsenia for its gas.", "Velmora is wary of Orsenia."])
def test_a_state_of_today_is_under_way(read: Read, text: str) -> None:
    """What is told in the present to be so goes on."""
    assert {("state", "under_way")} == {(claim.kind, claim.status) for claim in read(text)}


@pytest.mark.parametrize(
    "text",
    ["Velmora agrees with Orsenia that the border is unsafe.", "Chad agreed with Togo that the talks were useful."],
)
def test_who_are_of_one_mind_promise_nothing(read: Read, text: str) -> None:
    """`Agree that` with what is so tells an opinion."""
    assert {("statement", "SAY", None)} == {(claim.kind, claim.type, claim.stage) for claim in read(text)}


def test_who_agree_on_what_will_be_done_promise_it(read: Read) -> None:
    """`Agreed that` with what would come is an agreement."""
    claims = read("Chad agreed with Togo that the border would be opened.")
    assert ("commitment", "AGREE") in {(claim.kind, claim.type) for claim in claims}


def test_who_opposes_an_undertaking_has_rejected_it(read: Read) -> None:
    """A word of protest moves no stage, and stays the act that it is."""
    (claim,) = read("Velmora opposed a resolution in the United Nations on mines.")
    assert ("event", "REJECT", None) == (claim.kind, claim.type, claim.stage)


def test_ties_that_were_strengthened_are_an_act(read: Read) -> None:
    """The passive of the past tells a deed where the present tells how ties stand."""
    claims = read("Ties between Chad and Niger were strengthened last year.")
    assert "event" in {claim.kind for claim in claims}


def test_an_exercise_that_was_held_is_over(read: Read) -> None:
    """What was held or carried out is completed; what was begun is under way."""
    (held,) = read("Velmora and Orsenia held joint air drills near Kesh.")
    (begun,) = read("Velmora and Orsenia launched joint air drills near Kesh.")
    assert ("completed", "under_way") == (held.stage, begun.stage)


def test_who_joined_has_done_so(read: Read) -> None:
    """`Could join` is a prospect, `joined` a deed."""
    (could,) = read("Oman could join Iran's gas project before long.")
    (joined,) = read("Oman joined Iran's gas project last year.")
    assert ("forecast", "event") == (could.kind, joined.kind)


def test_a_state_told_by_a_noun_has_the_tense_around_it(read: Read) -> None:
    """`There is interest` stands today."""
    told = read("There is interest in Velmora in the energy sector of Orsenia.")
    assert {"under_way"} == {claim.status for claim in told if claim.kind == "state"}


def test_a_ban_that_is_lifted_is_given_up(read: Read) -> None:
    """A step of a ban has the type of bans: imposing is `SANCTION`, lifting `RETREAT`."""
    (claim,) = [
        claim for claim in read("A draft that provides for lifting the embargo on Cuba was read.") if claim.stage
    ]
    assert ("RETREAT", "planned") == (claim.type, claim.status)
