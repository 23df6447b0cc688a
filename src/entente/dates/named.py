"""Dates by name: "since the coup", where the text dates one coup, and only one."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Literal, NamedTuple

from entente.dates.happening import WORDED, is_over
from entente.dates.meaning import Bound, Fields, Meaning
from entente.dates.phrase import DatePhrase
from entente.dates.resolve import Dated, resolve
from entente.records.dates import DateSpan
from entente.records.text import Sentence
from entente.vocab.happenings import load_happenings

__all__ = ["NAMED", "with_named"]

NAMED = 0.6
"""How sure a day is that the name of another happening gives."""
_FINE = frozenset({"day", "month", "year"})
_SIDES: Mapping[Literal["after", "before"], str] = {"after": "since", "before": "until"}
"""A side of a happening as a bound of its day, which it may share."""


class _Found(NamedTuple):
    """A phrase that names a happening, and on which side of it."""

    start: int
    end: int
    name: str
    side: str


def with_named(
    text: str, sentences: Sequence[Sentence], dates: Sequence[Dated], published: DateSpan | None
) -> tuple[Dated, ...]:
    """The phrases with those that date something by the name of a happening, in order of the text."""
    named = list(_namings(text))
    if not named:
        return tuple(dates)
    days = _days(text, sentences, dates, published)
    taken = [range(dated.phrase.start, dated.phrase.end) for dated in dates]
    free = [found for found in named if found.name in days and not any(found.start in place for place in taken)]
    return tuple(sorted((*dates, *(_dated(text, found, days[found.name]) for found in free)), key=_start))


def _start(dated: Dated) -> int:
    return dated.phrase.start


def _dated(text: str, found: _Found, known: Dated) -> Dated:
    """The phrase as a date of its own, read against the day that another phrase gives the happening."""
    day = _fields(known.span)
    meaning: Meaning = Bound(found.side, day) if found.side else day
    phrase = DatePhrase(
        start=found.start,
        end=found.end,
        text=text[found.start : found.end],
        kind="bound" if found.side else "date",
        meaning=meaning,
        rules=("named_happening",),
    )
    return Dated(phrase, (), resolve(phrase, known.anchor), known.anchor, named=known.span)


def _fields(span: DateSpan | None) -> Fields:
    """The day, month or year that a span is."""
    if span is None or span.earliest is None:
        return Fields()
    first, unit = span.earliest, span.granularity
    return Fields(first.year, first.month if unit != "year" else None, first.day if unit == "day" else None)


# ---------------------------------------------------------------------------------------- the words that name


def _namings(text: str) -> Iterator[_Found]:
    """Every "since the coup" whose name nothing narrows down."""
    meant = load_happenings().nouns.meant
    for match in _pattern().finditer(text):
        side = "after" if match["after"] else "before" if match["before"] else ""
        bound = _SIDES[side] if side else ""  # type: ignore[index]  # one of the two keys
        yield _Found(match.start(), match.end(), meant[match["name"].lower()], bound)


@cache
def _pattern() -> re.Pattern[str]:
    table = load_happenings()
    led = "|".join(f"(?P<{side}>{_any(getattr(table, side).words)})" for side in ("after", "before", "during"))
    return re.compile(
        rf"\b(?:{led})\s+(?:the|that|this)\s+(?P<name>{_any(tuple(table.nouns.meant))})\b"
        r"(?!\s+(?:of|in|on|at|between|with|against|by|near|for|over|that|which)\b|['’-])",
        re.IGNORECASE,
    )


def _any(words: Sequence[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


# ---------------------------------------------------------------------------------------- the days of what is named


def _days(
    text: str, sentences: Sequence[Sentence], dates: Sequence[Dated], published: DateSpan | None
) -> Mapping[str, Dated]:
    """The one day that the text gives each happening; none where it gives two."""
    found: dict[str, list[Dated]] = defaultdict(list)
    for dated in dates:
        span = dated.span
        if dated.phrase.kind != "date" or span is None or span.basis not in WORDED or span.granularity not in _FINE:
            continue
        if is_over(span, published):
            for name in _dates_what(text, sentences, dates, dated):
                found[name].append(dated)
    return {name: _finest(each) for name, each in found.items() if _agree([d.span for d in each if d.span])}


def _agree(spans: Sequence[DateSpan]) -> bool:
    """Whether all may be one day: the finest lies within each."""
    finest = min(spans, key=lambda span: span.bounds[1] - span.bounds[0])
    return all(span.bounds[0] <= finest.bounds[0] and finest.bounds[1] <= span.bounds[1] for span in spans)


def _finest(dates: Sequence[Dated]) -> Dated:
    return min(dates, key=lambda dated: dated.span.bounds[1] - dated.span.bounds[0] if dated.span else 0)


def _dates_what(text: str, sentences: Sequence[Sentence], dates: Sequence[Dated], dated: Dated) -> Iterator[str]:
    """The happenings that a date belongs to: beside it, or the only new one of a sentence with no other date."""
    start, end = dated.phrase.start, dated.phrase.end
    sentence = next((s for s in sentences if s.start <= start and end <= s.end), None)
    if sentence is None:
        return
    meant = load_happenings().nouns.meant
    before, after = text[sentence.start : start], text[end : sentence.end]
    beside = _named_before().search(before) or _named_after().match(after)
    if beside:
        yield meant[beside["name"].lower()]
        return
    others = [d for d in dates if d is not dated and sentence.start <= d.phrase.start < sentence.end]
    told = list(_told_anew().finditer(text, sentence.start, sentence.end))
    if not others and len(told) == 1:
        yield meant[told[0]["name"].lower()]


@cache
def _named_before() -> re.Pattern[str]:
    """ "the coup of", before a date."""
    return re.compile(rf"\b(?P<name>{_any(tuple(load_happenings().nouns.meant))})\s+(?:of|in|on)\s+$", re.IGNORECASE)


@cache
def _named_after() -> re.Pattern[str]:
    """After a date: "2010 earthquake"."""
    return re.compile(rf"\s+(?:\w+\s+)?(?P<name>{_any(tuple(load_happenings().nouns.meant))})\b", re.IGNORECASE)


@cache
def _told_anew() -> re.Pattern[str]:
    """ "A strong earthquake", told for the first time."""
    return re.compile(
        rf"\ban?\s+(?:[\w-]+\s+){{0,2}}(?P<name>{_any(tuple(load_happenings().nouns.meant))})\b", re.IGNORECASE
    )
