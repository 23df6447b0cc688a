"""What a merge came to, kept beside the ledger under the hash of all that it follows from, so that it is never stale.

The records of the snapshot, the project's own tables and our code and vocabulary make the name of the file; what
changes in any of them asks for another name. The folder may be deleted at any time, and where it cannot be made,
nothing is lost but time.
"""

import os
from collections.abc import Iterator, Sequence
from functools import cache, cached_property
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from entente import __version__
from entente.errors import RecordError
from entente.ledger import Snapshot
from entente.records.encoding import from_json, to_json

if TYPE_CHECKING:
    from entente.merge import Merged

FOLDER = ".cache"
MOST = 8
"""Merges kept; the ones longest unused go first."""
PACKAGE = Path(__file__).parents[1]


class Kept:
    """The place of one merge."""

    def __init__(self, project: Path, snapshot: Snapshot, vocabulary: Sequence[Path] = ()) -> None:
        self._folder = project / FOLDER
        self._snapshot = snapshot
        self._vocabulary = vocabulary

    @cached_property
    def path(self) -> Path:
        """Its file, named after everything that the merge follows from."""
        digest = blake2b(digest_size=20)
        for part in (self._snapshot.hash(), code_hash(), *contents(self._vocabulary)):
            digest.update(part.encode() + b"\n")
        return self._folder / f"merged-{digest.hexdigest()}.json"

    def read(self) -> "Merged | None":
        """What was kept; None: nothing, or not all of it."""
        from entente.merge import Merged

        try:
            sum_, _, body = self.path.read_bytes().partition(b"\n")
            if sum_ != _sum(body):
                return None
            merged = from_json(body, Merged)
            os.utime(self.path)
        except (OSError, RecordError):
            return None
        return merged

    def write(self, merged: "Merged") -> "Merged":
        """Keeps it, whole or not at all, where the folder may be written; the merge as given."""
        part = self._folder / f"part-{os.getpid()}"
        try:
            self._folder.mkdir(exist_ok=True)
            body = to_json(merged)
            part.write_bytes(_sum(body) + b"\n" + body)
            part.replace(self.path)
            self._forget()
        except (OSError, RecordError):
            _remove(part)
        return merged

    def _forget(self) -> None:
        files = sorted(self._folder.glob("merged-*"), key=lambda file: file.stat().st_mtime_ns, reverse=True)
        for file in files[MOST:]:
            _remove(file)


@cache
def code_hash() -> str:
    """Of the version, and of name, size and time of every file of this package: code and vocabulary."""
    digest = blake2b(__version__.encode(), digest_size=20)
    for path in sorted(_files(PACKAGE)):
        state = path.stat()
        digest.update(f"{path.relative_to(PACKAGE)} {state.st_size} {state.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def _files(folder: Path) -> Iterator[Path]:
    for entry in os.scandir(folder):
        if entry.is_dir():
            yield from _files(Path(entry.path)) if entry.name != "__pycache__" else ()
        else:
            yield Path(entry.path)


def contents(folders: Sequence[Path]) -> Iterator[str]:
    """Names and hashes of the files of the project's own tables."""
    for folder in folders:
        for path in sorted(_files(folder)):
            yield f"{path.relative_to(folder)} {blake2b(path.read_bytes()).hexdigest()}"


def _sum(body: bytes) -> bytes:
    return blake2b(body, digest_size=20).hexdigest().encode()


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return
