"""What is looked for of a work by a day, in words that no step knows."""

import pytest

from entente.api import extract
from entente.vocab.steps import load_steps

OUTLOOK = load_steps().outlook


def dues(text: str) -> list[tuple[str | None, str]]:
    """Stage and last day of everything due that a text of that day tells."""
    claims = extract(text, published="2025-04-18").claims
    return [(claim.stage, str(claim.due.latest)) for claim in claims if claim.due and claim.undertakings]


@pytest.mark.parametrize("text", OUTLOOK.yes)
def test_yes(text: str) -> None:
    """Each example of the table sets a day."""
    assert dues(text)


@pytest.mark.parametrize("text", OUTLOOK.no)
def test_no(text: str) -> None:
    """What is done beside a work, or was done, or pleases its critics, is no day for it."""
    assert "completed" not in [stage for stage, _ in dues(text)]


def test_a_word_of_its_name_points_back() -> None:
    """`The fund` means the security fund that the sentence before named."""
    text = (
        "Chad and Niger agreed to set up a joint security fund. The aim is to have the fund up and running in December."
    )
    assert ("completed", "2025-12-31") in dues(text)


def test_a_formality_leaves_a_plan() -> None:
    """`Subject to ratification` is the condition of every treaty: the day stands."""
    text = "Subject to ratification, the border treaty between Chad and Niger will apply from 1 January 2026."
    assert ("in_force", "2026-01-01") in dues(text)


def test_a_limit_to_come_makes_a_plan() -> None:
    """`Becomes effective no later than` a day to come is told in the present, and has not happened."""
    text = "The border treaty between Chad and Niger becomes effective no later than 31 March 2026."
    assert ("in_force", "2026-03-31") in dues(text)
    assert "happened" not in [claim.status for claim in extract(text, published="2025-04-18").claims]


def test_what_is_wanted_by_a_day() -> None:
    """The object of `want` is what is to be so by then, as its words tell."""
    assert ("in_force", "2026-04-01") in dues("Chad and Niger want the Evrin port agreement in force by 1 April 2026.")
    assert ("approved", "2025-12-31") in dues(
        "Chad and Niger signed a tuna protocol; it needs the consent of both parliaments by 31 December 2025."
    )


def test_what_is_owed_under_a_paper() -> None:
    """What must be done under an accord by a day is due of that accord, whatever the verb."""
    text = "Chad and Niger signed a truce on the Evrin road. Under it, both must pull back their guns by 20 May 2025."
    assert ("under_way", "2025-05-20") in dues(text)


def test_what_a_work_brings_about_is_no_step() -> None:
    """What a work is to do to others, or what ministers say of it, sets no day for it."""
    told = dues("The Evrin bridge will hurt the ferrymen of Chad by May 2026.")
    told += dues("The ministers of Chad and Niger will assess the Evrin bridge in May 2026.")
    assert "completed" not in [stage for stage, _ in told]


def test_two_steps_share_their_plan() -> None:
    """Of `is to be initialled in March and signed in May` both are planned."""
    text = "A gas contract between Chad and Niger is to be initialled in May 2026 and signed in Lassa on 12 June 2026."
    assert {("agreed", "2026-05-31"), ("signed", "2026-06-12")} <= set(dues(text))
