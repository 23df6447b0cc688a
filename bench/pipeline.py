"""From the page to the merged ledger: CPU by stage, ratios to what a user would take instead, memory, two workers."""

import os
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from rich.console import Console
from rich.table import Table

from bench.alone import Cold, Workers, measure_cold, measure_stages, measure_workers
from bench.corpora import CORPORA, COUNT, Article, Corpus, articles, page, write
from bench.race import Contestant, Documents, Race, Result, Run, Skip
from bench.report import as_json as race_as_json
from bench.report import rows
from bench.runner import run_race
from bench.stages import Figures
from entente.api import extract, load_tools
from entente.clean import clean
from entente.records.raw import RawItem
from entente.segment import split_words

RACED, RACED_FOR_DATES, ROUNDS = 40, 6, 3
"""Articles of each corpus, and rounds, beside the peers; dateparser is slow."""
WORKED = 150
"""Articles of each corpus that one and two workers read, however few are read else: loading would be most of few."""
DAY = "2025-02-10"
FETCHED = datetime(2025, 8, 1, tzinfo=UTC)


class Bar(NamedTuple):
    """What is asked of a figure: at first, and by the design in the end; None: nothing was asked."""

    first: float | None
    then: float | None
    at_least: bool = False

    def met(self, value: float) -> tuple[bool | None, bool | None]:
        """Whether each is met."""
        first, then = (None if bar is None else (value >= bar) is self.at_least or value == bar for bar in self[:2])
        return first, then


BARS: dict[str, Bar] = {
    "feed: page to ledger, CPU ms": Bar(60, 28.8),
    "dense: page to ledger, CPU ms": Bar(180, 110),
    "feed: text to records / spaCy small shape": Bar(None, 0.35),
    "dense: text to records / spaCy small shape": Bar(None, 1.0),
    "feed: page to document / trafilatura": Bar(None, 1.0),
    "dense: page to document / trafilatura": Bar(None, 1.0),
    "feed: dates / dateparser": Bar(None, 1 / 20),
    "dense: dates / dateparser": Bar(None, 1 / 20),
    "feed: sketches / datasketch": Bar(None, 1.0),
    "dense: sketches / datasketch": Bar(None, 1.0),
    "two workers, times sooner by CPU": Bar(1.6, 1.7, at_least=True),
    "resident MB of a worker": Bar(None, 300),
    "cold `entente --help`, CPU-s": Bar(None, 0.4),
    "cold reading of one page, CPU-s": Bar(None, 1.5),
}


class Report(NamedTuple):
    """All figures of one run."""

    documents: int
    """Of each corpus."""
    load_average: float
    """Of the minute before."""
    stages: dict[Corpus, Figures]
    races: tuple[Result, ...]
    workers: Workers
    cold: Cold

    @property
    def failed(self) -> bool:
        """Whether a contestant broke."""
        return any(race.failed for race in self.races)

    def figures(self) -> dict[str, float]:
        """The figures that have a bar; a ratio is missing where its peer is not installed."""
        whole = {f"{corpus}: page to ledger, CPU ms": self.stages[corpus]["ledger_ms"] for corpus in self.stages}
        ratios = {
            f"{timing.documents}: {race.race.name} / {race.race.reference}": ratio.middle
            for race in self.races
            for timing, ratio in rows(race)
            if ratio and timing.contestant != race.race.reference
        }
        return {
            **whole,
            **ratios,
            "two workers, times sooner by CPU": self.workers.at_best,
            "resident MB of a worker": self.workers.resident_mb,
            "cold `entente --help`, CPU-s": self.cold.help_s,
            "cold reading of one page, CPU-s": self.cold.read_s,
        }


def report(documents: int = COUNT) -> Report:
    """Makes the corpora in a temporary folder and runs everything, one thing after the other."""
    load = os.getloadavg()[0]
    made = {corpus: articles(corpus, documents) for corpus in CORPORA}
    with TemporaryDirectory(prefix="entente-bench-") as name:
        place = Path(name)
        stages = measure_stages({corpus: write(place / corpus, made[corpus], "html") for corpus in CORPORA})
        both = [article for corpus in CORPORA for article in articles(corpus, WORKED)]
        workers = measure_workers(write(place / "both", both, "html"))
        cold = measure_cold(write(place / "one", made["dense"][:1], "html"))
    return Report(documents, load, stages, tuple(map(run_race, races(made))), workers, cold)


# ------------------------------------------------------------------------------------------------ beside others


def races(made: dict[Corpus, tuple[Article, ...]]) -> Iterator[Race]:
    """Text to records, page to document, dates, sketches: each beside its peer on the first of both corpora."""
    texts = {corpus: tuple(article.text for article in made[corpus][:RACED]) for corpus in CORPORA}
    pages = {corpus: tuple(page(article) for article in made[corpus][:RACED]) for corpus in CORPORA}
    few = {corpus: texts[corpus][:RACED_FOR_DATES] for corpus in CORPORA}
    spacy, dateparser = "bench.small_spacy:small_spacy", "bench.dates:dateparser"
    yield _race("text to records", "bench.pipeline:records", ("spaCy small shape", spacy), texts, texts)
    yield _race("page to document", "bench.pipeline:documents", ("trafilatura", "bench.pipeline:peer"), pages, texts)
    yield _race("dates", "bench.dates:resolved", ("dateparser", dateparser), few, few)
    yield _race("sketches", "bench.copies:sketched", ("datasketch", "bench.copies:datasketch"), texts, texts)


