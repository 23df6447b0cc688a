"""Rows as tables for people and as lines for programs; what is not a result goes to standard error."""

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import islice
from pathlib import Path
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

FEW = 3
"""Problems of one kind that are shown one by one after a reading; of more, a sum and some of the places."""
MOST_KINDS = 30
"""Kinds of problems shown after a reading; `entente doctor` lists every problem."""

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
    from entente.views.phrase import as_text

    encoder = msgspec.json.Encoder(enc_hook=as_text)
    for record in islice(records, limit):
        sys.stdout.write(encoder.encode(record).decode() + "\n")


def print_line(record: str, **fields: str | int) -> None:
    """One JSON object that is no record of the book: what a command did."""
    print(msgspec.json.encode({"record": record, **fields}).decode())


def print_files(files: Mapping[Path, int], *, json: bool) -> None:
    """What was written, a file a line, with its number of lines."""
    for path, lines in files.items():
        if json:
            print_line("file", path=str(path), lines=lines)
        else:
            print(f"{path}: {lines}")


def print_problems(problems: Iterable[Problem]) -> int:
    """Problems on stderr, one line each; how many there are."""
    told = tuple(problems)
    for problem in told:
        _tell(problem.where or "text", problem)
    return len(told)


def print_summed(problems: Iterable[Problem]) -> None:
    """Problems on stderr, many of one kind in one line; `entente doctor` lists them all."""
    kinds: dict[str, list[Problem]] = {}
    for problem in problems:
        kinds.setdefault(problem.code, []).append(problem)
    for alike in list(kinds.values())[:MOST_KINDS]:
        if len(alike) <= FEW:
            print_problems(alike)
        else:
            _tell(f"{len(alike):,} times, such as {', '.join(p.where for p in alike[:FEW])}", alike[0])
    hidden = len(kinds) > MOST_KINDS or any(len(alike) > FEW for alike in kinds.values())
    if hidden:
        print("`entente doctor` lists every problem with its place", file=sys.stderr)


def _tell(place: str, problem: Problem) -> None:
    remedy = f"; {problem.remedy}" if problem.remedy else ""
    print(canonical_text(f"{place}: {problem.message}{remedy}"), file=sys.stderr)


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
