"""Days that are set or moved by name, and what is owed by a day."""

import pytest

from entente.api import extract
from entente.vocab.steps import load_steps

DEADLINES = load_steps().deadlines


def dues(text: str) -> list[tuple[str | None, str]]:
    """Stage and last day of everything due that a text of that day tells."""
    claims = extract(text, published="2024-04-18").claims
    return [(claim.stage, str(claim.due.latest)) for claim in claims if claim.due and claim.undertakings]


@pytest.mark.parametrize("text", DEADLINES.yes)
def test_yes(text: str) -> None:
    """Each example of the table sets a day."""
    assert dues(text)


@pytest.mark.parametrize("text", DEADLINES.no)
def test_no(text: str) -> None:
    """A day beside an undertaking is not always set for it."""
    assert not dues(text)


def test_what_falls_due_is_what_the_words_say() -> None:
    """`The deadline for the ratification` is one of approval, though the treaty is named."""
    text = "The deadline for the ratification of the border treaty between Chad and Niger is 1 May 2024."
    assert ("approved", "2024-05-01") in dues(text)


def test_time_is_given() -> None:
    """Who `has until` a day to do it is to do it by then."""
    assert [("completed", "2024-06-30")] == dues("The builders have until 30 June 2024 to finish the Evrin bridge.")


def test_a_limit_stands_above_another_day() -> None:
    """Of two days in one plan the one that the words set as a limit is due."""
    text = "The truce between Chad and Niger is to take effect with the start of summer, no later than 31 May 2024."
    assert ("in_force", "2024-05-31") in dues(text)


def test_a_day_gone_by_was_due() -> None:
    """What was owed by a day before the report was due then."""
    text = "Chad and Niger signed a rice contract. First shipments under the contract were due by 31 March 2024."
    assert ("under_way", "2024-03-31") in dues(text)


def test_what_is_measured_by_a_deadline_sets_none() -> None:
    """`A week before its deadline` sets no day."""
    assert not dues("The Evrin bridge was opened on 2 April 2024, a week before its deadline.")


def test_parts_have_days_of_their_own() -> None:
    """The first and the last of several have a day each, though no verb stands beside them."""
    text = (
        "Chad is to hand over five patrol ships to Niger, the first of them by March 2025 and the last no later than"
        " July 2027."
    )
    assert {("under_way", "2025-03-31"), ("completed", "2027-07-31")} <= set(dues(text))


def test_a_part_points_to_what_was_named() -> None:
    """`The second phase, due by March` is one of the work of the sentence before."""
    text = "Chad and Niger are building the Evrin railway. The second phase, due by March 2026, needs a new bridge."
    assert ("completed", "2026-03-31") in dues(text)


def test_a_row_of_a_timetable() -> None:
    """A milestone, the work and a day need no verb; what is `to be signed` is planned."""
    assert ("completed", "2027-06-30") in dues("Chad and Niger: completion of the Evrin road: June 2027.")
    assert ("signed", "2024-09-15") in dues("Evrin financing agreement with Chad: to be signed by 15 September 2024.")


def test_the_day_of_a_miss_is_no_deadline() -> None:
    """`Missed its deadline last week` tells when it was missed; `the deadline of 31 March was missed` when it was."""
    assert not dues("The Evrin bridge missed another deadline last week.")
    assert dues("The deadline of 31 March 2024 for the Evrin bridge was missed.")


def test_time_that_is_a_length() -> None:
    """Who `has 60 days to` do it is to do it within them."""
    assert ("approved", "2024-06-17") in dues("The Senate of Chad has 60 days to ratify the Evrin treaty.")


def test_time_without_its_deed() -> None:
    """A parliament that `has until` a day has it for what the sentence before left to it."""
    text = "Chad's parliament ratified the Evrin treaty with Niger. Niger's parliament has until 3 July 2024."
    assert ("approved", "2024-07-03") in dues(text)


def test_a_milestone_with_an_article_is_of_what_was_named() -> None:
    """Who speaks of `an opening in April` speaks of the works of the sentence before."""
    text = "Chad's Evrin bridge has not opened. Officials in Niger now speak of an opening in April 2026."
    assert ("completed", "2026-04-30") in dues(text)


def test_until_stands_above_a_length() -> None:
    """Of `has 41 months, until 31 March 2027` the day counts, not the months from now."""
    text = "Chad and Niger are building the Evrin bridge. The contractor of Chad has 41 months, until 31 March 2027."
    assert {"2027-03-31"} == {day for _, day in dues(text)}
