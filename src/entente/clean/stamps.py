"""Dates as pages, feeds and mails write them, read into a day and, where a zone stands, an instant."""

import re
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import NamedTuple

FIRST_YEAR = 1850
"""Dates before it are no dates of publication."""

FUTURE = timedelta(days=2)
"""How far after it was fetched an item may say it was published: clocks and zones differ."""

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_ISO = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d)(?:[T ](?P<clock>\d\d:\d\d(?::\d\d)?)(?:[.,]\d+)?\s*(?P<zone>Z|UTC|GMT|[+-]\d\d:?\d\d)?)?"
)
_COMPACT = re.compile(r"(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)(?:T?\d{4,6}Z?)?")
_WORDS = re.compile(
    r"\b(?:(?P<first>[a-z]{3,9})\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?,? (?P<year>\d{4})"
    r"|(?P<day2>\d{1,2})(?:st|nd|rd|th)?[ -](?:of )?(?P<second>[a-z]{3,9})\.?,?[ -](?P<year2>\d{4}))\b",
    re.IGNORECASE,
)
_DOTTED = re.compile(r"\b(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>(?:19|20)\d\d)\b")  # the day leads
_SLASHED = re.compile(r"\b(?P<year>(?:19|20)\d\d)/(?P<month>\d{1,2})/(?P<day>\d{1,2})\b")
_IN_URL = re.compile(
    r"[/_-](?P<year>(?:19|20)\d\d)[/_-]?(?P<month>0[1-9]|1[0-2])[/_-]?(?P<day>0[1-9]|[12]\d|3[01])(?=\D|$)"
)


class Stamp(NamedTuple):
    """A day as written, and the instant in UTC where its zone is known."""

    day: date
    instant: datetime | None = None


def read_stamp(text: str) -> Stamp | None:
    """The first date in any of the forms; None: there is none that can be one of publication."""
    return _plausible(_read_iso(text) or _read_mail(text) or _read_words(text) or _read_numbers(text))


def stamp_of_url(url: str) -> Stamp | None:
    """The day in the path of an address: `/2024/06/12/`."""
    match = _IN_URL.search(url.partition("?")[0])
    return _plausible(_stamp(match["year"], match["month"], match["day"])) if match else None


def is_too_late(stamp: Stamp, fetched: datetime) -> bool:
    """Whether the day lies in the future of the one who fetched it."""
    return stamp.day > (fetched + FUTURE).date()


def _plausible(stamp: Stamp | None) -> Stamp | None:
    return stamp if stamp and stamp.day.year >= FIRST_YEAR else None


def _read_iso(text: str) -> Stamp | None:
    match = _ISO.search(text)
    if not match:
        return None
    try:
        day = date.fromisoformat(match["day"])
        if not (match["clock"] and match["zone"]):
            return Stamp(day)
        zone = match["zone"].replace("UTC", "Z").replace("GMT", "Z")
        return Stamp(day, datetime.fromisoformat(f"{match['day']}T{match['clock']}{zone}").astimezone(UTC))
    except (ValueError, OverflowError):
        return None


def _read_mail(text: str) -> Stamp | None:
    """RFC 2822, as feeds and mails write it."""
    if "," not in text[:5] and ":" not in text:
        return None
    try:
        moment = parsedate_to_datetime(text.strip())
        return Stamp(moment.date(), moment.astimezone(UTC) if moment.tzinfo else None)
    except (TypeError, ValueError, IndexError, OverflowError):
        return None


def _read_words(text: str) -> Stamp | None:
    for match in _WORDS.finditer(text):
        name = (match["first"] or match["second"]).lower()[:3]
        if name in MONTHS:
            day, year = match["day"] or match["day2"], match["year"] or match["year2"]
            return _stamp(year, str(MONTHS.index(name) + 1), day)
    return None


def _read_numbers(text: str) -> Stamp | None:
    match = _COMPACT.fullmatch(text.strip()) or _SLASHED.search(text) or _DOTTED.search(text)
    return _stamp(match["year"], match["month"], match["day"]) if match else None


def _stamp(year: str, month: str, day: str) -> Stamp | None:
    try:
        return Stamp(date(int(year), int(month), int(day)))
    except ValueError:
        return None
