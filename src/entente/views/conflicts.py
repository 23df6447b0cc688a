"""What cannot both hold: two claims side by side, each with its quote."""

from collections.abc import Collection
from datetime import date

from entente.records import Claim, Conflict
from entente.records.codes import COUNTED, ConflictField, ConflictKind, ConflictState, Status
from entente.views.book import Book
from entente.views.quote import QuoteRow, quote_of
from entente.views.row import Row
from entente.views.wording import plain, say_amount, say_list, say_stage, say_when


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
    chosen = (
        conflict
        for name, conflict in book.conflicts.items()
        if (conflicts is None or name in conflicts)
        and {conflict.claim_a, conflict.claim_b} <= book.claims.keys()
        and (is_open(conflict) or not open_only)
    )
    rows = (_row(book, conflict) for conflict in chosen)
    kept = (row for row in rows if _in_window(told_on(row), since, until))
    return tuple(sorted(kept, key=lambda row: (not _is_open(row), -told_on(row).toordinal(), row.conflict_id)))


def is_open(conflict: Conflict) -> bool:
    """Whether it waits for an answer; figures that merely grew do not."""
    return conflict.state == "open" and conflict.kind != "superseded"


def told_on(row: ConflictRow) -> date:
    """The day both sides were in print; the first of the calendar when none is dated."""
    return max((day for day in (row.a.said, row.b.said) if day), default=date.min)


def _is_open(row: ConflictRow) -> bool:
    return row.state == "open" and row.kind != "superseded"


def _in_window(day: date, since: date | None, until: date | None) -> bool:
    return (since is None or day >= since) and (until is None or day <= until)


def _row(book: Book, conflict: Conflict) -> ConflictRow:
    pair = (book.claims[conflict.claim_a], book.claims[conflict.claim_b])
    first, second = pair if conflict.kind == "superseded" else sorted(pair, key=book.by_publication)
    events = {book.event_of.get(claim.claim_id) for claim in pair}
    about = {u for claim in pair for u in book.undertakings_of.get(claim.claim_id, ())}
    return ConflictRow(
        conflict_id=conflict.conflict_id,
        field=conflict.field,
        kind=conflict.kind,
        state=conflict.state,
        note=conflict.note,
        about=tuple(sorted(book.undertakings[name].title for name in about)),
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
        return "; ".join(map(say_amount, claim.amounts)) or "no figure"
    if field == "actor":
        return say_list(tuple(book.name_of(m.actor_id, m.surface) for m in claim.actors)) or "nobody named"
    if field == "where":
        return claim.where.name if claim.where else "no place"
    if field == "stage":
        return _stage_as_told(claim)
    return plain(claim.status)


def _stage_as_told(claim: Claim) -> str:
    stage = say_stage(claim.stage)
    if claim.status == "denied":
        return f"not {stage}"
    return stage if claim.status in COUNTED else f"{stage}, {plain(claim.status)}"
