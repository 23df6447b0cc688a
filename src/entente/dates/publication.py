"""When a text was published: stated where that can be trusted, else reasoned from what the text says."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from typing import Literal, NamedTuple

from msgspec.structs import replace

from entente.dates.arithmetic import DAY, add, valid
from entente.dates.cues import cue_pattern, has_cue, sentence_before
from entente.dates.fields import roomy
from entente.dates.meaning import Bound, Fields, Offset, PeriodDays, Range, Step, TenureDays
from entente.dates.phrase import DatePhrase, load_finder
from entente.dates.resolve import Anchor, resolve
from entente.records.codes import DateBasis, PublishedBasis
from entente.records.dates import UNKNOWN_DATE, DateSpan
from entente.records.edtf import read_edtf
from entente.records.record import Record
from entente.vocab.calendar import Calendar, load_calendar

__all__ = ["PublicationHints", "Reason", "Stated", "basis_of", "publication_interval"]

REACH = 18
"""Months a text may lie after the last thing it dates, or before the first comment on it, if no more is known."""
HEAD_LINES, LINE_LENGTH = 12, 120
"""How much of the top of a text may hold its own date, and how long such a line may be."""
CRAWL_GAP = timedelta(days=2)

BYLINE_LETTERS = 45
"""How many letters a line of its own may have beside its date: a name, a paper."""
MONTH = timedelta(days=31)
_DATELINE = re.compile(r"[A-Z][A-Z .'’/-]{2,30}(?:, [A-Z][\w. ]{2,20})?,? (?=.{3,30}(?:\(|[-–—:]))")
_RUNNING = re.compile(r"\b(?:of|in|for|the|to|at|and|with|after|before|since|until|from|will|was|is)\b")
"""Words of running text: a line with one of them is a title or a sentence."""

_LED = re.compile(r"(?:^|\b(?:in|of|for|during|from|to|and|early|late|mid|until|between)|[,(;–-]) ?$", re.IGNORECASE)
"""What stands before a bare year that dates something."""
_LED_BY_SINCE = re.compile(r"(?:ever )?since|after", re.IGNORECASE)

ReasonKind = Literal[
    "user", "stated", "past_event", "future_event", "period", "office", "comment", "last_year", "month", "retrieved",
    "reach", "copyright", "clock", "crawl",
]  # fmt: skip


class Stated(Record, frozen=True, kw_only=True):
    """A date that something outside the body gives for the text."""

    value: str
    """ISO 8601 or EDTF; anything longer is cut to its day."""
    basis: PublishedBasis


class PublicationHints(Record, frozen=True, kw_only=True):
    """What is known from outside the text."""

    user: DateSpan | None = None
    """Set by a user: nothing overrules it."""
    stated: tuple[Stated, ...] = ()
    """Best first."""
    retrieved: date | None = None
    """The day of fetching; None: not known."""


class Reason(NamedTuple):
    """Why the interval is what it is, or why a date was not taken."""

    kind: ReasonKind
    words: str
    start: int
    end: int
    """Where the words stand; 0, 0: outside the text."""
    earliest: date | None
    """Published on this day or after; None: it does not say."""
    latest: date | None
    taken: bool = True
    basis: PublishedBasis = "content"

    @property
    def line(self) -> str:
        """For reading: what it bounds, and by which words."""
        side = f"{self.earliest or '..'}/{self.latest or '..'}"
        return (
            f"{self.kind}: {side}"
            + (f' from "{self.words}"' if self.words else "")
            + ("" if self.taken else ", not taken")
        )


def publication_interval(
    text: str, hints: PublicationHints | None = None, calendar: Calendar | None = None
) -> tuple[DateSpan, tuple[Reason, ...]]:
    """The days the text may have been published on, and why."""
    hints = hints or PublicationHints()
    if hints.user is not None:
        return hints.user, (
            Reason("user", hints.user.edtf, 0, 0, hints.user.earliest, hints.user.latest, basis="user"),
        )
    calendar = calendar or load_calendar()
    if not roomy(hints.retrieved):
        hints = replace(hints, retrieved=None)
    evidence = tuple(_evidence(text, calendar))
    stated = [*_stated_reasons(hints, evidence), *_from_head(text, hints, evidence)]
    chosen = next((reason for reason in stated if reason.taken), None)
    refused = tuple(reason for reason in (*stated, *_refused(text)) if not reason.taken)
    if chosen is not None:
        return _stated_span(chosen), (chosen, *refused)
    span, reasons = _reasoned(evidence, hints.retrieved)
    if dateline := _dateline(text, span):
        return _stated_span(dateline), (dateline, *reasons, *refused)
    if span == UNKNOWN_DATE and (printed := _printed(text, hints.retrieved)):
        return _stated_span(printed), (printed, *refused)
    return span, (*reasons, *refused)


def basis_of(reasons: Sequence[Reason]) -> PublishedBasis:
    """How the publication day is known, for the document's record."""
    taken = [reason for reason in reasons if reason.taken]
    return taken[0].basis if taken else "unknown"


