"""When something took place: bounds in days, how they are known, and comparisons that admit doubt."""

from datetime import date, timedelta

from entente.records.codes import Answer, DateBasis, DateMod, Granularity, Shape
from entente.records.edtf import UNKNOWN_EDTF, edtf_bounds, read_edtf, write_edtf
from entente.records.evidence import Evidence
from entente.records.record import Record, Share, check_share

DEFAULT_REACH = timedelta(days=3)
"""How far before publication an undated happening may lie (D2)."""

DEFAULT_CONFIDENCE = 0.5
"""The most that a date taken from publication alone may claim (D2)."""


class DateSpan(Record, frozen=True, kw_only=True):
    """The days something took place, both ends included; proleptic Gregorian."""

    edtf: str
    """ISO 8601-2 level 0-2; `../..` when nothing is known."""
    earliest: date | None
    """None: unbounded."""
    latest: date | None
    """None: unbounded."""
    shape: Shape = "point"
    granularity: Granularity = "day"
    basis: DateBasis
    """How the date is known."""
    mod: DateMod = "none"
    expression: Evidence | None = None
    """The words that give the date; None: no words do."""
    anchor: str | None = None
    """EDTF of the date, or id of the claim or event, that the words were read against; None: they stand alone."""
    confidence: Share

    def __post_init__(self) -> None:
        """D1 and the part of D2 that a date can keep alone; bounds are those of `edtf`."""
        check_share("confidence", self.confidence)
        if self.earliest and self.latest and self.latest < self.earliest:
            raise ValueError(f"{self.earliest} is after {self.latest}")
        bounds = edtf_bounds(self.edtf, self.granularity)
        if bounds != (self.earliest, self.latest):
            raise ValueError(f'"{self.edtf}" runs {bounds[0]}..{bounds[1]}, not {self.earliest}..{self.latest}')
        if self.basis == "publication_default" and (self.shape != "point" or self.confidence > DEFAULT_CONFIDENCE):
            raise ValueError(f"a date taken from publication is a point with confidence {DEFAULT_CONFIDENCE} or less")

    @classmethod
    def read(
        cls,
        edtf: str,
        *,
        basis: DateBasis,
        confidence: float = 1.0,
        shape: Shape | None = None,
        granularity: Granularity | None = None,
        mod: DateMod | None = None,
        expression: Evidence | None = None,
        anchor: str | None = None,
    ) -> "DateSpan":
        """The span an EDTF string says; what is left out is read from the string.

        >>> DateSpan.read("1979-08~", basis="explicit").earliest
        datetime.date(1979, 7, 1)
        """
        reading = read_edtf(edtf)
        unit = granularity or reading.granularity
        earliest, latest = edtf_bounds(edtf, unit)
        return cls(
            edtf=edtf,
            earliest=earliest,
            latest=latest,
            shape=shape or reading.shape,
            granularity=unit,
            basis=basis,
            mod=mod or ("approx" if "~" in edtf else "none"),
            expression=expression,
            anchor=anchor,
            confidence=confidence,
        )

    @classmethod
    def between(
        cls,
        earliest: date | None,
        latest: date | None,
        *,
        basis: DateBasis,
        confidence: float = 1.0,
        shape: Shape = "point",
        granularity: Granularity = "day",
        approx: bool = False,
        mod: DateMod | None = None,
        expression: Evidence | None = None,
        anchor: str | None = None,
    ) -> "DateSpan":
        """The span from one day to another, both included; `approx` widens it by one unit each side."""
        return cls.read(
            write_edtf(earliest, latest, granularity=granularity, shape=shape, approx=approx),
            basis=basis,
            confidence=confidence,
            shape=shape,
            granularity=granularity,
            mod=mod,
            expression=expression,
            anchor=anchor,
        )

    @property
    def fixed(self) -> bool:
        """Whether its days are all known: it lasted throughout bounds that are not approximate."""
        return self.shape == "span" and "~" not in self.edtf

    @property
    def bounds(self) -> tuple[date, date]:
        """Earliest and latest with open ends at the ends of the calendar; spans sort by it."""
        return self.earliest or date.min, self.latest or date.max

    def before(self, other: "DateSpan") -> Answer:
        """Whether a day of this comes before a day of the other, judged on bounds alone."""
        if self.bounds[1] < other.bounds[0]:
            return "yes"
        return "no" if self.bounds[0] >= other.bounds[1] else "maybe"

    def after(self, other: "DateSpan") -> Answer:
        """Whether the other comes before this."""
        return other.before(self)

    def overlaps(self, other: "DateSpan") -> Answer:
        """Whether they share a day: a fixed span has all its days, any other at least one unknown day."""
        if self._apart(other):
            return "no"
        both = self.fixed and other.fixed
        sure = both or (self.fixed and other._inside(self)) or (other.fixed and self._inside(other))
        return "yes" if sure or self._same_day(other) else "maybe"

    def within(self, other: "DateSpan") -> Answer:
        """Whether all of this lies inside the bounds of the other, which is read as a window."""
        if self._inside(other):
            return "yes"
        return "no" if self.fixed or self._apart(other) else "maybe"

    def equals(self, other: "DateSpan") -> Answer:
        """Whether they are the same days."""
        if self._same_day(other) or (self.fixed and other.fixed and self.bounds == other.bounds):
            return "yes"
        return "maybe" if self._may_be(other) and other._may_be(self) else "no"

    def _may_be(self, other: "DateSpan") -> bool:
        """Whether some reading of this fits the other, where this is fixed; not apart, where it is not."""
        if not self.fixed:
            return not self._apart(other)
        if other.fixed or (other.shape == "point" and self.bounds[0] != self.bounds[1]):
            return False
        return self._inside(other)

    def _apart(self, other: "DateSpan") -> bool:
        return self.bounds[1] < other.bounds[0] or other.bounds[1] < self.bounds[0]

    def _inside(self, other: "DateSpan") -> bool:
        return other.bounds[0] <= self.bounds[0] and self.bounds[1] <= other.bounds[1]

    def _same_day(self, other: "DateSpan") -> bool:
        return self.bounds == other.bounds and self.bounds[0] == self.bounds[1]


UNKNOWN_DATE = DateSpan(
    edtf=UNKNOWN_EDTF, earliest=None, latest=None, granularity="open", basis="unknown", confidence=0.0
)
"""The text does not say when."""


def publication_default(published: DateSpan) -> DateSpan:
    """The date of a past or present happening with no cue at all: within three days before publication (D2)."""
    if published.earliest is None or published.latest is None:
        return UNKNOWN_DATE
    return DateSpan.between(
        published.earliest - DEFAULT_REACH,
        published.latest,
        basis="publication_default",
        anchor=published.edtf,
        confidence=min(DEFAULT_CONFIDENCE, published.confidence),
    )
