"""Due days: overdue, silent, due, met, late."""

from datetime import date, timedelta

import msgspec
import pytest

from entente.merge.lifecycle import Due
from entente.records import Claim, DateSpan, Document, StageRecord
from entente.records.codes import Stage, Status
from entente.views import Book, Outcome, UndertakingRow, undertaking_rows
from entente.views.undertakings import in_part
from tests.views.made import PIPELINE, book, claim, document, step, undertaking

TEXT = "Orsenia and Velmora will finish the road."


def told(published: str, status: Status = "planned") -> tuple[Document, Claim]:
    """A text of a day with one claim."""
    article = document(f"{TEXT} {published}", published)
    return article, claim(article, TEXT, "finish", "COOPERATE", status=status)


def judged(on: str, *later: tuple[str, Stage, str, Status]) -> UndertakingRow:
    """A road promised on 1 January for the end of March, with later reports of (published, stage, when, status)."""
    article, promise = told("2025-01-01")
    documents, claims = [article], [promise]
    history: list[StageRecord] = [step("completed", "../2025-03-31", promise, status="planned")]
    for published, stage, when, status in later:
        text, said = told(published, status)
        documents.append(text)
        claims.append(said)
        history.append(step(stage, when, said, status=status))
    road = undertaking("road", *history)
    due = Due(
        undertaking_id=road.undertaking_id, stage="completed", claims=(promise.claim_id,),
        due=DateSpan.read("../2025-03-31", basis="carried"),
    )  # fmt: skip
    (row,) = undertaking_rows(Book.of(documents, claims, (), (road,), dues=(due,)), date.fromisoformat(on))
    return row


@pytest.mark.parametrize(
    ("on", "later", "outcome", "days"),
    [
        ("2025-03-01", (), "due", -30),
        ("2025-04-10", (), "silent", 10),
        ("2025-05-10", (("2025-05-01", "under_way", "2025-02", "under_way"),), "overdue", 40),
        ("2025-05-10", (("2025-05-01", "completed", "2025-03-20", "happened"),), "met", -11),
        ("2025-05-10", (("2025-05-01", "completed", "2025-04-20", "happened"),), "late", 20),
        ("2025-05-10", (("2025-05-01", "completed", "2025", "happened"),), "done", 0),
        ("2025-05-10", (("2025-03-01", "cancelled", "2025-02-20", "happened"),), "ended", 40),
        ("2025-05-10", (("2025-05-01", "completed", "2025-05-01", "denied"),), "overdue", 40),
    ],
)
def test_due_days_are_judged(
    on: str, later: tuple[tuple[str, Stage, str, Status], ...], outcome: Outcome, days: int
) -> None:
    """A promised day is to come, kept, kept late, passed, or passed in silence; silence is never failure."""
    row = judged(on, *later)
    assert (outcome, days) == (row.outcome, row.days)


def test_later_reports_are_not_known_yet() -> None:
    """Judged on a day, what was published after it does not count."""
    assert "silent" == judged("2025-04-10", ("2025-05-01", "completed", "2025-03-20", "happened")).outcome


def test_last_word_decides_a_dispute() -> None:
    """Told done, then denied: overdue and disputed. Denied, then told done: kept and disputed."""
    done, denied = ("completed", "2025-03-01", "happened"), ("completed", "2025-03-20", "denied")
    first = judged("2025-05-10", ("2025-04-01", *done), ("2025-05-01", *denied))  # type: ignore[arg-type]
    second = judged("2025-05-10", ("2025-04-01", *denied), ("2025-05-01", *done))  # type: ignore[arg-type]
    assert [("overdue", True), ("met", True)] == [(row.outcome, row.disputed) for row in (first, second)]


def test_each_step_has_its_quotes() -> None:
    """A milestone shows the words of each claim; copies count as one origin."""
    (row,) = undertaking_rows(book())
    agreed = row.milestones[0]
    assert ("agreed", 2, 1) == (agreed.stage, len(agreed.quotes), agreed.n_independent)


def test_denied_stage_is_marked() -> None:
    """A stage that a later text denies stands, with the denial beside it."""
    (row,) = undertaking_rows(book())
    assert ("under_way", True) == (row.stage, row.stage_denied)


def test_missing_milestones_are_named() -> None:
    """A lower milestone that no text tells is not seen, and not invented (L9)."""
    (row,) = undertaking_rows(book())
    assert ("signed", "financed") == row.not_seen


def test_quiet_ones_are_stale() -> None:
    """After 180 days of silence an undertaking is stale, and its stage stays (L8)."""
    heard = undertaking_rows(book())[0].last_heard or date.min
    (before,), (after,) = (undertaking_rows(book(), heard + timedelta(days=days)) for days in (180, 181))
    assert (False, True, "under_way") == (before.stale, after.stale, after.stage)


def test_overdue_alone() -> None:
    """`overdue` leaves only what is past its day."""
    assert [PIPELINE.undertaking_id] == [row.undertaking_id for row in undertaking_rows(book(), overdue=True)]
    assert () == undertaking_rows(book(), date(2025, 3, 1), overdue=True)


def promised_twice(*more: tuple[str, Stage, str, Status]) -> UndertakingRow:
    """A road that two texts promise for the end of March, and what was told of it later, as it stands in May."""
    dues, documents, claims, history = [], [], [], []
    for published in ("2025-01-01", "2025-02-01"):
        text, promise = told(published)
        documents.append(text)
        claims.append(promise)
        due = DateSpan.read(f"[{published}..2025-03-31]", basis="carried")
        dues.append(Due(undertaking_id="", stage="completed", claims=(promise.claim_id,), due=due))
        history.append(step("completed", f"[{published}..2025-03-31]", promise, status="planned"))
    for published, stage, when, status in more:
        text, said = told(published, status)
        documents.append(text)
        claims.append(said)
        history.append(step(stage, when, said, status=status))
    road = undertaking("road", *history)
    named = tuple(msgspec.structs.replace(due, undertaking_id=road.undertaking_id) for due in dues)
    (row,) = undertaking_rows(Book.of(documents, claims, (), (road,), dues=named), date(2025, 5, 10))
    return row


def test_a_day_set_twice_is_one_step() -> None:
    """However many texts set one day for one step, it stands once, in the words that set it first."""
    (planned,) = promised_twice().milestones
    assert ("silent", 2) == (planned.outcome, len(planned.quotes))
    assert "1 Jan 2025" == planned.quotes[0].published


def test_a_day_kept_for_one_promise_presses_for_the_other() -> None:
    """Done between two promises of one day: the later one is not kept by it, and the step was told in part."""
    row = promised_twice(("2025-02-20", "completed", "2025-01-20", "happened"))
    assert ("silent", "completed", True) == (row.outcome, row.stage, in_part(row))
    assert not in_part(promised_twice())
