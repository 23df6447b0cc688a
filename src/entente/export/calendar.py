"""Due days as an iCalendar file (RFC 5545), for any calendar."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta

from entente.views import OUTCOME_WORDS, Milestone, UndertakingRow
from entente.views.wording import plain, say_day, say_stage
from entente.words import fold_text

_NOT_WORD = re.compile(r"\W+")
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": ""})


def write_calendar(rows: Iterable[UndertakingRow], at: datetime | None = None) -> str:
    """Every day set for a step of an undertaking, with the quote that sets it.

    Args:
        rows: the undertakings.
        at: when the book was as it is; None: not known, and the same rows give the same file.
    """
    stamp = (at or datetime(1970, 1, 1, tzinfo=UTC)).strftime("%Y%m%dT%H%M%SZ")
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Entente//due days//EN", "X-WR-CALNAME:Entente: due days"]
    for row in rows:
        for name, steps in _days(row).items():
            lines += _entry(row, name, steps, stamp)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _fold(line))


def _days(row: UndertakingRow) -> dict[str, list[Milestone]]:
    """The days set for an undertaking by the name that a calendar knows them by, which is theirs alone."""
    found: dict[str, list[Milestone]] = {}
    for step in row.milestones:
        if step.due:
            whose = f"-{_NOT_WORD.sub('-', fold_text(step.party))}" if step.party else ""
            name = f"{row.undertaking_id.replace(':', '-')}-{step.stage}-{step.due:%Y%m%d}{whose}@entente"
            found.setdefault(name, []).append(step)
    return found


def _entry(row: UndertakingRow, name: str, steps: Sequence[Milestone], stamp: str) -> Iterator[str]:
    step, day = steps[0], steps[0].due
    if day is None:
        return
    quotes = list(dict.fromkeys(quote for one in steps for quote in one.quotes))
    title = f"{row.title}: {say_stage(step.stage)} due ({OUTCOME_WORDS[step.outcome]})"
    told = "\n".join(f"“{quote.exact}” ({quote.source}, {quote.published})" for quote in quotes[:2])
    yield "BEGIN:VEVENT"
    yield f"UID:{name}"
    yield f"DTSTAMP:{stamp}"
    yield f"DTSTART;VALUE=DATE:{day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{title.translate(_ESCAPES)}"
    yield f"DESCRIPTION:{f'{plain(row.kind)}, due {say_day(day)}. {told}'.translate(_ESCAPES)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _fold(line: str) -> Iterator[str]:
    """A line in pieces of at most 75 octets, none cut inside a character."""
    piece, size, room = "", 0, 75
    for char in line:
        width = len(char.encode("utf-8", "replace"))
        if size + width > room:
            yield piece
            piece, size, room = " ", 1, 75
        piece, size = piece + char, size + width
    yield piece