def _race(
    name: str,
    ours: str,
    peer: tuple[str, str],
    documents: dict[Corpus, tuple[str, ...]],
    texts: dict[Corpus, tuple[str, ...]],
) -> Race:
    contestants = (Contestant("entente", ours, load_rounds=0), Contestant(*peer, load_rounds=0))
    words = {str(corpus): sum(len(split_words(text)) for text in texts[corpus]) for corpus in texts}
    return Race(
        name, contestants, peer[0], {str(corpus): documents[corpus] for corpus in documents}, words, rounds=ROUNDS
    )


def records(_: Sequence[Documents]) -> Run:
    """Every stage from a text to its claims."""
    tools = load_tools()
    return lambda texts: [extract(text, published=DAY, tools=tools) for text in texts]


def documents(_: Sequence[Documents]) -> Run:
    """Pages to documents with title, day, regions and offsets."""
    return lambda pages: [clean(_item(html)) for html in pages]


def _item(html: str) -> RawItem:
    return RawItem(origin="page.html", content=html.encode(), media_type="text/html", fetched=FETCHED)


def peer(_: Sequence[Documents]) -> Run:
    """trafilatura with metadata and else as it comes."""
    try:
        read = import_module("trafilatura").bare_extraction
    except ModuleNotFoundError as error:
        raise Skip("trafilatura is not installed") from error
    return lambda pages: [read(html, with_metadata=True) for html in pages]


# ------------------------------------------------------------------------------------------------ told


def as_json(told: Report) -> dict[str, object]:
    """All figures as plain values."""
    return {
        "benchmark": "pipeline",
        "documents": told.documents,
        "load_average": told.load_average,
        "stages": told.stages,
        "races": [race_as_json(race) for race in told.races],
        "workers": {
            "one": [reading._asdict() for reading in told.workers.one],
            "two": [reading._asdict() for reading in told.workers.two],
            "ratio": told.workers.ratio,
            "ratio_by_cpu": told.workers.at_best,
            "machine_loaded": told.workers.loaded,
        },
        "cold": told.cold._asdict(),
        "bars": [
            {"what": what, "value": value, "first_bar": BARS[what].first, "bar": BARS[what].then}
            for what, value in told.figures().items()
        ],
    }


def show(told: Report, console: Console) -> None:
    """Print the stages, the bars, who was left out and how to read it."""
    console.print(_stage_table(told))
    console.print(_bar_table(told))
    for line in (*_left_out(told), *_notes(told)):
        console.print(line, highlight=False, markup=False)


def _stage_table(told: Report) -> Table:
    table = Table(title=f"pipeline: CPU ms a page by stage, {told.documents} pages each", title_justify="left")
    table.add_column("stage")
    for corpus in told.stages:
        table.add_column(corpus, justify="right")
        table.add_column("share", justify="right")
    for stage in next(iter(told.stages.values()))["stages_ms"]:
        table.add_row(stage, *(cell for figures in told.stages.values() for cell in _stage_cells(figures, stage)))
    for name, tell in COUNTS.items():
        table.add_row(name, *(cell for figures in told.stages.values() for cell in (tell(figures), "")))
    return table


COUNTS: dict[str, Callable[[Figures], str]] = {
    "page to ledger": lambda f: f"{f['ledger_ms']:.1f}",
    "with merging": lambda f: f"{f['total_ms']:.1f}",
    "words a page": lambda f: f"{f['words'] / f['documents']:.0f}",
    "body sentences a page": lambda f: f"{f['sentences'] / f['documents']:.1f}",
    "kept by the gate": lambda f: f"{f['kept'] / f['sentences']:.0%}",
    "claims a page": lambda f: f"{f['claims'] / f['documents']:.2f}",
    "resident MB": lambda f: f"{f['resident_mb']:.0f}",
    "highest MB, merging": lambda f: f"{f['merge_mb']:.0f}",
}
"""What stands below the stages, and how it is told."""


def _stage_cells(figures: Figures, stage: str) -> tuple[str, str]:
    ms = figures["stages_ms"][stage]
    return f"{ms:.2f}", f"{ms / figures['total_ms']:.0%}"


def _bar_table(told: Report) -> Table:
    table = Table(title="Beside what is asked", title_justify="left")
    table.add_column("figure")
    for column in ("measured", "first bar", "", "bar", ""):
        table.add_column(column, justify="right")
    for what, value in told.figures().items():
        bar = BARS[what]
        cells = ((_told(asked), _mark(met)) for asked, met in zip(bar[:2], bar.met(value), strict=True))
        table.add_row(what, _told(value), *(cell for pair in cells for cell in pair))
    return table


def _told(value: float | None) -> str:
    return "" if value is None else f"{value:.3g}"


def _mark(met: bool | None) -> str:
    return {None: "", True: "holds", False: "missed"}[met]


def _left_out(told: Report) -> Iterator[str]:
    for race in told.races:
        for name, reason in race.left_out.items():
            yield f"{race.race.name}: {name} was not run: {reason}"


def _notes(told: Report) -> Iterator[str]:
    workers = told.workers
    yield (
        f"- Two workers: {workers.documents} pages, loading included, {len(workers.one)} rounds by turns, median; "
        f"{workers.ratio:.2f} times sooner by the wall clock. By CPU: as if neither ever waited."
    )
    if workers.loaded:
        yield "- The machine had other work meanwhile: the wall-clock ratio of two workers says nothing about us."
    yield (
        "- Merging is told apart: it folds the whole ledger when somebody looks, and articles made of the same "
        "paragraphs look like copies of one another far more often than news does."
    )
    yield f"- Load average before the run {told.load_average:.2f}; all other figures are CPU time, one thread."
    yield f"- Ratios: {RACED} articles of each corpus by turns, {ROUNDS} rounds, median; dates on {RACED_FOR_DATES}."
    yield "- spaCy small shape has a small pipeline's cost and meaningless answers (bench/small_spacy.py)."
