"""Measures, triads and forecasts."""

from datetime import UTC, date, datetime

import pytest
from msgspec.structs import replace

from entente.records import Baseline, Distribution, Forecast, ForecastTarget, RelationMeasure, Scores, Triad

MEASURE = RelationMeasure(
    a="act:xvm", b="act:xor", directed=False, period="month", period_start=date(2024, 6, 1),
    n1=3, n2=1, n3=0, n4=1, coverage=40, interval=(0.51, 0.93),
)  # fmt: skip
ISSUED = datetime(2024, 7, 1, tzinfo=UTC)
LIKELY = Distribution(probability=0.7)
FORECAST = Forecast(
    target=ForecastTarget(types=("AGREE",), a="act:xvm", b="act:xor", window_start=date(2024, 7, 1),
                          window_end=date(2024, 9, 30)),
    issued_at=ISSUED, known_as_of=ISSUED, model="rate/1", distribution=LIKELY,
    baseline=(Baseline(name="climatology", distribution=LIKELY),),
)  # fmt: skip


def test_balance_is_shrunk_towards_even() -> None:
    """(C + 0.5) / (C + K + 1): no events at all is one half."""
    assert (MEASURE.volume, MEASURE.balance, MEASURE.material_share) == (5, 4.5 / 6, 2 / 5)
    empty = replace(MEASURE, n1=0, n2=0, n4=0)
    assert (empty.balance, empty.material_share, empty.thin) == (0.5, None, True)


@pytest.mark.parametrize(("interval", "sign"), [((0.51, 0.9), 1), ((0.1, 0.49), -1), ((0.4, 0.6), 0), ((0.5, 0.9), 0)])
def test_a_sign_needs_the_whole_interval(interval: tuple[float, float], sign: int) -> None:
    """An interval that touches one half leaves the sign unsure."""
    assert replace(MEASURE, interval=interval).sign == sign


@pytest.mark.parametrize(
    ("signs", "balanced"), [((1, 1, 1), "yes"), ((1, -1, -1), "yes"), ((1, 1, -1), "no"), ((1, 0, 1), "maybe")]
)
def test_triads(signs: tuple[int, int, int], balanced: str) -> None:
    """Balanced when the product of the signs is positive; one unsure sign leaves it open."""
    assert Triad(actors=("act:a", "act:b", "act:c"), signs=signs).balanced == balanced  # type: ignore[arg-type]  # -1, 0, 1


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"known_as_of": datetime(2024, 7, 2, tzinfo=UTC)}, "before it starts"),
        ({"baseline": ()}, "beside a baseline"),
        ({"resolved": 1.0}, "scored when it is resolved"),
        ({"scores": Scores(brier=0.1)}, "scored when it is resolved"),
    ],
)
def test_forecasts_that_break_a_rule_are_refused(changes: dict[str, object], message: str) -> None:
    """M6, M7: no later knowledge, a baseline always, a score when resolved."""
    with pytest.raises(ValueError, match=message):
        replace(FORECAST, **changes)


def test_a_probability_has_a_word_and_quantiles_have_none() -> None:
    """ICD 203 words belong to probabilities."""
    assert FORECAST.term == "likely"
    assert replace(FORECAST, distribution=Distribution(quantiles=(0, 1, 2, 3, 9))).term is None


@pytest.mark.parametrize("quantiles", [(1, 0, 2, 3, 4), (-1, 0, 1, 2, 3)])
def test_quantiles_of_a_count_rise(quantiles: tuple[float, float, float, float, float]) -> None:
    """They are in order and not negative; a distribution is one of its two shapes."""
    with pytest.raises(ValueError, match="rise"):
        Distribution(quantiles=quantiles)
    with pytest.raises(ValueError, match="not both and not neither"):
        Distribution()


def test_measures_refuse_impossible_figures() -> None:
    """Counts are not negative and intervals are in order."""
    with pytest.raises(ValueError, match="not negative"):
        replace(MEASURE, n1=-1)
    with pytest.raises(ValueError, match="not a finite number"):
        replace(MEASURE, intensity_sum=float("inf"))
    with pytest.raises(ValueError, match="not in order"):
        replace(MEASURE, interval=(0.9, 0.1))
