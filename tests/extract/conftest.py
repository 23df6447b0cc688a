"""The reader with the model that ships and the fictional states of the demo."""

from collections.abc import Callable
from pathlib import Path

import pytest

from entente.api import extract, load_tools
from entente.pipeline import Tools
from entente.records import ActorMention, Claim

VOCABULARY = Path(__file__).parents[2] / "corpus" / "demo" / "vocabulary"
Read = Callable[[str], tuple[Claim, ...]]


@pytest.fixture(scope="session")
def tools() -> Tools:
    """Model and vocabulary, loaded once."""
    return load_tools(vocabulary=[VOCABULARY])


@pytest.fixture(scope="session")
def read(tools: Tools) -> Read:
    """The claims of a text of 12 June 2024."""
    return lambda text: extract(text, published="2024-06-12", tools=tools).claims


def sides(claim: Claim) -> tuple[list[str], list[str]]:
    """Whom the doers and the recipients of a claim act for, as ids without their prefix."""
    return [_state(mention) for mention in claim.actors], [_state(mention) for mention in claim.recipients]


def _state(mention: ActorMention) -> str:
    return (mention.on_behalf_of or mention.actor_id or "?").removeprefix("act:")
