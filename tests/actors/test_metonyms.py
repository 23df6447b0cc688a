"""Places that stand for those who sit there: each sentence of the data file, read with the shipped model."""

import pytest

from entente.api import extract
from entente.vocab.actors import Metonym, load_metonyms

ACTING = [metonym for metonym in load_metonyms() if metonym.stands_for]
PLACES = [metonym for metonym in load_metonyms() if not metonym.stands_for]


def parties(metonym: Metonym) -> set[str | None]:
    """Whom the bracketed words name in the claims of the sentence."""
    bare = metonym.text.replace("[", "").replace("]", "")
    start, end = metonym.text.index("["), metonym.text.index("]") - 1
    claims = extract(bare, published="2023-05-10").claims
    assert claims
    mentions = [m for c in claims for m in (*c.actors, *c.recipients, *(third.actor for third in c.third_parties))]
    inside = [m for m in mentions if m.evidence.start < end and m.evidence.end > start]
    return {actor for mention in inside for actor in (mention.actor_id, mention.on_behalf_of) if actor}


@pytest.mark.parametrize("metonym", ACTING, ids=lambda metonym: metonym.text)
def test_acts(metonym: Metonym) -> None:
    """A place that acts, speaks or is asked is the actor it stands for."""
    assert metonym.stands_for in parties(metonym)


@pytest.mark.parametrize("metonym", PLACES, ids=lambda metonym: metonym.text)
def test_is_a_place(metonym: Metonym) -> None:
    """A place where something happens, or that names an agreement, is nobody."""
    assert set() == parties(metonym)
