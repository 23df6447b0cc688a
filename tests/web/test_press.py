"""An edition that was written by one process and opened by another says the same."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bench.generated import generate
from entente.records import Claim
from entente.views import Book, changes
from entente.views.quote import find_quotes
from entente.web.edition import Edition
from entente.web.press import open_edition, press
from entente.web.publish import files_of
from tests.views import made

BOOKS: dict[str, Callable[[], Book]] = {"invented": made.book, "generated": lambda: generate(200), "empty": Book}


def opened(edition: Edition, folder: Path) -> Edition:
    """The same edition by way of files, which are gone by now."""
    folder.mkdir()
    press(edition, folder)
    found = open_edition(folder)
    for path in folder.iterdir():
        path.unlink()
    return found


@pytest.mark.parametrize("name", BOOKS)
def test_every_page_is_the_same(name: str, tmp_path: Path) -> None:
    """Each page drawn of what was opened is, byte for byte, that of what was written."""
    edition = Edition(BOOKS[name](), number="7")
    there = dict(files_of(opened(edition, tmp_path / "edition")))
    assert [] == [path for path, body in files_of(edition) if there[path] != body]


def test_records_are_the_same(tmp_path: Path) -> None:
    """Claims, events and what is known of each are those that were written."""
    edition = Edition(made.book())
    found = opened(edition, tmp_path / "edition")
    for name in ("claims", "documents", "undertakings", "conflicts", "event_of", "undertakings_of", "sides", "quotes"):
        assert dict(getattr(edition.book, name)) == dict(getattr(found.book, name)), name
    assert dict(edition.claims_of) == {name: tuple(some) for name, some in found.claims_of.items()}
    assert tuple(edition.to_check) == tuple(found.to_check)


def test_unknown_ids_are_not_found(tmp_path: Path) -> None:
    """What is not there is missing, however near or long its id."""
    found = opened(Edition(made.book()), tmp_path / "edition")
    known = next(iter(found.book.claims))
    strangers = (known[:-1], known + "x", known + "\0", "", "é" * 5000)
    assert [] == [name for name in strangers if name in found.book.claims or name in found.book.event_of]
    assert () == find_quotes(found.book, "ev:unknown")


def test_changes_are_found_without_reading_what_is_alike(tmp_path: Path) -> None:
    """What is told to have changed is the same between books that were opened as between those in memory."""
    later = made.book()
    before = Book.of(later.documents.values(), [], [], later.undertakings.values(), actors=later.actors)
    old, new = (opened(Edition(book), tmp_path / name) for name, book in (("old", before), ("new", later)))
    assert changes(before, later) == changes(old.book, new.book)
    assert () == changes(new.book, new.book)


def test_a_record_is_read_when_it_is_asked_for(tmp_path: Path) -> None:
    """Opening reads no claim; counting those of a text reads none either."""
    found = opened(Edition(made.book()), tmp_path / "edition")
    text = next(iter(found.claims_of))
    assert len(found.claims_of[text]) > 0
    assert isinstance(found.claims_of[text][0], Claim)
