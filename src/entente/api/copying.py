"""A ledger copied whole, from a file to a server or back, and compared with what it was copied from."""

from collections.abc import Callable, Iterable, Iterator
from hashlib import blake2b
from typing import NamedTuple

from entente.api import Project, create
from entente.errors import LedgerError
from entente.ledger import Ledger, Place, Server, place_of

TOLD_EVERY = 100
"""Lines between two calls of `progress`."""


class Copied(NamedTuple):
    """What was copied."""

    entries: int
    lines: int
    snapshot: str
    """Hash of the records that stand, the same on both sides."""
    book: str
    """Hash of the whole history as JSON lines, the same on both sides."""


def copy_ledger(source: str, target: str, *, progress: Callable[[int, int], None] = lambda done, of: None) -> Copied:
    """Copies a ledger with its whole history; LedgerError if the target holds one, or if the copy is not the same.

    Args:
        source: a ledger file, the folder of a project, or the address of a database.
        target: the same; what is missing is made.
        progress: called with the lines that are done, and their number; each is read, written and compared.
    """
    with Ledger.open(_source(source), read_only=True) as old, Ledger.open(_target(target), create=True) as new:
        if new.moment():
            raise LedgerError("there is a ledger with records", str(new.place), "copy to a new or an empty one")
        n_lines = old.count_lines()
        sent, kept = blake2b(digest_size=20), blake2b(digest_size=20)
        entries = new.import_lines(_told(old.export_lines(), sent, lambda done: progress(done, 2 * n_lines)))
        for _ in _told(new.export_lines(), kept, lambda done: progress(n_lines + done, 2 * n_lines)):
            pass
        stands = new.snapshot().hash()
        if sent.digest() != kept.digest() or old.snapshot(new.moment()).hash() != stands:
            remedy = f"remove it, see `entente doctor` on {old.place}, and copy again"
            raise LedgerError("the copy differs from what it was copied from", str(new.place), remedy)
    return Copied(entries=entries, lines=n_lines, snapshot=stands, book=kept.hexdigest())


def _told(lines: Iterable[bytes], digest: "blake2b", progress: Callable[[int], None]) -> Iterator[bytes]:
    """The same lines, hashed and counted as they pass."""
    for number, line in enumerate(lines, 1):
        digest.update(line)
        if number % TOLD_EVERY == 0:
            progress(number)
        yield line


def _source(name: str) -> Place:
    place = place_of(name)
    return place if isinstance(place, Server) or not place.is_dir() else Project(place).ledger


def _target(name: str) -> Place:
    """A folder is a project, and so is a new name without the ending of a file."""
    place = place_of(name)
    if isinstance(place, Server):
        return place
    return create(place).ledger if place.is_dir() or not (place.suffix or place.exists()) else place
