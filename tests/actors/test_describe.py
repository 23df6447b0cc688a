"""Country and sector as event data sets write them, and places on the globe."""

import re

import pytest

from entente.actors import Locator, describe, party_of
from entente.mentions import find_mentions, with_names
from entente.records import Name, Place
from entente.vocab.namebook import load_names
from tests.actors.documents import resolve


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Chad agreed.", "Chad", ("TCD", "")),
        ("Chadian troops left.", "Chadian troops", ("TCD", "MIL")),
        ("NATO agreed.", "NATO", ("IGO", "IGO")),
        ("Abkhazia agreed.", "Abkhazia", ("GEO", "PRE")),
        ("The Soviet Union agreed.", "Soviet Union", ("SUN", "")),
    ],
)
def test_describe(text: str, words: str, expected: tuple[str, str]) -> None:
    """A body has its kind for a country, a disputed entity its sovereign (A5), a state that ended its own code (A4)."""
    assert expected == describe(resolve(text, words), load_names().actors)


def test_party() -> None:
    """Behind a minister stands the state, behind a state itself."""
    found = resolve("The US secretary of state came.", "US secretary of state", on="2014")
    assert "act:usa" == party_of(found)
    assert "act:tcd" == party_of(resolve("Chad came.", "Chad"))


def place(text: str, words: str) -> Place | None:
    """Where the last of those words is, all of them being names of places."""
    start = text.rindex(words)
    names = [Name(start=m.start(), end=m.end(), label="LOC") for m in re.finditer(words, text)]
    mentions = with_names(find_mentions(text), names)
    return Locator(text, mentions).locate(start, start + len(words))


@pytest.mark.parametrize(
    ("text", "words", "country"),
    [
        ("It rained in Kano.", "Kano", "NGA"),
        ("They met in Chad.", "Chad", "TCD"),
        ("He lives in London, Ontario, now.", "London", "CAN"),
        ("He lives in Tinyville, Ohio.", "Tinyville", "USA"),
        ("Tinyville, Ohio, is small. He likes Tinyville.", "Tinyville", "USA"),
        ("Bombay is large.", "Bombay", "IND"),
    ],
)
def test_places(text: str, words: str, country: str) -> None:
    """The largest of a name, unless a region or state behind it, here or elsewhere in the text, tells another."""
    found = place(text, words)
    assert found is not None
    assert country == found.country


def test_unknown_places() -> None:
    """A place of no list is nowhere."""
    assert None is place("He lives in Tinyville.", "Tinyville")
