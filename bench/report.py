"""The figures of a race as tables for reading and as JSON, and the table in the README."""

import os
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any

from rich.console import Console
from rich.table import Table

from bench.race import Ratio, Result, Timing, ratio_of, words_per_cpu_second

README = Path(__file__).parents[1] / "README.md"
BEGIN, END = "<!-- written by make bench: begin -->", "<!-- written by make bench: end -->"
PUBLISHED = {"spaCy small shape": "spaCy tells 10,014 words a second of CPU for en_core_web_lg, not for this shape"}
"""What a peer that was not run says of itself."""


def rows(result: Result) -> Iterator[tuple[Timing, Ratio | None]]:
    """Each timing with its ratio to the reference on the same documents; None where the reference did not run."""
    references = {t.documents: t for t in result.timings if t.contestant == result.race.reference}
    for timing in result.timings:
        reference = references.get(timing.documents)
        yield timing, ratio_of(timing, reference) if reference else None


def as_json(result: Result) -> dict[str, object]:
    """All figures as plain values."""
    race = result.race
    return {
        "benchmark": race.name,
        "reference": race.reference,
        "documents": {name: {"documents": len(d), "words": race.words[name]} for name, d in race.documents.items()},
        "timings": [
            {
                **timing._asdict(),
                "median_cpu_s": median(timing.cpu_s),
                "words_per_cpu_s": words_per_cpu_second(timing, race.words[timing.documents])[0],
                "first_words_per_cpu_s": words_per_cpu_second(timing, race.words[timing.documents])[1],
                "ratio": ratio._asdict() if ratio else None,
            }
            for timing, ratio in rows(result)
        ],
        "loading": [loading._asdict() for loading in result.loadings],
        "left_out": result.left_out,
        "notes": list(race.notes),
    }


def show(result: Result, console: Console) -> None:
    """Print the tables, the notes, and who was left out."""
    console.print(_timing_table(result))
    console.print(_loading_table(result))
    for name, reason in result.left_out.items():
        console.print(f"{name}: not run: {reason}", highlight=False, markup=False)
    for note in result.race.notes:
        console.print(f"- {note}", highlight=False, markup=False)


def _timing_table(result: Result) -> Table:
    race = result.race
    table = Table(title=f"{race.name}: CPU, one thread, {race.rounds} rounds by turns", title_justify="left")
    table.add_column("documents")
    table.add_column("contestant")
    for column in ("words", "CPU-s", "words/CPU-s", "first pass", f"ratio to {race.reference}", "lowest", "highest"):
        table.add_column(column, justify="right")
    for timing, ratio in rows(result):
        words = race.words[timing.documents]
        speeds = (f"{speed:,.0f}" for speed in words_per_cpu_second(timing, words))
        figures = (f"{words:,}", f"{median(timing.cpu_s):.4g}", *speeds)
        table.add_row(timing.documents, timing.contestant, *figures, *_ratio_cells(ratio))
    return table


def _ratio_cells(ratio: Ratio | None) -> tuple[str, str, str]:
    return (f"{ratio.middle:.3g}", f"{ratio.lowest:.3g}", f"{ratio.highest:.3g}") if ratio else ("", "", "")


def _loading_table(result: Result) -> Table:
    table = Table(title="Loading in a fresh process, and memory", title_justify="left")
    table.add_column("contestant")
    for column in ("load CPU-s", "resident MB after loading", "highest MB while running"):
        table.add_column(column, justify="right")
    for name, cpu_s, resident_mb, peak_mb in result.loadings:
        table.add_row(name, "" if cpu_s is None else f"{cpu_s:.2f}", f"{resident_mb:.0f}", f"{peak_mb:.0f}")
    return table


def write_readme(figures: Mapping[str, Any], page: Path = README) -> None:  # Any: as JSON has them
    """What was asked beside what was measured, between the markers; only `pipeline` has such figures."""
    if "bars" not in figures:
        return
    before, _, rest = page.read_text("utf-8").partition(BEGIN)
    table = ["| | measured | bar |", "|---|--:|--:|", *map(_bar_row, figures["bars"])]
    table += (
        f"| {name} | not run; {PUBLISHED.get(name, 'no comparable figure is published')} | |"
        for race in figures["races"]
        for name in race["left_out"]
    )
    lines = (before + BEGIN, *table, "", _conditions(figures), END)
    page.write_text("\n".join(lines) + rest.partition(END)[2], "utf-8")


def _bar_row(bar: Mapping[str, Any]) -> str:  # Any: as above
    what, value = bar["what"].replace(" / ", " ÷ "), f"{bar['value']:.3g}"
    return f"| {what} | {value} | {'' if bar['bar'] is None else format(bar['bar'], '.3g')} |"


def _conditions(figures: Mapping[str, Any]) -> str:  # Any: as above
    pages, busy, processors = figures["documents"], figures["load_average"], os.cpu_count()
    return (
        f"Measured on {datetime.now(UTC).date()} with {pages} pages of each corpus, at a load of {busy:.1f} on"
        f" {processors} processors. A ratio is our CPU time divided by the peer's in the same run, on the same texts;"
        " less is faster."
    )
