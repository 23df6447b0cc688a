"""Posts and persons to actors, on their day."""

import pytest

from tests.actors.documents import resolve


@pytest.mark.parametrize(
    ("day", "person"), [("2012", "act:hillary_clinton"), ("2014", "act:john_kerry"), ("2022", "act:antony_blinken")]
)
def test_holders_in_time(day: str, person: str) -> None:
    """The holder of a post on the day is the actor, for the state (A1)."""
    found = resolve("The US secretary of state came.", "US secretary of state", on=day)
    assert (person, "act:usa", "GOV") == (found.actor_id, found.on_behalf_of, found.acts_as)


def test_years_with_two_holders() -> None:
    """In a year with two holders the state is the actor and both are candidates."""
    found = resolve("The US president came.", "US president", on="2021")
    assert "act:usa" == found.actor_id
    assert {"act:joe_biden", "act:donald_trump"} == {candidate.actor for candidate in found.candidates}


def test_troops_are_the_state() -> None:
    """People and organs of a state are the state in that sector."""
    found = resolve("Chadian troops left.", "Chadian troops")
    assert ("act:tcd", "MIL", None) == (found.actor_id, found.acts_as, found.on_behalf_of)


def test_fighters_are_their_group() -> None:
    """Fighters of an armed group act as the group does."""
    found = resolve("Boko Haram fighters fled.", "Boko Haram fighters")
    assert ("act:bokoharam", "REB") == (found.actor_id, found.acts_as)


def test_persons_in_office() -> None:
    """A person in office on the day acts for the state."""
    found = resolve("Angela Merkel came.", "Angela Merkel", on="2015-05")
    assert ("act:angela_merkel", "act:deu", "GOV") == (found.actor_id, found.on_behalf_of, found.acts_as)


def test_persons_out_of_office() -> None:
    """A former official is of the elite and acts for nobody (A3)."""
    found = resolve("Angela Merkel came.", "Angela Merkel", on="2023")
    assert ("act:angela_merkel", None, "ELI") == (found.actor_id, found.on_behalf_of, found.acts_as)


def test_the_word_former() -> None:
    """`Former` says so without a day."""
    assert (
        "ELI"
        == resolve("Former chancellor Angela Merkel came.", "Former chancellor Angela Merkel", published=None).acts_as
    )


def test_persons_outside_the_vocabulary() -> None:
    """Of an unknown person with a known post the state is known, the person is not (A6)."""
    found = resolve("Chad's envoy Ana Souza came. Souza spoke.", "Souza")
    assert (None, "act:tcd", "GOV") == (found.actor_id, found.on_behalf_of, found.acts_as)


def test_owners_outside_the_vocabulary() -> None:
    """A government of nobody known stays open; police of a known city serve its state."""
    assert None is resolve("Chad is near. Kasteria's government fell.", "Kasteria's government").actor_id
    assert "act:chn" == resolve("Wuhan's police came.", "Wuhan's police").actor_id


def test_the_government_of_one_state() -> None:
    """`The government` is that of the one state that the paragraph is about, by context."""
    found = resolve("Prices rose in Chad. The government fell.", "government")
    assert ("act:tcd", "context") == (found.actor_id, found.via)


def test_the_government_of_one_of_two() -> None:
    """With two states about, `the government` stays open (A6)."""
    assert None is resolve("Chad and Niger met. The government fell.", "government").actor_id


def test_a_post_named_before() -> None:
    """`The ambassador` is the one named before."""
    found = resolve("The Chadian ambassador came. He sat. The ambassador spoke.", "ambassador")
    assert ("act:tcd", "context") == (found.actor_id, found.via)
