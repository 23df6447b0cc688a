"""Ids made from content."""

import os
import subprocess
import sys

import pytest
from hypothesis import given, settings
from msgspec.structs import replace

from entente.records import Claim, content_id, text_sha256, to_json
from entente.records.ids import check_id
from tests.records.samples import DOCUMENTS, claims
from tests.records.test_claim import CLAIM, DAY

PROGRAM = """
import sys
from msgspec.structs import replace
from entente.records import Claim, content_id, from_json
claim = from_json(sys.stdin.buffer.read(), Claim)
print(replace(claim, claim_id="").claim_id, replace(claim.trigger, evidence_id="").evidence_id)
print(content_id("x", "Кеш", 1, None, ["a", "b"], 0.1))
"""


def test_ids_are_the_same_in_another_process() -> None:
    """No hash seed, run or process changes an id."""
    claim = replace(CLAIM, claim_id="", when=DAY)
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        input=to_json(claim),
        env={**os.environ, "PYTHONHASHSEED": "4711", "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        check=True,
    )
    fixed = content_id("x", "Кеш", 1, None, ["a", "b"], 0.1)
    assert run.stdout.decode().split() == [claim.claim_id, claim.trigger.evidence_id, fixed]


def test_ids_do_not_move_between_versions() -> None:
    """A ledger written today is found again: these ids are fixed for good."""
    assert content_id("x", "Kesh", 1, None) == "x:d0eb97de64d611169f7f"
    assert DOCUMENTS[0].quote(0, 7, role="support", sentence=0).evidence_id == "ev:28a897fe1c6b58e6c6db"


@settings(max_examples=30)
@given(claims())
def test_confidence_and_summary_do_not_name_a_claim(claim: Claim) -> None:
    """A rerun that is surer, or words its summary differently, adds nothing twice."""
    again = replace(claim, claim_id="", extraction_confidence=0.123, summary="other words")
    assert again.claim_id == claim.claim_id
    assert replace(claim, claim_id="", kind="forecast").claim_id != replace(claim, claim_id="", kind="event").claim_id


def test_content_is_never_run_together() -> None:
    """Where one part ends and the next begins is part of the content; lone surrogates are content like any other."""
    assert len({content_id("x", "ab", "c"), content_id("x", "a", "bc"), content_id("x", "abc")}) == 3
    assert content_id("x", "\ud800") != content_id("x", "\ud801")
    assert text_sha256("\ud800") != text_sha256("\ud801")


@pytest.mark.parametrize("value", ["", "clm", "clm:", ":1", "evt:1", "1"])
def test_ids_of_another_kind_are_refused(value: str) -> None:
    """An id says what it names."""
    with pytest.raises(ValueError, match="should start with clm:"):
        check_id(value, "clm")
