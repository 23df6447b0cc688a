"""From what the user named to what the views read: the project's book, a state, a record by the start of its id."""

from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from entente.errors import EntenteError

if TYPE_CHECKING:
    from entente.ledger import Snapshot
    from entente.merge import Merged
    from entente.views import Book


def open_book(project: Path, *, as_of: date | None = None, known_at: datetime | None = None) -> "Book":
    """The records of a project and what they come to.

    Args:
        project: its folder.
        as_of: leave out what was published after this day; undated documents stay.
        known_at: the ledger as it stood then; None: now.
    """
    return open_merged(project, as_of=as_of, known_at=known_at)[0]


def open_merged(
    project: Path, *, as_of: date | None = None, known_at: datetime | None = None
) -> "tuple[Book, Snapshot, Merged]":
    """The same with the snapshot and the merge that the book is made of: they hold the decisions on pairs."""
    from entente.api import open_project
    from entente.cli.tables import waiting
    from entente.views import Book

    opened = open_project(project)
    snapshot = opened.snapshot(known_at)
    if as_of:
        snapshot = _published_by(snapshot, as_of)
    with waiting("working out what the claims come to"):
        merged = opened.merge(snapshot)
    return Book.from_ledger(snapshot, merged, opened.actors.by_id), snapshot, merged


def _published_by(snapshot: "Snapshot", day: date) -> "Snapshot":
    from dataclasses import replace

    from entente.views import Book

    dated = Book.of(snapshot.documents)
    kept = tuple(d for d in snapshot.documents if (dated.published_on(d.doc_id) or day) <= day)
    names = {document.doc_id for document in kept}
    return replace(snapshot, documents=kept, claims=tuple(c for c in snapshot.claims if c.doc_id in names))


def find_pair(book: "Book", a: str, b: str) -> tuple[str, str]:
    """The ids of two different states."""
    pair = find_state(book, a), find_state(book, b)
    if pair[0] == pair[1]:
        raise typer.BadParameter(f'"{a}" and "{b}" are the same state; name two')
    return pair


def find_state(book: "Book", words: str) -> str:
    """The id of a state; wrong use, with the nearest names, if there is none."""
    from entente.views import UnknownActor
    from entente.views import find_state as find

    found = find(words, book.actors)
    if isinstance(found, UnknownActor):
        meant = f"; did you mean {' or '.join(found.nearest)}?" if found.nearest else ""
        raise typer.BadParameter(f'"{words}" names no state{meant or "; write a code such as RUS, or a name"}')
    return found


def events_of(book: "Book", states: Iterable[str]) -> set[str]:
    """The ids of the events with every one of these states as a party."""
    wanted = {find_state(book, words) for words in states}
    return {name for name, event in book.events.items() if wanted <= book.sides_of(event.claims).all}


def find_id(book: "Book", words: str) -> str:
    """The one id that begins so; with or without its prefix."""
    everywhere: tuple[Iterable[str], ...] = (
        book.events, book.undertakings, book.conflicts, book.claims, book.documents, book.quotes,
    )  # fmt: skip
    found = [name for names in everywhere for name in names if name == words]
    found = found or [
        n for names in everywhere for n in names if n.startswith(words) or n.partition(":")[2].startswith(words)
    ]
    if not words or not found:
        raise EntenteError("no record has this id", words, "take one from `entente events` or `entente undertakings`")
    if len(found) > 1:
        raise EntenteError(f"{len(found)} records begin so", words, f"write more of it: {', '.join(found[:3])}")
    return found[0]
