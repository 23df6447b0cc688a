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


def test_former_leaders_of_parties() -> None:
    """Whoever leads a party after the office acts for the party."""
    found = resolve("Benjamin Netanyahu spoke.", "Benjamin Netanyahu", on="2022-03-01")
    assert ("act:likud", "PTY") == (found.on_behalf_of, found.acts_as)


def test_an_office_of_state_comes_first() -> None:
    """Whoever governs and leads a party acts for the state."""
    found = resolve("Benjamin Netanyahu spoke.", "Benjamin Netanyahu", on="2019-03-01")
    assert ("act:isr", "GOV") == (found.on_behalf_of, found.acts_as)


def test_once_called_former() -> None:
    """Without a day, a person whom the text has called former does not act for the state later in it."""
    text = "Former president Nicolas Sarkozy came to France. Sarkozy spoke."
    assert None is resolve(text, "Sarkozy", published=None).on_behalf_of
    assert "act:fra" == resolve(text, "Sarkozy", on="2010-01-01").on_behalf_of


def test_namesakes_in_time() -> None:
    """Of two of one name the one in office on the day, else the one in office last, is meant."""
    text = "Gerhard Schröder came."
    found = [resolve(text, "Gerhard Schröder", on=day).actor_id for day in ("1963", "2003", "2022")]
    assert ["act:gerhard_schroder_cdu", "act:gerhard_schroder", "act:gerhard_schroder"] == found


def test_a_name_of_another_generation() -> None:
    """A full name alone, long after the offices of its bearer, may be anybody; with the state it is the bearer."""
    found = resolve("Rashid Karami opened a shop.", "Rashid Karami", on="2024")
    assert (None, ["act:rashid_karami"]) == (found.actor_id, [candidate.actor for candidate in found.candidates])
    assert "act:rashid_karami" == resolve("Lebanon recalls Rashid Karami.", "Rashid Karami", on="2024").actor_id


@pytest.mark.parametrize(
    ("words", "on", "person"),
    [
        ("Algerian foreign minister", "1970", "act:abdelaziz_bouteflika"),
        ("Greek prime minister", "1978", "act:konstantinos_karamanlis"),
        ("Thai prime minister", "1985", "act:prem_tinsulanonda"),
        ("Chilean foreign minister", "1995", "act:jose_miguel_insulza"),
    ],
)
def test_posts_in_history(words: str, on: str, person: str) -> None:
    """A role description of the past means who held the post then."""
    assert person == resolve(f"The {words} came.", words, on=on).actor_id


def test_the_words_say_the_office() -> None:
    """Whoever the text calls prime minister is one, though a party is all that the day tells."""
    found = resolve("Prime Minister Imran Khan came.", "Prime Minister Imran Khan", on="2024-03-01")
    assert "act:pak" == found.on_behalf_of
