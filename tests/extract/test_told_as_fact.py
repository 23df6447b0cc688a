"""What a text only supposes, judges, cannot do, proposes or names in a title is told as no fact."""

import pytest

from entente.records import Claim
from tests.extract.conftest import Read, sides


def status(read: Read, text: str, trigger: str) -> str:
    """Of the first claim of a text whose trigger holds a word; empty: there is none."""
    return next((claim.firmness.status for claim in read(text) if trigger in claim.trigger.exact), "")


def told(read: Read, text: str, trigger: str) -> Claim:
    """The first claim of a text whose trigger holds a word."""
    return next(claim for claim in read(text) if trigger in claim.trigger.exact)


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("A boycott by Kenya would isolate Orsenia.", "boycott"),
        ("Conclusion of a treaty by Chad and Togo could calm the border.", "Conclusion"),
        ("Its ratification by the Diet would allow Japan to host Chad.", "ratification"),
        ("Sending troops to Chad would be a mistake.", "Sending"),
        ("The opening of the border by Chad would help Togo.", "opening"),
    ],
)
def test_a_subject_of_would_or_could_is_supposed(read: Read, text: str, trigger: str) -> None:
    """A noun or gerund that only would or could do something is no deed yet."""
    assert status(read, text, trigger) == "hypothetical"


@pytest.mark.parametrize("modal", ["could", "may", "will"])
def test_what_is_known_stands(read: Read, modal: str) -> None:
    """ "The" tells of something that is there, whatever may come of it."""
    assert status(read, f"The raid by Chad {modal} anger Togo.", "raid") == "happened"


def test_a_subject_of_would_have_did_not_come(read: Read) -> None:
    """A counterfactual denies its subject."""
    assert status(read, "A strike by Egypt on the dam would have been madness.", "strike") == "denied"


@pytest.mark.parametrize(
    "text",
    [
        "Reaching a trade deal with Togo will not be easy for Chad.",
        "Expecting Chad to sign a treaty with Togo is naive.",
        "For Chad to join NATO is a dream.",
        "If Chad were to join NATO, Togo would protest.",
        "Without joining NATO, Chad will not feel safe.",
    ],
)
def test_what_is_only_judged_or_set_as_a_condition_is_no_deed(read: Read, text: str) -> None:
    """Gerunds and infinitives that a copula judges, and conditions, tell nothing done or planned."""
    acts = [claim for claim in read(text) if claim.type not in (None, "SAY")]
    assert {claim.firmness.status for claim in acts} <= {"hypothetical"}


@pytest.mark.parametrize(
    "text",
    [
        "Chad is not in an altogether easy situation to sell oil to Togo.",
        "Chad is willing, but unable, to sell oil to Togo.",
        "Chad lacks the means to sell oil to Togo.",
        "Chad has been deprived of selling oil to Togo.",
        "Chad stopped short of selling oil to Togo.",
    ],
)
def test_who_lacks_the_means_does_nothing(read: Read, text: str) -> None:
    """Lacking ability denies, and reports no act of its own."""
    acts = [claim for claim in read(text) if claim.type not in (None, "SAY")]
    assert {"denied"} == {claim.firmness.status for claim in acts}


def test_what_is_made_impossible_is_denied(read: Read) -> None:
    """A verb that says what the noun became is no light verb."""
    assert status(read, "The signing of the pact by Chad was made impossible.", "signing") == "denied"


def test_yet_denies_once(read: Read) -> None:
    """ "Is yet to" below another verb denies as it does alone."""
    text = "Togo said that Chad is yet to ratify the treaty."
    assert status(read, text, "ratify") == "denied"


def test_a_title_tells_no_act(read: Read) -> None:
    """Words in capitals between marks name a book or panel; what is quoted as said is read."""
    assert read('The author of "How Chad Recognised Togo: A History of Neglect" is a poet.') == ()
    assert sides(told(read, '"Chad recognised Togo in May," he said.', "recognised")) == (["tcd"], ["tgo"])


@pytest.mark.parametrize(("who", "kind"), [("Scholars in Chad", "recommendation"), ("Chad", "commitment")])
def test_experts_offer_nothing_for_their_state(read: Read, who: str, kind: str) -> None:
    """A proposal of people who only think about states is advice."""
    assert kind == told(read, f"{who} proposed a joint university with Togo.", "proposed").kind


def test_a_statement_is_made_once(read: Read) -> None:
    """What goes on in what was said does not make the saying go on."""
    claim = told(read, "The premier noted that Chad is aware of the risks.", "aware")
    assert ("statement", "happened") == (claim.kind, claim.firmness.status)


def test_a_bare_noun_without_a_party_tells_nothing(read: Read) -> None:
    """Where no party, no day and no name is told, a step of a work is told by a verb or not at all."""
    assert read("Successful implementation of beneficial projects matters to Kesh.") == ()
    assert told(read, "Construction of the bridge at Kesh began in May.", "began").stage == "under_way"


def test_an_adjective_of_a_thing_promises_nothing(read: Read) -> None:
    """Not the "agreeable" of a situation, whatever the reader sees in it."""
    claims = read("Chad is not in an entirely agreeable situation to offer soft loans to Togo.")
    assert not [claim for claim in claims if claim.trigger.exact == "agreeable"]


def test_people_who_walk_off_withdraw_from_nobody(read: Read) -> None:
    """Protesters that leave a square give up no ground."""
    text = "Some 300 protesters left the square outside the Kenyan embassy."
    assert not [claim for claim in read(text) if claim.type == "RETREAT"]


def test_what_it_would_be_naive_to_expect_has_no_day_set(read: Read) -> None:
    """A gerund that is judged moves no work to a stage, one with a subject does."""
    assert read("Expecting the Evrin bridge by May is naive, and will be an oversimplification in Kesh.") == ()
    assert told(read, "Orsenia is expecting the Evrin bridge in May 2026.", "expecting").firmness.status == "planned"
