"""Lines that can be forwarded: whose act it is, to whom it is done, and what is no act at all."""

import pytest

from entente.records import Claim
from tests.extract.conftest import Read, sides


def told(read: Read, text: str, trigger: str) -> Claim:
    """The first claim of a text whose trigger holds a word."""
    return next(claim for claim in read(text) if trigger in claim.trigger.exact)


def both(read: Read, text: str, trigger: str) -> tuple[list[str], list[str]]:
    """Its sides."""
    return sides(told(read, text, trigger))


def test_who_makes_a_thing_did_not_block_it(read: Read) -> None:
    """Behind an active verb "by" belongs to the object."""
    text = "Washington also blocked loans by the World Bank, though not those for food."
    assert (["usa"], ["worldbank"]) == both(read, text, "blocked")


def test_both_of_a_headline_act(read: Read) -> None:
    """Two names before a plural verb act together."""
    assert (["xvm", "xor"], []) == both(read, "Velmora, Orsenia revive power deal", "revive")


def test_a_partner_is_not_the_one_it_is_a_partner_of(read: Read) -> None:
    """An owner in an apposition does nothing itself."""
    text = "Orsenia, Velmora's largest trading partner, must make plain what it thinks."
    assert (["xor"], []) == both(read, text, "plain")


@pytest.mark.parametrize("seat", ["in Kesh", "at Kesh"])
def test_an_envoy_is_not_of_the_state_he_sits_in(read: Read, seat: str) -> None:
    """ "Whose" means the noun before it, and "in" tells where an ambassador is."""
    text = f"Orsenia, whose ambassador {seat} criticised Chad, left."
    assert (["xor"], ["tcd"]) == both(read, text, "criticised")


def test_nobody_stands_on_both_sides(read: Read) -> None:
    """A capital beside its own government is no second party."""
    text = "Britain warned it could enter the embassy in London."
    assert (["gbr"], []) == both(read, text, "warned")


def test_a_counterpart_with_a_name_serves_its_state(read: Read) -> None:
    """A name behind a comma leaves whose counterpart it is."""
    text = "Chad's defence minister met his Romanian counterpart, Mihnea Motoc."
    assert (["tcd", "rou"], []) == both(read, text, "met")


def test_the_ministers_are_those_just_named(read: Read) -> None:
    """Two in office named in the sentence before are meant by their post in the plural."""
    text = "Togo's foreign minister met the Ghanaian foreign minister. The foreign ministers signed a treaty."
    assert (["tgo", "gha"], []) == both(read, text, "signed")


def test_a_semicolon_makes_no_speaker(read: Read) -> None:
    """What stands before a semicolon is not told by the verb behind it."""
    claim = told(read, "In 2016 Velmora proposed joint works; Orsenia agreed.", "proposed")
    assert ("happened", 1) == (claim.status, len(claim.holders))


def test_who_receives_from_two_is_helped_by_both(read: Read) -> None:
    """Goods that are received come from all that "from" leads to."""
    assert (["xvm", "tcd"], ["xor"]) == both(read, "Orsenia received fuel from Velmora and Chad.", "received")


def test_a_protest_comes_from_whom_it_is_drawn(read: Read) -> None:
    """ "Drew a protest from" names the protester last."""
    text = "The visit of Orsenia's minister to Togo drew a protest from Velmora."
    assert (["xvm"], ["xor"]) == both(read, text, "protest")


@pytest.mark.parametrize(
    "text",
    [
        "Velmora accused Orsenia of theft, which Orsenia denied.",
        "Orsenia's minister of transport rejected the accusation.",
    ],
)
def test_who_turns_back_a_charge_makes_a_statement(read: Read, text: str) -> None:
    """A denial is words, and no state of affairs."""
    denial = next(claim for claim in read(text) if claim.trigger.exact in ("denied", "rejected"))
    assert ("statement", "SAY") == (denial.kind, denial.type)


@pytest.mark.parametrize("text", ["Chad and Togo had done so earlier.", "Neither did Chad."])
def test_a_verb_that_takes_up_another_tells_nothing(read: Read, text: str) -> None:
    """ "Did so" has no content of its own."""
    assert () == read(text)


def test_a_site_that_is_ready_promises_nothing(read: Read) -> None:
    """Only who acts can be ready to act."""
    found = read("A second base in Kesh, Velmora, was declared ready in December.")
    assert "AGREE" not in {claim.type for claim in found}


def test_what_is_taken_back_is_no_act_beside_it(read: Read) -> None:
    """The veto of "will lift its veto" is not told as cast."""
    found = read("Velmora will lift its veto on Orsenia's membership of NATO.")
    assert ["planned"] == [claim.status for claim in found]


def test_what_was_not_done_is_no_refusal(read: Read) -> None:
    """A denied deed in the perfect refuses nothing to anybody."""
    assert told(read, "Velmora has not handed Orsenia a base.", "handed").type != "REJECT"


def test_what_was_tried_is_no_prospect(read: Read) -> None:
    """An attempt of the past is not foretold."""
    claim = told(read, "Two Velmoran diplomats tried to bribe councillors of Orsenia.", "bribe")
    assert ("state", "unclear") == (claim.kind, claim.status)


def test_better_than_expected_urges_nobody(read: Read) -> None:
    """ "Had gone better" is not "had better go"."""
    text = 'Velmora said that a first round of talks with Orsenia had gone "better than expected".'
    assert "recommendation" not in {claim.kind for claim in read(text)}


@pytest.mark.parametrize(
    "text",
    [
        "Velmora's president flies to Orsenia tomorrow.",
        "Velmora's president is expected in N'Djamena next week.",
        "Chad's president is due in Tokyo on Friday.",
        "Chad's president is expected in Tokyo.",
    ],
)
def test_a_visit_still_to_come_is_planned(read: Read, text: str) -> None:
    """The present, "expected" and "due" tell a visit of a day ahead as a plan."""
    assert [("CONSULT", "planned")] == [(claim.type, claim.status) for claim in read(text)]


@pytest.mark.parametrize(
    "text", ["Velmora said it would contribute instructors.", "Under the accord Velmora will pay the clerks."]
)
def test_what_one_says_or_signs_that_one_will_do_is_promised(read: Read, text: str) -> None:
    """A pronoun means the speaker, and a paper binds its parties."""
    assert ["commitment"] == [claim.kind for claim in read(text)]


def test_a_deed_behind_by_is_told_once(read: Read) -> None:
    """ "Followed suit by freezing" is one deed."""
    found = read("Velmora followed suit by freezing 20 million dollars of grants to Orsenia.")
    assert ["freezing"] == [claim.trigger.exact for claim in found]


def test_a_headline_tells_acts_alone(read: Read) -> None:
    """A state of affairs that only a headline tells is left out."""
    assert () == read("Velmora knows its limits")
