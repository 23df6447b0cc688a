"""Dates, amounts and stages as they are read."""

import pytest

from entente.records import DateSpan
from entente.records.codes import DateMod
from entente.views.wording import say_amount, say_count, say_due, say_list, say_when
from tests.views.made import LEND


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2024-11-13", "13 Nov 2024"),
        ("2024-11", "Nov 2024"),
        ("2024", "2024"),
        ("2025-23", "autumn 2025"),
        ("2025-41", "second half of 2025"),
        ("2025-34", "Q2 2025"),
        ("197X", "the 1970s"),
        ("20XX", "the 21st century"),
        ("19XX", "the 20th century"),
        ("1979~", "about 1979"),
        ("[2024-06-12..2025-12-31]", "between 12 Jun 2024 and 31 Dec 2025"),
        ("[2024-06-12..2024-06-14]", "between 12 and 14 Jun 2024"),
        ("2024-05-03/2024-06-02", "3 May–2 Jun 2024"),
        ("2024-06-12/..", "from 12 Jun 2024 on"),
        ("../2024-06-12", "by 12 Jun 2024"),
        ("../..", "date unknown"),
    ],
)
def test_dates_show_their_doubt(edtf: str, words: str) -> None:
    """A date is said as closely as it is known, and no closer."""
    assert words == say_when(DateSpan.read(edtf, basis="carried"))


@pytest.mark.parametrize(("mod", "words"), [("on_or_before", "by 31 Dec 2025"), ("before", "by 31 Dec 2025")])
def test_limits_are_said_as_limits(mod: DateMod, words: str) -> None:
    """ "By the end of 2025" is not a range."""
    assert words == say_when(DateSpan.read("[2024-06-12..2025-12-31]", basis="carried", mod=mod))


def test_report_days_are_no_dates() -> None:
    """A happening dated only by its report says so."""
    span = DateSpan.read("[2024-06-09..2024-06-12]", basis="publication_default", confidence=0.5)
    assert "undated, reported 12 Jun 2024" == say_when(span)


def test_due_days_are_ends() -> None:
    """What is promised for a stretch is due at its end; a season keeps its name."""
    assert "by 31 Mar 2025" == say_due(DateSpan.read("[2024-04-18..2025-03-31]", basis="carried"))
    assert "autumn 2025" == say_due(DateSpan.read("2025-23", basis="carried"))


def test_amounts_are_scaled() -> None:
    """A figure is said in millions with what it counts."""
    assert "$420 million, loan" == say_amount(LEND.amounts[0])


def test_counts_and_lists() -> None:
    """One origin, two origins; a long list says how many more there are."""
    assert ("1 origin", "2 origins") == (say_count(1, "origin"), say_count(2, "origin"))
    assert "a, b and 2 more" == say_list(("a", "b", "c", "d"), 2)
