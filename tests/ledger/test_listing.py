"""What was made of the book is listed in it."""

from collections.abc import Callable

from entente.ledger import Ledger, Listed

ONE, OTHER = Listed("ab" * 32, "claims-1.parquet", 2, 1, 2), Listed("01" * 32, "relations-1.parquet", 5, 1, 2)


def test_each_file_is_listed_once(new_place: Callable[[], str]) -> None:
    """By its hash, whatever else is listed with it, and for every later opening."""
    place = new_place()
    with Ledger.open(place, create=True) as ledger:
        assert (1, 1, 0) == (
            ledger.list_segments([ONE]),
            ledger.list_segments([ONE, OTHER]),
            ledger.list_segments([ONE]),
        )
    with Ledger.open(place, read_only=True) as ledger:
        assert (OTHER, ONE) == ledger.segments()


def test_listing_changes_nothing_that_the_book_says(new_place: Callable[[], str]) -> None:
    """No line is added and no moment passes."""
    with Ledger.open(new_place(), create=True) as ledger:
        before = ledger.snapshot().hash(), ledger.moment(), list(ledger.export_lines())
        ledger.list_segments([ONE])
        assert before == (ledger.snapshot().hash(), ledger.moment(), list(ledger.export_lines()))
        assert ledger.integrity().is_sound
