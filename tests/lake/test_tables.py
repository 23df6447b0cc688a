"""A book as Parquet files."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from entente.lake import write_parquet
from entente.views import event_rows
from entente.views.events import is_counted
from tests.views.made import book

duckdb = pytest.importorskip("duckdb", reason="DuckDB is not installed: pip install 'entente[lake]'")
pandas = pytest.importorskip("pandas", reason="pandas is not installed")
AT = datetime(2025, 7, 2, tzinfo=UTC)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The three files of the invented book."""
    place: Path = tmp_path_factory.mktemp("parquet")
    write_parquet(book(), place, dict.fromkeys(book().claims, AT))
    return place


def test_every_claim_is_a_row(folder: Path) -> None:
    """A data frame holds each claim with its status, its quote, its parties and its moment of recording."""
    frame = pandas.read_parquet(folder / "claims.parquet").set_index("claim_id")
    assert sorted(book().claims) == list(frame.index)
    for name, claim in book().claims.items():
        row = frame.loc[name]
        assert (claim.status, claim.support[0].exact, AT) == (row.status, row.quote, row.recorded_at)
        assert [mention.actor_id and book().name_of(mention.actor_id) for mention in claim.actors] == list(row.actors)


def test_events_count_as_in_the_views(folder: Path) -> None:
    """DuckDB counts the same events by type and status as the views do, and claims lead to their events."""
    told = duckdb.sql(
        f"SELECT count(*) FROM '{folder}/events.parquet' WHERE quad > 0 AND status IN ('happened', 'under_way')"
    )
    assert sum(map(is_counted, event_rows(book()))) == told.fetchall()[0][0]
    lost = duckdb.sql(
        f"SELECT count(*) FROM '{folder}/claims.parquet' ANTI JOIN '{folder}/events.parquet' USING (event_id)"
    )
    assert len(book().claims.keys() - book().event_of.keys()) == lost.fetchall()[0][0]


def test_the_same_book_gives_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    """A file tells by its hash whether the book has changed."""
    write_parquet(book(), tmp_path, dict.fromkeys(book().claims, AT))
    assert [(folder / name).read_bytes() for name in ("claims.parquet", "events.parquet", "documents.parquet")] == [
        (tmp_path / name).read_bytes() for name in ("claims.parquet", "events.parquet", "documents.parquet")
    ]
