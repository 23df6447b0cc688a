"""Date phrases read against what is known of the text's own time."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from msgspec.structs import replace

from entente.dates.cues import has_cue, sentence_before
from entente.dates.fields import Frame, Reading, Tense, TimexType, roomy
from entente.dates.meaning import Ahead, Bound, Fields, HolidayDay, Offset, Part, Range, Step, Timed
from entente.dates.phrase import DatePhrase, find_dates
from entente.dates.reading import BOUND_TENSES, read
from entente.records.codes import DateBasis, DateMod, Granularity, Shape
from entente.records.dates import DateSpan
from entente.records.edtf import write_edtf
from entente.records.record import Record
from entente.vocab.calendar import Calendar, load_calendar

__all__ = ["Anchor", "Dated", "Timex", "date_text", "explain", "is_history", "resolve", "timex"]

HISTORY = ((5, 2), (12, 0))
"""So many years named, mostly more than so many years before publication: the text tells history."""
HISTORY_SHARE = 0.8
HISTORY_DEICTICS = 8
"""Years named for each word that counts from the day of writing."""
NAMES = ("period", "tenure", "tenure_under", "since_then")
"""Rules that date by the name of an event or ruler, which TIMEX3 does not mark."""


class Anchor(Record, frozen=True, kw_only=True):
    """What a phrase is read against."""

    published: DateSpan | None = None
    """The publication interval; None: not known."""
    narrative: DateSpan | None = None
    """The date last spoken of; None: none yet."""
    tense: Tense | None = None
    """Of the clause; None: the caller does not know."""
    history: bool = False
    """Whether bare months and days follow the narrative and not publication."""


class Timex(NamedTuple):
    """A TIMEX3 annotation."""

    start: int
    end: int
    type: TimexType
    value: str
    mod: DateMod = "none"


class Dated(NamedTuple):
    """A phrase of a text with what it comes to there."""

    phrase: DatePhrase
    timexes: tuple[Timex, ...]
    """One, or one for each end of a range; none where no value can be given."""
    span: DateSpan | None
    """None: it dates nothing."""
    anchor: Anchor
    named: DateSpan | None = None
    """The day of the happening that the phrase names, "since the coup"; None: it tells its day itself."""


def resolve(phrase: DatePhrase, anchor: Anchor, calendar: Calendar | None = None) -> DateSpan | None:
    """The days a phrase means; None for lengths, habits, times of day and words that date nothing."""
    frames = _frames(anchor, calendar or load_calendar())
    return _joined([read(phrase.meaning, frame) for frame in frames], anchor)


def _joined(readings: Sequence[Reading | None], anchor: Anchor) -> DateSpan | None:
    """One span of the readings against each end of the publication interval; None when one has none."""
    spans = [span for reading in readings if reading is not None and (span := _span(reading, anchor)) is not None]
    return _merged(spans) if spans and len(spans) == len(readings) else None


def timex(phrase: DatePhrase, anchor: Anchor, calendar: Calendar | None = None) -> Timex | None:
    """The TIMEX3 type and value of a phrase; None where it has none."""
    frame = _frames(anchor, calendar or load_calendar())[-1]
    reading = read(phrase.meaning, frame)
    return _timex(phrase, reading) if reading else None


def explain(phrase: DatePhrase, span: DateSpan | None) -> str:
    """Words, rules and value on one line."""
    rules = " < ".join(reversed(phrase.rules))
    if span is None:
        return f'"{phrase.text}" → {rules} → no date'
    against = f", read against {span.anchor}" if span.anchor and span.basis != "explicit" else ""
    return f'"{phrase.text}" → {rules} → {span.edtf} ({span.basis}{against})'


def date_text(
    text: str,
    published: DateSpan | None = None,
    *,
    start: int = 0,
    end: int | None = None,
    history: bool | None = None,
    calendar: Calendar | None = None,
) -> tuple[Dated, ...]:
    """Every phrase of a stretch in reading order, each read against publication and the date spoken of before it.

    Args:
        history: whether bare months follow the story; None: judged by the years the stretch names.
    """
    phrases = find_dates(text, start, end)
    told = is_history(phrases, published) if history is None else history
    return tuple(_walk(text, phrases, published, told, calendar or load_calendar()))


def is_history(phrases: Sequence[DatePhrase], published: DateSpan | None) -> bool:
    """Whether most years a text names lie before publication, and few of its words count from the day of writing."""
    years = [year for phrase in phrases for year in _years(phrase)]
    if HISTORY_DEICTICS * sum(_is_deictic(phrase.meaning) for phrase in phrases) > len(years):
        return False
    now = published.latest.year if published and published.latest else max(years, default=0)
    return any(
        len(years) >= count and sum(year < now - gap for year in years) >= HISTORY_SHARE * len(years)
        for count, gap in HISTORY
    )


def _is_deictic(meaning: object) -> bool:
    """Last week, yesterday, on Monday."""
    while isinstance(meaning, (Part, Bound, Timed)):
        meaning = meaning.base
    if isinstance(meaning, Fields):
        return meaning.weekday is not None and meaning.day is None
    return isinstance(meaning, (Offset, Step)) and meaning.frame == "publication"


def _years(phrase: DatePhrase) -> Iterator[int]:
    for part in phrase.parts or (phrase,):
        meaning = part.meaning.base if isinstance(part.meaning, Part) else part.meaning
        if isinstance(meaning, Fields) and meaning.year is not None:
            yield meaning.year * meaning.era


def _walk(
    text: str, phrases: Sequence[DatePhrase], published: DateSpan | None, told: bool, calendar: Calendar
) -> Iterator[Dated]:
    """Each phrase against the story so far, which then moves on to it."""
    story: Reading | None = None
    anchor = Anchor(published=published, history=told)
    bare = _frames(anchor, calendar)
    for phrase in phrases:
        tense = _tense(text, phrase)
        frames = [frame._replace(story=story, tense=tense) for frame in bare] if story or tense else bare
        readings = [read(phrase.meaning, frame) for frame in frames]
        here, timexes = anchor, []
        inner = tense or (BOUND_TENSES.get(phrase.meaning.kind) if isinstance(phrase.meaning, Bound) else None)
        for part in phrase.parts or (phrase,):
            reading = (
                read(part.meaning, frames[-1]._replace(story=story, tense=inner)) if phrase.parts else readings[-1]
            )
            if reading is None or part.rules[-1] in NAMES:
                continue
            timexes.append(_timex(part, reading))
            moved = _next_story(story, reading)
            if moved is not story:
                story = moved
                anchor = Anchor(published=published, narrative=_span(moved, None) if moved else None, history=told)
        here = replace(here, tense=tense) if tense else here
        yield Dated(phrase, tuple(timexes), _joined(readings, here), here)


def _tense(text: str, phrase: DatePhrase) -> Tense | None:
    """Future where the sentence has said so before a date that leaves open which year, month or week it means."""
    meaning = phrase.meaning
    while isinstance(meaning, (Part, Bound, Timed)):
        meaning = meaning.base
    open_year = isinstance(meaning, (Ahead, HolidayDay, Range)) or (
        isinstance(meaning, Fields) and meaning.year is None
    )
    open_year = open_year or (isinstance(meaning, Offset) and meaning.frame == "clause")
    if not open_year:
        return None
    led = sentence_before(text, phrase.start) + phrase.text.partition(" ")[0]  # "due by" ends in the phrase
    return "future" if has_cue("future", led) else None


def _next_story(story: Reading | None, reading: Reading) -> Reading | None:
    """The date now spoken of: any calendar date, not a length, a habit or a time of day alone."""
    if reading.type in ("DURATION", "SET") or (reading.first is None and reading.bc_year is None):
        return story
    if reading.unit in ("century", "decade", "open") or reading.confidence < 0.5:
        return story
    return reading


def _frames(anchor: Anchor, calendar: Calendar) -> list[Frame]:
    """One frame for each end of the publication interval."""
    published = anchor.published
    days = [day for day in (published.earliest, published.latest) if day and roomy(day)] if published else []
    story = _story(anchor.narrative)
    return [Frame(day, story, anchor.tense, anchor.history, calendar) for day in sorted(set(days))] or [
        Frame(None, story, anchor.tense, anchor.history, calendar)
    ]


def _story(span: DateSpan | None) -> Reading | None:
    if span is None:
        return None
    return Reading(span.edtf, "DATE", span.earliest, span.latest, unit=span.granularity, basis=span.basis)


def _timex(phrase: DatePhrase, reading: Reading) -> Timex:
    return Timex(phrase.start, phrase.end, reading.type, reading.value, reading.mod)


def _span(reading: Reading, anchor: Anchor | None) -> DateSpan | None:
    """A reading as a record; None where it has no days, or fills no anchor."""
    if reading.first is None and reading.last is None:
        return None
    return _made(
        reading.first,
        reading.last,
        "day" if reading.unit == "instant" else reading.unit,
        reading.shape,
        reading.mod,
        reading.basis,
        reading.confidence,
        reading.approx and reading.first is not None and reading.last is not None,
        _anchor_edtf(reading, anchor),
    )


@lru_cache(maxsize=4096)
def _made(
    first: date | None,
    last: date | None,
    unit: Granularity,
    shape: Shape,
    mod: DateMod,
    basis: DateBasis,
    confidence: float,
    approx: bool,
    anchor: str | None,
) -> DateSpan:
    """The record of such a reading, made once."""
    return DateSpan.read(
        write_edtf(first, last, granularity=unit, shape=shape, approx=approx),
        basis=basis,
        confidence=round(confidence, 2),
        shape=shape,
        granularity=unit,
        mod=mod,
        anchor=anchor,
    )


def _anchor_edtf(reading: Reading, anchor: Anchor | None) -> str | None:
    if anchor is None or reading.basis == "explicit":
        return None
    against = anchor.published if reading.basis == "relative_to_publication" else anchor.narrative
    return against.edtf if against else None


def _merged(spans: list[DateSpan]) -> DateSpan | None:
    """What both ends of the publication interval allow."""
    first = spans[0]
    if all((span.earliest, span.latest) == (first.earliest, first.latest) for span in spans):
        return first
    starts, ends = [span.earliest for span in spans], [span.latest for span in spans]
    earliest = None if None in starts else min(start for start in starts if start)
    latest = None if None in ends else max(end for end in ends if end)
    if earliest is None and latest is None:
        return None
    return DateSpan.between(
        earliest,
        latest,
        basis=first.basis,
        confidence=round(min(span.confidence for span in spans) * 0.8, 2),
        shape=first.shape,
        granularity=first.granularity,
        mod=first.mod,
        anchor=first.anchor,
    )
