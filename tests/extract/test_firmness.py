"""What the form of a clause and the verb above it make of an act."""

import pytest

from entente.records.codes import Status
from tests.extract.conftest import Read


@pytest.mark.parametrize(
    ("text", "kind", "status"),
    [
        ("Velmora and Orsenia are to sign the accord in May.", "SUPPORT", "planned"),
        ("Velmora no longer sells arms to Orsenia.", "COOPERATE", "denied"),
        ("Had Velmora closed the crossing with Orsenia, the trucks would have turned.", "COERCE", "hypothetical"),
        ("Velmora called on Orsenia to lift the embargo.", "RETREAT", "called_for"),
        ("Velmora threatened to cut off Orsenia if the talks failed.", "THREATEN", "happened"),
    ],
)
def test_the_form_of_a_clause_tells_its_status(read: Read, text: str, kind: str, status: Status) -> None:
    """A plan, an end, a supposition, a call and a threat that stands are told apart."""
    assert status in [claim.status for claim in read(text) if claim.type == kind]


def test_the_one_called_on_is_to_do_it(read: Read) -> None:
    """The doer of an infinitive after "called on" is not the caller."""
    claims = read("Velmora called on Orsenia to arrest the smugglers.")
    wanted = [claim for claim in claims if claim.status == "called_for"]
    assert ["act:xor"] == [mention.actor_id for claim in wanted for mention in claim.actors]
