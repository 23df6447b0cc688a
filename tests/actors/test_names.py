"""Names to actors: states in time, places that act, names of several, names of nobody."""

import pytest

from entente.mentions import find_mentions
from tests.actors.documents import resolve


def test_states() -> None:
    """A state's name is the state, nearly surely, and tells no sector."""
    found = resolve("Chad agreed.", "Chad")
    assert ("act:tcd", "name", None) == (found.actor_id, found.via, found.acts_as)
    assert found.confidence > 0.95
    assert ("Chad", 0) == (found.evidence.exact, found.evidence.start)


def test_a_capital_that_acts() -> None:
    """A capital that acts is its government (A2)."""
    found = resolve("Beijing refused.", "Beijing")
    assert ("act:chn", "capital", "GOV") == (found.actor_id, found.via, found.acts_as)


def test_a_capital_that_does_not_act() -> None:
    """A capital that does not act is a place: nobody is named, the state stays a candidate (A2)."""
    found = resolve("They met in Beijing.", "Beijing", acting=False)
    assert (None, ["act:chn"]) == (found.actor_id, [candidate.actor for candidate in found.candidates])


def test_states_in_time() -> None:
    """Moscow in 1980 is the Soviet Union, in 2020 Russia (A1, A4)."""
    text = "Moscow refused."
    assert ["act:sun", "act:rus"] == [resolve(text, "Moscow", on=day).actor_id for day in ("1980", "2020")]


def test_no_successor_for_a_state_that_ended() -> None:
    """The Soviet Union stays the Soviet Union in an article of today (A4)."""
    found = resolve("The Soviet Union fell.", "Soviet Union")
    assert "act:sun" == found.actor_id
    assert found.confidence < 0.9


def test_what_the_text_supports() -> None:
    """Of two bearers of a name the one that the text names otherwise is meant, less surely."""
    found = resolve("Seoul spoke. South Korea was glad. Korean ships left.", "Korean")
    assert ("act:kor", 0.75) == (found.actor_id, found.confidence)


def test_unsupported_names_stay_open() -> None:
    """Of two bearers with nothing to tell them apart none is chosen (A6)."""
    found = resolve("Korean ships left.", "Korean")
    assert None is found.actor_id
    assert {"act:kor", "act:prk"} == {candidate.actor for candidate in found.candidates}


def test_bodies_act_for_their_state() -> None:
    """A body of a government acts for its state; an armed group acts for itself."""
    assert "act:usa" == resolve("The CIA said so.", "CIA").on_behalf_of
    assert None is resolve("Hamas said so.", "Hamas").on_behalf_of


def test_disputed_entities() -> None:
    """A disputed entity keeps an id of its own (A5)."""
    assert "act:xkx" == resolve("Kosovo agreed.", "Kosovo").actor_id


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Chad's ally Niger agreed.", ["Niger"]),
        ("Peru talks to Chad's foe, Niger.", ["Peru", "Niger"]),
        ("Niger, Chad's main regional rival, refused.", ["Niger"]),
        ("Niger is Chad's closest ally.", ["Niger", "Chad"]),
        ("Chad's ally agreed.", ["Chad"]),
    ],
)
def test_owners_of_a_relation(text: str, named: list[str]) -> None:
    """Of `Chad's ally Niger` only Niger is meant; where the relation is what is told, both are."""
    assert named == [text[span.start : span.end] for span in find_mentions(text).actors]


@pytest.mark.parametrize(
    ("text", "named"), [("Chad praised the SAA.", ["Chad"]), ("Syria praised the SAA.", ["Syria", "SAA"])]
)
def test_names_that_need_their_state(text: str, named: list[str]) -> None:
    """An acronym that means other things too is borne out by its own state, not by any."""
    assert named == [text[span.start : span.end] for span in find_mentions(text).actors]


@pytest.mark.parametrize(
    "text", ["It was a civil contract.", "The popular will won.", "Good party, new hope.", "She said so in May."]
)
def test_common_words_are_no_actors(text: str) -> None:
    """Names that are made of ordinary words count as written only."""
    assert {"It", "She"} >= {text[span.start : span.end] for span in find_mentions(text).actors}
