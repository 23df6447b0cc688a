"""What follows from the generated records lies beside their ledger, so that editions are made without merging.

python -m bench.apart PROJECT
"""

import sys
from collections.abc import Sequence
from pathlib import Path

import msgspec

from entente.ledger import Snapshot
from entente.merge import Memory, Merged
from entente.merge.copies import Lineage
from entente.merge.lifecycle import Due
from entente.records import Conflict, Event, Undertaking
from entente.views import Book
from entente.web import apart
from entente.web.making import Merge

NAME = "follows"
"""The file in the project."""


class Follows(msgspec.Struct):
    """What a merge would give of the records; merging has a benchmark of its own."""

    events: tuple[Event, ...]
    undertakings: tuple[Undertaking, ...]
    dues: tuple[Due, ...]
    conflicts: tuple[Conflict, ...]
    lineages: tuple[Lineage, ...]


def keep_follows(book: Book, folder: Path) -> None:
    """Writes it."""
    made = Follows(
        tuple(book.events.values()), tuple(book.undertakings.values()), book.dues, tuple(book.conflicts.values()),
        tuple(book.lineages.values()),
    )  # fmt: skip
    (folder / NAME).write_bytes(msgspec.msgpack.encode(made))


def generated(folder: Path) -> Merge:
    """The same events, whatever was written since."""

    def merge(snapshot: Snapshot, memory: Memory | None) -> Merged:
        found = msgspec.msgpack.decode((folder / NAME).read_bytes(), type=Follows)
        return Merged(
            events=found.events, undertakings=found.undertakings, dues=found.dues, conflicts=found.conflicts,
            lineages=found.lineages, decisions=(),
        )  # fmt: skip

    return merge


def main(arguments: Sequence[str]) -> int:
    """As `entente.web.apart`, without merging."""
    return apart.main(arguments, generated(Path(arguments[0])))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
