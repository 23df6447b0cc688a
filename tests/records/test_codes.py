"""Code lists agree with the tables of facts beside them."""

from typing import get_args

import pytest

from entente.records import codes
from entente.records.codes import DOMAINS, EVENT_TYPES, STAGES, may_follow

STAGE_CODES = [code for track in get_args(codes.Stage) for code in get_args(track)]


def test_tables_hold_every_code() -> None:
    """No type, stage, letter or digit is without its facts."""
    assert list(EVENT_TYPES) == list(get_args(codes.EventType))
    assert list(STAGES) == STAGE_CODES
    assert list(codes.RELIABILITY_WORDS) == list(get_args(codes.Reliability))
    assert list(codes.CREDIBILITY_WORDS) == list(get_args(codes.Credibility))
    assert set(codes.PART_OF_REGION) <= set(get_args(codes.RegionKind))


def test_signs_of_scores_agree_with_quads() -> None:
    """Cooperation scores above zero, conflict at or below it, and requests stand at zero."""
    for name, facts in EVENT_TYPES.items():
        assert -10 <= facts.base <= 10
        assert (facts.base > 0) == (facts.quad in (1, 2)), name


def test_cameo_roots_keep_their_zero_and_cover_all_but_appeals() -> None:
    """X2: two digits always; root 02 has no type of its own, 08 has two."""
    roots = [root for facts in EVENT_TYPES.values() for root in facts.cameo_roots]
    assert all(len(root) == 2 and root.isdigit() for root in roots)
    assert sorted({int(root) for root in roots}) == [1, *range(3, 21)]
    assert [root for root in roots if roots.count(root) > 1] == ["08", "08"]


def test_stages_follow_only_stages() -> None:
    """What a stage may follow is a stage or the start, and ranks rise along the list."""
    assert all(set(facts.follows) <= {*STAGES, "start"} for facts in STAGES.values())
    ranks = [facts.rank for facts in STAGES.values() if facts.track == "milestone"]
    assert ranks == sorted(set(ranks))


@pytest.mark.parametrize(
    ("stage", "seen", "allowed"),
    [
        ("mooted", "start", True), ("agreed", "mooted", True), ("agreed", "signed", False),
        ("signed", "agreed", True), ("approved", "negotiating", False), ("financed", "under_way", True),
        ("in_force", "approved", True), ("under_way", "stalled", True), ("completed", "signed", False),
        ("cancelled", "completed", False), ("terminated", "in_force", True), ("rejected", "approved", True),
        ("stalled", "mooted", False), ("closed", "in_force", True),
    ],
)  # fmt: skip
def test_may_follow(stage: codes.Stage, seen: codes.Stage, allowed: bool) -> None:
    """The order of a life, as the domain model gives it."""
    assert may_follow(stage, seen) is allowed


def test_visits_and_pledges_are_completed_directly() -> None:
    """Only they need no record of being under way."""
    assert may_follow("completed", "agreed", "visit")
    assert not may_follow("completed", "agreed", "project")


def test_domains_and_sectors_are_complete() -> None:
    """Twenty-four domains, each with a PLOVER context, and PLOVER's thirty-two sectors."""
    assert len(DOMAINS) == 24
    assert all(DOMAINS.values())
    assert len(codes.SECTORS) == len(set(codes.SECTORS)) == 32
