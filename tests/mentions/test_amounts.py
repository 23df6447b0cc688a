"""Amounts: the examples of the data file, and figures that are none."""

import time

import pytest

from entente.mentions import find_amounts
from entente.records.mentions import AmountSpan
from entente.vocab.amounts import AmountExample, load_amounts


def seen(text: str, span: AmountSpan) -> AmountExample:
    """A span as the data file would write it."""
    marked = f"{text[: span.start]}[{text[span.start : span.end]}]{text[span.end :]}"
    return AmountExample(
        text=marked, value=span.value, value_max=span.value_max, unit=span.unit, kind=span.kind, sense=span.sense,
        per=span.per, approx=span.approx,
    )  # fmt: skip


@pytest.mark.parametrize("example", load_amounts().yes, ids=lambda example: example.text)
def test_yes(example: AmountExample) -> None:
    """Each example of the data file is found as it says."""
    text = example.text.replace("[", "").replace("]", "")
    assert [example] == [seen(text, span) for span in find_amounts(text)]


@pytest.mark.parametrize("example", load_amounts().no, ids=lambda example: example.text)
def test_no(example: AmountExample) -> None:
    """Dates, articles and ordinals are no amounts."""
    assert () == find_amounts(example.text)


@pytest.mark.parametrize(
    ("text", "sense"),
    [
        ("Trade rose to $5 million.", "level"),
        ("Trade rose by $5 million.", "change"),
        ("Trade fell from $5 million.", "level"),
        ("A rise of 5 percent was seen.", "change"),
        ("They gave $5 million.", "unknown"),
    ],
)
def test_sense(text: str, sense: str) -> None:
    """`To` and `from` tell a level, `by` and `a rise of` a change."""
    assert sense == find_amounts(text)[0].sense


def test_years_count_nobody() -> None:
    """A year before a noun is a year."""
    assert () == find_amounts("In 2016 Chinese workers came.")


def test_units_are_reduced() -> None:
    """Gigawatts are given in megawatts, miles in kilometres."""
    assert ["2500", "16.09344"] == [span.value for span in find_amounts("2.5 GW over 10 miles")]


def test_time_is_linear() -> None:
    """Twice the figures take about twice the time."""
    text = "12 to 13 million and two or three thousand, "
    costs = []
    for copies in (1_000, 4_000):
        start = time.process_time()
        find_amounts(text * copies)
        costs.append(time.process_time() - start)
    assert costs[1] < 10 * costs[0] + 0.05
