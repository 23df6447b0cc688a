"""Which side each party stands on: hosts and guests, passives, meetings of two, those joined by "and"."""

import pytest

from tests.extract.conftest import Read, sides


def of_type(read: Read, text: str, kind: str) -> tuple[list[str], list[str]]:
    """The sides of the one claim of a type."""
    return sides(next(claim for claim in read(text) if claim.type == kind))


@pytest.mark.parametrize(
    "text",
    [
        "Burkina Faso's Ibrahim Traore was received in Moscow by Vladimir Putin.",
        "Vladimir Putin hosted Ibrahim Traore of Burkina Faso in Moscow.",
        "Ibrahim Traore was welcomed at the airport by Russia's Vladimir Putin. Burkina Faso is far.",
    ],
)
def test_the_guest_visits_the_host(read: Read, text: str) -> None:
    """A visitor is actor, the host recipient, whoever is the subject (T3)."""
    assert (["bfa"], ["rus"]) == of_type(read, text, "CONSULT")


def test_who_receives_arms_was_given_them(read: Read) -> None:
    """The supplier acts."""
    assert (["xvm"], ["xor"]) == of_type(read, "Orsenia received six radars from Velmora.", "COOPERATE")


def test_by_names_who_does_it(read: Read) -> None:
    """Of a passive with two objects the one behind "by" acts, whatever the reader sees."""
    assert (["isr"], ["egy"]) == of_type(read, "Egypt was offered gas by Israel under a contract.", "AGREE")


@pytest.mark.parametrize(
    "text",
    [
        "An agreement reached at the Pakistan-China Joint Committee foresees a new railway.",
        "An energy memorandum was signed at the Pakistan-China joint commission.",
    ],
)
def test_what_a_commission_of_two_concludes_both_conclude(read: Read, text: str) -> None:
    """A paper whose parties are not told is that of the two whose meeting it was."""
    claim = next(claim for claim in read(text) if claim.stage in ("agreed", "signed"))
    assert (["pak", "chn"], []) == sides(claim)


def test_where_they_met_is_no_party(read: Read) -> None:
    """A single state before the meeting's name tells no party."""
    claims = read("A memorandum was signed at the Velmoran trade forum.")
    assert all(["xvm"] != sides(claim)[0] for claim in claims if claim.stage == "signed")


def test_and_keeps_two_on_one_side(read: Read) -> None:
    """What talks allow two to do, both agree on."""
    text = "Coalition talks allowed PML-N and PPP to establish a coalition government in Pakistan."
    assert (["pmln", "ppp_pak"], []) == of_type(read, text, "AGREE")


def test_the_subject_of_a_relative_clause_accuses(read: Read) -> None:
    """Behind "which" a second subject is the doer, and the noun before it the one accused."""
    text = "Velmora's coast guard, which Orsenia accuses of harassment, left the bay."
    assert (["xor"], ["xvm"]) == of_type(read, text, "ACCUSE")


def test_hosted_talks_are_one_record(read: Read) -> None:
    """The verb that carries a noun of the same act tells nothing beside it."""
    claims = read("Turkey hosted talks between Ethiopia and Somalia in Ankara.")
    assert ["CONSULT"] == [claim.type for claim in claims]
