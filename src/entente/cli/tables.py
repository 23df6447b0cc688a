"""Rows as tables for people and as lines for programs; what is not a result goes to standard error."""

import sys
from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

import msgspec
from rich.console import Console
from rich.table import Table
from rich.text import Text

from entente.records.problem import Problem
from entente.records.record import Record
from entente.words import canonical_text

if TYPE_CHECKING:
    from entente.records.text import Analysis
    from entente.views import QuoteRow

MOST_PROBLEMS = 20
"""Problems shown after a reading; `entente doctor` lists them all."""

SHAPES = {
    "happened": "●", "under_way": "◐", "planned": "○", "called_for": "△", "hypothetical": "◇", "denied": "✕",
    "unclear": "–",
}  # fmt: skip
"""What marks each status beside its word."""

_NAME_STYLES = {"PER": "magenta", "ORG": "cyan", "LOC": "green"}
_WHOLE = frozenset({"id", "status", "how it stands"})
_LATE = frozenset({"overdue", "silent", "late"})


def print_records(records: Iterable[Record], limit: int | None = None) -> None:
    """One JSON object a line; bytes are base64."""
    encoder = msgspec.json.Encoder()
    for record in islice(records, limit):
        sys.stdout.write(encoder.encode(record).decode() + "\n")


def print_problems(problems: Iterable[Problem], most: int | None = None) -> int:
    """Problems on stderr, one line each; how many there are, shown or not."""
    lines = [f"{p.where or 'text'}: {p.message}" + (f"; {p.remedy}" if p.remedy else "") for p in problems]
    for line in lines[:most]:
        print(canonical_text(line), file=sys.stderr)
    if most is not None and len(lines) > most:
        print(f"and {len(lines) - most} more; `entente doctor` lists them all", file=sys.stderr)
    return len(lines)


Cell = str | Text


def print_table(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    """Rows under a head."""
    table = Table(box=None, pad_edge=False, header_style="dim", show_edge=False, padding=(0, 2, 0, 0))
    for at, column in enumerate(columns):
        last = at == len(columns) - 1
        table.add_column(
            column, overflow="fold", no_wrap=column in _WHOLE, max_width=None if last else 30, ratio=1 if last else None
        )
    for row in rows:
        table.add_row(*map(safe, row))
    console().print(table)


def print_rows(
    rows: Sequence[Record],
    *,
    json: bool,
    columns: Sequence[str],
    cells: Callable[[Any], Sequence[Cell]],  # Any: each view's own row
    noun: str,
    limit: int | None = None,
) -> None:
    """A view for programs or for people; on stderr, what a limit hides, or that there is nothing."""
    if json:
        print_records(rows, limit)
        return
    if rows:
        print_table(columns, map(cells, rows[:limit]))
    else:
        print(f"no {noun}", file=sys.stderr)
    if limit is not None and len(rows) > limit:
        print(f"{limit} of {len(rows)} {noun}", file=sys.stderr)


def console() -> Console:
    """Where results go; as wide as the terminal, or 140 columns into a pipe."""
    return Console(highlight=False, width=None if sys.stdout.isatty() else 140)


def safe(cell: Cell) -> Text:
    """Words from outside without controls, marks that turn the line, or markup."""
    return cell if isinstance(cell, Text) else Text(canonical_text(cell).replace("\n", " "))


def short(name: str) -> str:
    """An id as a table shows it; commands take it so."""
    prefix, _, digits = name.partition(":")
    return f"{prefix}:{digits[:8]}"


def status_cell(status: str) -> Text:
    """A status by shape and word."""
    return Text(f"{SHAPES.get(status, '–')} {status.replace('_', ' ')}")


def outcome_cell(outcome: str, days: int, words: str) -> Text:
    """How a due day stands, with the days."""
    if outcome == "due":
        return Text(f"due in {-days} days")
    late = outcome in _LATE
    return Text(
        f"{'▲ ' if late else ''}{words}{f' {days} days' if late and days > 0 else ''}", style="red" if late else ""
    )


def quote_cell(quote: "QuoteRow") -> Text:
    """The words of a quote, the rest of their sentence dimmed, then where they stand."""
    cell = Text("“")
    cell.append(canonical_text(quote.lead).replace("\n", " "), style="dim")
    cell.append(canonical_text(quote.exact).replace("\n", " "))
    cell.append(canonical_text(quote.trail).replace("\n", " "), style="dim")
    cell.append("” ")
    cell.append(f"{canonical_text(quote.source)}, {quote.published}", style="dim")
    return cell


def print_quote(quote: "QuoteRow") -> None:
    """A quote in its context with its place."""
    words = Text()
    words.append(canonical_text(quote.before), style="dim")
    words.append(canonical_text(quote.exact), style="bold underline")
    words.append(canonical_text(quote.after), style="dim")
    out = console()
    out.print(words)
    address = f" · {canonical_text(quote.url)}" if quote.url else ""
    place = f"{canonical_text(quote.source)}: {canonical_text(quote.title)}, published {quote.published}{address}"
    out.print(
        Text(
            f"{place}\n{quote.doc_id}, characters {quote.start} to {quote.end}, {quote.part}, {quote.state}\n",
            style="cyan",
        )
    )


def print_analyses(text: str, analyses: Sequence["Analysis"]) -> None:
    """A heading and a table for each sentence, then one line of totals."""
    from entente.segment import find_pairs

    out = Console(highlight=False)
    for number, analysis in enumerate(analyses, 1):
        out.print(_heading(text, number, analysis))
        out.print(_table(text, analysis))
    words = sum(len(analysis.heads) for analysis in analyses)
    names = sum(len(analysis.names) for analysis in analyses)
    pairs = find_pairs(text)
    out.print(f"{len(analyses)} sentences · {words} words · {names} names · {len(pairs)} hyphenated pairs of states")


def _heading(text: str, number: int, analysis: "Analysis") -> Text:
    start = analysis.sentence.start
    line = Text(text[start : analysis.sentence.end], style="bold")
    for name in analysis.names:
        line.stylize(_NAME_STYLES.get(name.label, "yellow"), name.start - start, name.end - start)
    return Text(f"\n{number}  ", style="dim") + line


def _table(text: str, analysis: "Analysis") -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim")
    for column in ("word", "lemma", "tag", "relation", "head", "name"):
        table.add_column(column)
    forms = [text[start:end] for start, end in analysis.sentence.words]
    for i, form in enumerate(forms):
        head = analysis.heads[i]
        tag = analysis.upos[i] if analysis.upos[i] == "PUNCT" else f"{analysis.upos[i]} {analysis.xpos[i]}"
        cells = (
            form,
            analysis.lemmas[i],
            tag,
            analysis.deprels[i],
            "" if head < 0 else forms[head],
            _name_at(analysis, i),
        )
        table.add_row(*map(Text, cells))
    return table


def _name_at(analysis: "Analysis", word: int) -> str:
    start, end = analysis.sentence.words[word]
    return next((name.label for name in analysis.names if name.start <= start and end <= name.end), "")
