"""Short texts with what they must come to: status, holders and days of one claim, and the days of publication."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from entente.api import extract
from entente.dates import publication_interval
from entente.pipeline import Tools
from entente.records import Claim

FOLDER = Path(__file__).parents[1] / "cases" / "claims"
PUBLISHED = "2025-02-10"
Case = dict[str, Any]  # Any: what TOML can hold


def load(*names: str) -> list[Any]:
    """The cases of some files as parameters, each named by its file and text."""
    return [
        pytest.param(case, id=f"{name}: {case['text'][:60]}")
        for name in names
        for case in tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))["case"]
    ]


def claim_of(case: Case, tools: Tools) -> Claim:
    """The first claim whose trigger holds the words that the case is about."""
    claims = claims_of(case, tools)
    found = [claim for claim in claims if case["on"] in claim.trigger.exact]
    assert found, f"only {[claim.trigger.exact for claim in claims]}"
    return found[0]


def claims_of(case: Case, tools: Tools) -> tuple[Claim, ...]:
    """Every claim of the text."""
    return extract(case["text"], published=case.get("published", PUBLISHED), tools=tools).claims


def found_in(claim: Claim, claims: tuple[Claim, ...] = ()) -> Case:
    """What a case may ask of a claim, with the claims beside it."""
    return {
        "kind": claim.kind,
        "actors": [mention.surface for mention in claim.actors],
        "recipients": [mention.surface for mention in claim.recipients],
        "condition": next((other.trigger.exact for other in claims if other.claim_id == claim.condition), None),
        "status": claim.firmness.status,
        "holders": [holder.label for holder in claim.holders[1:]],
        "anonymity": claim.holders[-1].anonymity,
        "when": claim.when.edtf,
        "basis": claim.when.basis,
        "due": claim.due.edtf if claim.due else None,
    }


@pytest.mark.parametrize("case", load("denials", "readiness", "conditionals", "nouns", "voices", "events", "calls"))
def test_claim(case: Case, tools: Tools) -> None:
    """Each thing that the case says of the claim is so."""
    found = found_in(claim_of(case, tools), claims_of(case, tools))
    asked = {key: value for key, value in case.items() if key in found}
    assert asked == {key: found[key] for key in asked}


@pytest.mark.parametrize("case", load("publication"))
def test_publication(case: Case) -> None:
    """The interval of publication holds the day named and leaves out the others."""
    span, _ = publication_interval(case["text"])
    earliest, latest = span.earliest or date.min, span.latest or date.max
    assert case.get("earliest", str(earliest)) == str(earliest)
    assert case.get("latest", str(latest)) == str(latest)
    assert earliest <= date.fromisoformat(case.get("contains", str(earliest))) <= latest
    assert not [day for day in case.get("outside", ()) if earliest <= date.fromisoformat(day) <= latest]


def test_there_are_enough_cases() -> None:
    """Three hundred cases of our own, each sentence with what is asked of it once."""
    names = [path.stem for path in sorted(FOLDER.glob("*.toml"))]
    cases = [parameter.values[0] for parameter in load(*names)]
    assert len(cases) >= 300
    assert len({(case["text"], case.get("on")) for case in cases}) == len(cases)
