"""Clauses about actors without an act of the lexicon; the trees are those of the shipped model."""

from functools import cache

import pytest

from entente.api import extract, load_tools
from entente.pipeline import Tools
from entente.records import Claim


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
