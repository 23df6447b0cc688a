"""Role phrases: the post, whom it serves, who holds it."""

import pytest

from entente.mentions import find_mentions
from entente.records.mentions import ActorSpan


def role(text: str) -> tuple[str, ActorSpan]:
    """The one span with a post, and its words."""
    span = next(span for span in find_mentions(text).actors if span.post or span.points == "counterpart")
    return text[span.start : span.end], span


@pytest.mark.parametrize(
    ("text", "words", "of", "post", "sector"),
    [
        ("The Turkish foreign minister came.", "Turkish foreign minister", "act:tur", "foreign_minister", "GOV"),
        ("Pakistan's army chief came.", "Pakistan's army chief", "act:pak", "commander", "MIL"),
        ("They saw Russian troops there.", "Russian troops", "act:rus", "other", "MIL"),
        ("The president of Chad came.", "president of Chad", "act:tcd", "head_of_state", "GOV"),
        (
            "The Minister of Foreign Affairs of the Republic of Chad came.",
            "Minister of Foreign Affairs of the Republic of Chad",
            "act:tcd",
            "foreign_minister",
            "GOV",
        ),
        ("Two officials in Tehran spoke.", "officials in Tehran", "act:irn", "other", "GOV"),
        (
            "A spokesman for the Peruvian foreign ministry spoke.",
            "spokesman for the Peruvian foreign ministry",
            "act:per",
            "spokesperson",
            "GOV",
        ),
        (
            "Chad's newly appointed finance minister came.",
            "Chad's newly appointed finance minister",
            "act:tcd",
            "minister",
            "GOV",
        ),
        (
            "Peru's Ministry of Energy and Mines agreed.",
            "Peru's Ministry of Energy and Mines",
            "act:per",
            "other",
            "GOV",
        ),
        ("The Dutch soldier fell.", "Dutch soldier", "act:nld", "other", "MIL"),
        ("Military leadership in Mali fell.", "Military leadership in Mali", "act:mli", "other", "MIL"),
    ],
)
def test_phrases(text: str, words: str, of: str, post: str, sector: str) -> None:
    """The phrase reaches from whom it serves to the end of the post and tells both."""
    found, span = role(text)
    assert (words, of, post, sector) == (found, span.of, span.post, span.acts_as)


def test_holders() -> None:
    """The person behind a post belongs to the phrase, known or not, after a comma too."""
    words, span = role("Foreign Minister Sergei Lavrov spoke.")
    assert ("Foreign Minister Sergei Lavrov", ("act:sergey_lavrov",)) == (words, span.candidates)
    words, span = role("Chad's envoy, Ana Souza, spoke.")
    assert ("Chad's envoy, Ana Souza", "Ana Souza", ()) == (words, span.person, span.candidates)


@pytest.mark.parametrize("person", ["Tom King", "F.W. de Klerk", "Hamad bin Khalifa al-Thani", "J. K. Souza"])
def test_personal_names(person: str) -> None:
    """Initials, particles and surnames that are also posts belong to the name."""
    assert person == role(f"Defence Secretary {person} spoke.")[1].person


def test_destination_is_named_apart() -> None:
    """Whom an ambassador is sent to is no part of whom he serves, and is a span of its own."""
    text = "Peruvian Ambassador to Kenya Ana Souza spoke."
    found = {text[span.start : span.end]: span for span in find_mentions(text).actors}
    assert "act:per" == found["Peruvian Ambassador to Kenya Ana Souza"].of
    assert ("act:ken",) == found["Kenya"].candidates


def test_later_surnames() -> None:
    """The surname of a person that a role phrase introduced keeps post and state."""
    text = "Chad's envoy Ana Souza came. Souza spoke."
    span = find_mentions(text).actors[-1]
    assert ("Souza", "act:tcd", "Ana Souza") == (text[span.start : span.end], span.of, span.person)


def test_former_holders() -> None:
    """Who held a post before is of the elite (A3)."""
    _, span = role("Former Peruvian president Ana Souza spoke.")
    assert ("ELI", "Ana Souza") == (span.acts_as, span.person)
    assert "former prime minister" == role("The former prime minister of Chad spoke.")[0][:21]


def test_owners_outside_the_vocabulary() -> None:
    """A name that no table has still tells whose post it is."""
    words, span = role("Kasteria's government fell.")
    assert ("Kasteria's government", "Kasteria", None) == (words, span.owner, span.of)
    assert "Orsenian" == role("Some Orsenian officials fled.")[1].owner


def test_coordinated_adjectives() -> None:
    """Of `Russian and Chadian troops` both act as troops."""
    found = find_mentions("Russian and Chadian troops met.").actors
    assert [("act:rus", "MIL"), ("act:tcd", "MIL")] == [(span.of, span.acts_as) for span in found]


def test_adjectives_are_no_posts() -> None:
    """`Military` before a noun and `general` before an election name nobody."""
    assert () == find_mentions("A military exercise came before the general election and an official visit.").actors


def test_counterparts() -> None:
    """A counterpart serves the state named with it."""
    words, span = role("He met his Turkish counterpart.")
    assert ("Turkish counterpart", "act:tur", "counterpart") == (words, span.of, span.points)


@pytest.mark.parametrize(
    ("text", "words", "sector"),
    [
        ("Pakistani experts warn of a drought.", "Pakistani experts", "EDU"),
        ("Islamabad armed Afghan jihadist groups.", "Afghan jihadist groups", "REB"),
        ("Turkish contractors left the site.", "Turkish contractors", "BUS"),
        ("Slovak truckers blocked the road.", "Slovak truckers", "LAB"),
        ("Brazilian indigenous leaders spoke.", "Brazilian indigenous leaders", "CVL"),
        ("Malian human rights groups spoke.", "Malian human rights groups", "NGO"),
    ],
)
def test_people_of_a_state_act_as_themselves(text: str, words: str, sector: str) -> None:
    """A nationality before a word for people tells where they live; the sector, that they are not the state."""
    spans = {text[span.start : span.end]: span.acts_as for span in find_mentions(text).actors}
    assert sector == spans[words]


@pytest.mark.parametrize(
    "text", ["The experts spoke to a gang.", "Kosovo Serbs left.", "Fighters of Somali origin left."]
)
def test_descent_names_no_state(text: str) -> None:
    """A people in another state, and descent, stand for no state of theirs."""
    assert not {"act:srb", "act:som"} & {actor for span in find_mentions(text).actors for actor in span.candidates}


def test_who_won_is_no_currency() -> None:
    """`Bhutan won` names the state; the Korean won nobody."""
    assert [("act:btn",)] == [span.candidates for span in find_mentions("Bhutan won assent.").actors]
    assert not find_mentions("Tickets cost 900 South Korean won.").actors
