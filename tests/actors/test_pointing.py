"""Words that point: two named together, the former and the latter, counterparts, pronouns."""

import pytest

from entente.actors import Resolver
from entente.mentions import find_mentions, with_names
from entente.records import Name
from tests.actors.documents import document, resolve, resolve_all


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


@pytest.mark.parametrize("words", ["Both countries", "the former", "the latter"])
def test_pairs_of_three(words: str) -> None:
    """Of three in a list no two are `both`, and none is the former or the latter (A6)."""
    text = f"Chad, Niger and Peru met. {words} agreed."
    assert [None] == [found.actor_id for found in resolve_all(text, words)]


def test_both_outlives_a_list() -> None:
    """Two that were named together stay `both` when a list of three comes between."""
    text = "Chad and Niger signed. Chad and Niger trade. Peru, Mali and Togo watched. Both countries agreed."
    assert ["act:tcd", "act:ner"] == [found.actor_id for found in resolve_all(text, "Both countries")]


def test_counterparts_of_a_post_alone() -> None:
    """Where the first is named by post alone, the other holds the same post on the day."""
    text = "The Turkish foreign minister met his Russian counterpart."
    assert "act:sergey_lavrov" == resolve(text, "Russian counterpart", on="2016-12").actor_id


def test_counterparts_of_nobody() -> None:
    """A counterpart of an unknown post is the state alone."""
    found = resolve("She met her Russian counterpart.", "Russian counterpart", on="2016-12")
    assert ("act:rus", None) == (found.actor_id, found.on_behalf_of)


@pytest.mark.parametrize(
    "words", ["is clear that talks failed", "was a matter of trust", "is also likely that rain falls"]
)
def test_it_that_means_nobody(words: str) -> None:
    """`It is clear that` speaks of no state, though one was named before."""
    text = f"Chad agreed. It {words}."
    assert ["Chad"] == [text[span.start : span.end] for span in find_mentions(text).actors]


@pytest.mark.parametrize("words", ["is ready to sign", "is expected to be bound", "was a member"])
def test_it_that_means_a_state(words: str) -> None:
    """`It is ready to` speaks of the state named before."""
    assert "act:tcd" == resolve(f"Chad agreed. It {words}.", "It").actor_id


def test_they_are_the_people_named_last() -> None:
    """`Their` means the people of this sentence or the one before, not two states named further back."""
    text = "Chad and Niger signed. Mali lies near. Peruvian workers marched. Their march ended."
    assert ["act:per"] == [found.on_behalf_of or found.actor_id for found in resolve_all(text, "Their")]


def test_they_are_two_joined_just_before() -> None:
    """Two that the sentence before joins are `they`."""
    assert ["act:tcd", "act:ner"] == [
        found.actor_id for found in resolve_all("Chad and Niger met. They agreed.", "They")
    ]


def test_they_are_nobody_when_the_two_are_far() -> None:
    """Two named further back than the sentence before are not guessed (A6)."""
    text = "Chad and Niger met. Rain fell. The crops grew. They were good."
    assert [None] == [found.actor_id for found in resolve_all(text, "They")]


@pytest.mark.parametrize("text", ["Chad's ally Niger agreed.", "Armenia's foe, Azerbaijan, agreed."])
def test_owners_of_allies(text: str) -> None:
    """A name that only tells whose ally another one is still means its state."""
    word = text.partition("'")[0]
    mentions = with_names(find_mentions(text), [Name(start=0, end=len(word), label="LOC")])
    span = next(span for span in mentions.actors if span.start == 0)
    found = Resolver(document(text), mentions).resolve(span)
    assert found.actor_id in ("act:tcd", "act:arm")


def test_the_trio() -> None:
    """Three in a list are the trio; two or four are none."""
    text = "Chad, Niger and Mali met. The trio agreed."
    assert ["act:tcd", "act:ner", "act:mli"] == [found.actor_id for found in resolve_all(text, "The trio")]
    assert [None] == [
        found.actor_id for found in resolve_all("Chad, Niger, Mali and Peru met. The trio agreed.", "The trio")
    ]


def test_the_bloc() -> None:
    """The body of states named last, not its court or a bank."""
    text = "Mali left ECOWAS in anger at the World Bank. The bloc regretted it."
    assert "act:ecowas" == resolve(text, "The bloc").actor_id


def test_the_bloc_of_several() -> None:
    """Where the text names several bodies the last is meant, less surely, and the others stay candidates."""
    found = resolve("NATO wrote to ECOWAS. The bloc replied.", "The bloc")
    assert ("act:ecowas", 0.5, ["act:nato"]) == (found.actor_id, found.confidence, [c.actor for c in found.candidates])


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("The Chadian minister met the African Development Bank. She left.", "act:tcd"),
        ("The African Development Bank will lend. She left.", None),
        ("Chad will lend. She left.", "act:tcd"),
    ],
)
def test_she_is_a_person(text: str, meant: str | None) -> None:
    """`She` is the person named last, else acts for the one state that is named; a bank is none."""
    found = resolve(text, "She")
    assert meant == (found.on_behalf_of or found.actor_id)
