"""Events as rows."""

from datetime import date

from msgspec.structs import replace

from entente.views import event_detail, event_row, event_rows
from entente.views.events import is_counted
from tests.views.made import BLAME, LEND, LOAN, WORKS, book


def test_rows_are_in_order_of_their_dates() -> None:
    """The day of the happening sorts, not that of the report."""
    assert [LOAN.event_id, WORKS.event_id, BLAME.event_id] == [row.event_id for row in event_rows(book())]


def test_originals_tell_an_event() -> None:
    """The quote of an event is that of the original, not of its copy."""
    row = event_rows(book(), events={LOAN.event_id})[0]
    assert LEND.claim_id == row.quote.claim_id
    assert (1, 2) == (row.n_independent, row.n_documents)


def test_windows_ask_for_what_may_have_been() -> None:
    """An event in May may have happened on the tenth, not in June."""
    tenth, june = date(2025, 5, 10), date(2025, 6, 1)
    assert BLAME.event_id in {row.event_id for row in event_rows(book(), since=tenth, until=tenth)}
    assert () == event_rows(book(), events={BLAME.event_id}, since=june)


def test_statuses_filter() -> None:
    """Only what has one of the statuses asked for."""
    assert [WORKS.event_id] == [row.event_id for row in event_rows(book(), statuses={"under_way"})]


def test_only_deeds_count() -> None:
    """What is planned or denied, and what is only said, is shown and not counted."""
    made = [replace(LOAN, status=status) for status in ("happened", "under_way", "planned", "denied")]
    spoken = replace(LOAN, type="SAY", quad=0)
    assert [True, True, False, False, False] == [is_counted(event_row(book(), each)) for each in (*made, spoken)]


def test_details_group_reports_by_origin() -> None:
    """Reports of one origin stand together, each with its reasons."""
    detail = event_detail(book(), LOAN)
    assert 2 == len(detail.reports)
    assert 1 == len({report.origin for report in detail.reports})
    assert {"type", "actor", "recipient", "when", "status", "amount", "holder", "domain"} == {
        reason.field for reason in detail.reports[0].reasons
    }
