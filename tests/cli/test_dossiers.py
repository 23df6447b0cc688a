"""Two states on the terminal, as a page, as files."""

import csv
import json
from pathlib import Path

import pytest

from tests.cli.made import run


def test_dyad_shows_balance_and_interval(project: Path) -> None:
    """Cooperation and conflict stand beside the share, and the share beside its interval (M1, M2)."""
    result = run("dyad", "Russia", "PAK", project=project)
    assert 0 == result.exit_code, result.output
    assert "Russia – Pakistan" in result.stdout
    assert "90 % interval" in result.stdout
    assert "material conflict" in result.stdout


def test_dyad_speaks_json(project: Path) -> None:
    """The whole page of two states is one JSON object."""
    (line,) = run("dyad", "RUS", "PAK", "--json", project=project).stdout.splitlines()
    assert ("act:rus", "act:pak") == (json.loads(line)["a"], json.loads(line)["b"])


@pytest.mark.parametrize("words", [("dossier",), ("export", "dossier")])
def test_dossiers_are_written(project: Path, tmp_path: Path, words: tuple[str, ...]) -> None:
    """The page is in the file named, and its path on stdout."""
    out = tmp_path / "page.html"
    result = run(*words, "RUS", "PAK", "-o", str(out), project=project)
    assert str(out) == result.stdout.strip()
    assert out.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_a_dossier_of_nothing_is_said(project: Path, tmp_path: Path) -> None:
    """Two states of which no event tells have a page, and a line says that it is empty."""
    result = run("dossier", "Kenya", "Chad", "-o", str(tmp_path / "page.html"), project=project)
    assert (0, "no event tells of Kenya and Chad\n") == (result.exit_code, result.stderr)


def test_dossiers_go_to_stdout(project: Path) -> None:
    """`-o -` prints the page."""
    assert run("dossier", "RUS", "PAK", "-o", "-", project=project).stdout.startswith("<!doctype html>")


def test_jsonl_is_a_folder_of_five(project: Path, tmp_path: Path) -> None:
    """A file for each kind of record, named on stdout with its count."""
    result = run("export", "jsonl", str(tmp_path / "out"), project=project)
    assert 5 == len(list((tmp_path / "out").iterdir())) == len(result.stdout.splitlines())


def test_csv_holds_every_event(project: Path, tmp_path: Path) -> None:
    """The table has a line for each event that `events` lists."""
    out = tmp_path / "events.csv"
    run("export", "csv", "-o", str(out), project=project)
    listed = run("events", "--json", project=project).stdout.splitlines()
    assert len(listed) == len(list(csv.DictReader(out.read_text(encoding="utf-8").splitlines())))
