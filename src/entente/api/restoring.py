"""The whole book as one file of JSON lines, and a project made of such a file: the way back after any damage."""

import os
from collections.abc import Iterator
from pathlib import Path

from entente.api import Project, create
from entente.errors import EntenteError, LedgerError
from entente.ledger import Ledger


def write_export(project: Project, out: Path) -> int:
    """The lines of the export; it appears under its name once it is whole and on disk."""
    part, lines = out.with_name(f"{out.name}.part"), 0
    try:
        with Ledger.open(project.ledger, read_only=True) as ledger, part.open("wb") as file:
            for line in ledger.export_lines():
                file.write(line)
                lines += 1
            file.flush()
            os.fsync(file.fileno())
        part.replace(out)
    finally:
        part.unlink(missing_ok=True)
    return lines


def read_export(source: Path, folder: Path) -> tuple[int, str]:
    """Restores an export into a project without records; its entries and the hash of what stands."""
    if not source.is_file():
        raise EntenteError("there is no such file", str(source), "name what `entente export book` wrote")
    with Ledger.open(create(folder).ledger, create=True) as ledger:
        try:
            entries = ledger.import_lines(_lines(source))
        except LedgerError as error:
            where = f"{source}, {error.where}" if error.where.startswith("line ") else error.where
            raise LedgerError(error.what, where, error.remedy) from error
        return entries, ledger.snapshot().hash()


def _lines(source: Path) -> Iterator[bytes]:
    with source.open("rb") as file:
        yield from file
