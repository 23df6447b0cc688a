"""Where a project's ledger lies: in its folder, or on the server whose address stands there."""

import os
from pathlib import Path

from entente.errors import LedgerError
from entente.ledger import Place, Server, place_of

LEDGER = "ledger.entente"
"""The one file of a project that must be kept."""
ADDRESS = "ledger.url"
"""One line instead of it: the address of the PostgreSQL database that keeps the ledger."""


def ledger_of(folder: Path) -> Place:
    """The file in the folder, or the database that `ledger.url` names; LedgerError where both are there."""
    path, named = folder / LEDGER, folder / ADDRESS
    if not named.exists():
        return path
    if path.exists():
        what = f"the project has two ledgers: {LEDGER}, and the one that {ADDRESS} names"
        raise LedgerError(what, str(folder), "move one of the two files to another folder")
    return _address_in(named)


def name_store(folder: Path, address: str) -> None:
    """Writes the address into the folder, for its owner's eyes alone, since it may hold a password."""
    if not isinstance(place_of(address.strip()), Server):
        raise LedgerError("this is no address of a database", address, "write postgresql://user@host/name")
    if (folder / LEDGER).exists():
        remedy = f"make a new project, and fill it with `entente copy {folder} NEW`"
        raise LedgerError(f"the project has a ledger: {LEDGER}", str(folder), remedy)
    named = folder / ADDRESS
    if named.exists() and _address_in(named) != place_of(address.strip()):
        raise LedgerError("the project has a ledger on a server", str(named), "make a new project, or edit the file")
    with os.fdopen(os.open(named, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        file.write(address.strip() + "\n")


def _address_in(named: Path) -> Place:
    try:
        place = place_of(named.read_text(encoding="utf-8").strip())
    except (OSError, UnicodeError) as error:
        raise LedgerError("it cannot be read", str(named), "see that it holds one line: an address") from error
    if not isinstance(place, Server):
        raise LedgerError("it holds no address of a database", str(named), "write postgresql://user@host/name into it")
    return place
