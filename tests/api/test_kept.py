"""A merge is worked out once, and never outlives what it follows from."""

import os
from pathlib import Path
from typing import Any

import pytest

from entente import api, merge
from entente.api import kept
from entente.ledger import Batch, Ledger
from entente.records import Source
from tests.ledger.made import batch, reading


@pytest.fixture
def project(tmp_path: Path) -> api.Project:
    """A project whose ledger holds one text."""
    made = api.create(tmp_path / "p")
    append(made, batch(reading("a.txt", "Kenya and Uganda signed a treaty.")))
    return made


@pytest.fixture
def merges(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many texts each merge was worked out of."""
    sizes: list[int] = []
    true = api.merge_snapshot

    def counted(snapshot, actors, memory=None):  # type: ignore[no-untyped-def]
        sizes.append(len(snapshot.documents))
        return true(snapshot, actors, memory=memory)

    monkeypatch.setattr(api, "merge_snapshot", counted)
    return sizes


def append(project: api.Project, what: Batch) -> None:
    """One batch into its ledger."""
    with Ledger.open(project.ledger) as ledger:
        ledger.append(what)


def test_an_unchanged_ledger_is_merged_once(project: api.Project, merges: list[int]) -> None:
    """The second look takes what the first one kept, and it is the same."""
    first, second = project.merged(), project.merged()
    assert first == second
    assert [1] == merges


def test_what_is_appended_shows_at_once(project: api.Project, merges: list[int]) -> None:
    """After a reading the merge is of the new records, and of the old ones for whoever asks for the day before."""
    before, _ = project.merged()
    append(project, batch(reading("b.txt", "Kenya denied it.")))
    assert 2 == len(project.merged()[1].lineages)
    assert 1 == len(project.merged(before.as_of)[1].lineages)
    assert [1, 2] == merges


def test_a_ledger_of_the_same_shape_is_another(project: api.Project, tmp_path: Path, merges: list[int]) -> None:
    """A ledger put in the place of another with as many records and the same moments is merged anew."""
    project.merged()
    (project.folder / "ledger.entente").unlink()
    for log in project.folder.glob("ledger.entente-*"):
        log.unlink()
    api.create(project.folder)
    append(project, batch(reading("a.txt", "Kenya and Uganda signed no treaty.")))
    (document,) = project.snapshot().documents
    assert [document.doc_id] == [lineage.doc_id for lineage in project.merged()[1].lineages]
    assert [1, 1] == merges


@pytest.mark.parametrize("damage", [b"", b"nonsense", b"{}"])
def test_a_damaged_file_is_not_believed(project: api.Project, merges: list[int], damage: bytes) -> None:
    """What does not match its own sum is worked out again."""
    project.merged()
    (file,) = (project.folder / kept.FOLDER).iterdir()
    file.write_bytes(file.read_bytes()[:40] + damage)
    project.merged()
    assert [1, 1] == merges


def test_own_tables_count(project: api.Project, merges: list[int]) -> None:
    """A change in the project's own vocabulary asks for a new merge, even if the file's size and time stay."""
    own = project.folder / "vocabulary" / "names.csv"
    own.parent.mkdir()
    head = ",".join(("actor_id", "text", "kind", "form", "lang", "from", "to", "match", "acts_as", "note"))
    for name in ("Rusia", "Rosia"):
        own.write_text(f"{head}\nact:rus,{name},short,,en,,,any_case,,\n", encoding="utf-8")
        os.utime(own, (1, 1))
        project.merged()
    assert [1, 1] == merges


def test_changed_code_counts(project: api.Project, merges: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    """A new version of the code or of the shipped vocabulary merges anew."""
    project.merged()
    monkeypatch.setattr(kept, "code_hash", lambda: "another")
    project.merged()
    assert [1, 1] == merges


def test_nowhere_to_keep_is_no_error(project: api.Project, merges: list[int]) -> None:
    """Where the folder cannot be made, as on a read-only disk, each look merges."""
    (project.folder / kept.FOLDER).write_text("in the way")
    assert project.merged() == project.merged()
    assert [1, 1] == merges


def test_few_are_kept(project: api.Project) -> None:
    """The oldest merges are forgotten."""
    for number in range(kept.MOST + 2):
        append(project, batch(reading(f"{number}.txt", f"Kenya signed treaty {number}.")))
        project.merged()
    assert kept.MOST == len(list((project.folder / kept.FOLDER).iterdir()))


def test_the_users_sources_count(project: api.Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """Merging is given the user's list of sources, which tells which houses are one."""
    source = Source(source_id="gazette", name="Gazette", kind="newspaper", independence_group="house")
    append(project, batch(source))
    given: dict[str, Any] = {}  # Any: each argument has its own type
    true = merge.merge

    def noted(*parts: Any, **named: Any) -> merge.Merged:  # Any: as above
        given.update(named)
        return true(*parts, **named)

    monkeypatch.setattr(merge, "merge", noted)
    project.merged()
    assert [source] == given["sources"]