# Stated dates


def _stated_reasons(hints: PublicationHints, evidence: Sequence[Reason]) -> Iterator[Reason]:
    for stated in hints.stated:
        words = stated.value[:40]
        earliest, latest = _read_stated(stated.value)
        if earliest is None or latest is None:
            yield Reason("stated", words, 0, 0, None, None, taken=False, basis=stated.basis)
        elif _is_crawl(latest, stated.basis, hints.retrieved, evidence):
            yield Reason("crawl", words, 0, 0, earliest, latest, taken=False, basis=stated.basis)
        else:
            later = hints.retrieved is not None and earliest > hints.retrieved + DAY
            right = not later and not _contradicted(latest, evidence)
            yield Reason("stated", words, 0, 0, earliest, latest, taken=right, basis=stated.basis)


def _read_stated(value: str) -> tuple[date | None, date | None]:
    found = re.match(r"\d{4}(-\d\d(-\d\d)?)?(?=$|[T ])", value.strip())
    try:
        reading = read_edtf(found[0] if found else value.strip())
    except ValueError:
        return None, None
    known = roomy(reading.earliest) and roomy(reading.latest)
    return (reading.earliest, reading.latest) if known else (None, None)


def _is_crawl(day: date, basis: PublishedBasis, retrieved: date | None, evidence: Sequence[Reason]) -> bool:
    """The day of fetching, where comments on the text or what it still awaits are long past."""
    if basis in ("url", "feed", "user") or retrieved is None or abs(day - retrieved) > CRAWL_GAP:
        return False
    bounds = [reason.latest for reason in evidence if reason.latest and reason.kind in ("comment", "future_event")]
    return any(bound < day - MONTH for bound in bounds)


def _contradicted(day: date, evidence: Sequence[Reason]) -> bool:
    """Two things told as past lie well after the day, or a reader's comment well before it."""
    later = [reason for reason in evidence if reason.kind == "past_event" and (reason.earliest or day) > day + MONTH]
    commented = any(reason.kind == "comment" and (reason.latest or day) < day - MONTH for reason in evidence)
    return len(later) > 1 or commented


def _stated_span(reason: Reason) -> DateSpan:
    confidence = {"metadata": 0.95, "feed": 0.95, "url": 0.9, "byline": 0.9, "dateline": 0.85, "content": 0.6}.get(
        reason.basis, 0.8
    )
    basis: DateBasis = "dateline" if reason.basis == "dateline" else "explicit"
    return DateSpan.between(reason.earliest, reason.latest, basis=basis, confidence=confidence)


def _from_head(text: str, hints: PublicationHints, evidence: Sequence[Reason]) -> Iterator[Reason]:
    """A line of its own near the top that is little more than a day."""
    at = 0
    for line in text.split("\n", HEAD_LINES)[:HEAD_LINES]:
        if line.strip() and (len(line) <= LINE_LENGTH or _DATELINE.match(line)):
            yield from _line_reasons(text, at, at + min(len(line), LINE_LENGTH), hints, evidence)
        at += len(line) + 1


def _line_reasons(
    text: str, start: int, end: int, hints: PublicationHints, evidence: Sequence[Reason]
) -> Iterator[Reason]:
    line = text[start:end]
    for phrase in load_finder().find(text, start, end):
        span = resolve(phrase, Anchor())
        if span is None or span.earliest is None or span.earliest != span.latest or span.basis != "explicit":
            continue
        if not roomy(span.earliest):
            continue
        before = text[start : phrase.start]
        if has_cue("clock", before) or _after_line(text, end, "comment"):
            yield Reason("clock", phrase.text, phrase.start, phrase.end, span.earliest, span.latest, taken=False)
            return
        basis = _head_basis(line, before, line.replace(phrase.text, ""))
        if basis is None:
            continue
        fetched = hints.retrieved is not None and abs(span.earliest - hints.retrieved) <= CRAWL_GAP
        crawled = fetched and not has_cue("published", before)
        taken = not crawled and not _contradicted(span.earliest, evidence)
        kind: ReasonKind = "clock" if crawled else "stated"
        yield Reason(kind, phrase.text, phrase.start, phrase.end, span.earliest, span.latest, taken, basis)


