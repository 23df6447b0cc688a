"""Events and conflicts."""

from datetime import date

import pytest
from msgspec.structs import replace

from entente.records import UNKNOWN_DATE, Conflict, DateSpan, Event, Grade
from entente.records.event import may_be_one_event
from tests.records.test_claim import CLAIM, DAY

EVENT = Event(
    claims=("clm:1", "clm:2"), type="CONSULT", domains=("diplomacy",), when=UNKNOWN_DATE, status="happened",
    intensity=2.5, quad=1, grade=Grade(), n_documents=2, n_independent=1, first_published=date(2024, 6, 12),
    last_published=date(2024, 6, 13),
)  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"claims": ()}, "at least one claim"),
        ({"claims": ("clm:2", "clm:1")}, "sorted and different"),
        ({"quad": 2}, "CONSULT is quad 1, not 2"),
        ({"mode": "riot"}, "no mode"),
        ({"intensity": 11.0}, "outside -10"),
        ({"n_independent": 3}, "3 independent of 2"),
        ({"n_independent": 0}, "0 independent of 2"),
        ({"last_published": date(2024, 6, 1)}, "before it starts"),
        ({"when": DateSpan.read("2024-07", basis="carried")}, "reported on 2024-06-12 as happened, but dated from"),
    ],
)
def test_events_that_break_a_rule_are_refused(changes: dict[str, object], message: str) -> None:
    """D4, and codes and counts that do not fit each other."""
    with pytest.raises(ValueError, match=message):
        replace(EVENT, **changes)


def test_an_event_keeps_its_id_as_claims_join() -> None:
    """The id comes from the first claim; what is planned may lie after its report."""
    joined = replace(EVENT, event_id="", claims=("clm:1", "clm:2", "clm:3"))
    assert joined.event_id == EVENT.event_id
    assert replace(EVENT, status="planned", when=DateSpan.read("2024-07", basis="carried")).status == "planned"


def test_a_conflict_is_the_same_from_either_side() -> None:
    """The pair has one id whichever claim comes first, and no claim contradicts itself."""
    one = Conflict(claim_a="clm:1", claim_b="clm:2", field="polarity", kind="denial")
    other = Conflict(claim_a="clm:2", claim_b="clm:1", field="polarity", kind="denial")
    assert one.conflict_id == other.conflict_id
    with pytest.raises(ValueError, match="itself"):
        Conflict(claim_a="clm:1", claim_b="clm:1", field="when", kind="denial")


@pytest.mark.parametrize(
    ("other", "same"),
    [
        ({}, True),
        ({"type": "COOPERATE", "mode": None}, True),
        ({"type": "PROTEST", "mode": None}, False),
        ({"type": None, "mode": None, "kind": "state"}, False),
        ({"when": DAY}, True),
    ],
)
def test_claims_that_may_be_one_event(other: dict[str, object], same: bool) -> None:
    """C3: the same side of cooperation and conflict, and dates that may meet."""
    assert may_be_one_event(replace(CLAIM, when=UNKNOWN_DATE), replace(CLAIM, **other)) is same


def test_claims_on_different_days_are_different_events() -> None:
    """C3: dates that cannot meet."""
    next_day = replace(CLAIM, when=DateSpan.read("2024-06-13", basis="carried"))
    assert not may_be_one_event(replace(CLAIM, when=DAY), next_day)
