"""Reading on a pool of processes of this machine; a worker that dies or hangs costs time, not articles."""

import multiprocessing
import resource
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Self

from entente.records.made import Made
from entente.records.problem import Problem
from entente.records.raw import RawItem
from entente.scale.chunks import Result, ToolsSpec, chunked, made_of, read_chunk

AHEAD = 6
"""Chunks under way for each worker: enough to keep it busy, few enough to hold in memory."""

WORKER_BYTES = 4 * 1024**3
"""That a worker may write to: some fifteen times what it holds (`make bench`)."""
READ_S = 900.0
"""For a chunk: a text is at most a million characters, half a minute of the model's time."""

DIED = (BrokenProcessPool, MemoryError, TimeoutError)
"""What shows that a worker was ended, had to give up for want of memory, or hangs."""


def processes(items: Iterable[RawItem], spec: ToolsSpec, workers: int = 2) -> Iterator[Made]:
    """Chunks of items on a pool of processes, results in order; each worker keeps its model warm."""
    with Pool(spec, workers) as pool:
        for chunk in chunked(items):
            pool.hand_out(chunk)
            if pool.is_full:
                yield from pool.take_back()
        while pool.waiting:
            yield from pool.take_back()


class Pool:
    """Workers and the chunks that are with them, the oldest first."""

    def __init__(self, spec: ToolsSpec, workers: int) -> None:
        self._spec = spec
        self._workers = workers
        self._executor = _executor(workers)
        self.waiting: deque[tuple[list[RawItem], Future[Result] | None]] = deque()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *ended: object) -> None:
        self._executor.shutdown(cancel_futures=True)

    @property
    def is_full(self) -> bool:
        """Whether enough is under way."""
        return len(self.waiting) >= AHEAD * self._workers

    def hand_out(self, chunk: list[RawItem]) -> None:
        """Gives a chunk to the workers."""
        self.waiting.append((chunk, self._submit(chunk)))

    def take_back(self) -> Iterator[Made]:
        """What came of the oldest chunk; if a worker died, its items are read alone, the others handed out again."""
        chunk, future = self.waiting.popleft()
        try:
            if future is None:
                raise BrokenProcessPool
            return made_of(chunk, future.result(READ_S))
        except DIED:
            _end(self._executor)
            made = list(read_alone(chunk, self._spec))
            self._executor = _executor(self._workers)
            self.waiting = deque((rest, self._submit(rest)) for rest, _ in self.waiting)
            return iter(made)

    def _submit(self, chunk: list[RawItem]) -> Future[Result] | None:
        """None: the pool is broken, which shows when the oldest chunk is taken back."""
        try:
            return self._executor.submit(read_chunk, chunk, self._spec)
        except BrokenProcessPool:
            return None


def read_alone(items: Sequence[RawItem], spec: ToolsSpec) -> Iterator[Made]:
    """One item after the other in a process that does nothing else; one at which that dies too is told, and lost."""
    executor = _executor(1)
    try:
        for item in items:
            try:
                yield from made_of([item], executor.submit(read_chunk, [item], spec).result(READ_S))
            except DIED:
                _end(executor)
                executor = _executor(1)
                yield Made(item, None, problems=(_killer(item),), whole=False, lost=True)
    finally:
        executor.shutdown()


def _killer(item: RawItem) -> Problem:
    return Problem(
        code="reader_died",
        message="the process that read it was ended twice, perhaps for want of memory or time",
        where=item.origin,
        remedy="read it again with more memory free or with fewer workers, or cut it into parts",
    )


def _executor(workers: int) -> ProcessPoolExecutor:
    """Workers load their tools with the first chunk, so that a model that is missing is told as such."""
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(workers, mp_context=context, initializer=_limit, initargs=(WORKER_BYTES,))


def _limit(most: int) -> None:
    """In a worker: no more memory than that, nor than it had."""
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    resource.setrlimit(resource.RLIMIT_DATA, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _end(executor: ProcessPoolExecutor) -> None:
    """Its workers are ended whatever they do: one that hangs would never let go."""
    for process in list((executor._processes or {}).values()):
        process.kill()
    executor.shutdown(cancel_futures=True)