def _head_basis(line: str, before: str, rest: str) -> PublishedBasis | None:
    """What a line with a day is: a dateline, a line of its own, or part of a sentence."""
    if _DATELINE.match(line) and len(before) <= 48:
        return "dateline"
    if has_cue("published", before):
        return "byline"
    plain = sum(char.isalpha() for char in rest) <= BYLINE_LETTERS and not rest.rstrip().endswith((".", "?", "!"))
    return "byline" if plain and not _RUNNING.search(rest) else None


def _dateline(text: str, span: DateSpan) -> Reason | None:
    """A dateline without its year, where the reasoned interval holds that day only once."""
    if span.earliest is None or span.latest is None:
        return None
    for line in text.split("\n", HEAD_LINES)[:HEAD_LINES]:
        start = text.find(line) if _DATELINE.match(line) else -1
        for phrase in load_finder().find(text, start, start + min(len(line), LINE_LENGTH)) if start >= 0 else ():
            days = _days_within(phrase, span.earliest, span.latest)
            if len(days) == 1:
                return Reason("stated", phrase.text, phrase.start, phrase.end, days[0], days[0], basis="dateline")
    return None


def _printed(text: str, retrieved: date | None) -> Reason | None:
    """A day without its year at the head and a copyright year at the foot: that day of the year.

    A page is printed in the year that it was written, or later; a foot that bears the year of fetching, or of which
    nothing is known, may have been renewed since, so the day of the year before is not shut out.
    """
    years = [date(int(reason.words), 12, 31) for reason in _refused(text) if roomy(date(int(reason.words), 12, 31))]
    head = sum(len(line) + 1 for line in text.split("\n", HEAD_LINES)[:HEAD_LINES])
    for phrase in load_finder().find(text, 0, min(head, len(text))) if years else ():
        line = text[text.rfind("\n", 0, phrase.start) + 1 :].partition("\n")[0]
        days = _days_within(phrase, date(min(years).year - 1, 1, 1), min(years))
        if days and _head_basis(line, "", line.replace(phrase.text, "").rstrip(". ")):
            kept = retrieved is not None and min(years).year < retrieved.year
            first = days[-1] if kept and len(days) > 1 else days[0]
            return Reason("copyright", phrase.text, phrase.start, phrase.end, first, days[-1])
    return None


def _days_within(phrase: DatePhrase, earliest: date, latest: date) -> list[date]:
    fields = phrase.meaning
    if not isinstance(fields, Fields) or not fields.month or not fields.day or fields.year:
        return []
    days = (valid(year, fields.month, fields.day) for year in range(earliest.year, latest.year + 1))
    return [day for day in days if day and earliest <= day <= latest]


def _after_line(text: str, end: int, cue: str) -> bool:
    """Whether the cue stands behind: in the same paragraph, or in the next where the date ends its own."""
    rest, _, below = text[end : end + 40].partition("\n\n")
    return has_cue(cue, rest if rest.strip() else below.lstrip("\n").partition("\n")[0])


def _refused(text: str) -> Iterator[Reason]:
    """Years after a copyright mark."""
    for match in cue_pattern("copyright").finditer(text):
        year = re.search(r"[12][0-9]{3}", text[match.start() : match.end() + 24])
        if year:
            start = match.start() + year.start()
            yield Reason("copyright", year[0], start, start + 4, None, None, taken=False)


# Evidence in the text


def _evidence(text: str, calendar: Calendar) -> Iterator[Reason]:
    """Everything in the text that bounds its day of publication."""
    phrases = load_finder().find(text)
    years: list[int] = []
    for phrase in phrases:
        found = list(_phrase_reasons(text, phrase, calendar))
        years += [
            reason.earliest.year
            for reason in found
            if reason.kind == "past_event" and reason.earliest and _is_bare_year(phrase)
        ]
        yield from found
    yield from _last_year(phrases, years)
    yield from _offices(text, calendar)
    yield from _topics(text, calendar)


