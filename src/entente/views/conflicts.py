"""What cannot both hold: two claims side by side, each with its quote."""

from collections.abc import Collection, Iterable
from datetime import date

from entente.records import Claim, Conflict
from entente.records.codes import COUNTED, ConflictField, ConflictKind, ConflictState, Status
from entente.views.book import Book
from entente.views.phrase import joined, phrase
from entente.views.quote import QuoteRow, quote_of
from entente.views.row import Row
from entente.views.wording import plain, say_amount, say_list, say_note, say_stage, say_when


class Side(Row, frozen=True, kw_only=True):
    """One of the two claims."""

    claim_id: str
    value: str
    """What it says of the disputed field."""
    status: Status
    holder: str
    """The last holder, whose words they are."""
    said: date | None
    """The day of publication."""
    quote: QuoteRow


class ConflictRow(Row, frozen=True, kw_only=True):
    """A conflict with both sides."""

    conflict_id: str
    field: ConflictField
    kind: ConflictKind
    state: ConflictState
    note: str | None
    about: tuple[str, ...]
    """Titles of the undertakings concerned; empty: an event alone."""
    states: tuple[str, ...]
    """Names of the states that either claim is of."""
    event_id: str | None
    """The event of both; None: they are of different ones, or of none."""
    same_origin: bool
    """Both stand in texts of one origin, as where a copy was changed."""
    a: Side
    b: Side


def conflict_rows(
    book: Book,
    *,
    conflicts: Collection[str] | None = None,
    open_only: bool = False,
    since: date | None = None,
    until: date | None = None,
) -> tuple[ConflictRow, ...]:
    """Conflicts, open ones first, the latest told first.

    Args:
        book: what to read.
        conflicts: only these ids; None: all.
        open_only: without those resolved, explained or outgrown.
        since: whose later side was published on this day or later.
        until: whose later side was published on this day or earlier.
    """
    names = book.conflicts if conflicts is None else (name for name in conflicts if name in book.conflicts)
    rows = (conflict_row(book, book.conflicts[name]) for name in by_urgency(book, names))
    kept = (row for row in rows if is_open(row) or not open_only)
    return tuple(row for row in kept if _in_window(told_on(row), since, until))


def by_urgency(book: Book, conflicts: Iterable[str]) -> list[str]:
    """Conflicts whose two claims are in the book, open ones first, the latest told first."""

    def key(name: str) -> tuple[bool, int, str]:
        conflict = book.conflicts[name]
        days = (book.published_on(book.claims[claim].doc_id) for claim in (conflict.claim_a, conflict.claim_b))
        told = max((day for day in days if day), default=date.min)
        return not is_open(conflict), -told.toordinal(), name

    return sorted((name for name in conflicts if _is_held(book, book.conflicts[name])), key=key)


def _is_held(book: Book, conflict: Conflict) -> bool:
    return conflict.claim_a in book.claims and conflict.claim_b in book.claims


def is_open(conflict: Conflict | ConflictRow) -> bool:
    """Whether it waits for an answer; figures that merely grew do not."""
    return conflict.state == "open" and conflict.kind != "superseded"


def told_on(row: ConflictRow) -> date:
    """The day both sides were in print; the first of the calendar when none is dated."""
    return max((day for day in (row.a.said, row.b.said) if day), default=date.min)


def _in_window(day: date, since: date | None, until: date | None) -> bool:
    return (since is None or day >= since) and (until is None or day <= until)


def conflict_row(book: Book, conflict: Conflict) -> ConflictRow:
    """One conflict as a row."""
    pair = (book.claims[conflict.claim_a], book.claims[conflict.claim_b])
    first, second = pair if conflict.kind == "superseded" else sorted(pair, key=book.by_publication)
    events = {book.event_of.get(claim.claim_id) for claim in pair}
    about = {u for claim in pair for u in book.undertakings_of.get(claim.claim_id, ())}
    return ConflictRow(
        conflict_id=conflict.conflict_id,
        field=conflict.field,
        kind=conflict.kind,
        state=conflict.state,
        note=say_note(conflict.note) if conflict.note else None,
        about=tuple(sorted(book.undertakings[name].title for name in about)),
        states=tuple(sorted(book.name_of(state) for state in book.sides_in(first).all | book.sides_in(second).all)),
        event_id=events.pop() if len(events) == 1 else None,
        same_origin=book.origin_of(first) == book.origin_of(second),
        a=_side(book, first, conflict.field),
        b=_side(book, second, conflict.field),
    )


def _side(book: Book, claim: Claim, field: ConflictField) -> Side:
    return Side(
        claim_id=claim.claim_id,
        value=value_of(book, claim, field),
        status=claim.status,
        holder=claim.holders[-1].label,
        said=book.published_on(claim.doc_id),
        quote=quote_of(book, claim),
    )


def value_of(book: Book, claim: Claim, field: ConflictField) -> str:
    """What a claim says of a field, in words."""
    if field == "when":
        return say_when(claim.when)
    if field == "amount":
        return joined(map(say_amount, claim.amounts), "; ") or phrase("no figure")
    if field == "actor":
        return say_list(tuple(book.name_of(m.actor_id, m.surface) for m in claim.actors)) or phrase("nobody named")
    if field == "where":
        return claim.where.name if claim.where else phrase("no place")
    if field == "stage":
        return _stage_as_told(claim)
    return plain(claim.status)


def _stage_as_told(claim: Claim) -> str:
    stage = say_stage(claim.stage)
    if claim.status == "denied":
        return phrase("not %(stage)s", stage=stage)
    return stage if claim.status in COUNTED else joined((stage, plain(claim.status)))
