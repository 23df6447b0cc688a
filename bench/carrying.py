"""A merge carried on in a file: what taking in so many texts costs, and one more, opening the file included.

`python -m bench.carrying COUNT` measures one size in a process of its own and prints one JSON object.
"""

import json
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TypedDict

from bench.bursts import Told, told
from bench.child import cpu_s, memory_mb
from entente.api.carried import CHUNK
from entente.api.tables import FileTables
from entente.merge.carry import Article, Carry
from entente.pipeline import undertaking_mentions
from entente.records import Actor
from entente.vocab.actors import load_actors

MORE = 5
"""Texts added one by one; the middle of what they cost counts."""


class Figures(TypedDict):
    """What one size cost."""

    carried_cpu_s: float
    """Taking in all texts, a thousand at a time."""
    carried_mb: float
    """Highest then; the texts are made as they are taken in."""
    carried_file_mb: float
    more_cpu_s: float
    """Taking in one text more, the middle of some."""
    more_wall_s: float


def measure(count: int) -> Figures:
    """The file is filled, then closed and opened for each text more."""
    actors = load_actors().by_id
    texts = (article(text, actors) for text in told(count + MORE))
    with TemporaryDirectory() as folder:
        path, started = Path(folder) / "carried.sqlite", cpu_s()
        for some in _chunks(islice(texts, count)):
            _follow(path, some)
        filled, highest = cpu_s() - started, memory_mb()[1]
        costs = [_cost(path, text) for text in texts]
        size = path.stat().st_size / 2**20
    return Figures(
        carried_cpu_s=filled,
        carried_mb=highest,
        carried_file_mb=size,
        more_cpu_s=median(cpu for cpu, _ in costs),
        more_wall_s=median(wall for _, wall in costs),
    )


def article(text: Told, actors: Mapping[str, Actor]) -> Article:
    """A text as a merge takes it."""
    by_id = {text.document.doc_id: text.document}
    return Article(text.document, text.claims, tuple(undertaking_mentions(text.claims, by_id, actors)))


def _chunks(texts: Iterable[Article]) -> Iterator[list[Article]]:
    every = iter(texts)
    while some := list(islice(every, CHUNK)):
        yield some


def _follow(path: Path, texts: Iterable[Article]) -> None:
    tables = FileTables(path)
    Carry(tables).follow({text.document.doc_id: text for text in texts})
    tables.close()


def _cost(path: Path, text: Article) -> tuple[float, float]:
    started, wall = cpu_s(), time.perf_counter()
    _follow(path, [text])
    return cpu_s() - started, time.perf_counter() - wall


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]))))
