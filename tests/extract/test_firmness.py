"""What the form of a clause and the verb above it make of an act."""

import pytest

from entente.analyse import load_analyser
from entente.extract.firmness import Judge
from entente.extract.tree import Tree
from entente.records.codes import Status
from entente.segment import segment
from entente.vocab.firmness import load_firmness
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


@pytest.mark.parametrize(
    ("text", "word", "status"),
    [
        ("Velmora will pay when Orsenia signs the accord.", "signs", "planned"),
        ("The quarrel could end in war.", "war", "hypothetical"),
        ("No assault by Velmora had begun.", "assault", "denied"),
        ("Velmora did not only pay but sign.", "pay", "happened"),
        ("Velmora is going to sign.", "sign", "planned"),
        ("Orsenia was too proud to sign.", "sign", "denied"),
        ("The attempted escape failed.", "escape", "denied"),
        ("The unsuccessful attempt cost a life.", "attempt", "happened"),
        ("It looks as though Velmora won the race.", "won", "happened"),
        ("Orsenia has yet to sign.", "sign", "denied"),
    ],
)
def test_a_word_takes_its_firmness_from_what_stands_around_it(text: str, word: str, status: Status) -> None:
    """Time clauses, parts of unsure clauses, negation counted once, measures, and attempts that were made."""
    (analysis,) = load_analyser().analyse(text, segment(text)[0])
    tree = Tree(text, analysis)
    assert status == Judge(tree, load_firmness()).judge(tree.forms.index(word)).firmness.status
