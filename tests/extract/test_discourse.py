"""What a sentence takes from the one before: whom its pronouns mean, and the day its story has reached."""

import pytest

from tests.extract.conftest import Read, sides


def test_a_pronoun_means_the_subject_of_the_sentence_before(read: Read) -> None:
    """`It` is what the last sentence is about, not whoever else it names."""
    claims = read("Velmora is short of money after its quarrel with Orsenia. It cannot overlook the debt.")
    assert [["xvm"]] == [sides(claim)[0] for claim in claims if claim.trigger.sentence == 1]


def test_a_person_is_no_antecedent_of_it(read: Read) -> None:
    """`They` is not one state; a pronoun that fits nobody tells nobody."""
    claims = read("Velmora is short of money. They are careful.")
    assert [] == [claim for claim in claims if claim.trigger.sentence == 1]


def test_bilateral_tells_the_two_named_before(read: Read) -> None:
    """Ties that are bilateral or mutual are those of the two that the text is about."""
    claims = read("Velmora and Orsenia met. Mutual trust has grown since.")
    assert ["xvm", "xor"] in [sides(claim)[0] for claim in claims if claim.trigger.sentence == 1]


def test_a_story_in_the_simple_past_keeps_its_day(read: Read) -> None:
    """A sentence without a date takes that of the one before in its paragraph, and says so."""
    claims = read("In May 2021 Velmora closed the crossing. Orsenia recalled its ambassador.")
    later = [claim for claim in claims if claim.trigger.sentence == 1]
    assert [("2021-05", "carried")] == [(claim.when.edtf, claim.when.basis) for claim in later]


@pytest.mark.parametrize("text", ["Orsenia has recalled its ambassador.", "\nOrsenia recalled its ambassador."])
def test_no_day_is_carried_into_the_present_or_another_paragraph(read: Read, text: str) -> None:
    """The perfect tells of now, and a new paragraph may tell of another time."""
    claims = read(f"In May 2021 Velmora closed the crossing. {text}")
    assert "carried" not in [claim.when.basis for claim in claims]


def test_a_step_belongs_to_what_was_named_before(read: Read) -> None:
    """A loan that is only "approved" in the next sentence is the one just spoken of."""
    text = "Velmora and Orsenia signed a border treaty on Sunday. Both countries must exchange the instruments by May."
    steps = [claim for claim in read(text) if claim.trigger.sentence == 1 and claim.stage]
    assert ["treaty"] == [naming.head for claim in steps for naming in claim.undertakings]
