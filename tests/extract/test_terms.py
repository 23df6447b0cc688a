"""What papers provide for, and stages told in passing."""

import pytest

from entente.api import extract
from entente.extract.described import DESCRIBED
from entente.records import Claim
from entente.vocab.steps import load_steps
from tests.extract.conftest import Read

TERMS, WORDS = load_steps().terms, load_steps().described


def promised(text: str) -> list[Claim]:
    """The promises of a text that are still to come."""
    claims = extract(text, published="2024-04-18").claims
    return [claim for claim in claims if (claim.kind, claim.status) == ("commitment", "planned")]


def described(text: str) -> list[Claim]:
    """The steps that a word before a name tells."""
    return [claim for claim in extract(text, published="2024-04-18").claims if DESCRIBED in claim.rules]


@pytest.mark.parametrize("text", TERMS.yes)
def test_terms(text: str) -> None:
    """What a paper provides for is promised, and not done."""
    assert promised(text)


@pytest.mark.parametrize("text", TERMS.no)
def test_no_terms(text: str) -> None:
    """What is no paper, or no term of it, promises nothing."""
    assert not promised(text)


@pytest.mark.parametrize("text", WORDS.yes)
def test_described(text: str) -> None:
    """A word before the name of a work tells how far it is, without a day."""
    (claim,) = described(text)
    assert claim.stage in WORDS.stages.values()
    assert "unknown" == claim.when.basis


@pytest.mark.parametrize("text", WORDS.no)
def test_not_described(text: str) -> None:
    """Other words before a name tell no step."""
    assert not described(text)


def test_a_step_stands_above_a_word(read: Read) -> None:
    """Where the sentence tells a step of the work, `proposed` tells none beside it."""
    (claim,) = read("Velmora and Orsenia signed the proposed fishing treaty.")
    assert "signed" == claim.stage


def test_the_ends_of_a_line_own_nothing(read: Read) -> None:
    """Whose a planned work is stands before it as an owner, not as a place in its name."""
    told = [claim for claim in read("Kenya's planned power plant worries Uganda.") if DESCRIBED in claim.rules]
    assert [["Kenya"]] == [[actor.surface for actor in claim.actors] for claim in told]
    told = [claim for claim in read("Traders await the proposed Mombasa-Kampala pipeline.") if DESCRIBED in claim.rules]
    assert [()] == [claim.actors for claim in told]


def test_a_word_before_a_work_is_no_act_of_today(read: Read) -> None:
    """`Revived the suspended project` tells the revival alone."""
    (claim,) = read("Bahrain and Qatar revived the suspended causeway project.")
    assert "revived" == claim.trigger.exact


def test_what_a_day_is_set_for_is_not_done() -> None:
    """What a date or deadline is for is still to be done, though the day has passed."""
    text = "Serbia and Kosovo signed a treaty. The April date for exchanging instruments passed without ceremony."
    approved = [claim for claim in extract(text, published="2025-06-20").claims if claim.stage == "approved"]
    assert ["planned"] == [claim.status for claim in approved]
