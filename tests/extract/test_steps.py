"""Steps that verbs tell of works, and figures of works."""

import pytest

from entente.api import extract
from entente.records import Claim
from entente.vocab.steps import Step, load_steps
from tests.extract.conftest import Read

STEPS = load_steps().steps
FIGURES = load_steps().figures


def claims(text: str) -> tuple[Claim, ...]:
    """What is claimed in a text of that day."""
    return extract(text, published="2024-04-18").claims


def stages(step: Step, text: str) -> set[str]:
    """Those stages that a step may come to, among those that a text tells."""
    told = {claim.stage for claim in claims(text) if claim.stage and claim.undertakings}
    return {str(stage) for stage in told} & {str(stage) for stage in (step.stage, step.planned, step.begun)}


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, step in STEPS.items() for text in step.yes])
def test_yes(name: str, text: str) -> None:
    """Each example of the table tells its step of the undertaking it names."""
    assert stages(STEPS[name], text)


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, step in STEPS.items() for text in step.no])
def test_no(name: str, text: str) -> None:
    """What is done to an undertaking beside its steps tells none."""
    assert not stages(STEPS[name], text)


@pytest.mark.parametrize("text", FIGURES.yes)
def test_figures(text: str) -> None:
    """A clause that says what an undertaking costs or carries is a measure of it."""
    assert [1] == [len(claim.amounts) for claim in claims(text) if "figure_of_work" in claim.rules]


@pytest.mark.parametrize("text", FIGURES.no)
def test_no_figures(text: str) -> None:
    """A number beside a work is not always one of it."""
    assert not [claim for claim in claims(text) if "figure_of_work" in claim.rules]


def test_a_step_of_what_was_named_before() -> None:
    """`The rest is to be delivered` is a step, still to come, of what the sentence before names, with its day."""
    told = claims("Chad pledged 5,000 tonnes of maize to Niger. The rest is to be delivered by 31 May 2024.")
    (step,) = [claim for claim in told if claim.stage == "completed"]
    assert ("planned", "5,000 tonnes of maize") == (step.status, step.undertakings[0].evidence.exact)
    assert step.due is not None
    assert "2024-05-31" == str(step.due.latest)


def test_a_figure_is_told_once(read: Read) -> None:
    """A clause that measures a work is one record; an act of the same word gives the figure itself."""
    (measure,) = read("The Tarn Pass pipeline will carry 15 million cubic metres of gas a day to Velmora.")
    claims = read("Velmora pledged 5,000 tonnes of maize. 3,400 tonnes of the maize have been delivered by Velmora.")
    delivered = [claim for claim in claims if claim.trigger.exact == "delivered"]
    assert ("measure", 1, True) == (measure.kind, len(delivered), "figure_of_work" in delivered[0].rules)


def test_what_is_to_follow_has_no_day_of_what_it_opens(read: Read) -> None:
    """In "in force by May, once both have ratified it" the ratification is planned, for no day that is told."""
    claims = read("The Tarn treaty is to enter into force by May 2025, once Velmora and Orsenia have ratified it.")
    told = next(claim for claim in claims if claim.stage == "approved")
    assert ("planned", "../..", None) == (told.status, told.when.edtf, told.due)
