"""The newest edition of a project, made again when its ledger has grown; readers never wait for a long making."""

import gc
import threading
import time
from collections.abc import Sequence
from datetime import datetime
from operator import is_
from pathlib import Path
from typing import NamedTuple, Protocol

from entente.api import Project
from entente.errors import LedgerError
from entente.ledger import Batch, Ledger, Snapshot, carry_on
from entente.merge import Memory, Merged
from entente.records import AnyRecord, Entry
from entente.views import Book, ChangeRow, changes
from entente.web.edition import Edition
from entente.web.positions import keep_positions, read_positions
from entente.web.sharing import share_names

PATIENCE_S = 0.3
"""How long a request waits for a newer edition; none waits where the last one took longer to make."""
REST, LEAST_REST_S = 10.0, 1.0
"""After a making nothing is made for so many times as long as it took, and at least so many seconds: with a writer at
work, reading comes before keeping up with it."""
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
        raise LedgerError("there is no ledger to write to")


class LedgerShelf:
    """The newest edition of a project's ledger, which is opened for reading only."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._lock = threading.Lock()
        self._making: threading.Thread | None = None
        self._failed = ""
        self._told: dict[tuple[datetime, str], tuple[ChangeRow, ...]] = {}
        self._before: dict[datetime, Book] = {}
        self._telling: dict[tuple[datetime, str], threading.Thread] = {}
        self._untold = ""
        self._held: tuple[Snapshot, Merged] | None = None
        self._memory = Memory()
        self._took_s = self._began = 0.0
        self._rests_until = 0.0
        self._edition = self._make()

    def current(self) -> Copy:
        """The edition; where the ledger has grown a new one is begun, and awaited for its first moments."""
        moment = self._moment()
        if self._shows(moment):
            return Copy(self._edition)
        making = self._begin()
        if making and self._took_s < PATIENCE_S:
            making.join(max(0.0, self._began + PATIENCE_S - time.monotonic()))
        if self._failed:
            raise LedgerError(self._failed, str(self._project.ledger), "run `entente doctor`")
        return Copy(self._edition, behind=not self._shows(moment))

    def _begin(self) -> threading.Thread | None:
        """The making under way, or a new one; None: it is time to rest."""
        with self._lock:
            if self._making is None or not self._making.is_alive():
                if time.monotonic() < self._rests_until:
                    return None
                self._making = threading.Thread(target=self._renew, daemon=True)
                self._began = time.monotonic()
                self._making.start()
            return self._making

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
        except LedgerError as error:
            self._failed = error.what
        self._took_s = time.monotonic() - start
        self._rests_until = time.monotonic() + max(LEAST_REST_S, REST * self._took_s)

    def _make(self) -> Edition:
        snapshot = self._snapshot()
        merged = self._merged(snapshot)
        self._held = snapshot, merged
        book = Book.from_ledger(snapshot, merged, self._project.actors.by_id)
        number = snapshot.as_of.strftime("%Y%m%d%H%M%S%f") if snapshot.as_of else "0"
        placed = read_positions(self._project.folder)
        made = Edition(book, snapshot.as_of, number, merged.decisions, snapshot.decisions, placed).warm()
        if made.positions.keys() != placed.keys():
            keep_positions(self._project.folder, made.positions)
        gc.freeze()  # millions of records that live as long as the edition: looking through them holds every page up
        return made

    def _snapshot(self) -> Snapshot:
        """What stands now; after the first time only what was recorded since is read."""
        if self._held is None or self._held[0].as_of is None:
            whole = self._project.snapshot()
            share_names(whole.documents, whole.claims)
            return whole
        before = self._held[0]
        with Ledger.open(self._project.ledger, read_only=True) as ledger:
            now = ledger.moment()
            return carry_on(before, ledger.changes(before.as_of, as_of=now), ledger.find, now)

    def _merged(self, snapshot: Snapshot) -> Merged:
        """What follows from the records; nothing new does where only problems and logins were recorded."""
        if self._held and _is_same(self._held[0], snapshot):
            return self._held[1]
        return self.merge(snapshot, self._memory)

    def merge(self, snapshot: Snapshot, memory: Memory | None = None) -> Merged:
        """Events, undertakings and conflicts of the records; `memory`: of the merge before."""
        return self._project.merge(snapshot, memory)

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
        if making := self._begin():
            making.join(LONGEST_WAIT_S)

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
            snapshot = self._project.snapshot(moment)
            book = Book.from_ledger(snapshot, self.merge(snapshot), self._project.actors.by_id)
            self._keep(moment, book)
        return book

    def _keep(self, moment: datetime, book: Book) -> None:
        if moment not in self._before:
            self._before = dict([*self._before.items(), (moment, book)][-MOST_SEEN:])


def _is_same(before: Snapshot, after: Snapshot) -> bool:
    """Whether a merge is made of the same; a snapshot that was carried on holds the same objects."""
    parts: tuple[tuple[Sequence[AnyRecord], Sequence[AnyRecord]], ...] = (
        (before.documents, after.documents), (before.claims, after.claims), (before.decisions, after.decisions),
        (before.others, after.others),
    )  # fmt: skip
    return all(len(old) == len(new) and all(map(is_, old, new)) for old, new in parts)


def open_shelf(folder: Path) -> LedgerShelf:
    """The shelf of the project in a folder."""
    from entente.api import open_project

    return LedgerShelf(open_project(folder))
