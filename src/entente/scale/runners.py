"""Ways to run the reading of raw items; the results come in the order of the items whatever the runner."""

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from entente.errors import EntenteError
from entente.records.claim import Claim
from entente.records.document import Document
from entente.records.made import Made
from entente.records.problem import Problem
from entente.records.raw import RawItem

if TYPE_CHECKING:  # a process that only hands out work starts at once, since it loads no stage and no model
    from entente.pipeline import Tools

AHEAD = 6
"""Chunks under way for each worker: enough to keep it busy, few enough to hold in memory."""
CHUNK = 4
"""Items a chunk: few, so that no worker ends long after the others."""

_ENCODER = msgspec.msgpack.Encoder()


class ToolsSpec(NamedTuple):
    """What a worker loads for itself; small and picklable, unlike what it loads."""

    model: str = "en"
    vocabulary: tuple[Path, ...] = ()


class Told(NamedTuple):
    """What a worker tells of an item: all that was made of it but the item, which the parent has."""

    document: Document | None
    claims: tuple[Claim, ...]
    problems: tuple[Problem, ...]
    whole: bool


Result = bytes | list[Told]

_DECODER = msgspec.msgpack.Decoder(list[Told])


@cache
def load(spec: ToolsSpec) -> "Tools":
    """The tools, once a process."""
    from entente.analyse import load_analyser
    from entente.pipeline import Tools
    from entente.vocab.namebook import load_names

    return Tools(load_analyser(spec.model), load_names(*spec.vocabulary))


def inline(items: Iterable[RawItem], spec: ToolsSpec, workers: int = 1) -> Iterator[Made]:
    """One item after the other, in this process."""
    from entente.pipeline import read_item

    tools = load(spec)
    return (read_item(item, tools) for item in items)


def processes(items: Iterable[RawItem], spec: ToolsSpec, workers: int = 2) -> Iterator[Made]:
    """Chunks of items on a pool of processes, results in order; each worker keeps its model warm."""
    context = multiprocessing.get_context("spawn")
    waiting: deque[tuple[list[RawItem], Future[Result]]] = deque()
    rest = iter(items)
    with ProcessPoolExecutor(workers, mp_context=context, initializer=load, initargs=(spec,)) as pool:
        while chunk := list(islice(rest, CHUNK)):
            waiting.append((chunk, _submit(pool, chunk, spec)))
            if len(waiting) >= AHEAD * workers:
                yield from _made(*waiting.popleft())
        while waiting:
            yield from _made(*waiting.popleft())


def _submit(pool: ProcessPoolExecutor, chunk: list[RawItem], spec: ToolsSpec) -> Future[Result]:
    try:
        return pool.submit(_read_chunk, chunk, spec)
    except BrokenProcessPool as error:
        raise _ended(chunk) from error


def _made(chunk: Sequence[RawItem], future: Future[Result]) -> Iterator[Made]:
    """What the worker told, with the items that it was told of."""
    try:
        result = future.result()
    except BrokenProcessPool as error:
        raise _ended(chunk) from error
    told = _DECODER.decode(result) if isinstance(result, bytes) else result
    return (Made(item, *one) for item, one in zip(chunk, told, strict=True))


def _ended(chunk: Sequence[RawItem]) -> EntenteError:
    return EntenteError(
        "a process that reads was ended from outside, perhaps for want of memory",
        f"at or after {chunk[0].origin}",
        "run it again, with fewer --workers if memory is short; what was read before is recorded",
    )


def _read_chunk(items: list[RawItem], spec: ToolsSpec) -> Result:
    """In a worker: the records as bytes, which cost a tenth of pickling them; as they are where a text is no UTF-8."""
    from entente.pipeline import read_item

    tools = load(spec)
    made = (read_item(item, tools) for item in items)
    told = [Told(one.document, one.claims, one.problems, one.whole) for one in made]
    try:
        return _ENCODER.encode(told)
    except UnicodeEncodeError:
        return told


RUNNERS: Mapping[str, Callable[[Iterable[RawItem], ToolsSpec, int], Iterator[Made]]] = {
    "inline": inline,
    "processes": processes,
}
"""Runners by name."""
