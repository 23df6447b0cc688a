"""What was read."""

from datetime import date

from entente.views import coverage, source_rows
from tests.views.made import BLUNT, COPY, PROMISE, SPUN, book


def test_copies_stand_under_their_origin() -> None:
    """An original comes first, then what was taken from it, then the next origin."""
    rows = source_rows(book())
    assert [PROMISE.doc_id, COPY.doc_id, SPUN.doc_id, BLUNT.doc_id] == [row.doc_id for row in rows]
    assert ("rewrite", "sarn-wire") == (rows[1].copy_kind, rows[1].copied_from_source)


def test_what_a_copy_dropped_is_shown() -> None:
    """The words that the copy left out are quoted."""
    (row,) = source_rows(book(), {COPY.doc_id})
    assert row.dropped[0].startswith("Construction is to begin")


def test_coverage_counts_origins() -> None:
    """Ten rewrites are one origin."""
    found = coverage(book())
    assert (4, 3, 1, 4) == (found.n_documents, found.n_origins, found.n_copies, found.n_outlets)


def test_windows_are_of_publication() -> None:
    """Articles are chosen by the day they were printed."""
    assert [BLUNT.doc_id] == [row.doc_id for row in source_rows(book(), since=date(2025, 6, 1))]
