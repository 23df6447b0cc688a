"""Records one by one: events, what stands behind an id, quotes."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from entente.cli.app import app
from entente.cli.options import (
    AsOfOption,
    JsonOption,
    KnownAtOption,
    LimitOption,
    ProjectOption,
    SinceOption,
    UntilOption,
)

if TYPE_CHECKING:
    from rich.text import Text

    from entente.records import Decision
    from entente.records.codes import Status
    from entente.records.record import Record
    from entente.views import Book, EventRow, PairRow, Report

MOST_PAIRS = 12
"""Pairs of reports that `show` prints."""

IdArgument = Annotated[str, typer.Argument(metavar="ID", help="An id or its beginning, as the tables show it.")]
StatusOption = Annotated[
    list[str] | None,
    typer.Option(
        "--status", metavar="STATUS", help="Only this status; may be repeated: happened, planned, denied, ..."
    ),
]
StateOption = Annotated[
    list[str] | None, typer.Option("--state", metavar="STATE", help="Only with this state as a party; may be repeated.")
]


@app.command(rich_help_panel="What was found")
def events(
    state: StateOption = None,
    status: StatusOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    as_of: AsOfOption = None,
    known_at: KnownAtOption = None,
    limit: LimitOption = None,
    project: ProjectOption = Path(),
    json: JsonOption = False,
) -> None:
    """List events by date: who did what to whom, how firm, on how many independent origins.

    Example: `entente events --state Russia --state PAK --since 2024 --status happened`.
    """
    from entente.cli import tables
    from entente.cli.opening import events_of, open_book
    from entente.views import event_rows

    book = open_book(project, as_of=as_of, known_at=known_at)
    rows = event_rows(book, events=events_of(book, state or ()), statuses=_statuses(status), since=since, until=until)
    tables.print_rows(rows, json=json, columns=EVENT_COLUMNS, cells=event_cells, noun="events", limit=limit)


EVENT_COLUMNS = ("id", "when", "status", "event")


def event_cells(row: "EventRow") -> Sequence["str | Text"]:
    """An event as a line of a table: who did what, on how many origins, then the words."""
    from rich.text import Text

    from entente.cli.tables import quote_cell, safe, short, status_cell
    from entente.views.wording import say_count, say_list, say_type

    doers, receivers = say_list(row.actors, 2), say_list(row.recipients, 2)
    who = f"{doers or 'nobody named'} → {receivers}" if receivers else " – ".join(row.actors[:3]) or "nobody named"
    head = Text.assemble(
        safe(who), f", {say_type(row.type, row.mode)} · {say_count(row.n_independent, 'origin')} · {row.grade}\n"
    )
    return short(row.event_id), row.when, status_cell(row.status), head + quote_cell(row.quote)


def _statuses(words: list[str] | None) -> "frozenset[Status] | None":
    from typing import cast, get_args

    from entente.records.codes import Status

    known = get_args(Status)
    for word in words or ():
        if word.replace("-", "_") not in known:
            raise typer.BadParameter(f'"{word}" is no status; write one of {", ".join(known)}')
    # The loop has just checked what the cast says.
    return frozenset(cast("Status", word.replace("-", "_")) for word in words) if words else None


@app.command(rich_help_panel="What was found")
def show(
    id_: IdArgument,
    known_at: KnownAtOption = None,
    project: ProjectOption = Path(),
    json: JsonOption = False,
) -> None:
    """Show one record with the reasons behind it: the words, the rule, the value.

    Example: `entente show evt:1f3a`. Any id will do: of an event, undertaking, conflict, claim, document or quote.
    """
    from entente.api.judging import rulings_of
    from entente.cli import tables
    from entente.cli.opening import find_id, open_merged

    book, snapshot, merged = open_merged(project, known_at=known_at)
    name = find_id(book, id_)
    event = book.events.get(name)
    decisions = rulings_of(snapshot, merged, event.claims) if event else ()
    if json:
        tables.print_records(_rows_under(book, name, decisions))
    else:
        _print_under(book, name, decisions)


def _rows_under(book: "Book", name: str, decisions: "Sequence[Decision]") -> "Sequence[Record]":
    from entente.views import conflict_rows, event_detail, find_quotes, source_rows, undertaking_rows
    from entente.views.events import report_of

    if name in book.events:
        return (event_detail(book, book.events[name], decisions),)
    if name in book.undertakings:
        return undertaking_rows(book, undertakings={name})
    if name in book.conflicts:
        return conflict_rows(book, conflicts={name})
    if name in book.claims:
        return (report_of(book, book.claims[name]),)
    return source_rows(book, {name}) if name in book.documents else find_quotes(book, name)


def _print_under(book: "Book", name: str, decisions: "Sequence[Decision]") -> None:
    from entente.cli import tables
    from entente.cli.conflicts import print_conflict
    from entente.cli.undertakings import print_undertaking
    from entente.views import ConflictRow, EventDetail, QuoteRow, Report, SourceRow, UndertakingRow

    for row in _rows_under(book, name, decisions):
        if isinstance(row, EventDetail):
            tables.print_rows([row.event], json=False, columns=EVENT_COLUMNS, cells=event_cells, noun="events")
            for report in row.reports:
                _print_report(report)
            _print_pairs(row.pairs)
        elif isinstance(row, UndertakingRow):
            print_undertaking(row)
        elif isinstance(row, ConflictRow):
            print_conflict(row)
        elif isinstance(row, Report):
            _print_report(row)
        elif isinstance(row, SourceRow):
            _print_document(book, row)
        elif isinstance(row, QuoteRow):
            tables.print_quote(row)


def _print_pairs(pairs: "Sequence[PairRow]") -> None:
    """Why its reports tell of one happening, the surest first, and which others may."""
    from entente.cli import tables
    from entente.cli.judging import PAIR_COLUMNS, pair_cells

    if pairs:
        print("\nwhy one event, and what may be the same")
        tables.print_table(PAIR_COLUMNS, map(pair_cells, pairs[:MOST_PAIRS]))
    if len(pairs) > MOST_PAIRS:
        print(f"{len(pairs) - MOST_PAIRS:,} more pairs; `--json` gives all", file=sys.stderr)


def _print_report(report: "Report") -> None:
    """The quote, then each value with its words and rule."""
    from entente.cli import tables

    print(f"\n{report.claim_id}")
    tables.print_quote(report.quote)
    rows = [
        (reason.field, f"“{reason.words}”" if reason.words else "", reason.rule, reason.value)
        for reason in report.reasons
    ]
    tables.print_table(("field", "words →", "rule →", "value"), rows)


def _print_document(book: "Book", row: "Record") -> None:
    """What is known of a text, then the claims it makes."""
    import msgspec

    from entente.cli import tables
    from entente.views import quotes_of

    fields = msgspec.structs.asdict(row)
    tables.print_table(
        ("field", "value"), [(key.replace("_", " "), str(value)) for key, value in fields.items() if value]
    )
    claims = sorted((c for c in book.claims.values() if c.doc_id == fields["doc_id"]), key=book.by_publication)
    rows = [
        (tables.short(claim.claim_id), tables.status_cell(claim.status), claim.kind, tables.quote_cell(quote))
        for claim, quote in zip(claims, quotes_of(book, claims), strict=True)
    ]
    if rows:
        tables.print_table(("id", "status", "kind", "quote"), rows)


@app.command(rich_help_panel="What was found")
def quote(id_: IdArgument, project: ProjectOption = Path(), json: JsonOption = False) -> None:
    """Open the exact words behind a record, in their context.

    Example: `entente quote und:77ab`. An event or undertaking gives the quote of each of its claims.
    """
    from entente.cli import tables
    from entente.cli.opening import find_id, open_book
    from entente.views import find_quotes

    book = open_book(project)
    quotes = find_quotes(book, find_id(book, id_))
    if json:
        tables.print_records(quotes)
    else:
        for row in quotes:
            tables.print_quote(row)
