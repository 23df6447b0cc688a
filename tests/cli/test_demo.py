"""The demonstration."""

import json
from pathlib import Path

from tests.cli.made import run


def test_demo_reads_counts_and_writes(tmp_path: Path) -> None:
    """The 24 articles are read, counted, and a dossier is written and named."""
    result = run("demo", "--to", str(tmp_path / "demo"), "--json")
    assert 0 == result.exit_code, result.output
    told = json.loads(result.stdout)
    assert 24 == told["articles"]
    assert told["origins"] < 24
    assert min(told["events"], told["undertakings"]) > 5
    assert Path(told["dossier"]).read_text(encoding="utf-8").startswith("<!doctype html>")
