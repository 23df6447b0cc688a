"""Contradictions with both sides."""

from datetime import date

from msgspec.structs import replace

from entente.views import Book, conflict_rows
from tests.views.made import BEGUN, DISPUTE, NOT_BEGUN, book


def test_both_sides_have_their_words() -> None:
    """The earlier side stands first; each has its value and its quote."""
    (row,) = conflict_rows(book())
    assert ("under way", "not under way") == (row.a.value, row.b.value)
    assert "under way, the agency reports" in row.a.quote.exact
    assert (BEGUN.claim_id, NOT_BEGUN.claim_id) == (row.a.claim_id, row.b.claim_id)


def test_conflicts_know_what_they_are_about() -> None:
    """A conflict names the undertaking and the event of both sides."""
    (row,) = conflict_rows(book())
    assert ("Tarn Pass pipeline",) == row.about
    assert row.event_id in book().events
    assert not row.same_origin


def test_growth_is_not_open() -> None:
    """A figure that was superseded waits for no answer."""
    held = book()
    grown = replace(DISPUTE, kind="superseded")
    other = Book.of(held.documents.values(), held.claims.values(), conflicts=(grown,))
    assert (1, 0) == (len(conflict_rows(other)), len(conflict_rows(other, open_only=True)))


def test_conflicts_open_with_their_later_side() -> None:
    """A conflict is of the day its second side was printed."""
    assert 1 == len(conflict_rows(book(), since=date(2025, 6, 5)))
    assert () == conflict_rows(book(), until=date(2025, 6, 4))


def test_conflicts_know_whose_they_are() -> None:
    """States of either side are named, whether an undertaking is concerned or not."""
    held = book()
    other = Book.of(held.documents.values(), held.claims.values(), conflicts=(DISPUTE,), actors=held.actors)
    (row,) = conflict_rows(other)
    expected = {held.name_of(state) for claim in (BEGUN, NOT_BEGUN) for state in held.sides_in(claim).all}
    assert ((), expected) == (row.about, set(row.states))