def _phrase_reasons(text: str, phrase: DatePhrase, calendar: Calendar) -> Iterator[Reason]:
    if isinstance(phrase.meaning, (PeriodDays, TenureDays)) or (
        isinstance(phrase.meaning, Bound) and isinstance(phrase.meaning.base, (PeriodDays, TenureDays))
    ):
        yield from _named_period(text, phrase, calendar)
        return
    span = resolve(phrase, Anchor())
    if span is None or span.basis != "explicit" or not (roomy(span.earliest) and roomy(span.latest)):
        return
    before = sentence_before(text, phrase.start)
    if has_cue("copyright", before) or has_cue("clock", before[-24:]):
        return
    if span.earliest and span.earliest == span.latest and _after_line(text, phrase.end, "comment"):
        yield Reason("comment", phrase.text, phrase.start, phrase.end, None, span.latest)
    elif _is_future(before, phrase):
        latest = _future_bound(span)
        if latest:
            yield Reason("future_event", phrase.text, phrase.start, phrase.end, None, latest)
    elif known := _past_bound(phrase, span, before):
        yield Reason("past_event", phrase.text, phrase.start, phrase.end, known, None)


def _is_future(before: str, phrase: DatePhrase) -> bool:
    told = isinstance(phrase.meaning, Step) and phrase.meaning.step > 0
    told = told or (isinstance(phrase.meaning, Bound) and has_cue("future", phrase.text))
    return told or has_cue("future", before)


def _past_bound(phrase: DatePhrase, span: DateSpan, before: str) -> date | None:
    """The first day on which a text could tell of it; None for what may be a due date or part of a name."""
    meaning = phrase.meaning
    if span.granularity in ("century", "decade"):
        return None
    if isinstance(meaning, Bound) and not _LED_BY_SINCE.match(phrase.text):
        return None
    if _is_bare_year(phrase) and not _LED.search(before):
        return None
    if isinstance(meaning, Range) and phrase.parts:
        end = resolve(phrase.parts[-1], Anchor())
        return end.earliest if end else span.earliest
    return span.earliest


def _future_bound(span: DateSpan) -> date | None:
    """A month still to come is named before it begins; a year may have begun."""
    if span.latest is None:
        return None
    if span.granularity == "month" and span.earliest and span.earliest > date.min:
        return span.earliest - DAY
    return span.latest


def _named_period(text: str, phrase: DatePhrase, calendar: Calendar) -> Iterator[Reason]:
    meaning = phrase.meaning.base if isinstance(phrase.meaning, Bound) else phrase.meaning
    if isinstance(meaning, PeriodDays):
        period = calendar.periods[meaning.key]
        if period.talked_of:
            topic = read_edtf(period.talked_of)
            yield Reason("period", phrase.text, phrase.start, phrase.end, topic.earliest, topic.latest)
            return
        begun = read_edtf(period.edtf).earliest
        yield Reason("period", phrase.text, phrase.start, phrase.end, begun, None)
    elif isinstance(meaning, TenureDays):
        terms = [read_edtf(term) for term in calendar.tenures.holders[meaning.person]]
        over = len(terms) == 1 and "tenure" in phrase.rules and "tenure" in phrase.text.lower()
        yield Reason(
            "office", phrase.text, phrase.start, phrase.end, (terms[0].latest if over else terms[0].earliest), None
        )


def _is_bare_year(phrase: DatePhrase) -> bool:
    return isinstance(phrase.meaning, Fields) and phrase.meaning.month is None and phrase.meaning.year is not None


def _last_year(phrases: Sequence[DatePhrase], years: Sequence[int]) -> Iterator[Reason]:
    """The latest year named bare in the past is `last year` where both are used; then a bare month is of this one."""
    words = [phrase for phrase in phrases if _is_last_year(phrase)]
    if not words or not years or not 1 < max(years) < 9998:
        return
    year, first = max(years) + 1, words[0]
    yield Reason("last_year", first.text, first.start, first.end, date(year, 1, 1), date(year, 12, 31))
    for phrase in phrases:
        fields = phrase.meaning
        if (
            isinstance(fields, Fields)
            and fields.month
            and fields.year is None
            and fields.day is None
            and fields.month < 12
        ):
            yield Reason("month", phrase.text, phrase.start, phrase.end, date(year, fields.month + 1, 1), None)


def _is_last_year(phrase: DatePhrase) -> bool:
    meaning: object = phrase.meaning
    while hasattr(meaning, "base"):
        meaning = meaning.base
    return isinstance(meaning, Offset) and (meaning.unit, meaning.number, meaning.frame) == ("year", -1, "publication")


def _topics(text: str, calendar: Calendar) -> Iterator[Reason]:
    """The trouble of the day, where the text speaks of it."""
    for period in calendar.periods.values():
        for topic in period.topics:
            match = re.search(rf"\b{re.escape(topic)}\b", text, re.IGNORECASE)
            if match and period.talked_of:
                span = read_edtf(period.talked_of)
                yield Reason("period", match[0], match.start(), match.end(), span.earliest, span.latest)


