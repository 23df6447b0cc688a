"""A lock that no longer says what pyproject.toml asks for is noticed without a network."""

import shutil
from pathlib import Path

import pytest

from scripts import lock


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The project files and the locks, where a test may change them."""
    for name in ("pyproject.toml", lock.MODEL, *(f"requirements/{name}.txt" for name in lock.LOCKS)):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(lock.ROOT / name, tmp_path / name)
    monkeypatch.setattr(lock, "ROOT", tmp_path)
    return tmp_path


def test_locks_match(copy: Path) -> None:
    """The locks in the tree are those that the project files ask for."""
    assert [""] * len(lock.LOCKS) == [lock.complaint(name) for name in lock.LOCKS]


def test_new_dependency_is_noticed(copy: Path) -> None:
    """A dependency added to pyproject.toml makes each lock stale."""
    project = copy / "pyproject.toml"
    project.write_text(project.read_text().replace('"msgspec>=', '"attrs>=20",\n    "msgspec>='))
    assert all("does not match" in lock.complaint(name) for name in lock.LOCKS)


def test_edited_lock_is_noticed(copy: Path) -> None:
    """A version changed by hand does not pass."""
    run = copy / "requirements/run.txt"
    run.write_text(run.read_text().replace("msgspec==0", "msgspec==9"))
    assert "edited by hand" in lock.complaint("run")


def test_address_is_noticed(copy: Path) -> None:
    """A lock names no address."""
    with (copy / "requirements/dev.txt").open("a") as file:
        file.write("--index-url https://example.org/simple\n")
    assert "names an address" in lock.complaint("dev")


def test_missing_lock_is_noticed(copy: Path) -> None:
    """A lock that is not there is named, with the command that makes it."""
    (copy / "requirements/spacy.txt").unlink()
    assert "requirements/spacy.txt is missing; run: make lock" == lock.complaint("spacy")
