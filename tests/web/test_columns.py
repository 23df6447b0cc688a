"""Columns say the same as the records they were made of."""

import gc
import weakref
from collections import Counter

from entente.records.codes import COUNTED
from entente.views.book import Book
from entente.web.columns import Names
from entente.web.edition import Edition
from tests.views import made
from tests.web.site import edition


def test_counts_are_those_of_the_events() -> None:
    """Status, type and field are counted, the most frequent first."""
    events = edition().events.values()
    status, kind, field = edition().columns.counts(edition().all)
    assert Counter(event.status for event in events) == status
    assert Counter(event.type for event in events) == kind
    assert Counter(event.domains[0] for event in events) == field


def test_counted_is_what_happened() -> None:
    """What is planned or merely said is not counted (C5)."""
    counted = [name for name, is_counted in zip(edition().all, edition().columns.is_counted, strict=True) if is_counted]
    assert counted == [n for n in edition().by_date if (e := edition().events[n]).status in COUNTED and e.quad]


def test_names_are_cut_without_being_read() -> None:
    """A stretch of names is names again; one of them is an id."""
    names = edition().all
    assert isinstance(names[1:], Names)
    assert list(names)[1:] == list(names[1:])
    assert names[0] == edition().by_date[0]


def test_texts_of_a_pair_are_counted() -> None:
    """Coverage and outlets over columns are those over the records."""
    at, n_claims = edition().texts.counted(edition().claims_of_pair("act:xvm", "act:xor").at)
    assert (4, 3) == ((found := edition().texts.coverage(at)).n_documents, found.n_origins)
    outlets = edition().texts.outlets(made.book(), at, n_claims)
    assert sum(outlet.n_claims for outlet in outlets) == len(made.book().claims)


def test_an_empty_book_has_columns() -> None:
    """Where nothing was read every list and count is empty."""
    empty = Edition(Book()).warm()
    assert (0, (), (), {}) == (len(empty.all), empty.ties, empty.outlets, dict(empty.pairs))


def test_an_edition_goes_when_it_is_replaced() -> None:
    """Nothing that an edition holds leads back to it, so that it is freed at once, whatever pages asked of it."""
    old = Edition(made.book()).warm()
    assert all((old.rows(old.all), old.sources[:], old.conflicts[:], old.undertakings[:], old.positions))
    seen = weakref.ref(old)
    gc.disable()
    try:
        del old
        assert seen() is None
    finally:
        gc.enable()
