"""Undertakings and the stage they stand at."""

from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entente.records import DateSpan, Participant, Party, StageRecord, Undertaking, completed_before_signed
from entente.records.codes import STAGES, Stage, Status
from tests.records.samples import stage_records


def stage(code: Stage, day: str, status: Status = "happened") -> StageRecord:
    """A milestone on a day."""
    return StageRecord(stage=code, when=DateSpan.read(day, basis="carried"), status=status, claims=("clm:1",))


AGREED, SIGNED = stage("agreed", "2020-04"), stage("signed", "2021-05-01")
STARTED, STALLED = stage("under_way", "2022"), stage("stalled", "2023-02")


@pytest.mark.parametrize(
    ("history", "expected"),
    [
        ((), None),
        ((AGREED, SIGNED), "signed"),
        ((SIGNED, AGREED), "signed"),
        ((SIGNED, stage("under_way", "2025-03", "planned")), "signed"),
        ((AGREED, stage("signed", "2021", "denied")), "agreed"),
        ((stage("mooted", "2020", "called_for"),), None),
        ((SIGNED, STARTED, STALLED), "stalled"),
        ((SIGNED, STARTED, STALLED, stage("under_way", "2024")), "under_way"),
        ((SIGNED, STALLED, stage("negotiating", "2024")), "signed"),
        ((SIGNED, STALLED, stage("under_way", "2024", "planned")), "stalled"),
        ((SIGNED, STALLED, stage("approved", "2024")), "stalled"),
        ((SIGNED, stage("cancelled", "2022"), stage("under_way", "2023")), "cancelled"),
        ((stage("financed", "2020"), stage("signed", "2022")), "financed"),
    ],
)
def test_stage(history: tuple[StageRecord, ...], expected: Stage | None) -> None:
    """L2 to L6: ends last, stalls last until lifted, else the highest milestone reached; plans move nothing."""
    assert Undertaking(kind="project", title="Tarn Pass line", history=history).stage == expected


@given(st.lists(stage_records, max_size=5), st.randoms(use_true_random=False))
def test_stage_does_not_depend_on_the_order_of_telling(history: list[StageRecord], random: Random) -> None:
    """Dates order a life, not the order in which articles were read."""
    days = {record.when.bounds for record in history}
    shuffled = random.sample(history, len(history))
    if len(days) == len(history):
        one, other = (Undertaking(kind="loan", title="t", history=tuple(told)) for told in (history, shuffled))
        assert (one.stage, one.stage_as_of) == (other.stage, other.stage_as_of)


@given(st.lists(stage_records, max_size=5))
def test_only_what_was_reached_sets_the_stage(history: list[StageRecord]) -> None:
    """L3, L4: planned, called-for, hypothetical and denied milestones never do."""
    found = Undertaking(kind="loan", title="t", history=tuple(history)).stage
    assert found in {record.stage for record in history if record.status in ("happened", "under_way")} | {None}
    ended = any(STAGES[record.stage].track == "end" and record.reached for record in history)
    assert not ended or (found is not None and STAGES[found].track == "end")


def test_stage_is_dated_by_its_milestone() -> None:
    """The day by which the stage was surely entered."""
    undertaking = Undertaking(kind="loan", title="t", history=(AGREED,))
    assert undertaking.stage_as_of == date(2020, 4, 30)


def test_completion_before_signature_is_noticed() -> None:
    """D5: only a certain contradiction counts, not dates that may be in order."""
    assert completed_before_signed((SIGNED, stage("completed", "2020")))
    assert not completed_before_signed((SIGNED, stage("completed", "2021")))
    assert not completed_before_signed((SIGNED, stage("completed", "2020", "planned")))


def test_an_undertaking_is_named_by_kind_title_and_parties() -> None:
    """Case, accents and the order of the parties make no other undertaking; another kind does."""
    names = ("act:xvm", "act:xor")
    parties = [Party(actor=Participant(actor_id=name, name=name), role="promisor") for name in names]
    one = Undertaking(kind="loan", title="Tarn Pass", parties=tuple(parties))
    other = Undertaking(kind="loan", title="TARN PÁSS", parties=tuple(reversed(parties)))
    assert one.undertaking_id == other.undertaking_id
    assert one.undertaking_id != Undertaking(kind="grant", title="Tarn Pass", parties=tuple(parties)).undertaking_id


def test_a_milestone_stands_on_a_claim() -> None:
    """L9: none is invented."""
    with pytest.raises(ValueError, match="stands on no claim"):
        StageRecord(stage="signed", when=SIGNED.when, status="happened", claims=())
