"""One clause, one record."""

import pytest

from tests.extract.conftest import Read


def test_a_state_yields_to_the_act_of_its_clause(read: Read) -> None:
    """An empty verb and the noun that says what was done are one record."""
    (claim,) = read("Velmora has persisted with its refusal to recognise Orsenia.")
    assert "REJECT" == claim.type


def test_a_noun_of_ties_yields_to_the_predicate(read: Read) -> None:
    """`Relations` in a clause that says how they are is no record beside it."""
    assert 1 == len(read("Relations between Velmora and Orsenia stayed stable and mutually wary."))


def test_other_parties_stay(read: Read) -> None:
    """A state of other parties named in the same clause is told as well."""
    kinds = {
        claim.kind for claim in read("Velmora bombed a port near the disputed border between Calverra and Orsenia.")
    }
    assert "event" in kinds


@pytest.mark.parametrize(
    "text",
    [
        "Velmora promised Orsenia that it would not host foreign bases.",
        "Velmora committed to train Orsenian engineers.",
    ],
)
def test_what_is_promised_is_told_with_the_promise(read: Read, text: str) -> None:
    """A promise and its content are one record."""
    (claim,) = read(text)
    assert ("commitment", "AGREE", "happened") == (claim.kind, claim.type, claim.status)


def test_what_is_warned_of_is_a_prospect_of_its_own(read: Read) -> None:
    """A warning is an act, and what it warns of is foretold in its words."""
    kinds = {claim.kind for claim in read("Velmora warned that Orsenia could invade Calverra.")}
    assert {"event", "forecast"} <= kinds


def test_the_verb_that_carries_an_act_tells_no_state(read: Read) -> None:
    """`Drills that were carried out` are one record."""
    claims = read("The upgrades prompted drills that were carried out by the Velmoran and Orsenian navies.")
    assert "state" not in {claim.kind for claim in claims}


def test_a_clause_yields_to_what_it_may_lead_to(read: Read) -> None:
    """`May have the option to convince` is one record, of the convincing."""
    (claim,) = read("Velmora may have the option to convince Orsenia to mediate.")
    assert "convince" == claim.trigger.exact


def test_what_is_brought_about_is_the_act(read: Read) -> None:
    """`It prompted the release` reports the release; who released is the doer."""
    told = read("Trade between Velmora and Orsenia grew. It prompted the release of Velmoran pilots by Orsenia.")
    assert {"RETREAT"} == {claim.type for claim in told if claim.kind == "event"}


def test_where_it_was_done_is_no_second_deed(read: Read) -> None:
    """Of accords signed at a session of a commission the signing is told, once."""
    agreements = "Agreements signed during the 9th Session of the Kenya-Uganda Intergovernmental Commission on Trade"
    told = read(f"{agreements} last year offer hope for relations.")
    assert ["signed"] == [claim.trigger.exact for claim in told if claim.stage == "signed"]


def test_what_a_protest_calls_for_is_told_with_it(read: Read) -> None:
    """`Saying he must resign` is no demand beside the rally that voices it; said by a minister it is one."""
    rally = read("Velmoran activists staged rallies in Lassa against Prime Minister Ardelian, saying he must resign.")
    call = read("An Orsenian minister met Prime Minister Ardelian of Velmora, saying he must resign.")
    assert [False, True] == [any(claim.type == "REQUEST" for claim in claims) for claims in (rally, call)]
