"""Words that point: two named together, the former and the latter, counterparts, pronouns."""

import pytest

from tests.actors.documents import resolve, resolve_all


@pytest.mark.parametrize("words", ["both countries", "two sides", "Neither side"])
def test_both(words: str) -> None:
    """The two states most recently named together, in the order of the text."""
    text = f"Peru thanked Mali. Later Chad and Niger signed. {words} gained."
    assert ["act:tcd", "act:ner"] == [found.actor_id for found in resolve_all(text, words)]


def test_both_keeps_its_subject() -> None:
    """A state named in passing does not replace one of the two that the text is about."""
    text = "Chad and Niger signed. Chad-Niger trade grew. Chad sold Niger rice from Peru. Both countries gained."
    assert {"act:tcd", "act:ner"} == {found.actor_id for found in resolve_all(text, "Both countries")}


def test_both_of_none() -> None:
    """Without two states nobody is meant (A6)."""
    assert [None] == [found.actor_id for found in resolve_all("Both countries gained.", "Both countries")]


def test_former_and_latter() -> None:
    """The first and the second of two named together."""
    text = "Of Chad and Niger, the former agreed and the latter refused."
    assert ["act:tcd", "act:ner"] == [resolve(text, words).actor_id for words in ("the former", "the latter")]


def test_counterparts() -> None:
    """A counterpart holds the post last named, in the other state, on the day."""
    text = "Russian Foreign Minister Sergei Lavrov met his Chinese counterpart."
    found = resolve(text, "Chinese counterpart", on="2024-05")
    assert ("act:wang_yi", "act:chn") == (found.actor_id, found.on_behalf_of)


def test_the_country() -> None:
    """The one state spoken of; of two none, both stay candidates."""
    assert "act:tcd" == resolve("Chad is poor. The country needs rain.", "The country").actor_id
    found = resolve("Chad fears Niger. The country needs rain.", "The country")
    assert (None, 2) == (found.actor_id, len(found.candidates))


def test_pronouns_are_less_sure() -> None:
    """A pronoun with one candidate is read, at even odds."""
    found = resolve("Chad agreed. It signed.", "It")
    assert ("act:tcd", 0.5) == (found.actor_id, found.confidence)
