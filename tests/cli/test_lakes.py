"""Segments and what is counted over them, from the command line."""

import json
from pathlib import Path

import pytest

from entente.records import from_json
from entente.records.claim import Claim
from tests.cli.made import run

pandas = pytest.importorskip("pandas", reason="pandas is not installed")
pytest.importorskip("duckdb", reason="DuckDB is not installed: pip install 'entente[lake]'")
pytest.importorskip("pyarrow", reason="pyarrow is not installed: pip install 'entente[lake]'")


@pytest.fixture(scope="module")
def lake(project: Path) -> Path:
    """The project, with its segments."""
    assert 0 == run("lake", "build", project=project).exit_code
    return project


def rows(*words: str, project: Path) -> list[dict[str, object]]:
    """What a command prints for programs."""
    return [json.loads(line) for line in run(*words, "--json", project=project).stdout.splitlines()]


def test_the_check_agrees_until_a_segment_is_lost(lake: Path) -> None:
    """Exit 0 and then 1; building makes it again."""
    assert 0 == run("lake", "check", project=lake).exit_code
    next((lake / "lake").glob("claims-*")).unlink()
    assert ["lake_segment"] == [row["code"] for row in rows("lake", "check", project=lake)]
    assert 1 == run("lake", "check", project=lake).exit_code
    assert 0 < rows("lake", "build", project=lake)[0]["restored"]  # type: ignore[operator]  # a number


def test_pairs_trend_and_latest_tell_of_the_same_claims(lake: Path) -> None:
    """Months and fields of a pair add up to its claims, and those who ask by name find them too."""
    (pair,) = rows("lake", "pairs", "--limit", "1", project=lake)
    months = rows("lake", "trend", "Pakistan", "Russia", project=lake)
    assert ("PAK", "RUS") == (pair["a"], pair["b"])
    assert pair["claims"] == sum(int(str(row["claims"])) for row in months) > 0
    assert any("steel mill" in str(row["quote"]) for row in rows("lake", "latest", "RUS", "PAK", project=lake))


def test_coverage_counts_the_articles(lake: Path) -> None:
    """Two articles, each in its month."""
    assert ["2024-04-01", "2025-06-01"] == [row["month"] for row in rows("lake", "coverage", project=lake)]


def test_without_segments_the_command_is_named(tmp_path: Path) -> None:
    """A project that has none says how they are made."""
    run("init", str(tmp_path / "new"))
    result = run("lake", "pairs", project=tmp_path / "new")
    assert "entente lake build" in str(result.exception)


def test_parquet_holds_every_claim(project: Path, tmp_path: Path) -> None:
    """A data frame of the export has the claims of the JSON Lines, with the moment each was recorded."""
    run("export", "jsonl", str(tmp_path / "lines"), project=project)
    assert 3 == len(rows("export", "parquet", str(tmp_path / "files"), project=project))
    frame = pandas.read_parquet(tmp_path / "files" / "claims.parquet")
    lines = (tmp_path / "lines" / "claims.jsonl").read_bytes().splitlines()
    assert [from_json(line, Claim).claim_id for line in lines] == list(frame["claim_id"])
    assert frame["recorded_at"].notna().all()
