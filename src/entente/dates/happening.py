"""The day of a happening: a phrase read as its act holds it, and the day that a story has reached."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Literal, NamedTuple

from msgspec.structs import replace

from entente.dates.fields import Tense
from entente.dates.meaning import Bound
from entente.dates.resolve import Anchor, Dated, resolve
from entente.records.dates import DateSpan

__all__ = [
    "CARRIED_ON",
    "DATING",
    "WORDED",
    "Chain",
    "bounded",
    "carried",
    "closed",
    "held_day",
    "is_over",
    "listed",
    "narrow",
    "reaches_past",
]

MOST_DOUBT = timedelta(days=45)
"""Width of a publication interval up to which an undated happening is dated by it."""
CARRIED = 0.7
"""How sure a day is that a sentence takes from one before it in its paragraph."""
CARRIED_ON = 0.6
"""How sure a day is that a paragraph takes from the one before it."""
WORDED = frozenset({"explicit", "relative_to_publication", "relative_to_event"})
DATING = frozenset({"date", "range", "bound", "time", "ahead"})
"""Kinds of phrases that may date a happening; lengths, habits and `now` do not."""


class Chain(NamedTuple):
    """The day that a story has reached, and how sure it is."""

    day: DateSpan
    confidence: float = CARRIED


def held_day(
    dated: Dated, tense: Tense | None, side: Literal["", "after", "before"] = "", *, core: bool = False
) -> DateSpan | None:
    """The days a phrase gives an act: read with the tense of its own clause, then after or before them.

    `core`: the date inside a bound alone, of "since 18 February" the day.
    """
    anchor = dated.anchor
    if anchor.tense == "future" and isinstance(dated.phrase.meaning, Bound):
        tense = "future"  # "two gifts, both due by the end of May, were named"
    told = Anchor(published=anchor.published, narrative=anchor.narrative, tense=tense, history=anchor.history)
    phrase = dated.phrase.parts[0] if core and dated.phrase.kind == "bound" and dated.phrase.parts else dated.phrase
    span = resolve(phrase, told) if tense or core else dated.span
    return _beside(span, side) if span is not None and side else span


def _beside(span: DateSpan, side: str) -> DateSpan | None:
    """What lies after or before something: its own days are not shut out, since it is known no finer."""
    first, last = (span.earliest, None) if side == "after" else (None, span.latest)
    if first is None and last is None:
        return None
    mod: Literal["on_or_after", "on_or_before"] = "on_or_after" if side == "after" else "on_or_before"
    return DateSpan.between(
        first, last, basis=span.basis, confidence=span.confidence, shape="span", anchor=span.anchor, mod=mod
    )


def closed(span: DateSpan, published: DateSpan | None) -> DateSpan:
    """What happened after a day had happened by the day of publication."""
    last = published.latest if published else None
    if span.latest or not (span.earliest and last) or span.earliest > last:
        return span
    return DateSpan.between(
        span.earliest, last, basis=span.basis, confidence=span.confidence, anchor=span.anchor, mod="on_or_after",
        expression=span.expression,
    )  # fmt: skip


def listed(first: DateSpan, second: DateSpan) -> DateSpan:
    """Two dates in a list: from the one to the other."""
    ends = [day for span in (first, second) for day in (span.earliest, span.latest) if day]
    if len(ends) < 4 or first.granularity != second.granularity:
        return first
    return DateSpan.between(
        min(ends), max(ends), basis=first.basis, confidence=min(first.confidence, second.confidence),
        granularity=first.granularity, shape="span", anchor=first.anchor, expression=first.expression,
    )  # fmt: skip


def bounded(spans: Sequence[DateSpan]) -> DateSpan | None:
    """ "After 1990 it stayed cool until 2010": the side that one phrase leaves open, closed by another."""
    starts = [span for span in spans if span.earliest and span.latest is None]
    ends = [span for span in spans if span.latest and span.earliest is None]
    if not starts or not ends or starts[0].bounds[0] > ends[0].bounds[1]:
        return None
    sure = min(starts[0].confidence, ends[0].confidence)
    return DateSpan.between(
        starts[0].earliest, ends[0].latest, basis=starts[0].basis, confidence=sure, shape="span", granularity="day",
        anchor=starts[0].anchor, expression=starts[0].expression,
    )  # fmt: skip


def carried(chain: Chain) -> DateSpan:
    """The day of a story, as a sentence takes it that goes on with it."""
    day = chain.day
    if day.earliest is None and day.latest is not None:
        day = _last_part(day, day.latest)
    return replace(day, basis="carried", confidence=min(chain.confidence, day.confidence))


def _last_part(span: DateSpan, last: date) -> DateSpan:
    """The unit with which a span ends: of "until 2010" the year 2010."""
    first = last.replace(day=1, month=1) if span.granularity == "year" else last.replace(day=1)
    first = last if span.granularity == "day" else first
    return DateSpan.between(
        first, last, basis=span.basis, confidence=span.confidence, granularity=span.granularity, anchor=span.anchor,
        expression=span.expression,
    )  # fmt: skip


def narrow(span: DateSpan | None) -> bool:
    """Whether an interval is short enough to date what is told in it."""
    return bool(span and span.earliest and span.latest and span.latest - span.earliest <= MOST_DOUBT)


def is_over(span: DateSpan, published: DateSpan | None) -> bool:
    """Whether all of it lies before the text was published."""
    last = published.latest if published else None
    return span.latest is not None and (last is None or span.latest <= last)


def reaches_past(span: DateSpan, published: DateSpan | None) -> bool:
    """Whether it reaches past the day of publication."""
    if published is None or published.latest is None or span.latest is None:
        return span.latest is not None
    return span.latest > published.latest
