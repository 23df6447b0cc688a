"""Who did it to whom, however the sentence is built."""

import pytest

from tests.extract.conftest import Read, sides

SIGNED: tuple[list[str], list[str]] = (["xvm", "xor"], [])


def one(read: Read, text: str, kind: str) -> tuple[list[str], list[str]]:
    """The sides of the one claim of a type."""
    return sides(next(claim for claim in read(text) if claim.type == kind))


@pytest.mark.parametrize(
    "text",
    [
        "Velmora and Orsenia signed a transit accord in Kesh.",
        "A transit accord was signed by Velmora and Orsenia.",
        "Velmora signed a transit accord with Orsenia.",
    ],
)
def test_a_mutual_act_lists_all_sides_as_actors(read: Read, text: str) -> None:
    """Voice and word order do not change who takes part (T3)."""
    assert one(read, text, "SUPPORT") == SIGNED


@pytest.mark.parametrize(
    "text",
    [
        "Velmora arrested three Orsenian pilots.",
        "Three Orsenian pilots were arrested by Velmora.",
        "The arrest of an Orsenian general by Velmora made waves.",
    ],
)
def test_what_is_done_to_people_is_done_to_their_state(read: Read, text: str) -> None:
    """A demonym beside a noun for people names the side, in verbs and in event nouns."""
    assert one(read, text, "COERCE") == (["xvm"], ["xor"])


def test_bare_people_act_for_the_state_they_belong_to(read: Read) -> None:
    """The owner of a noun for people may stand before it or behind a preposition."""
    assert one(read, "Soldiers from Velmora killed two Orsenian farmers.", "ASSAULT") == (["xvm"], ["xor"])


def test_a_pronoun_means_the_subject_of_the_clause_above(read: Read) -> None:
    """The one who says "it" speaks of itself."""
    assert one(read, "Velmora said it had invaded Orsenia.", "ASSAULT") == (["xvm"], ["xor"])


def test_a_led_coalition_acts_for_its_leader(read: Read) -> None:
    """ "X-led" names the doer."""
    actors, _ = one(read, "Velmoran-led forces attacked Orsenia at dawn.", "ASSAULT")
    assert actors == ["xvm"]


def test_the_owner_of_what_was_hit_did_not_hit_it(read: Read) -> None:
    """A passive without doer has no actor; the possessor of its subject is no doer."""
    claim = next(claim for claim in read("Three Orsenian soldiers were killed by a roadside bomb.") if claim.type)
    assert ([], ["xor"]) == sides(claim)


def test_one_who_receives_is_the_recipient(read: Read) -> None:
    """The subject of "received" is at the other end of the act."""
    assert one(read, "Velmora received food aid from Orsenia.", "AID") == (["xor"], ["xvm"])


def test_a_missing_side_stays_missing(read: Read) -> None:
    """No recipient is invented where the words name none."""
    assert one(read, "Velmora's president resigned on Monday.", "RETREAT")[1] == []


def test_who_says_another_must_act_asks_for_it(read: Read) -> None:
    """A duty laid on another state is a request to it."""
    assert one(read, "Velmora said that Orsenia must return the trawler.", "REQUEST") == (["xvm"], ["xor"])


def test_a_clause_beside_another_is_about_the_same_two(read: Read) -> None:
    """Where it names nobody and speaks of ties, its parties are those of the clause before."""
    claims = read("Velmora sees Orsenia as a partner, and cooperation on water is growing.")
    assert (["xvm", "xor"], []) == sides(next(claim for claim in claims if "growing" in claim.trigger.exact))


def test_a_semicolon_parts_the_doers(read: Read) -> None:
    """Who acts behind a semicolon did not do what stands before it."""
    ratified = next(claim for claim in read("Velmora ratified it; the Orsenian parliament postponed a vote."))
    assert (["xvm"], []) == sides(ratified)


def test_a_capital_beside_its_state_is_no_second_party(read: Read) -> None:
    """`Signed in Lassa` adds nobody where Velmora itself is named."""
    for claim in read("Velmora and Orsenia signed the loan at a session of their commission in Kesh."):
        named = [party for side in sides(claim) for party in side]
        assert len(set(named)) == len(named)


@pytest.mark.parametrize(
    "text", ["A bank in Kesh put the cost at $2 billion.", "In Kesh the referendum produced a tie."]
)
def test_who_only_sits_in_a_capital_is_not_its_state(read: Read, text: str) -> None:
    """A capital behind `in` is a place (A2), save for officials and others who govern there."""
    assert not read(text)
