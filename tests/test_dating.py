"""The day of a happening: by the phrase that its act holds, by the story it belongs to, or by the report."""

from typing import Any

import pytest

from entente.api import extract, load_tools
from entente.dating import claim_flaws
from entente.pipeline import Tools
from entente.records import Claim, DateSpan
from tests.dates.cases import load


@pytest.fixture(scope="session")
def tools() -> Tools:
    """Model and vocabulary, loaded once."""
    return load_tools()


def claim_of(case: dict[str, Any], tools: Tools) -> Claim:
    """The claim that a case is about: with its word in the trigger, and of several the one that is right."""
    claims = extract(case["text"], published=case["published"], tools=tools).claims
    found = [claim for claim in claims if case["trigger"] in claim.trigger.exact.split()]
    assert found, f"only {[claim.trigger.exact for claim in claims]}"
    return next((claim for claim in found if claim.when.edtf == case["when"]), found[0])


@pytest.mark.parametrize("case", load("happenings"))
def test_happenings(case: dict[str, Any], tools: Tools) -> None:
    """An act has the day of its happening and the day it falls due, never that of the report by mistake."""
    claim = claim_of(case, tools)
    assert (case["when"], case["basis"]) == (claim.when.edtf, claim.when.basis)
    assert case.get("due") == (claim.due.edtf if claim.due else None)


@pytest.mark.parametrize("case", load("happenings"))
def test_confidence_of_the_report(case: dict[str, Any], tools: Tools) -> None:
    """What is dated by its report alone is at most half sure; what a phrase dates quotes the phrase."""
    when = claim_of(case, tools).when
    assert when.basis != "publication_default" or when.confidence <= 0.5
    assert (when.expression is None) == (when.basis in ("publication_default", "unknown"))


def test_a_day_after_the_text_is_a_flaw(tools: Tools) -> None:
    """A happening told as done after the day of the text keeps its date and is a problem of the document."""
    result = extract("India signed a treaty with Nepal in July 2026.", published="2025-02-10", tools=tools)
    assert "2026-07" in [claim.when.edtf for claim in result.claims]
    flaws = list(claim_flaws(result.claims, DateSpan.read("2025-02-10", basis="explicit")))
    assert ["date_after_publication"] == [flaw.code for flaw in flaws]


def test_a_paragraph_of_news_begins_on_its_own_day(tools: Tools) -> None:
    """A paragraph does not take up the old story told in the one before it, where the day of the text is stated."""
    text = "Egypt condemned Sudan in 1995. It closed the border with Sudan.\n\nEgypt expelled two Sudanese officers."
    claims = extract(text, published="2025-02-13", tools=tools).claims
    assert ["explicit", "carried", "publication_default"] == [claim.when.basis for claim in claims]


def test_a_dated_pause_moves_the_story(tools: Tools) -> None:
    """A sentence without any act still moves the story on by its date."""
    text = "Peru met Chile in 2011. A hard winter came in 2013. They signed a treaty with Bolivia."
    claims = extract(text, published="2025-02-13", tools=tools).claims
    assert "2013" == claims[-1].when.edtf


def test_a_schedule_in_the_present_is_no_flaw(tools: Tools) -> None:
    """What a text tells in the present for a day to come is a schedule, and no mistake."""
    result = extract(
        "A visa accord of Chad with Libya takes effect on 1 July 2025.", published="2025-02-10", tools=tools
    )
    assert "2025-07-01" in [claim.when.edtf for claim in result.claims]
    assert [] == list(claim_flaws(result.claims, DateSpan.read("2025-02-10", basis="explicit")))


def test_the_bare_present_has_a_day_to_come(tools: Tools) -> None:
    """`It takes effect on Wednesday` tells the next Wednesday, `it took effect on Wednesday` the last."""
    coming, gone = (
        extract(f"The truce of Chad with Niger {verb} effect on Wednesday.", published="2023-05-23", tools=tools)
        for verb in ("takes", "took")
    )
    assert ["2023-05-24"] == [claim.when.edtf for claim in coming.claims if claim.stage == "in_force"]
    assert ["2023-05-17"] == [claim.when.edtf for claim in gone.claims if claim.stage == "in_force"]


def test_the_day_of_a_cause_is_only_a_beginning() -> None:
    """What follows "following the quake in 2005" happened at some time between then and the report."""
    text = "Following the quake in 2005, Ghana sent Togo doctors. Ghana signed a water treaty with Togo."
    (signed,) = [claim.when for claim in extract(text, published="2017-03-01").claims if claim.type == "SUPPORT"]
    assert ("2005-01-01", "2017-03-01") == (str(signed.earliest), str(signed.latest))


def dues_of(text: str, tools: Tools) -> set[str]:
    """The last days of everything due in a text of 30 December 2024."""
    claims = extract(text, published="2024-12-30", tools=tools).claims
    return {str(claim.due.latest) for claim in claims if claim.due and claim.stage}


@pytest.mark.parametrize(
    "text",
    [
        "The Evrin bridge between Chad and Niger was to have been opened in April.",
        "The Evrin bridge between Chad and Niger should have been opened by 30 April.",
        "Chad was supposed to reopen the Evrin canal in April.",
        "Chad's pledge to lift its ban on maize exports to Niger by the end of April was kept to the day.",
    ],
)
def test_a_plan_seen_from_behind(text: str, tools: Tools) -> None:
    """What was to have been done in a month without its year was due the last time that month went by."""
    assert {"2024-04-30"} == dues_of(text, tools)


def test_a_plan_given_up_sets_no_day(tools: Tools) -> None:
    """What somebody had intended for a day to come is intended no more."""
    text = "Chad's Senate postponed the Evrin treaty with Niger. The government had intended to ratify it next Tuesday."
    assert "2025-01-07" not in dues_of(text, tools)
    vote = "Chad's prime minister had intended to put the Evrin treaty with Niger to the Senate next Tuesday."
    assert not [claim for claim in extract(vote, published="2024-12-30", tools=tools).claims if claim.due]


def test_the_day_of_the_words_is_not_due(tools: Tools) -> None:
    """`Said on Monday that it would be ready later` sets no day."""
    assert not dues_of("Chad said on Monday that the Evrin bridge would be ready two years later than planned.", tools)


def test_what_was_agreed_for_a_scheme_to_come(tools: Tools) -> None:
    """A bare participle with a day tells the past, whatever its sentence plans."""
    text = "Chad hopes to send the first refugees back to Niger soon under a pilot scheme agreed in March."
    assert not dues_of(text, tools)
