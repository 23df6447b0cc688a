"""Records as tables for people and as lines for programs."""

import sys
from collections.abc import Iterable, Sequence

import msgspec
from rich.console import Console
from rich.table import Table
from rich.text import Text

from entente.records.problem import Problem
from entente.records.record import Record
from entente.records.text import Analysis
from entente.segment import find_pairs

_NAME_STYLES = {"PER": "magenta", "ORG": "cyan", "LOC": "green"}


def print_records(records: Iterable[Record]) -> None:
    """One JSON object a line; bytes are base64."""
    encoder = msgspec.json.Encoder()
    for record in records:
        sys.stdout.write(encoder.encode(record).decode() + "\n")


def print_problems(problems: Iterable[Problem]) -> int:
    """Problems on stderr, one line each; their number."""
    lines = [f"{p.where or 'text'}: {p.message}" + (f"; {p.remedy}" if p.remedy else "") for p in problems]
    for line in lines:
        print(line, file=sys.stderr)
    return len(lines)


def print_analyses(text: str, analyses: Sequence[Analysis]) -> None:
    """A heading and a table for each sentence, then one line of totals."""
    console = Console(highlight=False)
    for number, analysis in enumerate(analyses, 1):
        console.print(_heading(text, number, analysis))
        console.print(_table(text, analysis))
    words = sum(len(analysis.heads) for analysis in analyses)
    names = sum(len(analysis.names) for analysis in analyses)
    pairs = find_pairs(text)
    console.print(
        f"{len(analyses)} sentences · {words} words · {names} names · {len(pairs)} hyphenated pairs of states"
    )


def _heading(text: str, number: int, analysis: Analysis) -> Text:
    start = analysis.sentence.start
    line = Text(text[start : analysis.sentence.end], style="bold")
    for name in analysis.names:
        line.stylize(_NAME_STYLES.get(name.label, "yellow"), name.start - start, name.end - start)
    return Text(f"\n{number}  ", style="dim") + line


def _table(text: str, analysis: Analysis) -> Table:
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


def _name_at(analysis: Analysis, word: int) -> str:
    start, end = analysis.sentence.words[word]
    return next((name.label for name in analysis.names if name.start <= start and end <= name.end), "")
