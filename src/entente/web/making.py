"""Makes the edition of a ledger as it stands, from the one before and the lines since where there is one."""

from collections.abc import Callable, Sequence
from datetime import datetime
from operator import is_

from entente.api import Project
from entente.ledger import Ledger, Snapshot, carry_on
from entente.merge import Memory, Merged
from entente.records import AnyRecord
from entente.views import Book
from entente.web.edition import Edition
from entente.web.positions import keep_positions, read_positions
from entente.web.sharing import share_names

Merge = Callable[[Snapshot, Memory | None], Merged]


class Making:
    """Makes one edition after the other.

    Args:
        project: whose ledger it is.
        merge: what gives events, undertakings and conflicts of records; None: the project's own way.
    """

    def __init__(self, project: Project, merge: Merge | None = None) -> None:
        self._project = project
        self._merge = merge or project.merge
        self._held: tuple[Snapshot, Merged] | None = None
        self._memory = Memory()

    def make(self) -> Edition:
        """What stands now."""
        snapshot = self._snapshot()
        merged = self._merged(snapshot)
        self._held = snapshot, merged
        return self._edition(snapshot, merged).warm()

    def make_as_of(self, moment: datetime) -> Edition:
        """What stood at a moment."""
        snapshot = self._project.snapshot(moment)
        return self._edition(snapshot, self._merge(snapshot, None))

    def forget(self) -> None:
        """Frees what the next edition would have been made from."""
        self._held, self._memory = None, Memory()

    def _edition(self, snapshot: Snapshot, merged: Merged) -> Edition:
        book = Book.from_ledger(snapshot, merged, self._project.actors.by_id)
        number = snapshot.as_of.strftime("%Y%m%d%H%M%S%f") if snapshot.as_of else "0"
        placed = read_positions(self._project.folder)
        made = Edition(book, snapshot.as_of, number, merged.decisions, snapshot.decisions, placed)
        if made.positions.keys() != placed.keys():
            keep_positions(self._project.folder, made.positions)
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
        return self._merge(snapshot, self._memory)


def _is_same(before: Snapshot, after: Snapshot) -> bool:
    """Whether a merge is made of the same; a snapshot that was carried on holds the same objects."""
    parts: tuple[tuple[Sequence[AnyRecord], Sequence[AnyRecord]], ...] = (
        (before.documents, after.documents), (before.claims, after.claims), (before.decisions, after.decisions),
        (before.others, after.others),
    )  # fmt: skip
    return all(len(old) == len(new) and all(map(is_, old, new)) for old, new in parts)
