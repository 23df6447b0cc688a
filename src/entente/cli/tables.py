"""Rows as tables for people and as lines for programs; what is not a result goes to standard error."""

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
from rich.cells import cell_len
from rich.console import Console
from rich.padding import Padding
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

SLIP, LAST = 16, 40
"""Columns that a cell of a table needs to be read with ease, and the last one, which holds the words."""
BELOW = (0, 0, 0, 2)
"""The room around what stands below the head of a record."""

SHAPES = {
    "happened": "●", "under_way": "◐", "planned": "○", "called_for": "△", "hypothetical": "◇", "denied": "✕",
    "unclear": "–",
}  # fmt: skip
"""What marks each status beside its word."""

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
"""What would steer a terminal; a space each, so that places hold."""
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
    """Rows under a head; records that are wider than the terminal one below the other."""
    told = [tuple(map(safe, row)) for row in rows]
    out = console()
    if columns[0] == "id" and _least_width(columns, told) > out.width:
        for row in told:
            _print_stacked(out, columns, row)
    else:
        out.print(_table_of(columns, told))


def _least_width(columns: Sequence[str], rows: Sequence[Sequence[Text]]) -> int:
    """What a table takes in which no cell is cut into slips: a column is as wide as its longest word, or `SLIP`."""
    widths = [0] * len(columns)
    for row in rows:
        for at, cell in enumerate(row):
            least = LAST if at == len(columns) - 1 else SLIP
            whole = cell.cell_len if columns[at] in _WHOLE else min(cell.cell_len, least)
            widths[at] = max(widths[at], whole, *map(cell_len, cell.plain.split()), 0)
    return sum(widths) + 2 * len(columns)


def _print_stacked(out: Console, columns: Sequence[str], row: Sequence[Text]) -> None:
    """A record as a line with its id and what follows it, and its other cells below."""
    out.print(Text.assemble((row[0].plain, "bold"), "  ") + row[1])
    for line in lines_below(columns[2:], row[2:]):
        out.print(Padding(line, BELOW))


def lines_below(columns: Sequence[str], cells: Sequence[Text]) -> Iterator[Text]:
    """Cells by name, short ones together; a long one and the last have a line of their own."""
    line = Text()
    for column, cell in zip(columns, cells, strict=True):
        alone = column == columns[-1] or cell.cell_len > LAST or "\n" in cell.plain
        if line and alone:
            yield line
            line = Text()
        if cell.plain:
            line += Text.assemble(" · " if line else "", (f"{column} ", "dim")) + cell
        if line and alone:
            yield line
            line = Text()
    if line:
        yield line


def _table_of(columns: Sequence[str], rows: Iterable[Sequence[Text]]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim", show_edge=False, padding=(0, 2, 0, 0))
    for at, column in enumerate(columns):
        last = at == len(columns) - 1
        table.add_column(
            column, overflow="fold", no_wrap=column in _WHOLE, max_width=None if last else 30, ratio=1 if last else None
        )
    for row in rows:
        table.add_row(*row)
    return table


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


@contextmanager
def waiting(words: str) -> Iterator[None]:
    """Says on a terminal what takes its time; nothing of it is left."""
    if sys.stderr.isatty():
        with Console(stderr=True).status(words):
            yield
    else:
        yield


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
    from entente.views.wording import say_count

    out = Console(highlight=False)
    for number, analysis in enumerate(analyses, 1):
        out.print(_heading(text, number, analysis))
        out.print(_table(text, analysis))
    words = sum(len(analysis.heads) for analysis in analyses)
    names = sum(len(analysis.names) for analysis in analyses)
    told = [say_count(len(analyses), "sentence"), say_count(words, "word"), say_count(names, "name")]
    pairs = say_count(len(find_pairs(text)), "hyphenated pair of states", "hyphenated pairs of states")
    out.print(" · ".join((*told, pairs)))


def _heading(text: str, number: int, analysis: "Analysis") -> Text:
    start = analysis.sentence.start
    line = Text(_CONTROL.sub(" ", text[start : analysis.sentence.end]), style="bold")
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
        table.add_row(*map(safe, cells))
    return table


def _name_at(analysis: "Analysis", word: int) -> str:
    start, end = analysis.sentence.words[word]
    return next((name.label for name in analysis.names if name.start <= start and end <= name.end), "")
