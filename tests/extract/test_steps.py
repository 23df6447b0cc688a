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


def test_it_is_what_the_sentence_before_is_about() -> None:
    """Of a port with an ice plant `work` is on the port, and on the works that a second sentence is about."""
    told = claims("Chad will build a port at Kesh. The port, with an ice plant, costs much. Work starts in May 2026.")
    assert {"The port"} == {claim.undertakings[0].evidence.exact for claim in told if claim.stage == "under_way"}


def test_a_general_noun_takes_up_works() -> None:
    """`The link` after a cable is that cable; electricity comes of no railway."""
    told = claims("Chad and Niger agreed on an undersea cable. The link should be in service by the end of 2028.")
    assert ["an undersea cable"] == [c.undertakings[0].evidence.exact for c in told if c.stage == "completed"]
    told = claims("Chad and Niger are building the Evrin railway. Since January electricity has come from Niger.")
    assert not [claim for claim in told[1:] if claim.stage and claim.undertakings]


def test_talks_on_something_are_of_that() -> None:
    """`Talks on the border` after a loan are no talks on the loan."""
    told = claims("Chad signed a loan with Niger. Talks on the border go on.")
    assert "negotiating" not in [claim.stage for claim in told if claim.undertakings]


def test_talks_that_fail_cancel_nothing() -> None:
    """What talks are on is stalled when they fail, neither cancelled nor agreed; a dam that it is about goes on."""
    text = "Talks between Chad and Niger on an agreement on the filling of the Evrin Dam ended without result in May."
    told = {(naming.kind, claim.stage) for claim in claims(text) for naming in claim.undertakings[:1]}
    assert {("agreement", "stalled")} == {row for row in told if row[1]}


def test_a_yard_is_no_works() -> None:
    """A company whose name ends in Works is not the works or goods named before."""
    text = "Chad ordered two patrol boats. Evrin Naval Works delivered its first trawler in 1978."
    assert not [claim for claim in claims(text) if claim.when.edtf == "1978" and claim.undertakings]


def test_an_offer_of_something_else() -> None:
    """Who offers ten doctors beside a wheat pledge offers doctors; who promises `it` promises the wheat."""
    wheat = "Chad pledged 5,000 tonnes of wheat to Niger. "
    other = claims(wheat + "Libya pledged 25 million dollars for hospitals in Niger.")[-1]
    assert not [naming for naming in other.undertakings if "wheat" in naming.evidence.exact]


def test_works_where_something_is_done() -> None:
    """An exchange at a bridge is no step of the bridge."""
    text = "Chad and Niger will exchange 62 prisoners. The swap is to take place by 15 May 2026 at the Red Bridge."
    told = claims(text)
    assert {"62 prisoners"} == {claim.undertakings[0].evidence.exact for claim in told if claim.undertakings}


def test_the_rest_ends_it() -> None:
    """That `the remaining three have not been delivered` denies the end of a delivery and not its beginning."""
    told = claims("Chad pledged eight howitzers to Niger. The remaining three have not been delivered.")
    assert [("completed", "denied")] == [(claim.stage, claim.status) for claim in told if claim.status == "denied"]
