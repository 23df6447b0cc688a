"""A project whose ledger lies on a server, and ledgers copied from one store to the other."""

import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from entente.api import Project, copying, create, open_project
from entente.api.copying import copy_ledger
from entente.api.stores import ADDRESS, LEDGER
from entente.errors import LedgerError
from entente.ledger import Ledger, Server, Snapshot
from tests.ledger.made import batch, failed, reading, ruling
from tests.postgres import Cluster

ARTICLE = "Velmora and Orsenia signed a transit agreement in Kesh on 3 May 2024."


def filled(place: str) -> str:
    """A ledger with two versions of an article, a problem and a ruling that was revoked."""
    first = ruling("evt:1", "evt:2")
    with Ledger.open(place, create=True) as ledger:
        ledger.append(batch(reading(), failed("b.txt"), first))
        ledger.append(batch(reading(text="Pact two.", hours=1)))
        ledger.append(batch(ruling("evt:1", "evt:2", "no", revokes=first.decision_id)))
    return place


def test_a_project_keeps_the_address_of_its_ledger(tmp_path: Path, postgres: Cluster) -> None:
    """Made once with an address, it reads into that database from then on; the line is for its owner alone."""
    url = postgres.new()
    create(tmp_path / "shared", ledger=url)
    (tmp_path / "a.txt").write_text(ARTICLE)
    report = create(tmp_path / "shared").read([tmp_path / "a.txt"])
    again = open_project(tmp_path / "shared").read([tmp_path / "a.txt"])
    assert ((1, 0), (0, 1)) == ((report.documents, report.known), (again.documents, again.known))
    with Ledger.open(url, read_only=True) as ledger:
        assert ledger.snapshot() == open_project(tmp_path / "shared").merged()[0]
    assert [ADDRESS] == [path.name for path in (tmp_path / "shared").iterdir() if path.is_file()]
    assert 0o600 == stat.S_IMODE((tmp_path / "shared" / ADDRESS).stat().st_mode)


def test_a_project_has_one_ledger(tmp_path: Path) -> None:
    """A file and an address side by side, an address over another, and what is no address are refused."""
    (tmp_path / ADDRESS).write_text("postgresql://velmora:geheim@127.0.0.1:1/a\n")
    assert Project(tmp_path).ledger == Server("postgresql://velmora:geheim@127.0.0.1:1/a")
    with pytest.raises(LedgerError, match="on a server"):
        create(tmp_path, ledger="postgresql://127.0.0.1:1/b")
    (tmp_path / LEDGER).touch()
    with pytest.raises(LedgerError, match="two ledgers") as caught:
        Project(tmp_path)
    assert "geheim" not in str(caught.value)
    (tmp_path / LEDGER).unlink()
    (tmp_path / ADDRESS).write_text("ledger.db")
    with pytest.raises(LedgerError, match="no address"):
        Project(tmp_path)


def test_a_file_is_not_left_behind_unnoticed(tmp_path: Path) -> None:
    """A project that has a file keeps it; the message names the command that copies it."""
    create(tmp_path)
    with pytest.raises(LedgerError, match="entente copy"):
        create(tmp_path, ledger="postgresql://127.0.0.1:1/a")
    with pytest.raises(LedgerError, match="no address"):
        create(tmp_path / "new", ledger="mysql://host/a")
    assert not (tmp_path / ADDRESS).exists()


def test_a_copy_is_the_same_book(tmp_path: Path, new_place: Callable[[], str], monkeypatch: pytest.MonkeyPatch) -> None:
    """From either store to a file and to the same store: the records, the history, and the hashes of both."""
    monkeypatch.setattr(copying, "TOLD_EVERY", 1)
    told: list[int] = []
    source = filled(new_place())
    copied = copy_ledger(source, str(tmp_path / "copy.db"), progress=lambda done, of: told.append(of - done))
    back = copy_ledger(str(tmp_path / "copy.db"), new_place())
    assert copied == back
    assert (9, list(reversed(range(40)))) == (copied.entries, told)
    with Ledger.open(source, read_only=True) as old, Ledger.open(tmp_path / "copy.db", read_only=True) as new:
        assert list(old.changes()) == list(new.changes())
        assert (copied.snapshot, copied.lines) == (new.snapshot().hash(), len(list(old.export_lines())))


def test_a_project_is_copied_to_a_server_and_back(tmp_path: Path, postgres: Cluster) -> None:
    """A folder stands for its ledger; a new name becomes a project."""
    place = postgres.new()
    filled(str(create(tmp_path / "one").ledger))
    copy_ledger(str(tmp_path / "one"), place)
    copy_ledger(place, str(tmp_path / "two"))
    assert open_project(tmp_path / "one").snapshot() == open_project(tmp_path / "two").snapshot()


def test_only_an_empty_ledger_takes_a_copy(tmp_path: Path, new_place: Callable[[], str]) -> None:
    """What is there stays as it was."""
    source, target = filled(new_place()), new_place()
    with Ledger.open(target, create=True) as ledger:
        ledger.append(batch(reading("z.txt", "Orsenia waits.")))
    with pytest.raises(LedgerError, match="with records"):
        copy_ledger(source, target)
    with Ledger.open(target) as ledger:
        assert ["Orsenia waits."] == [document.text for document in ledger.documents()]


def test_a_copy_that_differs_is_told(
    tmp_path: Path, new_place: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Were a record lost on the way, the hashes would not match."""
    source, whole = filled(new_place()), Ledger.snapshot
    target = str(tmp_path / "copy.db")
    monkeypatch.setattr(
        Ledger, "snapshot", lambda self, at=None: Snapshot() if str(self.place) == target else whole(self, at)
    )
    with pytest.raises(LedgerError, match="differs"):
        copy_ledger(source, target)
