"""Who says what."""

from entente.views import voices
from tests.views.made import book


def test_voices_are_sorted_by_side() -> None:
    """The two states' own words stand first, writers under their outlet last."""
    found = voices(book(), book().claims.values(), "act:xvm", "act:xor")
    assert [("b", "Orsenia"), ("author", "hill-road")] == [(voice.side, voice.name) for voice in found[:2]]
    assert ["author"] * 4 == [voice.side for voice in found[1:]]


def test_voices_count_their_firmness() -> None:
    """A voice shows how firm its words are, the most frequent first."""
    found = {voice.name: voice for voice in voices(book(), book().claims.values(), "act:xvm", "act:xor")}
    assert {"denied": 1, "happened": 1, "hypothetical": 1} == found["hill-road"].statuses
    assert ("say",) == tuple(said.verb for said in found["Orsenia"].said)
