"""Codes and dates as an analyst says them."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from types import MappingProxyType

from entente.records import Amount, DateSpan, Document
from entente.records.codes import STAGES, AmountKind, EventType, Stage, Status
from entente.views.phrase import Phrase, counted, joined, phrase

TYPE_WORDS: Mapping[EventType, str] = MappingProxyType(
    {
        "AGREE": "agreement or promise", "CONSULT": "talks", "SUPPORT": "political support", "CONCEDE": "concession",
        "COOPERATE": "cooperation", "AID": "aid", "RETREAT": "withdrawal or release", "REQUEST": "request",
        "ACCUSE": "criticism", "REJECT": "refusal", "THREATEN": "threat", "PROTEST": "protest",
        "SANCTION": "sanction or cut", "MOBILIZE": "show of force", "COERCE": "coercion", "ASSAULT": "violence",
        "SAY": "statement",
    }
)  # fmt: skip
"""What each PLOVER type is called in a table."""

STATUS_NOTES: Mapping[Status, str] = MappingProxyType(
    {
        "happened": "reported as done", "under_way": "reported as going on", "planned": "announced or promised",
        "called_for": "somebody asks for it", "hypothetical": "only under a condition", "denied": "said not to be so",
        "unclear": "the words leave it open",
    }
)  # fmt: skip
"""What each status means, in a line."""

_UNITS = {"USD": "$", "EUR": "€", "GBP": "£"}
_BARE_KINDS: frozenset[AmountKind] = frozenset({"other", "price"})
_SEASONS = (phrase("spring"), phrase("summer"), phrase("autumn"), phrase("winter"))
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
"""As dates are written here."""


@lru_cache(maxsize=4096)
def plain(code: str) -> Phrase:
    """A slug as words."""
    return phrase(code.replace("_", " "))


def say_status(status: Status) -> Phrase:
    """A status in words."""
    return plain(status)


def say_type(kind: EventType | None, mode: str | None = None) -> str:
    """A type with its mode in words; nothing for a claim without one."""
    if not kind:
        return ""
    words = phrase(TYPE_WORDS[kind])
    return phrase("%(type)s (%(mode)s)", type=words, mode=plain(mode)) if mode else words


def say_stage(stage: Stage | None, *, provisional: bool = False) -> Phrase:
    """A stage in words."""
    words = plain(stage) if stage else phrase("no milestone seen")
    return phrase("%(stage)s, provisionally", stage=words) if provisional else words


def say_month(day: date) -> Phrase:
    """A month with its year: `Nov 2024`."""
    return phrase("%(month)s %(year)s", month=_month(day.month), year=str(day.year))


@lru_cache(maxsize=4096)
def say_day(day: date | None) -> Phrase:
    """A day as it is read: `13 Nov 2024`."""
    if day is None:
        return phrase("an unknown day")
    return phrase("%(day)s %(month)s %(year)s", day=str(day.day), month=_month(day.month), year=str(day.year))


@lru_cache(maxsize=12)
def _month(number: int) -> Phrase:
    return phrase(MONTHS[number - 1])


def say_when(when: DateSpan) -> Phrase:
    """A date with its doubt: a day, a unit, a range, an open end, or unknown."""
    if when.basis == "publication_default":
        return phrase("undated, reported %(day)s", day=say_day(when.latest))
    if when.earliest is None and when.latest is None:
        return phrase("date unknown")
    words = _bounds(when)
    return phrase("about %(date)s", date=words) if "~" in when.edtf else words


def say_published(document: Document) -> Phrase:
    """The day a text was published, with its doubt."""
    return say_when(document.published) if document.published else phrase("no date of publication")


def say_due(when: DateSpan) -> Phrase:
    """A day set for something: a unit by its name, any other stretch by its end."""
    words = say_when(when)
    return phrase("by %(day)s", day=say_day(when.latest)) if words.startswith("between") else words


def _bounds(when: DateSpan) -> Phrase:
    first, last = when.earliest, when.latest
    if last is None:
        day = say_day(first)
        return phrase("after %(day)s", day=day) if when.mod == "after" else phrase("from %(day)s on", day=day)
    if first is None or when.mod in ("before", "on_or_before"):
        return phrase("by %(day)s", day=say_day(last))
    return _unit(when, first, last) or _range(when, first, last)


def _unit(when: DateSpan, first: date, last: date) -> Phrase | None:
    """A whole day, month, season, quarter, half, year, decade or century; None for another stretch."""
    edtf = when.edtf.rstrip("~")
    if first == last:
        return say_day(first)
    if edtf.endswith("XX"):
        return _century(int(edtf[:2]) + 1)
    if edtf.endswith("X"):
        return phrase("the %(decade)ss", decade=f"{edtf[:3]}0")
    year, _, part = edtf.partition("-")
    if not year.isdigit() or (part and not part.isdigit()):
        return None
    return _part(int(part), year) if part else phrase("%(year)s", year=year)


def _century(number: int) -> Phrase:
    n = str(number)
    if 10 < number % 100 < 20 or number % 10 not in (1, 2, 3):
        return phrase("the %(n)sth century", n=n)
    if number % 10 == 1:
        return phrase("the %(n)sst century", n=n)
    return phrase("the %(n)snd century", n=n) if number % 10 == 2 else phrase("the %(n)srd century", n=n)


def _part(number: int, year: str) -> Phrase:
    """A part of a year by its EDTF number."""
    if number <= 12:
        return phrase("%(month)s %(year)s", month=_month(number), year=year)
    if number <= 24:
        return phrase("%(season)s %(year)s", season=_SEASONS[number - 21], year=year)
    if number <= 36:
        return phrase("Q%(n)s %(year)s", n=str(number - 32), year=year)
    return phrase("first half of %(year)s", year=year) if number == 40 else phrase("second half of %(year)s", year=year)


def _range(when: DateSpan, first: date, last: date) -> Phrase:
    left, right = _left(first, last), say_day(last)
    if when.shape == "span":
        return phrase("%(first)s–%(last)s", first=left, last=right)
    return phrase("between %(first)s and %(last)s", first=left, last=right)


def _left(first: date, last: date) -> Phrase:
    """The first day of a stretch, without what its last day says again."""
    if (first.year, first.month) == (last.year, last.month):
        return phrase("%(day)s", day=str(first.day))
    if first.year == last.year:
        return phrase("%(day)s %(month)s", day=str(first.day), month=_month(first.month))
    return say_day(first)


def say_amount(amount: Amount) -> Phrase:
    """A figure with its unit and what it counts: `about $420 million, loan`."""
    words = _figure(amount.value)
    if amount.value_max:
        words = joined((words, _figure(amount.value_max)), "–")
    sign = _UNITS.get(amount.unit)
    if sign:
        words = phrase("%(sign)s%(figure)s", sign=sign, figure=words)
    else:
        words = phrase("%(figure)s %(unit)s", figure=words, unit=plain(amount.unit))
    words = phrase("about %(amount)s", amount=words) if amount.approx else words
    if amount.per in ("year", "month"):
        a_year = amount.per == "year"
        words = phrase("%(amount)s a year", amount=words) if a_year else phrase("%(amount)s a month", amount=words)
    return words if amount.kind in _BARE_KINDS else joined((words, plain(amount.kind)))


def _figure(value: str) -> Phrase:
    number = float(value)
    size = abs(number)
    if size >= 10**12:
        return phrase("%(n)s trillion", n=_rounded(number / 10**12))
    if size >= 10**9:
        return phrase("%(n)s billion", n=_rounded(number / 10**9))
    return phrase("%(n)s million", n=_rounded(number / 10**6)) if size >= 10**6 else phrase("%(n)s", n=number)


def _rounded(number: float) -> float:
    return float(f"{number:.6g}")


def say_count(number: int, noun: str, several: str = "") -> str:
    """A number with its noun: `1 origin`, `3 origins`."""
    return counted(f"%(num)s {noun}", f"%(num)s {several or noun + 's'}", number)


def say_list(words: tuple[str, ...], most: int = 0) -> str:
    """Words with commas; beyond `most`, how many more there are."""
    shown = words[:most] if most and len(words) > most else words
    more = len(words) - len(shown)
    return phrase("%(listed)s and %(n)s more", listed=joined(shown), n=more) if more else joined(shown)


def say_note(note: str) -> Phrase:
    """What a contradiction is about, as the record notes it."""
    note, _, years = note.partition("; ")
    words = _of_stage(note)
    return phrase("%(note)s; said years apart", note=words) if years else words


def _of_stage(note: str) -> Phrase:
    for stage in STAGES:
        if note == f"{stage} on two days":
            return phrase("%(stage)s on two days", stage=plain(stage))
        if note == f"{stage} or not":
            return phrase("%(stage)s or not", stage=plain(stage))
    return plain(note)
