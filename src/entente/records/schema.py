"""JSON Schema of every public record: `python -m entente.records.schema [--check] [FOLDER]`."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, get_args

import msgspec

from entente.records.record import Record
from entente.records.rulings import AnyRecord, Entry
from entente.records.text import Analysis

PUBLISHED: tuple[type[Record], ...] = (*get_args(AnyRecord), Entry, Analysis)
"""The records with a schema file of their own; those inside them are defined in it."""


def schema_of(kind: type[Record]) -> dict[str, Any]:  # Any: a JSON document
    """The JSON Schema (draft 2020-12) of one record."""
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:entente:schema:{_stem(kind)}",
    }
    return head | msgspec.json.schema(kind)


def schema_files() -> dict[str, str]:
    """File names and their content, keys sorted."""
    return {
        f"{_stem(kind)}.schema.json": json.dumps(schema_of(kind), indent=2, sort_keys=True, ensure_ascii=False) + "\n"
        for kind in PUBLISHED
    }


def stale_files(folder: Path) -> list[str]:
    """Names of schema files that are missing, out of date, or of no record."""
    wanted = schema_files()
    found = {path.name: path.read_text("utf-8") for path in folder.glob("*.schema.json")}
    return sorted(name for name in wanted.keys() | found.keys() if wanted.get(name) != found.get(name))


def write_schemas(folder: Path) -> None:
    """Bring the folder up to date."""
    folder.mkdir(parents=True, exist_ok=True)
    wanted = schema_files()
    for name in stale_files(folder):
        if name in wanted:
            (folder / name).write_text(wanted[name], "utf-8")
        else:
            (folder / name).unlink()


def main(arguments: Sequence[str]) -> int:
    """Write the schemas, or with `--check` name the stale ones; 1 when there are any."""
    folders = [argument for argument in arguments if argument != "--check"]
    folder = Path(folders[0]) if folders else Path("schemas")
    if "--check" not in arguments:
        write_schemas(folder)
        return 0
    stale = stale_files(folder)
    for name in stale:
        sys.stderr.write(f"{folder / name}: not what the records say; run python -m entente.records.schema\n")
    return 1 if stale else 0


def _stem(kind: type[Record]) -> str:
    """The record's name as a file name: `RelationMeasure` is `relation_measure`."""
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in kind.__name__).lstrip("_")


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
