"""EDTF strings: the forms the record uses, and the days they bound."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entente.records.codes import Granularity
from entente.records.edtf import edtf_bounds, read_edtf, shifted, write_edtf
from tests.records.samples import days

UNITS: tuple[Granularity, ...] = (
    "instant", "day", "week", "month", "season", "quarter", "half", "year", "decade", "century",
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "granularity"),
    [
        ("2024-06-12", "2024-06-12", "2024-06-12", "day"),
        ("2024-06-12T23:30:00Z", "2024-06-12", "2024-06-12", "instant"),
        ("2024-02", "2024-02-01", "2024-02-29", "month"),
        ("2024", "2024-01-01", "2024-12-31", "year"),
        ("197X", "1970-01-01", "1979-12-31", "decade"),
        ("19XX", "1900-01-01", "1999-12-31", "century"),
        ("2023-21", "2023-03-01", "2023-05-31", "season"),
        ("2023-24", "2023-12-01", "2024-02-29", "season"),
        ("2024-33", "2024-01-01", "2024-03-31", "quarter"),
        ("2024-36", "2024-10-01", "2024-12-31", "quarter"),
        ("2024-40", "2024-01-01", "2024-06-30", "half"),
        ("2024-41", "2024-07-01", "2024-12-31", "half"),
        ("[2024-06-12..2025-12-31]", "2024-06-12", "2025-12-31", "day"),
        ("2024-05/2024-06", "2024-05-01", "2024-06-30", "month"),
        ("2022/2024-06", "2022-01-01", "2024-06-30", "year"),
        ("2024-06-12/..", "2024-06-12", None, "open"),
        ("[..2023-12-31]", None, "2023-12-31", "open"),
        ("../..", None, None, "open"),
        ("1979-08~", "1979-07-01", "1979-09-30", "month"),
        ("2024~", "2023-01-01", "2025-12-31", "year"),
        ("2024-03-01~", "2024-02-29", "2024-03-02", "day"),
        ("1979~/1985", "1978-01-01", "1985-12-31", "year"),
        ("1979~/..", "1978-01-01", None, "open"),
        ("0001~", "0001-01-01", "0002-12-31", "year"),
    ],
)
def test_bounds(text: str, earliest: str | None, latest: str | None, granularity: Granularity) -> None:
    """Each form has its strict bounds, and an approximate end moves outwards by one unit of its own."""
    expected = tuple(date.fromisoformat(bound) if bound else None for bound in (earliest, latest))
    assert edtf_bounds(text, read_edtf(text).granularity) == expected
    assert read_edtf(text).granularity == granularity


@pytest.mark.parametrize(
    "text",
    ["", "2024-13", "2024-32", "2024-02-30", "0000", "24", "/", "2024/", "[2024]", "2025/2024", "..", "2023-W12",
     "20XX-04", "2024?", "[2024..2025..2026]", "yesterday", "2024-06-12\n", "x" * 100_000, "٢٠٢٤"],
)  # fmt: skip
def test_other_forms_are_refused(text: str) -> None:
    """What the record does not use is refused, never misread."""
    with pytest.raises(ValueError, match=r"EDTF date|calendar|ends before|day is out of range|month must be"):
        read_edtf(text)


@given(days, st.integers(0, 20_000), st.sampled_from(UNITS), st.sampled_from(("point", "span")))
def test_what_is_written_reads_back(first: date, length: int, unit: Granularity, shape: object) -> None:
    """Whatever the granularity and shape, reading gives the bounds that were written."""
    last = date.fromordinal(first.toordinal() + length)
    text = write_edtf(first, last, granularity=unit, shape="point" if shape == "point" else "span")
    assert edtf_bounds(text, unit) == (first, last)


@given(days, st.sampled_from(UNITS))
def test_a_whole_unit_is_written_short(day: date, unit: Granularity) -> None:
    """The days of one calendar unit are written as that unit, never as a range."""
    whole = read_edtf(write_edtf(day, None, granularity=unit).removesuffix("/.."))
    text = write_edtf(whole.earliest, whole.latest, granularity=unit)
    assert not set(text) & set("[/.")
    assert read_edtf(text)[:2] == whole[:2]


@given(days, days, st.sampled_from(UNITS))
def test_approximate_dates_widen_by_one_unit(one: date, other: date, unit: Granularity) -> None:
    """Both bounds move outwards by one unit of the granularity asked for."""
    first, last = sorted((one, other))
    earliest, latest = edtf_bounds(write_edtf(first, last, granularity=unit, approx=True), unit)
    assert earliest == shifted(first, unit, -1)
    assert latest is not None
    assert latest > last


@given(st.dates(), st.sampled_from(UNITS), st.integers(-1000, 1000))
def test_shifting_stays_in_the_calendar(day: date, unit: Granularity, count: int) -> None:
    """No date leaves the years 1 to 9999, and none moves the wrong way."""
    moved = shifted(day, unit, count)
    assert (moved - day).days * count >= 0
