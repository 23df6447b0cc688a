"""Clauses about actors without an act of the lexicon; the trees are those of the shipped model."""

from functools import cache

import pytest

from entente.api import extract, load_tools
from entente.pipeline import Tools
from entente.records import Claim
from tests.extract.conftest import Read


@cache
def tools() -> Tools:
    """The shipped model and vocabulary, once."""
    return load_tools()


def only(text: str) -> Claim:
    """The one claim of a text."""
    (claim,) = extract(text, published="2024-03-05", tools=tools()).claims
    return claim


@pytest.mark.parametrize(
    ("text", "kind", "status"),
    [
        ("Togo remains short of water.", "state", "under_way"),
        ("Togo could become a hub for Chad.", "forecast", "hypothetical"),
        ("Togo ought to be patient with Chad.", "recommendation", "called_for"),
    ],
)
def test_a_clause_is_told_by_its_mood(text: str, kind: str, status: str) -> None:
    """What is, what may come and what should be are of different kinds."""
    claim = only(text)
    assert (kind, status) == (claim.kind, claim.status)


def test_an_act_of_the_lexicon_speaks_for_its_clause() -> None:
    """Where a clause reports an act, no state stands beside it."""
    assert only("Togo and Chad signed a trade agreement.").type == "SUPPORT"


def test_conditions_and_speech_tell_nothing_themselves() -> None:
    """Of "X said that Y" and "if Z" only Y is told."""
    claims = extract("Chad said that Togo is poor.", tools=tools()).claims
    assert ["Togo"] == [mention.surface for claim in claims for mention in claim.actors]


def test_clauses_without_an_actor_tell_nothing() -> None:
    """A sentence about the weather is no claim."""
    assert extract("The rain may last until Friday.", tools=tools()).claims == ()


@pytest.mark.parametrize(
    "text",
    [
        "Since Abiy Ahmed took office, Togo has remained short of water.",
        "Togo, whose king fled when Chad was poor, is poor.",
    ],
)
def test_a_clause_of_time_tells_nothing_itself(text: str) -> None:
    """What only dates the clause above is no record."""
    assert 1 == len(extract(text, tools=tools()).claims)


def test_who_somebody_is_tells_nothing() -> None:
    """A relative clause about a person, or one that says which is meant, is no record."""
    claims = extract("Togo, said a lawyer who teaches in Chad, is poor.", tools=tools()).claims
    assert ["Togo"] == [mention.surface for claim in claims for mention in claim.actors]


@pytest.mark.parametrize("text", ["Togo voiced reservations.", "Chad expressed interest in the port of Togo."])
def test_who_shows_an_attitude_says_something(text: str) -> None:
    """Interest, concern and reservations that are expressed are a statement."""
    assert "statement" == only(text).kind


def test_a_state_that_is_said_to_be_is_a_statement() -> None:
    """What a named voice says of how things are is its statement, whatever word of the lexicon tells it."""
    claim = only("Togo depends on Chad for its water, its minister said.")
    assert ("statement", "its minister") == (claim.kind, claim.holders[-1].label)


def test_what_one_is_for_or_against_is_not_done() -> None:
    """Supporting the signing of a pact signs nothing."""
    assert {None} == {claim.stage for claim in extract("Togo supports the signing of a trade pact by Chad.").claims}


def test_where_something_is_is_no_party(read: Read) -> None:
    """A state behind `in` only says where; behind `interest in` it is the one meant."""
    (haven,) = read("Velmora is worried that gangs have havens in Orsenia.")
    (interest,) = read("Velmora has an interest in Orsenia.")
    assert "Orsenia" not in [actor.surface for actor in haven.recipients]
    assert ["Orsenia"] == [actor.surface for actor in interest.recipients]


def test_when_it_comes_to_names_whom_it_is_about(read: Read) -> None:
    """Those named behind `when it comes to` belong to the clause."""
    (claim,) = read("Velmora needs patience when it comes to building trust with Orsenia.")
    assert ["Orsenia"] == [actor.surface for actor in claim.recipients]


def test_the_country_is_the_state_spoken_of_last(read: Read) -> None:
    """`The country` may be the subject of a state of affairs."""
    told = read("Velmora buys maize from abroad. The country appears to have avoided a crisis.")
    assert ["The country"] == [claim.actors[0].surface for claim in told if claim.kind == "state"]


def test_a_quote_holds_those_it_is_about(read: Read) -> None:
    """A predicate beside the first that alone names a party is quoted with it."""
    (claim,) = read("Velmora's economy is weak and not in a position to pay Orsenia hard money.")
    assert claim.support[0].exact.endswith("hard money")


@pytest.mark.parametrize(
    "text",
    [
        "The Chadian minister rowed across the lake.",
        "The Chadian minister spoke in Dakar, as he did in 1998.",
        "A Chadian minister did not want to be named.",
    ],
)
def test_small_deeds_of_a_person_are_no_news(text: str) -> None:
    """What one person did, which neither lexicon nor reader takes for an act, is no state of affairs."""
    assert not any(claim.kind == "state" and claim.type is None for claim in extract(text, tools=tools()).claims)


def test_a_figure_of_a_person_stays() -> None:
    """A deed with a figure or a second party is told."""
    assert extract("The Chadian minister moved 40 million dollars.", tools=tools()).claims
