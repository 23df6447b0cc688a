"""What a date phrase says before it is read against any day: a small tree of plain tuples."""

from typing import Literal, NamedTuple, Union

__all__ = [
    "Ahead",
    "Amount",
    "Bound",
    "Clock",
    "Fields",
    "HolidayDay",
    "Inside",
    "Meaning",
    "Nth",
    "Offset",
    "Part",
    "PeriodDays",
    "Range",
    "Repeat",
    "Shift",
    "Side",
    "Step",
    "Stretch",
    "TenureDays",
    "Then",
    "Timed",
    "UnitOf",
    "Vague",
]

Frame = Literal["publication", "story", "clause"]
"""What a relative phrase counts from: the day of publication, the date last spoken of, or what its clause leans on."""
Side = Literal["start", "mid", "end", "earlier", "later"]


class Fields(NamedTuple):
    """The parts of a calendar date that the words give; None: they do not say."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    season: int | None = None
    quarter: int | None = None
    half: int | None = None
    week: int | None = None
    decade: int | None = None
    century: int | None = None
    fiscal: bool = False
    era: int = 1
    """-1 before the count of years begins; 0 as in the rest of the story."""
    instant: str = ""
    """An ISO time of day."""
    approx: bool = False


class Offset(NamedTuple):
    """The unit of the calendar so many units away from the one that holds the anchor."""

    unit: str
    number: int
    frame: Frame
    fiscal: bool = False


class Step(NamedTuple):
    """A named month, weekday or season before, in or after the present one."""

    fields: Fields
    step: int
    frame: Frame


class Amount(NamedTuple):
    """A length of time; `number` None: the text does not say."""

    unit: str
    number: float | None
    mod: str = ""
    """approx, less or more."""


class Shift(NamedTuple):
    """So long before or after something; base None: the anchor of its frame."""

    amount: Amount
    sign: int
    base: "Meaning | None"
    frame: Frame
    exact: bool = False
    """Whether the words ask for the very day ("in three years")."""


class Ahead(NamedTuple):
    """In so long: the day it is over, or the time it takes."""

    amount: Amount


class Stretch(NamedTuple):
    """So long up to, or from, the anchor."""

    amount: Amount
    sign: int
    frame: Frame


class Part(NamedTuple):
    """The beginning, middle or end of something, or what of it lies before or after now."""

    side: Side
    base: "Meaning"


class Inside(NamedTuple):
    """A partial date inside a wider one: the spring of next year."""

    inner: "Meaning"
    outer: "Meaning"


class Nth(NamedTuple):
    """The first week, or the last two months, of something."""

    rank: int
    amount: Amount
    outer: "Meaning"


class UnitOf(NamedTuple):
    """The week, month or year that holds a date."""

    unit: str
    base: "Meaning"


class Timed(NamedTuple):
    """A date with a time or part of the day."""

    base: "Meaning"
    time: str
    """`11:30`, or a TIMEX3 part of the day such as `NI`."""


class Clock(NamedTuple):
    """A time or part of the day alone."""

    time: str


class HolidayDay(NamedTuple):
    """A day with a name."""

    key: str
    year: int | None
    step: int = 0


class PeriodDays(NamedTuple):
    """A period with a name."""

    key: str


class TenureDays(NamedTuple):
    """The days in office of a person; `term` None: the latest that had begun."""

    person: str
    term: int | None


class Then(NamedTuple):
    """The date last spoken of."""


class Range(NamedTuple):
    """From one date to another, both included; `either` when the words only list them."""

    first: "Meaning"
    last: "Meaning"
    either: bool = False


class Bound(NamedTuple):
    """One side of a date: since, from, until, by, before, after, or_later, within."""

    kind: str
    base: "Meaning"


class Repeat(NamedTuple):
    """How often, as a TIMEX3 value."""

    value: str


class Vague(NamedTuple):
    """PAST_REF, PRESENT_REF or FUTURE_REF: it dates nothing."""

    value: str


Meaning = Union[  # noqa: UP007  (a recursive alias needs names that are strings above)
    Fields, Ahead, Offset, Step, Amount, Shift, Stretch, Part, Inside, Nth, UnitOf, Timed, Clock, HolidayDay,
    PeriodDays, TenureDays, Then, Range, Bound, Repeat, Vague,
]  # fmt: skip
