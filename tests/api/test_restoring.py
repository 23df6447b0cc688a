"""A project restored from an export."""

from pathlib import Path

import pytest

from entente.api.restoring import read_export
from entente.errors import EntenteError


def test_a_spoilt_export_is_named_with_its_line(tmp_path: Path) -> None:
    """What is wrong is told with the file and the line."""
    (tmp_path / "book.jsonl").write_text("not JSON\n", encoding="utf-8")
    with pytest.raises(EntenteError, match=r"book\.jsonl, line 1: .*; nothing was imported"):
        read_export(tmp_path / "book.jsonl", tmp_path / "new")
