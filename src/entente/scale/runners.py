"""Ways to run the reading of raw items; the results come in the order of the items whatever the runner."""

import multiprocessing
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from functools import cache
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from entente.analyse import load_analyser
from entente.pipeline import Made, Tools, read_item
from entente.records.raw import RawItem
from entente.vocab.namebook import load_names

AHEAD = 4
"""Chunks under way for each worker: enough to keep it busy, few enough to hold in memory."""
CHUNK = 8


class ToolsSpec(NamedTuple):
    """What a worker loads for itself; small and picklable, unlike what it loads."""

    model: str = "en"
    vocabulary: tuple[Path, ...] = ()


@cache
def load(spec: ToolsSpec) -> Tools:
    """The tools, once a process."""
    return Tools(load_analyser(spec.model), load_names(*spec.vocabulary))


def inline(items: Iterable[RawItem], spec: ToolsSpec, workers: int = 1) -> Iterator[Made]:
    """One item after the other, in this process."""
    tools = load(spec)
    return (read_item(item, tools) for item in items)


def processes(items: Iterable[RawItem], spec: ToolsSpec, workers: int = 2) -> Iterator[Made]:
    """Chunks of items on a pool of processes, results in order; each worker keeps its model warm."""
    context = multiprocessing.get_context("spawn")
    waiting: list[Future[list[Made]]] = []
    rest = iter(items)
    with ProcessPoolExecutor(workers, mp_context=context, initializer=load, initargs=(spec,)) as pool:
        while chunk := list(islice(rest, CHUNK)):
            waiting.append(pool.submit(_read_chunk, chunk, spec))
            if len(waiting) >= AHEAD * workers:
                yield from waiting.pop(0).result()
        for future in waiting:
            yield from future.result()


def _read_chunk(items: list[RawItem], spec: ToolsSpec) -> list[Made]:
    tools = load(spec)
    return [read_item(item, tools) for item in items]


RUNNERS: Mapping[str, Callable[[Iterable[RawItem], ToolsSpec, int], Iterator[Made]]] = {
    "inline": inline,
    "processes": processes,
}
"""Runners by name."""
