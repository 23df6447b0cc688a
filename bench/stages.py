"""The process that reads a corpus stage by stage: `python -m bench.stages FOLDER...`, one JSON object a folder.

It does what `Project.read` does on one process, and then merges; each step's CPU is booked to its stage.
"""

import json
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import ParamSpec, TypedDict, TypeVar

from bench.child import memory_mb
from entente import __version__, ledger
from entente.api import BATCH, create, load_tools
from entente.clean import clean
from entente.ledger import Batch, Ledger
from entente.pipeline import NOT_READ, SPOKEN, STAGES, Article, Tools
from entente.records import Producer
from entente.records.raw import RawItem
from entente.sources import read_sources

BEFORE, AFTER = ("source", "clean"), ("ledger", "merge")
STAGE_NAMES = (*BEFORE, *(stage.__name__.lstrip("_") for stage in STAGES), *AFTER)
"""In the order in which an article passes them."""
WARM_UP = 3
"""Articles read before the clock is looked at, so that tables and engines are loaded."""

_P = ParamSpec("_P")
_R = TypeVar("_R")


class Figures(TypedDict):
    """What one corpus cost."""

    documents: int
    words: int
    sentences: int
    """Of the body, where the author speaks."""
    kept: int
    """Sentences that the gate keeps for the model."""
    claims: int
    events: int
    stages_ms: dict[str, float]
    """CPU a document."""
    ledger_ms: float
    """From the page to its records in the ledger: every stage but merging."""
    total_ms: float
    """Merging the whole ledger once included."""
    resident_mb: float
    """After reading, before merging: what a worker holds."""
    merge_mb: float
    """At its highest, merging included."""


class Book:
    """CPU seconds by stage, and counts."""

    def __init__(self) -> None:
        self.cpu_s = dict.fromkeys(STAGE_NAMES, 0.0)
        self.counts = dict.fromkeys(("documents", "words", "sentences", "kept", "claims"), 0)

    def count(self, article: Article) -> None:
        """What was made of an article; the article itself is let go."""
        spoken = [one for one in article.sentences if article.document.region_at(one.start) in SPOKEN]
        sizes = (1, sum(len(one.words) for one in spoken), len(spoken), len(article.kept), len(article.claims))
        for name, size in zip(self.counts, sizes, strict=True):
            self.counts[name] += size

    def timed(self, stage: str, work: Callable[_P, _R], *given: _P.args, **named: _P.kwargs) -> _R:
        """What the work gives, its CPU booked to the stage."""
        started = time.process_time()
        try:
            return work(*given, **named)
        finally:
            self.cpu_s[stage] += time.process_time() - started


def measure(folder: Path, tools: Tools) -> Figures:
    """Reads every file of a folder into a new ledger and merges it."""
    book, producer = Book(), Producer(name="entente", version=__version__)
    with TemporaryDirectory() as place:
        project = create(place)
        with Ledger.open(project.ledger) as claims:
            new = (item for item in _items(folder, book) if not book.timed("ledger", claims.has_read, item, producer))
            readings = (_reading(item, tools, book) for item in new)
            while batch := tuple(islice(readings, BATCH)):
                book.timed("ledger", claims.append, Batch(producer=producer, readings=batch))
        resident_mb = memory_mb()[0]
        _, merged = book.timed("merge", project.merged)
    return _figures(book, len(merged.events), resident_mb)


def _figures(book: Book, events: int, resident_mb: float) -> Figures:
    stages = {stage: 1000 * cpu_s / max(book.counts["documents"], 1) for stage, cpu_s in book.cpu_s.items()}
    return {
        "documents": book.counts["documents"],
        "words": book.counts["words"],
        "sentences": book.counts["sentences"],
        "kept": book.counts["kept"],
        "claims": book.counts["claims"],
        "events": events,
        "stages_ms": stages,
        "ledger_ms": sum(stages.values()) - stages["merge"],
        "total_ms": sum(stages.values()),
        "resident_mb": resident_mb,
        "merge_mb": memory_mb()[1],
    }


def _items(folder: Path, book: Book) -> Iterator[RawItem]:
    items = read_sources([str(folder)])
    while (item := book.timed("source", next, items, None)) is not None:
        if isinstance(item, RawItem):
            yield item


def _reading(item: RawItem, tools: Tools, book: Book) -> ledger.Reading:
    """As `pipeline.read_item`, by the same stages, with the clock between them."""
    document, problems = book.timed("clean", clean, item)
    if document is None or any(problem.code in NOT_READ for problem in problems):
        return ledger.Reading(item=item, document=document, problems=problems)
    article = Article(document)
    for stage in STAGES:
        article = book.timed(stage.__name__.lstrip("_"), stage, article, tools)
    book.count(article)
    problems += article.problems
    return ledger.Reading(item=item, document=article.document, claims=article.claims, problems=problems)


def main(folders: Sequence[str]) -> None:
    """Loads, warms up on the first folder's first articles, then measures each folder."""
    tools = load_tools()
    with TemporaryDirectory() as place:
        for path in sorted(Path(folders[0]).iterdir())[:WARM_UP]:
            (Path(place) / path.name).write_bytes(path.read_bytes())
        measure(Path(place), tools)
    for folder in folders:
        print(json.dumps(measure(Path(folder), tools)), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