@cache
def _office_pattern(language: str) -> re.Pattern[str]:
    """A title and a ruler's name, other names between."""
    calendar = load_calendar(language)
    titles = "|".join(re.escape(title) for title in calendar.cues["title"].words)
    return re.compile(rf"\b((?i:{titles}))\s+((?:[A-Z][\w'’-]+ ?){{1,3}})")


def _offices(text: str, calendar: Calendar) -> Iterator[Reason]:
    """A title before a name: in office, or after it for `former`."""
    for match in _office_pattern(calendar.language).finditer(text):
        terms = _terms_of(match[2], calendar)
        if not terms:
            continue
        former = has_cue("former", text[max(0, match.start() - 9) : match.start()])
        bounds = [read_edtf(term) for term in terms]
        earliest, latest = (bounds[-1].latest, None) if former else (bounds[0].earliest, bounds[-1].latest)
        yield Reason("office", match[0].strip(), match.start(), match.end(), earliest, latest)


def _terms_of(name: str, calendar: Calendar) -> tuple[str, ...]:
    words = name.lower().replace("’s", "").replace("'s", "").split()
    holders = calendar.tenures.holders
    keys = [" ".join(words[first:last]) for first in range(len(words)) for last in range(first + 1, len(words) + 1)]
    return next((holders[key] for key in keys if key in holders), ())


# Reasoning


_WEIGHTS = {"comment": 3.0, "retrieved": 3.0, "office": 0.5, "month": 0.5, "last_year": 1.0, "period": 0.75}


def _reasoned(evidence: Sequence[Reason], retrieved: date | None) -> tuple[DateSpan, tuple[Reason, ...]]:
    """The interval that agrees with most of the evidence, in whole months."""
    reasons = [*evidence]
    if retrieved:
        reasons.append(Reason("retrieved", "", 0, 0, None, retrieved))
    if not evidence:
        return UNKNOWN_DATE, ()
    earliest, latest = _best_bounds(reasons)
    if earliest is None or latest is None:
        earliest, latest, reach = _reached(earliest, latest)
        reasons.append(reach)
    judged = tuple(_judged(reason, earliest, latest) for reason in reasons)
    span = _whole_months(earliest, latest)
    return span, tuple(sorted(judged, key=lambda reason: (not reason.taken, not _tight(reason, earliest, latest))))


def _best_bounds(reasons: Sequence[Reason]) -> tuple[date | None, date | None]:
    """The pair of bounds that most of the weight agrees with; of equals the tightest."""
    lows = sorted({reason.earliest for reason in reasons if reason.earliest})
    highs = sorted({reason.latest for reason in reasons if reason.latest})
    best: tuple[float, date | None, date | None] = (-1.0, None, None)
    for low in [None, *lows]:
        for high in [None, *reversed(highs)]:
            if low and high and low > high:
                continue
            weight = sum(_weight(reason) for reason in reasons if _agrees(reason, low, high))
            if weight >= best[0]:
                best = (weight, low, high)
    return best[1], best[2]


def _weight(reason: Reason) -> float:
    return _WEIGHTS.get(reason.kind, 1.0)


def _agrees(reason: Reason, low: date | None, high: date | None) -> bool:
    return (reason.earliest is None or (low is not None and low >= reason.earliest)) and (
        reason.latest is None or (high is not None and high <= reason.latest)
    )


def _reached(earliest: date | None, latest: date | None) -> tuple[date, date, Reason]:
    """Where one side is open: a text is seldom silent of what lies many months before it."""
    if earliest:
        end = add(earliest, "month", REACH) or earliest
        return earliest, end, Reason("reach", "", 0, 0, None, end)
    known = latest or date.max
    start = add(known, "month", -REACH) or known
    return start, known, Reason("reach", "", 0, 0, start, None)


def _judged(reason: Reason, low: date, high: date) -> Reason:
    apart = (reason.earliest is not None and reason.earliest > high) or (
        reason.latest is not None and reason.latest < low
    )
    return reason._replace(taken=not apart)


def _tight(reason: Reason, low: date, high: date) -> bool:
    return reason.earliest == low or reason.latest == high


def _whole_months(earliest: date, latest: date) -> DateSpan:
    """A reasoned interval is never finer than a month; the wider it is, the less sure."""
    first = earliest.replace(day=1)
    last = (add(latest.replace(day=1), "month", 1) or latest + DAY) - DAY
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    confidence = 0.8 if months <= 2 else 0.7 if months <= 6 else 0.6 if months <= 18 else 0.4
    return DateSpan.between(first, last, basis="relative_to_event", confidence=confidence, granularity="month")
