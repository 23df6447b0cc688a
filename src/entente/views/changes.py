"""What changed between two states of the book, record by record, old value and new."""

from collections.abc import Iterator, Mapping
from typing import Any, Literal, Protocol, TypeVar, runtime_checkable

from entente.records import Conflict, Document, Event, Undertaking
from entente.views.book import Book
from entente.views.conflicts import value_of
from entente.views.events import event_row
from entente.views.phrase import joined, phrase
from entente.views.row import Row
from entente.views.wording import plain, say_published, say_stage, say_type

What = Literal["document", "event", "undertaking", "conflict"]
Change = Literal["new", "changed", "gone"]


class ChangeRow(Row, frozen=True, kw_only=True):
    """One record that is new, gone, or differs in one field."""

    change: Change
    what: What
    id: str
    title: str
    field: str
    """Empty: the record as a whole."""
    before: str
    after: str


def changes(before: Book, after: Book) -> tuple[ChangeRow, ...]:
    """Documents, events, undertakings and conflicts, in this order; an event that kept a claim keeps its identity."""
    return (
        *_compare("document", _documents(before, after), _documents(after, before)),
        *_compare("event", _events(before, after, _kept_ids(before, after)), _events(after, before, {})),
        *_compare("undertaking", _undertakings(before, after), _undertakings(after, before)),
        *_compare("conflict", _conflicts(before, after), _conflicts(after, before)),
    )


Fields = Mapping[str, str]
"""Values in words by name; `title` is what the record is called."""
R = TypeVar("R")


@runtime_checkable
class Comparing(Protocol):
    """Records that know of themselves where others differ."""

    def unlike(self, other: Mapping[str, Any]) -> Iterator[str]:  # Any: records of the same kind
        """Ids of those that the other does not have just so."""


def _gone(mine: Mapping[str, R], theirs: Mapping[str, R]) -> Iterator[str]:
    """Ids that the other book does not have at all."""
    return (name for name, _ in _other(mine, theirs) if name not in theirs)


def _other(mine: Mapping[str, R], theirs: Mapping[str, R]) -> Iterator[tuple[str, R]]:
    """Records that the other book does not have just so; only these are put in words."""
    if isinstance(mine, Comparing):
        return ((name, mine[name]) for name in mine.unlike(theirs))
    return ((name, record) for name, record in mine.items() if theirs.get(name) != record)


def _compare(what: What, old: Mapping[str, Fields], new: Mapping[str, Fields]) -> Iterator[ChangeRow]:
    for name in sorted(old.keys() | new.keys()):
        if name not in old:
            yield _row("new", what, name, new[name], after=new[name]["is"])
        elif name not in new:
            yield _row("gone", what, name, old[name], before=old[name]["is"])
        else:
            for field in old[name]:
                if field not in ("title", "is") and old[name][field] != new[name][field]:
                    yield _row("changed", what, name, new[name], field, old[name][field], new[name][field])


def _row(
    change: Change, what: What, name: str, fields: Fields, field: str = "", before: str = "", after: str = ""
) -> ChangeRow:
    return ChangeRow(change=change, what=what, id=name, title=fields["title"], field=field, before=before, after=after)


def _documents(book: Book, other: Book) -> Mapping[str, Fields]:
    found = dict(_other(book.documents, other.documents))
    moved = (name for name, _ in _other(book.lineages, other.lineages) if name in book.documents)
    gone = (name for name in _gone(other.lineages, book.lineages) if name in book.documents)
    names = sorted({*found, *moved, *gone})
    return {name: _document(book, book.documents[name]) for name in names}


def _document(book: Book, document: Document) -> Fields:
    published = say_published(document)
    lineage = book.lineages.get(document.doc_id)
    kind = plain(lineage.kind) if lineage else "original"
    return {"title": document.title, "is": published, "published": published, "copy": kind}


def _kept_ids(before: Book, after: Book) -> Mapping[str, str]:
    """From an event's old id to its new one, where a claim of it is now in another event."""
    found: dict[str, str] = {}
    for name in _gone(before.events, after.events):
        now = [after.event_of[claim] for claim in before.events[name].claims if claim in after.event_of]
        if now:
            found[name] = now[0]
    return found


def _events(book: Book, other: Book, renamed: Mapping[str, str]) -> Mapping[str, Fields]:
    found = dict(_other(book.events, other.events))
    found |= {name: book.events[name] for name in renamed.values() if name in book.events}
    shown = {name: event for name, event in found.items() if book.held(event.claims)}
    return {renamed.get(name, name): _event(book, event) for name, event in shown.items()}


def _event(book: Book, event: Event) -> Fields:
    row = event_row(book, event)
    return {
        "title": row.quote.exact,
        "is": joined((plain(row.status), row.when)),
        "status": plain(row.status),
        "when": row.when,
        "type": say_type(row.type, row.mode),
        "grade": row.grade,
        "origins": str(row.n_independent),
    }


def _undertakings(book: Book, other: Book) -> Mapping[str, Fields]:
    return {name: _undertaking(each) for name, each in _other(book.undertakings, other.undertakings)}


def _undertaking(undertaking: Undertaking) -> Fields:
    stage = say_stage(undertaking.stage)
    heard = undertaking.last_heard.isoformat() if undertaking.last_heard else phrase("never")
    return {"title": undertaking.title, "is": stage, "stage": stage, "last heard": heard}


def _conflicts(book: Book, other: Book) -> Mapping[str, Fields]:
    found = _other(book.conflicts, other.conflicts)
    shown = ((name, each) for name, each in found if {each.claim_a, each.claim_b} <= book.claims.keys())
    return {name: _conflict(book, each) for name, each in shown}


def _conflict(book: Book, conflict: Conflict) -> Fields:
    a, b = (value_of(book, book.claims[claim], conflict.field) for claim in (conflict.claim_a, conflict.claim_b))
    state = plain(conflict.state)
    return {
        "title": phrase("%(field)s: %(a)s against %(b)s", field=plain(conflict.field), a=a, b=b),
        "is": state,
        "state": state,
    }
