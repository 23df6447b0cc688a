"""The life of an undertaking (domain model, section 8)."""

from datetime import date

import pytest

from entente.merge.lifecycle import Due, Life, Standing, lives, standing
from entente.merge.undertakings import UndertakingMention, find_undertakings
from entente.records.codes import Stage, Status
from tests.merge.articles import day, parties


def said(
    number: int, stage: Stage, status: Status, when: str, published: str = "2024-06-12", due: str | None = None
) -> UndertakingMention:
    """What one claim says of the Tarn Pass pipeline."""
    return UndertakingMention(
        claim_id=f"clm:{number}",
        doc_id=f"doc:{number}",
        start=0,
        surface="the Tarn Pass pipeline",
        kind="project",
        head="pipeline",
        name="Tarn Pass pipeline",
        parties=parties("act:xor", "act:xvm"),
        stage=stage,
        status=status,
        when=day(when),
        published=day(published),
        due=day(due) if due else None,
    )


def life(*mentions: UndertakingMention) -> Life:
    """The one undertaking these claims are about."""
    (found,) = lives(find_undertakings(mentions))
    return found


def test_the_highest_milestone_reached_is_the_stage() -> None:
    """L1, L2: milestones are a set; the later report of a lower one moves nothing back."""
    found = life(said(1, "signed", "happened", "2024-01-05"), said(2, "agreed", "happened", "2024-03"))
    assert ("signed", ["signed", "agreed"]) == (found.undertaking.stage, [r.stage for r in found.undertaking.history])


@pytest.mark.parametrize("status", ["planned", "called_for", "hypothetical", "denied"])
def test_what_is_not_done_moves_no_stage(status: Status) -> None:
    """L3, L4, L7: it is kept as a record, and the stage stays."""
    found = life(said(1, "signed", "happened", "2024-01-05"), said(2, "under_way", status, "2024-07"))
    assert ("signed", 2) == (found.undertaking.stage, len(found.undertaking.history))


def test_a_stall_lasts_until_work_resumes() -> None:
    """L2, L5: a side state stands until a later start."""
    stalled = (said(1, "under_way", "happened", "2023-02"), said(2, "stalled", "happened", "2023-09"))
    assert "stalled" == life(*stalled).undertaking.stage
    assert "under_way" == life(*stalled, said(3, "under_way", "happened", "2024-02")).undertaking.stage


def test_a_revival_is_another_undertaking() -> None:
    """L6: what begins after a cancellation renews the ended one."""
    ended, anew = lives(
        find_undertakings(
            [
                said(1, "signed", "happened", "2020-05"),
                said(2, "cancelled", "happened", "2021-03"),
                said(3, "negotiating", "happened", "2024-02"),
            ]
        )
    )
    if ended.undertaking.renews:
        ended, anew = anew, ended
    assert ("cancelled", "negotiating") == (ended.undertaking.stage, anew.undertaking.stage)
    assert ended.undertaking.undertaking_id == anew.undertaking.renews


def test_reports_of_one_milestone_are_one_record() -> None:
    """Dates that may meet are one record under the narrower date, with both claims."""
    (record,) = life(
        said(1, "signed", "happened", "2024"), said(2, "signed", "happened", "2024-01-05")
    ).undertaking.history
    assert ("2024-01-05", ("clm:1", "clm:2")) == (record.when.edtf, record.claims)


def test_a_dated_plan_falls_due() -> None:
    """L7: `slated to begin in March 2025` is a due date for being under way."""
    (due,) = life(said(1, "under_way", "planned", "2025-03")).dues
    assert ("under_way", date(2025, 3, 31)) == (due.stage, due.due.latest)


PLAN = said(1, "under_way", "planned", "2025-03", published="2025-02-03")


@pytest.mark.parametrize(
    ("later", "on", "expected"),
    [
        ((), date(2025, 3, 20), "pending"),
        ((), date(2025, 6, 1), "silent"),
        ((said(2, "signed", "happened", "2025-04", "2025-05-02"),), date(2025, 6, 1), "overdue"),
        ((said(2, "under_way", "happened", "2025-03-21", "2025-04-02"),), date(2025, 6, 1), "met"),
        ((said(2, "completed", "happened", "2025-03-30", "2025-04-02"),), date(2025, 6, 1), "met"),
        ((said(2, "under_way", "happened", "2025-05-01", "2025-05-02"),), date(2025, 6, 1), "missed"),
        ((said(2, "under_way", "denied", "2025-05-01", "2025-05-02"),), date(2025, 6, 1), "missed"),
        ((said(2, "suspended", "happened", "2025-04-10", "2025-05-02"),), date(2025, 6, 1), "missed"),
        ((said(2, "under_way", "happened", "2025-05-01", "2025-05-02"),), date(2025, 4, 10), "silent"),
    ],
)
def test_how_a_promise_stands(later: tuple[UndertakingMention, ...], on: date, expected: Standing) -> None:
    """Done in time is met; told undone or late is missed; heard of otherwise is overdue; unheard of is silent."""
    found = life(PLAN, *later)
    due: Due = next(due for due in found.dues if due.stage == "under_way")
    assert expected == standing(found.undertaking, due, on)


def test_a_disputed_milestone_is_not_kept() -> None:
    """One text tells it done in time, a later one that it is not: the day passed without it."""
    found = life(
        PLAN,
        said(2, "under_way", "happened", "2025-02", "2025-02-20"),
        said(3, "under_way", "denied", "2025-02-25", "2025-04-02"),
    )
    due: Due = next(due for due in found.dues if due.stage == "under_way")
    assert "overdue" == standing(found.undertaking, due, date(2025, 6, 1))
