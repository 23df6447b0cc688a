"""What fuzzing came to is added up, and what it found is kept."""

from pathlib import Path

import pytest

from tests.fuzz import __main__ as fuzzing
from tests.fuzz.targets import TARGETS


def test_runs_add_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each target's executions over all runs, in the file and on the page."""
    before = "".join(f"{name},5,1,0\n" for name in TARGETS)
    (tmp_path / "totals.csv").write_text("target,executions,cpu_s,broke\n" + before)
    monkeypatch.setattr(fuzzing, "TOTALS", tmp_path / "totals.csv")
    fuzzing.add(fuzzing.Row("dates", 1000, 2.6, 10, 3, 1))
    assert ((1005, 4, 1), (5, 1, 0)) == (fuzzing.totals()["dates"], fuzzing.totals()["html"])
    page = tmp_path / "page.md"
    page.write_text(f"{fuzzing.BEGIN}\nold\n{fuzzing.END}\nAfter\n", "utf-8")
    fuzzing.show_totals(page)
    assert "| dates | 1,005 | 4 | 1 |" in page.read_text("utf-8")
    assert page.read_text("utf-8").endswith(f"{fuzzing.END}\nAfter\n")


def test_what_was_kept_comes_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Packed twice it is the same file, and unpacked the same inputs."""
    for name, folder in (("KEPT", "build"), ("PACKED", "kept")):
        monkeypatch.setattr(fuzzing, name, tmp_path / folder)
    (tmp_path / "build" / "dates").mkdir(parents=True)
    (tmp_path / "build" / "dates" / "a1").write_bytes(b"last May")
    fuzzing.pack("dates")
    packed = (tmp_path / "kept" / "dates.zip").read_bytes()
    monkeypatch.setattr(fuzzing, "KEPT", tmp_path / "elsewhere")
    assert b"last May" == (fuzzing.unpacked("dates") / "a1").read_bytes()
    fuzzing.pack("dates")
    assert packed == (tmp_path / "kept" / "dates.zip").read_bytes()
