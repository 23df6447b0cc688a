"""Rows are made when they are asked for, and kept for a while."""

from collections.abc import Callable

import pytest

from entente.web.rows import ById, Rows


def noting(made: list[str]) -> Callable[[str], str]:
    """Makes a row of a name and notes that it did."""

    def make(name: str) -> str:
        made.append(name)
        return name.upper()

    return make


def test_only_what_is_asked_for_is_made() -> None:
    """A stretch of a long list costs its own rows, and those once."""
    made: list[str] = []
    rows = Rows([f"row {n}" for n in range(1000)], noting(made))
    assert ("ROW 5", "ROW 6") == rows[5:7] == rows[5:7]
    assert (["row 5", "row 6"], 1000) == (made, len(rows))


def test_rows_are_forgotten_in_time() -> None:
    """No more are kept than may be."""
    made: list[str] = []
    rows = Rows("abcd", noting(made), most=2)
    assert ["A", "B", "C", "D"] == list(rows)
    assert "A" == rows.one("a")
    assert ["a", "b", "c", "d", "a"] == made


def test_an_unknown_id_has_no_row() -> None:
    """Of a name that is not known nothing is made."""
    rows = ById(Rows("ab", str.upper), frozenset("ab"))
    assert ("A", False, 2) == (rows["a"], "c" in rows, len(rows))
    with pytest.raises(KeyError):
        rows["c"]
