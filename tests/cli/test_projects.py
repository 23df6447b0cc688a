"""Making, filling and examining a project."""

import json
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from entente.api import create, open_project
from entente.ledger import Ledger
from tests.cli.made import ARTICLES, make_articles, run


def test_init_makes_a_ledger(tmp_path: Path) -> None:
    """A new folder holds an empty ledger and its path is printed."""
    result = run("init", str(tmp_path / "new"))
    assert 0 == result.exit_code
    assert Path(result.stdout.strip()).is_file()


def test_reading_twice_adds_nothing(tmp_path: Path) -> None:
    """What the ledger holds unchanged is known."""
    articles = str(make_articles(tmp_path / "articles"))
    first, second = (run("read", articles, "--json", project=tmp_path / "p") for _ in range(2))
    assert (2, 0) == tuple(json.loads(first.stdout)[key] for key in ("documents", "known"))
    assert (0, 2) == tuple(json.loads(second.stdout)[key] for key in ("documents", "known"))


def test_the_user_sets_the_day_of_publication(tmp_path: Path) -> None:
    """`--published` goes before what the text tells, and texts that were read already take it."""
    article = tmp_path / "a.txt"
    article.write_text("Kenya and Uganda signed a water treaty on Monday.\n")
    for option in ([], ["--published", "2019-06/2020-03"]):
        assert 0 == run("read", str(article), *option, project=tmp_path / "p").exit_code
    (document,) = open_project(tmp_path / "p").snapshot().documents
    assert document.published
    assert ("2019-06/2020-03", "user") == (document.published.edtf, document.published_basis)
    assert 2 == run("read", str(article), "--published", "someday", project=tmp_path / "p").exit_code


def test_refused_documents_exit_3(tmp_path: Path) -> None:
    """An unreadable file is named on stderr with a remedy, the others are read, and the exit code is 3."""
    articles = make_articles(tmp_path / "articles")
    (articles / "empty.txt").write_text("")
    result = run("read", str(articles), project=tmp_path / "p")
    assert 3 == result.exit_code
    assert "2 new articles" in result.stdout
    assert "empty.txt" in result.stderr


def test_dry_runs_read_nothing(tmp_path: Path) -> None:
    """`--dry-run` names what would be read and makes no ledger."""
    result = run("read", str(make_articles(tmp_path / "articles")), "--dry-run", project=tmp_path / "p")
    assert sorted(ARTICLES) == sorted(Path(line).name for line in result.stdout.splitlines())
    assert not (tmp_path / "p").exists()


def test_dry_runs_speak_json(tmp_path: Path) -> None:
    """What would be read is named to programs too."""
    result = run("read", str(make_articles(tmp_path / "articles")), "--dry-run", "--json")
    told = [json.loads(line) for line in result.stdout.splitlines()]
    assert sorted(ARTICLES) == sorted(Path(line["origin"]).name for line in told)
    assert {("item", "text/plain")} == {(line["record"], line["media_type"]) for line in told}


def test_only_the_first_are_read(tmp_path: Path) -> None:
    """`--limit` reads the first items alone; without it the rest follows."""
    articles = str(make_articles(tmp_path / "articles"))
    assert "1 item · 1 new article · " in run("read", articles, "--limit", "1", project=tmp_path / "p").stdout
    assert "2 items · 1 new article · " in run("read", articles, project=tmp_path / "p").stdout


def test_no_project_is_said(tmp_path: Path) -> None:
    """A command in a folder without a ledger says what to do."""
    result = run("events", project=tmp_path)
    assert "entente init" in str(result.exception)


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes everywhere")
def test_read_only_folders_are_said(tmp_path: Path) -> None:
    """A project that cannot be written gives a clear error."""
    tmp_path.chmod(0o500)
    assert "read" in str(run("init", str(tmp_path)).exception)


def test_doctor_finds_all_well(project: Path) -> None:
    """A sound project and installation exit 0, with the counts."""
    result = run("doctor", project=project)
    assert 0 == result.exit_code, result.output
    assert "2 documents · " in result.stdout


def test_doctor_brings_an_older_ledger_up_to_date(tmp_path: Path) -> None:
    """It is copied aside before."""
    place = create(tmp_path).ledger
    with closing(sqlite3.connect(str(place))) as file:
        file.executescript("DROP TABLE segment; PRAGMA user_version = 1")
    assert 0 == run("doctor", project=tmp_path).exit_code
    assert (tmp_path / "ledger.entente.schema-1").is_file()
    with Ledger.open(place, read_only=True) as ledger:
        assert not ledger.is_older


def test_doctor_finds_damage(tmp_path: Path) -> None:
    """A file that is no ledger is ill, with a remedy, and the exit code is 1."""
    (tmp_path / "ledger.entente").write_bytes(b"no ledger" * 100)
    result = run("doctor", "--json", project=tmp_path)
    findings = {line["what"]: line for line in map(json.loads, result.stdout.splitlines())}
    assert 1 == result.exit_code
    assert not findings["ledger"]["well"]
    assert findings["ledger"]["problems"][0]["remedy"]
