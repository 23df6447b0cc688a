"""Which sentences are parsed, and names that only the analyser knows."""

import pytest

from entente.mentions import find_mentions, gate, is_peopled, with_names, within
from entente.records import Name, Sentence


def kept(text: str, *, after: bool = False) -> bool:
    """Whether the gate keeps a text that is one sentence."""
    return gate(Sentence(start=0, end=len(text)), find_mentions(text), text, after=after)


@pytest.mark.parametrize(
    "text",
    [
        "Chad and Niger are neighbours of a kind.",
        "Chad ratified it.",
        "Chad likes the treaty.",
        "Both countries were there.",
        "The first joint naval exercise was held in 2016.",
        "Hundreds of protesters marched on the palace.",
        "Students rioted on Monday.",
        "A mob looted the shops.",
    ],
)
def test_kept(text: str) -> None:
    """Two actors, or an actor or undertaking with a word that may report an act."""
    assert kept(text)


@pytest.mark.parametrize(
    "text",
    [
        "It rained in the hills.",
        "Chad is hot.",
        "Police arrested the students.",
        "Students gathered in the hall.",
        "The team signed a striker.",
        "They signed it.",
    ],
)
def test_left_out(text: str) -> None:
    """Without an actor, or with one and no act, nothing is parsed."""
    assert not kept(text)


def test_pronouns_go_on() -> None:
    """Behind a sentence that was kept a pronoun counts as an actor."""
    assert kept("They signed it.", after=True)


def test_within() -> None:
    """A sentence's own mentions are those that lie inside it, and quotations that touch it."""
    text = 'Chad agreed. Niger said "no. Never."'
    found = within(find_mentions(text), 13, 28)
    assert ["Niger"] == [text[span.start : span.end] for span in found.actors]
    assert 1 == len(found.quotes)


def test_unknown_names() -> None:
    """Names outside the vocabulary are added with their label; what overlaps a known actor is not."""
    text = "Ana Souza of Kasteria met Chad."
    names = [
        Name(start=0, end=9, label="PER"),
        Name(start=13, end=21, label="LOC"),
        Name(start=26, end=30, label="LOC"),
    ]
    found = with_names(find_mentions(text), names).actors
    assert [("PER", False), ("LOC", True), (None, False)] == [(span.label, span.place_like) for span in found]


@pytest.mark.parametrize(
    ("text", "peopled"),
    [
        ("Road sealed off after a spill inside the vehicle.", False),
        ("Police sealed off the bridge.", True),
        ("Chad opened the bridge.", True),
        ("The treaty was broken.", True),
        ("Looters ran.", True),
    ],
)
def test_works_alone_are_nobody(text: str, peopled: bool) -> None:
    """A vehicle or a plant tells of nobody's act; a treaty was made by somebody."""
    assert is_peopled(find_mentions(text), text) is peopled


@pytest.mark.parametrize("text", ["The guns fell silent on Monday.", "Talks collapsed on Friday."])
def test_what_two_share_is_read_behind_them(text: str) -> None:
    """A sentence about guns, talks or truces is kept behind one that was kept, and not alone."""
    assert (kept(text, after=True), kept(text)) == (True, False)


@pytest.mark.parametrize("text", ["The guns must be gone by May.", "It has until 3 July."])
def test_what_is_owed_of_what_was_named(text: str) -> None:
    """What is owed by a day is read behind a kept sentence, though it names nobody."""
    assert kept(text, after=True)
    assert not kept(text)
    assert not kept("Rain fell in May.", after=True)
