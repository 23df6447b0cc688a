"""Dates that a text gets wrong: recorded, never corrected."""

from collections.abc import Iterator, Sequence

from entente.dates.arithmetic import valid
from entente.dates.meaning import Fields, Meaning, Part, Range, Step, Timed
from entente.dates.phrase import DatePhrase
from entente.dates.publication import Reason
from entente.dates.resolve import Anchor, resolve
from entente.records.dates import DateSpan
from entente.records.problem import Problem

__all__ = ["find_flaws"]

LEAP_YEAR = 2000
_LOST = ("future_event", "past_event", "stated")
"""Kinds of evidence that a text contradicts when the publication interval had to leave them out."""
REMEDY = "compare the article; set the date of its claims right in review"


def find_flaws(
    phrases: Sequence[DatePhrase], reasons: Sequence[Reason] = (), published: DateSpan | None = None
) -> tuple[Problem, ...]:
    """Days the calendar lacks, weekdays that do not fit, ranges that run backward, and dates the text contradicts."""
    known = None if reasons else published  # a day reasoned from the text has weighed its dates already
    return (
        *(
            flaw
            for phrase in phrases
            for flaw in (*_phrase_flaws(phrase), *_range_flaws(phrase), *_past(phrase, known))
        ),
        *_contradictions(reasons),
    )


def _phrase_flaws(phrase: DatePhrase) -> Iterator[Problem]:
    for part in phrase.parts or (phrase,):
        fields = _fields(part.meaning)
        if fields is None or not fields.month or not fields.day or fields.era != 1:
            continue
        day = valid(fields.year or LEAP_YEAR, fields.month, fields.day)
        if day is None:
            yield _flaw("impossible_date", part, "the calendar has no such day")
        elif fields.year and fields.weekday and day.isoweekday() != fields.weekday:
            yield _flaw("weekday_mismatch", part, f"{day} is a {day:%A}")


def _range_flaws(phrase: DatePhrase) -> Iterator[Problem]:
    """From 2015 to 2009."""
    if not isinstance(phrase.meaning, Range):
        return
    first, last = _fields(phrase.meaning.first), _fields(phrase.meaning.last)
    if first and last and first.year and last.year and first.era == last.era == 1 and first.year > last.year:
        yield _flaw("range_runs_backward", phrase, "it ends before it begins")


def _past(phrase: DatePhrase, published: DateSpan | None) -> Iterator[Problem]:
    """ "The upcoming February 2024 elections" in a text of 2025."""
    meaning = phrase.meaning
    if not isinstance(meaning, Step) or meaning.step < 1 or meaning.fields.year is None or published is None:
        return
    span = resolve(phrase, Anchor(published=published))
    if span and span.latest and published.earliest and span.latest < published.earliest:
        yield _flaw("coming_date_is_past", phrase, "it is told as still to come and lies before the text itself")


def _fields(meaning: Meaning) -> Fields | None:
    while isinstance(meaning, (Part, Timed)):
        meaning = meaning.base
    return meaning if isinstance(meaning, Fields) else None


def _flaw(code: str, phrase: DatePhrase, why: str) -> Problem:
    return Problem(code=code, message=f'"{phrase.text}": {why}', remedy=REMEDY, start=phrase.start, end=phrase.end)


def _contradictions(reasons: Sequence[Reason]) -> Iterator[Problem]:
    for reason in reasons:
        if not reason.taken and reason.kind in _LOST and (reason.earliest or reason.latest):
            yield Problem(
                code="date_contradicts_text",
                message=f'"{reason.words}" does not fit the other dates of the text',
                remedy="give the day of publication, or check the text",
                start=reason.start if reason.end else None,
                end=reason.end or None,
            )
