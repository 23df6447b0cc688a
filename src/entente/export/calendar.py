"""Due days as an iCalendar file (RFC 5545), for any calendar."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta

from entente.views import OUTCOME_WORDS, Milestone, UndertakingRow
from entente.views.wording import plain, say_day, say_stage

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
        for step in row.milestones:
            if step.due:
                lines += _entry(row, step, stamp)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _fold(line))


def _entry(row: UndertakingRow, step: Milestone, stamp: str) -> Iterator[str]:
    day = step.due
    if day is None:
        return
    title = f"{row.title}: {say_stage(step.stage)} due ({OUTCOME_WORDS[step.outcome]})"
    told = "\n".join(f"“{quote.exact}” ({quote.source}, {quote.published})" for quote in step.quotes[:2])
    yield "BEGIN:VEVENT"
    yield f"UID:{row.undertaking_id.replace(':', '-')}-{step.stage}-{day:%Y%m%d}@entente"
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
