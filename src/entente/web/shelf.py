"""The newest edition of a project, made again when its ledger has grown; readers never wait for a long making."""

import gc
import threading
import time
from datetime import datetime
from pathlib import Path
from typing import NamedTuple, Protocol

from entente.api import Project
from entente.errors import LedgerError
from entente.ledger import Batch, Ledger, settle
from entente.records import AnyRecord, Entry
from entente.views import Book, ChangeRow, changes
from entente.web.apart import Apart, MakerEnded
from entente.web.edition import Edition
from entente.web.making import Making

PATIENCE_S = 0.3
"""How long a request waits for a newer edition; none waits where the last one took longer to make."""
LARGE = 20_000
"""Lines of a ledger beyond which editions are made in a process of their own."""
REST, REST_APART, LEAST_REST_S = 10.0, 2.0, 1.0
"""After a making nothing is made for so many times as long as it took, and at least so many seconds: with a writer at
work, reading comes before keeping up with it. What is made apart takes less from readers."""
LONGEST_WAIT_S = 10.0
"""How long somebody who ruled waits to see it."""
MOST_TOLD = 16
"""Lists of changes kept."""
MOST_SEEN = 2
"""Books kept of moments up to which readers have seen everything."""


class Shelf(Protocol):
    """Where pages get their edition from."""

    def current(self) -> "Copy":
        """The edition to answer from."""

    def history(self, name: str) -> tuple[Entry, ...]:
        """Lines of the ledger under an id."""

    def search(self, words: str, limit: int) -> tuple[AnyRecord, ...]:
        """Documents and claims that hold every word."""

    def since(self, moment: datetime, wait_s: float | None = None) -> tuple[ChangeRow, ...] | None:
        """What changed between a moment and the current edition; None: it is not worked out after so many seconds."""

    def record(self, batch: Batch) -> None:
        """Writes a batch, and shows it."""


class Copy(NamedTuple):
    """An edition, and whether the ledger has moved on since."""

    edition: Edition
    behind: bool = False


class BookShelf:
    """One edition that never changes, from no ledger."""

    def __init__(self, book: Book) -> None:
        self._edition = Edition(book)

    def current(self) -> Copy:
        """The edition."""
        return Copy(self._edition)

    def history(self, name: str) -> tuple[Entry, ...]:
        """Nothing: there is no ledger."""
        return ()

    def search(self, words: str, limit: int) -> tuple[AnyRecord, ...]:
        """Documents by title and claims by quote that hold every word, in any case."""
        sought = words.casefold().split()
        texts: list[tuple[str, AnyRecord]] = [(d.title, d) for d in self._edition.book.documents.values()]
        texts += [(" ".join(q.exact for q in c.support), c) for c in self._edition.book.claims.values()]
        held = [record for text, record in texts if sought and all(word in text.casefold() for word in sought)]
        return tuple(held[:limit])

    def since(self, moment: datetime, wait_s: float | None = None) -> tuple[ChangeRow, ...]:
        """Nothing: it never changes."""
        return ()

    def record(self, batch: Batch) -> None:
        """Refused: there is no ledger."""
        raise LedgerError("there is no ledger to write to", remedy="open the project with `entente serve`")


