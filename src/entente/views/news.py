"""What the latest publications brought: new events, stages that moved, conflicts that opened."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Literal

from entente.records.codes import Stage
from entente.views.book import Book
from entente.views.conflicts import ConflictRow, conflict_rows, is_open, told_on
from entente.views.events import EventRow, event_rows
from entente.views.row import Row
from entente.views.undertakings import UndertakingRow, undertaking_row

LATELY = timedelta(days=120)
"""How far back "lately" reaches unless a day is given."""

Move = Literal["new", "moved", "reported"]


class StageMove(Row, frozen=True, kw_only=True):
    """An undertaking that was heard of since a day: where it stood, where it stands."""

    move: Move
    before: Stage | None
    after: UndertakingRow


class News(Row, frozen=True, kw_only=True):
    """Everything first published after a day."""

    since: date
    until: date
    n_documents: int
    events: tuple[EventRow, ...]
    """Latest first."""
    undertakings: tuple[StageMove, ...]
    conflicts: tuple[ConflictRow, ...]


def news(
    book: Book,
    since: date | None = None,
    until: date | None = None,
    *,
    events: Collection[str] | None = None,
    undertakings: Collection[str] | None = None,
    conflicts: Collection[str] | None = None,
) -> News:
    """What was first published after `since`, up to `until`; by default the last 120 days of what was read."""
    end = until or book.last_day or date.max
    start = since or end - LATELY if end != date.max else since or date.min
    rows = [row for row in event_rows(book, events=events) if start < (row.first_published or date.min) <= end]
    moves = [
        _move(book, name, start, end) for name in book.undertakings if undertakings is None or name in undertakings
    ]
    opened = [
        row
        for row in conflict_rows(book, conflicts=conflicts)
        if start < told_on(row) <= end and is_open(book.conflicts[row.conflict_id])
    ]
    published = [book.published_on(name) or date.min for name in book.documents]
    return News(
        since=start,
        until=end,
        n_documents=sum(start < day <= end for day in published),
        events=tuple(sorted(rows, key=lambda row: row.first_published or date.min, reverse=True)),
        undertakings=tuple(move for move in moves if move),
        conflicts=tuple(opened),
    )


def _move(book: Book, name: str, since: date, until: date) -> StageMove | None:
    after = undertaking_row(book, book.undertakings[name], until)
    if not after.milestones or (after.last_heard or date.min) <= since:
        return None
    before = undertaking_row(book, book.undertakings[name], since)
    if not before.milestones:
        return StageMove(move="new", before=None, after=after)
    moved = before.stage != after.stage
    return StageMove(move="moved" if moved else "reported", before=before.stage, after=after)
