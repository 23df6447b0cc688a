"""The lake that the benchmark makes is one that can be asked."""

from collections import Counter
from pathlib import Path

import pytest

pytest.importorskip("duckdb", reason="DuckDB is not installed: pip install 'entente[lake]'")
pytest.importorskip("pyarrow", reason="pyarrow is not installed: pip install 'entente[lake]'")
from bench.lake import exponents, make_lake, measure_ledger, pairs_by_rank
from entente.lake import Lake


def test_generated_segments_are_a_lake(tmp_path: Path) -> None:
    """Every text is covered, ended claims are left out, and the pair told of most often is the first of the ranks."""
    make_lake(tmp_path, 5_000)
    with Lake(str(tmp_path)) as lake:
        assert 1_000 >= sum(row.documents for row in lake.coverage()) > 900
        counted = Counter({(row.a, row.b): row.claims for row in lake.pairs(limit=10_000)})
        assert pairs_by_rank()[0] == counted.most_common(1)[0][0]
        assert 2_000 < counted.total() < 4_000
        assert 20 == len(lake.latest(*pairs_by_rank()[0]))


def test_generated_lakes_are_the_same(tmp_path: Path) -> None:
    """The same size gives the same bytes."""
    for name in ("a", "b"):
        make_lake(tmp_path / name, 700)
    assert (tmp_path / "a" / "manifest.json").read_bytes() == (tmp_path / "b" / "manifest.json").read_bytes()


def test_ledger_figures_are_counted() -> None:
    """A filled ledger tells how many claims it took, and what each text cost in time and bytes."""
    told = measure_ledger(300)
    assert told["claims"] >= 300
    assert 0 < told["find_ms"] <= told["find_p95_ms"]
    assert told["text_bytes"] > 500


def test_exponents_are_slopes() -> None:
    """What grows as the square has 2, what stays has 0."""
    assert {"a": 2.0, "b": 0.0} == pytest.approx(
        exponents([{"claims": 10, "a": 1, "b": 3}, {"claims": 1000, "a": 10_000, "b": 3}])
    )