class LedgerShelf:
    """The newest edition of a project's ledger, which is opened for reading only."""

    def __init__(self, project: Project, making: Making | None = None, apart: Apart | None = None) -> None:
        self._project = project
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._failed = ""
        self._told: dict[tuple[datetime, str], tuple[ChangeRow, ...]] = {}
        self._before: dict[datetime, Book] = {}
        self._telling: dict[tuple[datetime, str], threading.Thread] = {}
        self._untold = ""
        self._making = making or Making(project)
        self._apart = apart or Apart(project)
        self._took_s = self._began = 0.0
        self._rests_until = 0.0
        self._rest = REST
        settle(project.ledger)
        self._edition = self._make()

    def current(self) -> Copy:
        """The edition; where the ledger has grown a new one is begun, and awaited for its first moments."""
        moment = self._moment()
        if self._shows(moment):
            return Copy(self._edition)
        thread = self._begin()
        if thread and self._took_s < PATIENCE_S:
            thread.join(max(0.0, self._began + PATIENCE_S - time.monotonic()))
        if self._failed:
            raise LedgerError(self._failed, str(self._project.ledger), "run `entente doctor`")
        return Copy(self._edition, behind=not self._shows(moment))

    def _begin(self) -> threading.Thread | None:
        """The making under way, or a new one; None: it is time to rest."""
        with self._lock:
            if self._thread is None or not self._thread.is_alive():
                if time.monotonic() < self._rests_until:
                    return None
                self._thread = threading.Thread(target=self._renew, daemon=True)
                self._began = time.monotonic()
                self._thread.start()
            return self._thread

    def join(self) -> None:
        """Waits for the edition that is being made, where one is."""
        if thread := self._thread:
            thread.join()

    def _shows(self, moment: datetime | None) -> bool:
        """Whether the edition holds what was recorded by then."""
        return moment is None or (self._edition.at is not None and self._edition.at >= moment)

    def _moment(self) -> datetime | None:
        with Ledger.open(self._project.ledger, read_only=True) as ledger:
            return ledger.moment()

    def _renew(self) -> None:
        start = time.monotonic()
        try:
            self._edition = self._make()
            self._failed = ""
        except MakerEnded:
            pass  # what is at hand is still true, and is shown as behind
        except LedgerError as error:
            self._failed = error.what
        self._took_s = time.monotonic() - start
        self._rests_until = time.monotonic() + max(LEAST_REST_S, self._rest * self._took_s)

    def _make(self) -> Edition:
        if self._is_large():
            self._rest = REST_APART
            self._making.forget()
            made = self._apart.make()
        else:
            made = self._making.make()
        gc.freeze()  # what lives as long as the edition: looking through it holds a page up
        return made

    def _is_large(self) -> bool:
        with Ledger.open(self._project.ledger, read_only=True) as ledger:
            return ledger.count_entries() > LARGE

    def history(self, name: str) -> tuple[Entry, ...]:
        """Every line recorded under an id."""
        with Ledger.open(self._project.ledger, read_only=True) as ledger:
            return ledger.history(name)

    def search(self, words: str, limit: int) -> tuple[AnyRecord, ...]:
        """Documents by title and claims by quote, best first."""
        with Ledger.open(self._project.ledger, read_only=True) as ledger:
            return ledger.search(words, limit)

    def record(self, batch: Batch) -> None:
        """Writes a batch, holding the writer's lock no longer, and waits for the edition that shows it."""
        with Ledger.open(self._project.ledger) as ledger:
            ledger.append(batch)
        self._rests_until = 0.0
        if thread := self._begin():
            thread.join(LONGEST_WAIT_S)

    def since(self, moment: datetime, wait_s: float | None = None) -> tuple[ChangeRow, ...] | None:
        """What changed between a moment and the current edition, record by record."""
        edition = self._edition
        if edition.at is None or moment >= edition.at:
            if moment == edition.at:
                self._keep(moment, edition.book)
            return ()
        key = (moment, edition.number)
        if key not in self._told:
            self._tell(key, edition).join(wait_s)
        if self._untold:
            raise LedgerError(self._untold, str(self._project.ledger), "run `entente doctor`")
        return self._told.get(key)

    def _tell(self, key: tuple[datetime, str], edition: Edition) -> threading.Thread:
        """The comparison under way, or a new one."""
        with self._lock:
            telling = self._telling.get(key)
            if telling is None or not telling.is_alive():
                telling = threading.Thread(target=self._compare, args=(key, edition), daemon=True)
                self._telling = {key: telling}
                telling.start()
            return telling

    def _compare(self, key: tuple[datetime, str], edition: Edition) -> None:
        try:
            told, self._untold = changes(self._as_of(key[0]), edition.book), ""
        except LedgerError as error:
            self._untold = error.what
            return
        self._told = {key: told, **dict(list(self._told.items())[: MOST_TOLD - 1])}

    def _as_of(self, moment: datetime) -> Book:
        """The book at a moment; those that readers saw last are kept, as they ask for what came after."""
        book = self._before.get(moment)
        if book is None:
            book = (self._apart.make(moment) if self._is_large() else self._making.make_as_of(moment)).book
            self._keep(moment, book)
        return book

    def _keep(self, moment: datetime, book: Book) -> None:
        if moment not in self._before:
            self._before = dict([*self._before.items(), (moment, book)][-MOST_SEEN:])


def open_shelf(folder: Path) -> LedgerShelf:
    """The shelf of the project in a folder."""
    from entente.api import open_project

    return LedgerShelf(open_project(folder))
