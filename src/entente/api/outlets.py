"""The user's list of outlets: a CSV table with one outlet a line, kept in the ledger beside what was read of them."""

import csv
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from entente import __version__
from entente.api import Project
from entente.errors import EntenteError
from entente.ledger import Batch, Ledger, Receipt
from entente.records import Producer, Source

PRODUCER = Producer(name="entente sources", version=__version__)
COLUMNS = tuple(Source.__struct_fields__)
NEEDED = ("source_id", "name")
_CODE = re.compile("[A-Z]{3}")
_EXAMPLE = "the first line names columns, as in `source_id,name,kind,country,control,reliability,licence`"


def read_list(path: Path) -> tuple[Source, ...]:
    """The outlets of a table; a cell that is empty says nothing, and one that is wrong refuses the whole."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return tuple(_sources(csv.DictReader(file, strict=True), path))
    except OSError as error:
        raise EntenteError(
            f"the list of outlets cannot be read: {error.strerror}", str(path), "check the path"
        ) from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise EntenteError(f"the list of outlets is no CSV in UTF-8: {error}", str(path), _EXAMPLE) from error


def enter(project: Project, sources: tuple[Source, ...]) -> Receipt:
    """Writes a list; an outlet that was listed otherwise is replaced, one that is listed so already costs nothing."""
    with Ledger.open(project.ledger) as ledger:
        return ledger.append(Batch(producer=PRODUCER, records=sources))


def _sources(table: "csv.DictReader[str]", path: Path) -> Iterator[Source]:
    names = table.fieldnames or ()
    odd = [name for name in names if name not in COLUMNS] + [f"no {name}" for name in NEEDED if name not in names]
    if odd:
        raise EntenteError("the list of outlets has other columns", f"{path}: {', '.join(odd)}", _EXAMPLE)
    seen: set[str] = set()
    for row in table:
        where = f"{path}, line {table.line_num}"
        source = _source(row, where)
        if source.source_id in seen:
            raise EntenteError("an outlet is listed twice", where, "leave one line of it")
        seen.add(source.source_id)
        yield source


def _source(row: Mapping[str, str], where: str) -> Source:
    if None in row or None in row.values():
        raise EntenteError("a line has not as many cells as the first", where, "put cells with commas in quotes")
    said: dict[str, object] = {name: cell.strip() for name, cell in row.items() if cell.strip()}
    said |= {"languages": str(said["languages"]).replace(",", " ").split()} if "languages" in said else {}
    if not _CODE.fullmatch(str(said.get("country", "AAA"))):
        raise EntenteError("a country is three capital letters", f"{where}: {said['country']}", "write RUS, PAK")
    try:
        return msgspec.convert(said, Source)
    except msgspec.ValidationError as error:
        raise EntenteError("an outlet is not as the list wants it", f"{where}: {error}", _EXAMPLE) from error
