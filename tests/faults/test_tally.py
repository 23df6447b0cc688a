"""The table of faults that is kept."""

from pathlib import Path

import pytest

from tests.faults import tally
from tests.faults.tally import BEGIN, END, Tally


def test_a_run_replaces_its_own_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows of faults that it did not try stay, and so does what stands around the table."""
    page = tmp_path / "faults.md"
    kept, old = "| a full disk | 3 | 2 | 0 | 0 | 0 |", "| a reader (SQLite), 9 a second | 1 | 1 | 0 | 0 | 0 |"
    page.write_text(f"Before\n{BEGIN}\n| fault | operations |\n|---|--:|\n{old}\n{kept}\n{END}\nAfter\n", "utf-8")
    monkeypatch.setattr(tally, "TALLIES", [Tally("a reader (SQLite), 50 a second", 500, 40)])
    tally.write(page)
    lines = page.read_text("utf-8").splitlines()
    assert ["Before", BEGIN] == lines[:2]
    assert [kept, "| a reader (SQLite), 50 a second | 500 | 40 | 0 | 0 | 0 |", END, "After"] == lines[4:]
