"""What is computed from events: how two sides stand in a period, triads, and forecasts."""

from datetime import date
from typing import Literal

from entente.records.codes import Answer, BaselineName, Domain, EventType, Period
from entente.records.grade import likelihood_term
from entente.records.record import Moment, Record, Share, check_finite, check_moment, check_order, check_share

THIN_BELOW = 5
"""Events under which a balance is shown as thin (M2)."""


class RelationMeasure(Record, frozen=True, kw_only=True, tag_field="record", tag="relation_measure"):
    """How two actors stood in a period, from de-duplicated events."""

    a: str
    """`act:` id."""
    b: str
    """`act:` id."""
    directed: bool
    """True: acts of `a` towards `b` only."""
    period: Period
    period_start: date
    domain: Domain | None = None
    """None: all domains."""
    n1: int
    """Events of verbal cooperation."""
    n2: int
    """Events of material cooperation."""
    n3: int
    """Events of verbal conflict."""
    n4: int
    """Events of material conflict."""
    coverage: int
    """Documents read in the period; trends compare rates per coverage (M3)."""
    interval: tuple[Share, Share]
    """90 % Beta interval of the balance."""
    intensity_mean: float | None = None
    """Ordinal, -10 to +10 (M4); None: no event."""
    intensity_sum: float = 0.0
    """Ordinal scores added up; always labelled so (M4)."""
    decayed: float | None = None
    """Balance with a half-life of 90 days; None: no event."""
    changepoint_probability: Share | None = None
    """None: the series is too short to tell."""

    def __post_init__(self) -> None:
        """Counts are not negative and the interval is in order."""
        if min(self.n1, self.n2, self.n3, self.n4, self.coverage) < 0:
            raise ValueError("counts are not negative")
        low, high = self.interval
        if not 0 <= low <= high <= 1:
            raise ValueError(f"interval {low}..{high} is not in order within 0-1")
        check_finite("intensity or decayed balance", self.intensity_mean, self.intensity_sum, self.decayed)
        check_share("changepoint_probability", self.changepoint_probability)

    @property
    def volume(self) -> int:
        """Events of all four quads."""
        return self.n1 + self.n2 + self.n3 + self.n4

    @property
    def balance(self) -> float:
        """(C + 0.5) / (C + K + 1), C cooperation and K conflict; never shown without interval and volume (M2)."""
        return (self.n1 + self.n2 + 0.5) / (self.volume + 1)

    @property
    def material_share(self) -> float | None:
        """Share of material events; None: no event."""
        return (self.n2 + self.n4) / self.volume if self.volume else None

    @property
    def thin(self) -> bool:
        """Whether there are too few events to lean on (M2)."""
        return self.volume < THIN_BELOW

    @property
    def sign(self) -> Literal[-1, 0, 1]:
        """+1 or -1 where the interval lies wholly above or below 0.5, else 0: unsure."""
        low, high = self.interval
        return 1 if low > 0.5 else -1 if high < 0.5 else 0


class Triad(Record, frozen=True, kw_only=True, tag_field="record", tag="triad"):
    """Three actors and the signs of their three relations."""

    actors: tuple[str, str, str]
    """`act:` ids a, b, c."""
    signs: tuple[Literal[-1, 0, 1], Literal[-1, 0, 1], Literal[-1, 0, 1]]
    """Of a-b, b-c, a-c; 0: unsure."""

    @property
    def balanced(self) -> Answer:
        """Yes when the product of the signs is positive; maybe when a sign is unsure."""
        product = self.signs[0] * self.signs[1] * self.signs[2]
        return "maybe" if product == 0 else "yes" if product > 0 else "no"


class ForecastTarget(Record, frozen=True, kw_only=True):
    """What is forecast: events of some types in a dyad and a window, both ends included."""

    types: tuple[EventType, ...]
    a: str
    """`act:` id."""
    b: str
    """`act:` id."""
    domain: Domain | None = None
    """None: any domain."""
    window_start: date
    window_end: date

    def __post_init__(self) -> None:
        """A window has types and days."""
        if not self.types:
            raise ValueError("a forecast names at least one event type")
        check_order("window", self.window_start, self.window_end)


class Distribution(Record, frozen=True, kw_only=True):
    """Either the probability of at least one event or quantiles of their number."""

    probability: Share | None = None
    """None: it is given as quantiles."""
    quantiles: tuple[float, float, float, float, float] | None = None
    """At 0.05, 0.25, 0.5, 0.75, 0.95; None: it is given as a probability."""

    def __post_init__(self) -> None:
        """Exactly one of the two, and quantiles rise."""
        if (self.probability is None) == (self.quantiles is None):
            raise ValueError("a distribution is a probability or quantiles, not both and not neither")
        check_share("probability", self.probability)
        check_finite("a quantile", *(self.quantiles or ()))
        if self.quantiles is not None and (list(self.quantiles) != sorted(self.quantiles) or self.quantiles[0] < 0):
            raise ValueError("quantiles of a count rise from 0 or more")


class Baseline(Record, frozen=True, kw_only=True):
    """The same forecast by a rule that knows nothing of the case."""

    name: BaselineName
    distribution: Distribution


class Scores(Record, frozen=True, kw_only=True):
    """How a forecast did once its window closed; None: the score does not apply to its shape."""

    brier: float | None = None
    log: float | None = None
    """Finite: the probability is kept off 0 and 1 before scoring."""
    crps: float | None = None
    pit: Share | None = None

    def __post_init__(self) -> None:
        """Scores are numbers."""
        check_finite("a score", self.brier, self.log, self.crps)
        check_share("pit", self.pit)


class Forecast(Record, frozen=True, kw_only=True, tag_field="record", tag="forecast"):
    """What we expect, as known on a day, beside its baselines and later its scores."""

    target: ForecastTarget
    issued_at: Moment
    known_as_of: Moment
    """Only rows recorded by then were used (M6)."""
    model: str
    """Name and version."""
    distribution: Distribution
    baseline: tuple[Baseline, ...]
    """At least one: climatology and last value (M7)."""
    resolved: float | None = None
    """What came: 1 or 0 for a probability, the count for quantiles; None: the window is open."""
    scores: Scores | None = None
    """None exactly when `resolved` is."""

    def __post_init__(self) -> None:
        """M6, M7: no later knowledge, never without a baseline, scored when resolved."""
        check_moment("issued_at", self.issued_at)
        check_moment("known_as_of", self.known_as_of)
        check_order("forecast", self.known_as_of, self.issued_at)
        if not self.baseline:
            raise ValueError("a forecast stands beside a baseline")
        if (self.resolved is None) != (self.scores is None):
            raise ValueError("a forecast is scored when it is resolved")

    @property
    def term(self) -> str | None:
        """ICD 203 word for the probability; None: quantiles, or a number outside the bands."""
        return None if self.distribution.probability is None else likelihood_term(self.distribution.probability)
