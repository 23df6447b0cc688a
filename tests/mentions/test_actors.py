"""Names of actors: case, context, and the longest name."""

import pytest

from entente.mentions import find_mentions
from entente.records.mentions import ActorSpan


def spans(text: str) -> dict[str, ActorSpan]:
    """The spans that name or describe somebody, by their words."""
    return {text[span.start : span.end]: span for span in find_mentions(text).actors if span.points is None}


def names(text: str) -> list[str]:
    """Their words, in order."""
    return list(spans(text))


def test_acronyms_keep_their_case() -> None:
    """`US` names a state, `us` nobody."""
    assert ["US"] == names("The US told us nothing.")


def test_dots() -> None:
    """A name written with dots keeps its last one."""
    assert ["U.S.", "U.N."] == names("The U.S. went to the U.N. with it.")


def test_stances() -> None:
    """Whom a group is for or against does not act."""
    assert ["rebels"] == names("The pro-Russian rebels and anti-Syria voices spent US$ 5 million.")


def test_words_keep_their_case() -> None:
    """`Turkey` names a state, `turkey` a bird."""
    assert ["Turkey"] == names("In Turkey they ate turkey.")


def test_headings_in_capitals() -> None:
    """A heading in capitals names what it would name in small letters."""
    assert ["TURKEY", "CHAD"] == names("TURKEY AND CHAD SIGN")


def test_the_longest_name_wins() -> None:
    """`South Korean` is not `Korean`, and a sea names no state."""
    assert ["South Korean", "Japan"] == names("South Korean ships left Japan for the South China Sea.")


def test_hyphens_part_names() -> None:
    """Both members of a hyphenated pair are named; a combining form counts before a hyphen only."""
    assert ["Pak", "Russia", "Sino", "Indian"] == names("Pak-Russia and Sino-Indian talks; she has a pak.")


def test_possessives_are_no_part_of_a_name() -> None:
    """The span ends before the possessive, straight or curly."""
    assert ["Chad", "Niger"] == names("Chad's roads and Niger’s")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Georgia recalled its envoy from Tbilisi.", ["Georgia", "envoy", "Tbilisi"]),
        ("They live in Atlanta, Georgia, and like it.", []),
        ("Michael Jordan and Chad Smith met.", []),
        ("Shell rose as Chevron fell.", []),
        ("The energy giant Shell left Russia.", ["Shell", "Russia"]),
    ],
)
def test_context(text: str, expected: list[str]) -> None:
    """A name that means other things too needs something that bears it out."""
    assert expected == names(text)


def test_things_that_only_bear_a_name() -> None:
    """Money, languages, wares and agreements are no actors."""
    assert ["Peru"] == names("Peru paid in Canadian dollars under the Paris Agreement for a Swiss-made watch.")


def test_capitals_may_be_places() -> None:
    """A capital is place-like and acts as a government; a state is not."""
    found = spans("Moscow and Peru talked.")
    assert [True, False] == [found["Moscow"].place_like, found["Peru"].place_like]
    assert "GOV" == found["Moscow"].acts_as


def test_former_states_are_named_apart() -> None:
    """Words that two states bore keep both, the living one first (A4)."""
    assert ("act:rus", "act:sun") == spans("Moscow refused.")["Moscow"].candidates


def test_surnames_need_more() -> None:
    """A surname counts after the full name or with the state; beside another name it is somebody else."""
    assert ["Vladimir Putin", "Putin"] == names("Vladimir Putin came. Putin spoke.")
    assert ["Russia", "Putin"] == names("In Russia people like Putin.")
    assert [] == names("Igor Putin plays chess.")


def test_houses_bear_names() -> None:
    """A university named after a person is not the person."""
    assert [] == names("He studied at Vladimir Putin University.")


def test_pointing_words() -> None:
    """Words that point say where; the adjective `former` does not."""
    text = "Of Chad and Niger the former agreed; both countries, he said, and his counterpart met the former minister."
    found = [(text[span.start : span.end], span.points) for span in find_mentions(text).actors if span.points]
    assert [
        ("the former", "former"), ("both countries", "pair"), ("he", "one"), ("his", "one"),
        ("counterpart", "counterpart"),
    ] == found  # fmt: skip


def test_a_surname_of_somebody_else() -> None:
    """A surname that the text gives to another person names no statesman, though the state is named."""
    text = "Azam Sharif, a baker in Pakistan, closed early. Sharif had no flour."
    assert [] == [span for span in find_mentions(text).actors if span.person is not None]


def test_a_surname_after_a_post() -> None:
    """A post before the surname is no given name."""
    found = spans("Foreign Minister Lavrov flew to Russia. Lavrov spoke.")
    assert ("act:sergey_lavrov",) == found["Lavrov"].candidates


def test_descent_is_no_citizenship() -> None:
    """`Ethnic Albanians` are people of no named state."""
    assert [(), "nominal"] == [
        spans("Ethnic Albanians left Serbia.")["Albanians"].candidates,
        spans("Ethnic Albanians left Serbia.")["Albanians"].via,
    ]
