"""Readers see what a writer commits."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic

import pytest
from fastapi.testclient import TestClient

from entente.api import Project, create, open_project
from entente.errors import LedgerError
from entente.ledger import Batch, Ledger
from entente.records import Producer
from entente.web.app import create_app
from entente.web.shelf import LedgerShelf
from tests.views import made
from tests.web.site import sent

PRODUCER = Producer(name="test", version="1")


@pytest.fixture
def folder(tmp_path: Path, new_place: Callable[[], str]) -> Path:
    """A project with one article, in either store."""
    place = new_place()
    create(tmp_path, ledger=place if place.startswith("postgresql://") else None)
    write(tmp_path, made.PROMISE, made.LEND, made.BEGIN)
    return tmp_path


def write(folder: Path, *records: object) -> None:
    """Commits records to the ledger of a project."""
    with Ledger.open(open_project(folder).ledger) as ledger:
        ledger.append(Batch(producer=PRODUCER, records=records))  # type: ignore[arg-type]


def waited(shelf: LedgerShelf, n_documents: int) -> int:
    """Documents of the current edition, once there are so many, or after five seconds."""
    end = monotonic() + 5
    while monotonic() < end:
        found = len(shelf.current().edition.book.documents)
        if found == n_documents:
            return found
    return found


def test_new_commits_are_seen(folder: Path) -> None:
    """A commit made while the server runs is on the next page."""
    shelf = LedgerShelf(open_project(folder))
    assert 1 == len(shelf.current().edition.book.documents)
    write(folder, made.SPUN, made.BEGUN)
    assert 2 == waited(shelf, 2)


def test_unchanged_ledger_keeps_its_edition(folder: Path) -> None:
    """Without a commit nothing is made again."""
    shelf = LedgerShelf(open_project(folder))
    assert shelf.current().edition is shelf.current().edition


def test_since_the_last_look(folder: Path) -> None:
    """What was recorded after the reader last looked is told, until it is marked as seen."""
    shelf = LedgerShelf(open_project(folder))
    client = TestClient(create_app(shelf), base_url="http://127.0.0.1", follow_redirects=False)
    assert "Since you last looked" not in client.get("/").text
    write(folder, made.SPUN, made.BEGUN)
    assert 2 == waited(shelf, 2)
    assert "The Amity Line" in client.get("/").text.partition("Latest in print")[0]
    sent(client, "/seen")
    assert "Nothing was recorded since" in client.get("/").text


def test_forged_cookies_do_no_harm(folder: Path) -> None:
    """A cookie that is no moment is taken for none, and one from the future for nothing new."""
    client = TestClient(create_app(LedgerShelf(open_project(folder))), base_url="http://127.0.0.1")
    for value in ("x" * 500, "2024-01-01", datetime(9000, 1, 1, tzinfo=UTC).isoformat()):
        assert 200 == client.get("/", headers={"cookie": f"entente_seen={value}"}).status_code


def test_history_is_shown(folder: Path) -> None:
    """An event shows when its claims were recorded, and by what."""
    shelf = LedgerShelf(open_project(folder))
    client = TestClient(create_app(shelf), base_url="http://127.0.0.1")
    event = next(iter(shelf.current().edition.events))
    assert "test 1" in client.get(f"/event/{event}").text


def test_lost_ledger_is_told(tmp_path: Path) -> None:
    """A ledger that was moved away gives a page that says so, and comes back when it does."""
    folder = create(tmp_path).folder
    write(folder, made.PROMISE)
    shelf = LedgerShelf(open_project(folder))
    client = TestClient(create_app(shelf), base_url="http://127.0.0.1")
    (folder / "ledger.entente").rename(folder / "moved")
    answer = client.get("/explore")
    assert (503, True) == (answer.status_code, "no ledger here" in answer.text.lower())
    (folder / "moved").rename(folder / "ledger.entente")
    assert 200 == client.get("/explore").status_code


def test_missing_project_is_misuse(tmp_path: Path) -> None:
    """Without a ledger there is nothing to open."""
    with pytest.raises(LedgerError):
        LedgerShelf(Project(tmp_path))
