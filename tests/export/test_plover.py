"""PLOVER's coding rules beyond the record: acts at home, and what is none."""

import pytest

from entente.api import extract, load_tools
from entente.export.plover import PloverEvent, plover_events


def coded(text: str) -> list[PloverEvent]:
    """The events of a text of 12 June 2024."""
    tools = load_tools()
    claims = extract(text, published="2024-06-12", tools=tools).claims
    return [event for claim in claims for event in plover_events(claim, tools.names.actors)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Turkish authorities imposed a curfew.", "COERCE"),
        ("Turkish workers went on strike.", "PROTEST"),
    ],
)
def test_an_act_at_home_is_against_the_state_itself(text: str, kind: str) -> None:
    """A curfew or strike that names no other side has its own state on both."""
    assert PloverEvent(("TUR",), ("TUR",), kind) in coded(text)  # type: ignore[arg-type]


def test_an_act_abroad_keeps_its_open_side() -> None:
    """What states do to each other gets no target that the words do not name."""
    assert ("TUR",) not in [event.target for event in coded("Turkey attacked at dawn.")]


def test_a_named_side_stays() -> None:
    """Where the words name the other side, it is the target."""
    assert PloverEvent(("TUR",), ("GRC",), "PROTEST") in coded("Turkish workers protested against Greece.")


def test_a_protest_against_those_who_govern_is_at_home() -> None:
    """Where nobody with a code protests, the state whose government is meant is on both sides."""
    assert PloverEvent(("DZA",), ("DZA",), "PROTEST") in coded(
        "Refugees went on hunger strike against the Algerian government."
    )


def test_a_protest_at_an_embassy_is_abroad() -> None:
    """A mission abroad is no government at home."""
    events = coded("Gangs stormed the British embassy and burnt it.")
    assert ("GBR",) not in [event.source for event in events]


@pytest.mark.parametrize("text", ["The turbines were delivered in May.", "A Japanese steel mill began work."])
def test_works_that_a_state_has_to_itself_are_no_cooperation(text: str) -> None:
    """A step of a work is co-operation where somebody does it with another (T5)."""
    assert "COOPERATE" not in [event.type for event in coded(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Chad rejected accusations by Sudan that it had shelled a village.",
        "Kenya denied charges by Somalia that its troops had looted the port.",
        "Peru sent condolences to Ecuador after the bombing in Quito.",
        "Chad declined to comment on a report that Libya had attacked its convoy.",
        "Ghana is sceptical of a Togolese announcement that it had opened the border.",
    ],
)
def test_what_is_only_denied_mourned_or_doubted_is_no_event(text: str) -> None:
    """PLOVER leaves CAMEO's statements out, and with them what they are about."""
    assert coded(text) == []


def test_what_a_denied_report_says_stands_beside_the_denial() -> None:
    """A report is somebody's claim; who denies it does not take it out of the news."""
    assert [event.type for event in coded("Chad denied reports that it had bombed Libya's convoy.")] == ["ASSAULT"]


def test_an_act_beside_a_condolence_is_one() -> None:
    """Only what is mourned is the matter of the words."""
    assert "AID" in [event.type for event in coded("Peru expressed condolences to Ecuador and sent rice to Ecuador.")]


def test_whose_town_is_shelled_is_the_target() -> None:
    """A town is nobody who takes part, but who is struck there is."""
    assert PloverEvent(("PRK",), ("KOR",), "ASSAULT") in coded("Pyongyang fired two artillery shells at Seoul.")
