"""Dates as bounds, and comparisons that answer yes, maybe or no."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entente.records import UNKNOWN_DATE, DateSpan, publication_default
from entente.records.codes import Answer
from tests.records.samples import date_spans

ORIGIN = date(2024, 1, 10)
HORIZON = range(-5, 11)
"""Days that stand for all of time: open ends reach to its edges."""

World = tuple[int, int]
offsets = st.none() | st.integers(0, 5)


@st.composite
def small_spans(draw: st.DrawFn) -> DateSpan:
    """A span within a few days, open or closed, of each shape, approximate or not."""
    bounds = [draw(offsets), draw(offsets)]
    if None not in bounds:
        bounds.sort(key=lambda offset: offset or 0)
    first, last = (None if offset is None else ORIGIN + timedelta(days=offset) for offset in bounds)
    shape = draw(st.sampled_from(("point", "span")))
    return DateSpan.between(
        first, last, basis="carried", shape="span" if shape == "span" else "point", approx=draw(st.booleans())
    )


def reach(span: DateSpan) -> World:
    """The bounds as day numbers on the horizon."""
    first = HORIZON[0] if span.earliest is None else (span.earliest - ORIGIN).days
    last = HORIZON[-1] if span.latest is None else (span.latest - ORIGIN).days
    return first, last


def worlds(span: DateSpan) -> list[World]:
    """Every stretch of days the span may stand for."""
    first, last = reach(span)
    if span.shape == "point":
        return [(day, day) for day in range(first, last + 1)]
    if "~" not in span.edtf:
        return [(first, last)]
    return [(start, end) for start in range(first, last + 1) for end in range(start, last + 1)]


def answer(results: list[bool]) -> Answer:
    """Yes when it holds in all worlds, no when in none."""
    return "yes" if all(results) else "maybe" if any(results) else "no"


def judged(one: list[World], other: list[World], holds: Callable[[World, World], bool]) -> Answer:
    """The answer by looking at every pair of worlds."""
    return answer([holds(a, b) for a, b in product(one, other)])


@given(small_spans(), small_spans())
def test_before_and_after_agree_with_every_pair_of_days(one: DateSpan, other: DateSpan) -> None:
    """Bounds alone decide: some day of the one against some day of the other."""
    mine, theirs = ([(day, day) for day in range(first, last + 1)] for first, last in (reach(one), reach(other)))
    assert one.before(other) == judged(mine, theirs, lambda a, b: a[1] < b[0])
    assert one.after(other) == judged(mine, theirs, lambda a, b: b[1] < a[0])


@given(small_spans(), small_spans())
def test_overlaps_agrees_with_every_pair_of_worlds(one: DateSpan, other: DateSpan) -> None:
    """They share a day."""
    assert one.overlaps(other) == judged(worlds(one), worlds(other), lambda a, b: a[0] <= b[1] and b[0] <= a[1])


@given(small_spans(), small_spans())
def test_within_agrees_with_every_world_in_the_window(one: DateSpan, other: DateSpan) -> None:
    """All of the one lies inside the bounds of the other."""
    window = [reach(other)]
    assert one.within(other) == judged(worlds(one), window, lambda a, b: b[0] <= a[0] and a[1] <= b[1])


@given(small_spans(), small_spans())
def test_equals_agrees_with_every_pair_of_worlds(one: DateSpan, other: DateSpan) -> None:
    """They are the same days."""
    assert one.equals(other) == judged(worlds(one), worlds(other), lambda a, b: a == b)


@given(date_spans(), date_spans())
def test_comparisons_of_all_dates_are_coherent(one: DateSpan, other: DateSpan) -> None:
    """Before excludes overlap, overlap and equality are symmetric, and a span is within its own bounds."""
    assert not (one.before(other) == "yes" and one.overlaps(other) != "no")
    assert one.overlaps(other) == other.overlaps(one)
    assert one.equals(other) == other.equals(one)
    assert one.within(one) == "yes"


@given(date_spans())
def test_a_date_reads_back_from_its_edtf(when: DateSpan) -> None:
    """The EDTF string and the granularity give the bounds again."""
    again = DateSpan.read(when.edtf, basis="carried", granularity=when.granularity)
    assert (again.earliest, again.latest) == (when.earliest, when.latest)


def test_the_unknown_date_answers_maybe() -> None:
    """Nothing follows from not knowing."""
    day = DateSpan.read("2024-06-12", basis="carried")
    answers = {UNKNOWN_DATE.before(day), UNKNOWN_DATE.overlaps(day), UNKNOWN_DATE.within(day), UNKNOWN_DATE.equals(day)}
    assert answers == {"maybe"}


def test_a_week_is_seven_days() -> None:
    """A week has no EDTF form of its own and keeps its granularity beside the range."""
    week = DateSpan.between(date(2024, 6, 10), date(2024, 6, 16), basis="carried", granularity="week")
    assert week.edtf == "[2024-06-10..2024-06-16]"
    around = DateSpan.between(week.earliest, week.latest, basis="carried", granularity="week", approx=True)
    assert (around.earliest, around.latest, around.mod) == (date(2024, 6, 3), date(2024, 6, 23), "approx")


def test_no_cue_means_the_days_before_publication() -> None:
    """Rule D2: a point within three days before publication, at half confidence or less."""
    published = DateSpan.read("2024-06-12", basis="explicit", confidence=0.9)
    when = publication_default(published)
    assert (when.edtf, when.shape, when.confidence) == ("[2024-06-09..2024-06-12]", "point", 0.5)
    assert publication_default(UNKNOWN_DATE) == UNKNOWN_DATE


@pytest.mark.parametrize(
    ("earliest", "latest", "confidence", "message"),
    [
        (date(2024, 7, 1), date(2024, 6, 1), 1.0, "is after"),
        (date(2024, 6, 1), date(2024, 6, 29), 1.0, "runs 2024-06-01..2024-06-30"),
        (date(2024, 6, 1), None, 1.0, "not 2024-06-01..None"),
        (date(2024, 6, 1), date(2024, 6, 30), 1.5, "outside 0-1"),
        (date(2024, 6, 1), date(2024, 6, 30), float("nan"), "outside 0-1"),
    ],
)
def test_bounds_that_contradict_are_refused(
    earliest: date | None, latest: date | None, confidence: float, message: str
) -> None:
    """Rule D1, and bounds that are not those of the EDTF string."""
    with pytest.raises(ValueError, match=message):
        DateSpan(edtf="2024-06", earliest=earliest, latest=latest, basis="carried", confidence=confidence)


def test_a_publication_date_never_claims_much() -> None:
    """Rule D2: half confidence at most, and never a span."""
    with pytest.raises(ValueError, match="taken from publication"):
        DateSpan.read("2024-06-12", basis="publication_default", confidence=0.6)
    with pytest.raises(ValueError, match="taken from publication"):
        DateSpan.read("2024-06-12", basis="publication_default", confidence=0.5, shape="span")
