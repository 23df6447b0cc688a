"""What changed between two states of the book."""

from msgspec.structs import replace

from entente.views import Book, changes
from tests.views.made import BLAME, BLUNT, COPY, DISPUTE, LEND, LEND_AGAIN, LOAN, PIPELINE, PROMISE, book


def test_nothing_changed() -> None:
    """A book compared with itself gives nothing."""
    assert () == changes(book(), book())


def test_all_is_new_at_first() -> None:
    """Against an empty book every document, event, undertaking and conflict is new."""
    found = changes(Book(), book())
    assert {"new"} == {row.change for row in found}
    assert {BLUNT.doc_id, LOAN.event_id, PIPELINE.undertaking_id, DISPUTE.conflict_id} <= {row.id for row in found}


def test_fields_show_old_and_new() -> None:
    """An event with one more origin shows the old number and the new."""
    before = Book.of((PROMISE, COPY), (LEND, LEND_AGAIN), (LOAN,))
    after = Book.of((PROMISE, COPY), (LEND, LEND_AGAIN), (replace(LOAN, n_independent=2),))
    (row,) = changes(before, after)
    assert ("changed", "origins", "1", "2") == (row.change, row.field, row.before, row.after)


def test_merged_events_are_not_lost() -> None:
    """An event whose claim is now in another is that one, and is not reported gone."""
    alone = replace(LOAN, event_id="evt:old", claims=(LEND.claim_id,), n_documents=1)
    before = Book.of((PROMISE, COPY), (LEND, LEND_AGAIN), (alone,))
    after = Book.of((PROMISE, COPY), (LEND, LEND_AGAIN), (LOAN,))
    assert {"changed"} >= {row.change for row in changes(before, after)}


def test_what_is_gone_is_said() -> None:
    """A record that no longer stands is gone, with what it was."""
    (row,) = (row for row in changes(book(), Book()) if row.id == BLAME.event_id)
    assert ("gone", "happened, May 2025") == (row.change, row.before)
