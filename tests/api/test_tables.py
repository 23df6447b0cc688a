"""Tables in a file."""

from pathlib import Path

import pytest

from entente.api import tables as module
from entente.api.tables import FileTables


def test_what_is_put_is_there_when_the_file_is_opened_again(tmp_path: Path) -> None:
    """Rows changed, added and taken away."""
    for change in ({"a": (1, "x"), "b": (2, "y")}, {"a": (3, "z"), "b": None}):
        tables = FileTables(tmp_path / "t.sqlite")
        table = tables.table("of all", tuple[int, str])
        for key, value in change.items():
            table.put(key, value)
        tables.close_change()
        assert change["a"] == table.get("a")
        assert change["b"] == table.get("b")
        tables.close()
    assert [(3, "z")] == list(FileTables(tmp_path / "t.sqlite").table("of all", tuple[int, str]).values())


def test_a_change_that_breaks_off_is_not_there(tmp_path: Path) -> None:
    """Only whole changes are written."""
    tables = FileTables(tmp_path / "t.sqlite")
    tables.table("some", int).put("a", 1)
    tables.close()
    assert FileTables(tmp_path / "t.sqlite").table("some", int).get("a") is None


def test_little_is_held_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Past its limit a table forgets what the file holds, and reads it again."""
    monkeypatch.setattr(module, "_KEPT", 1)
    tables = FileTables(tmp_path / "t.sqlite")
    table = tables.table("some", int)
    table.put("a", 1)
    tables.close_change()
    table.put("b", 2)
    assert [1, 2, None] == [table.get(key) for key in ("a", "b", "c")]
