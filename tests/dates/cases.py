"""The sentences of `tests/cases/dates`, one after the other."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).resolve().parents[1] / "cases" / "dates"


def load(*names: str) -> list[Any]:
    """The cases of some files as parameters, each named by its file and text."""
    return [
        pytest.param(case, id=f"{name}: {case['text'][:60]}")
        for name in names
        for case in tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))["case"]
    ]
