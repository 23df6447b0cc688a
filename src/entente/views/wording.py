"""Codes and dates as an analyst says them."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from entente.records import Amount, DateSpan
from entente.records.codes import AmountKind, EventType, Stage, Status

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
_SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))
_BARE_KINDS: frozenset[AmountKind] = frozenset({"other", "price"})
_SEASONS = {3: "spring", 6: "summer", 9: "autumn", 12: "winter"}


def plain(code: str) -> str:
    """A slug as words."""
    return code.replace("_", " ")


def say_status(status: Status) -> str:
    """A status in words."""
    return plain(status)


def say_type(kind: EventType | None, mode: str | None = None) -> str:
    """A type with its mode in words; nothing for a claim without one."""
    words = TYPE_WORDS[kind] if kind else ""
    return f"{words} ({plain(mode)})" if words and mode else words


def say_stage(stage: Stage | None, *, provisional: bool = False) -> str:
    """A stage in words."""
    words = plain(stage) if stage else "no milestone seen"
    return f"{words}, provisionally" if provisional else words


def say_day(day: date | None) -> str:
    """A day as it is read: `13 Nov 2024`."""
    return f"{day.day} {day:%b} {day.year}" if day else "an unknown day"


def say_when(when: DateSpan) -> str:
    """A date with its doubt: a day, a unit, a range, an open end, or unknown."""
    if when.basis == "publication_default":
        return f"undated, reported {say_day(when.latest)}"
    words = _bounds(when)
    return f"about {words}" if "~" in when.edtf and "unknown" not in words else words


def say_due(when: DateSpan) -> str:
    """A day set for something: a unit by its name, any other stretch by its end."""
    words = say_when(when)
    return f"by {say_day(when.latest)}" if words.startswith("between") else words


def _bounds(when: DateSpan) -> str:
    first, last = when.earliest, when.latest
    if first is None and last is None:
        return "date unknown"
    if first is None:
        return f"by {say_day(last)}"
    if last is None:
        return f"after {say_day(first)}" if when.mod == "after" else f"from {say_day(first)} on"
    if when.mod in ("before", "on_or_before"):
        return f"by {say_day(last)}"
    return _unit(when, first, last) or _range(when, first, last)


def _unit(when: DateSpan, first: date, last: date) -> str:
    """A whole day, month, season, quarter, half, year, decade or century; nothing for another stretch."""
    edtf = when.edtf.rstrip("~")
    if first == last:
        return say_day(first)
    if edtf.endswith("XX"):
        century = int(edtf[:2]) + 1
        return f"the {century}{'st' if century % 10 == 1 and century != 11 else 'th'} century"
    if edtf.endswith("X"):
        return f"the {edtf[:3]}0s"
    year, _, part = edtf.partition("-")
    if not year.isdigit() or (part and not part.isdigit()):
        return ""
    return f"{_part(int(part))} {year}" if part else year


def _part(number: int) -> str:
    if number <= 12:
        return f"{date(2000, number, 1):%b}"
    if 21 <= number <= 24:
        return _SEASONS[3 * (number - 20)]
    return f"Q{number - 32}" if number <= 36 else f"{'first' if number == 40 else 'second'} half of"


def _range(when: DateSpan, first: date, last: date) -> str:
    left = f"{first.day} {first:%b}" if first.year == last.year else say_day(first)
    if (first.year, first.month) == (last.year, last.month):
        left = f"{first.day}"
    return f"{left}–{say_day(last)}" if when.shape == "span" else f"between {left} and {say_day(last)}"


def say_amount(amount: Amount) -> str:
    """A figure with its unit and what it counts: `about $420 million, loan`."""
    figure = _figure(amount.value)
    if amount.value_max:
        figure = f"{figure}–{_figure(amount.value_max)}"
    sign = _UNITS.get(amount.unit)
    words = f"{sign}{figure}" if sign else f"{figure} {amount.unit}"
    words = f"about {words}" if amount.approx else words
    words += f" a {amount.per}" if amount.per in ("year", "month") else ""
    return words if amount.kind in _BARE_KINDS else f"{words}, {amount.kind}"


def _figure(value: str) -> str:
    number = float(value)
    for size, name in _SCALES:
        if abs(number) >= size:
            return f"{number / size:.6g} {name}"
    return f"{number:,.10g}"


def say_count(number: int, noun: str, several: str = "") -> str:
    """A number with its noun: `1 origin`, `3 origins`."""
    return f"{number:,} {noun if number == 1 else several or noun + 's'}"


def say_list(words: tuple[str, ...], most: int = 0) -> str:
    """Words with commas; beyond `most`, how many more there are."""
    shown = words[:most] if most and len(words) > most else words
    more = len(words) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more else "")
