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
