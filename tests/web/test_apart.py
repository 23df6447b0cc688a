"""A large ledger's editions are made in a process of their own, and readers see the same."""

from pathlib import Path
from time import monotonic

import pytest
from fastapi.testclient import TestClient

from entente.api import create, open_project
from entente.errors import LedgerError
from entente.web import shelf as shelves
from entente.web.apart import PREFIX, Apart, MakerEnded
from entente.web.app import create_app
from entente.web.packed import Packed
from entente.web.shelf import LedgerShelf
from tests.views import made
from tests.web.site import sent
from tests.web.test_shelf import write


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project whose ledger counts as large."""
    monkeypatch.setattr(shelves, "LARGE", 0)
    create(tmp_path)
    write(tmp_path, made.PROMISE, made.LEND, made.BEGIN)
    return tmp_path


def texts_seen(shelf: LedgerShelf, n_documents: int) -> int:
    """Documents of the current edition once there are so many, or after a minute."""
    end = monotonic() + 60
    while len(shelf.current().edition.book.documents) != n_documents and monotonic() < end:
        shelf.join()
    return len(shelf.current().edition.book.documents)


def test_commits_are_seen(folder: Path) -> None:
    """What is recorded while the server runs is in the next edition, and told as new; nothing is left in the folder."""
    shelf = LedgerShelf(open_project(folder))
    client = TestClient(create_app(shelf), base_url="http://127.0.0.1", follow_redirects=False)
    assert isinstance(shelf.current().edition.book.claims, Packed)
    assert "Nothing was recorded since" in [client.get("/").text for _ in range(2)][-1]
    write(folder, made.SPUN, made.BEGUN)
    assert 2 == texts_seen(shelf, 2)
    assert "The Amity Line" in client.get("/").text.partition("Latest in print")[0]
    assert 303 == sent(client, "/seen").status_code
    assert [] == list(folder.glob(f"{PREFIX}*"))


def test_an_earlier_moment_is_made_apart_too(folder: Path) -> None:
    """What changed since a moment before the server was started is told."""
    before = LedgerShelf(open_project(folder)).current().edition.at
    write(folder, made.SPUN, made.BEGUN)
    shelf = LedgerShelf(open_project(folder))
    assert before is not None
    told = shelf.since(before)
    assert told is not None
    assert {"document", "event"} <= {row.what for row in told}


def test_a_process_that_ends_leaves_what_is_at_hand(folder: Path) -> None:
    """Where no edition can be made the last one is shown, as behind; at the start it is said."""
    project = open_project(folder)
    with pytest.raises(MakerEnded):
        Apart(project, ("-c", "pass")).make()
    apart = Apart(project)
    shelf = LedgerShelf(project, apart=apart)
    apart.command = ("-c", "pass")
    apart.end()
    write(folder, made.SPUN, made.BEGUN)
    shelf.current()
    shelf.join()
    assert (1, True) == (len(shelf.current().edition.book.documents), shelf.current().behind)


def test_a_lost_ledger_is_told(folder: Path) -> None:
    """What the process cannot read is told as the ledger's fault."""
    apart = Apart(open_project(folder))
    (folder / "ledger.entente").rename(folder / "moved")
    with pytest.raises(LedgerError, match="no ledger"):
        apart.make()
