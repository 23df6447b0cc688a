"""How many tensions of the seed articles are told as conflicts, and how many of the conflicts told are such tensions.

The gold, `cross.json`, gives for each tension a quote of either side.
"""

import json
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from entente.records import Conflict
from entente.views import Book
from tests.gate.ledger import read_folder
from tests.gate.planted import places_of, points, touches

Tension = dict[str, Any]  # Any: lines of other people's JSON
Sides = tuple[frozenset[str], frozenset[str]]


def score(folder: Path) -> Mapping[str, float]:
    """Points of the tensions, and of the conflicts; growth is no conflict."""
    with tempfile.TemporaryDirectory() as place:
        for path in folder.glob("*.txt"):
            shutil.copy(path, place)
        book = read_folder(Path(place))
    gold = json.loads((folder / "cross.json").read_text(encoding="utf-8"))["contradictions"]
    return shares([sides_of(book, tension) for tension in gold], told(book))


def shares(tensions: list[Sides], conflicts: list[Conflict]) -> dict[str, float]:
    """Tensions that some conflict tells, and conflicts that tell some tension."""
    return {
        "tensions told": points(any(tells(one, sides) for one in conflicts) for sides in tensions),
        "conflicts among them": points(any(tells(one, sides) for sides in tensions) for one in conflicts),
    }


def told(book: Book) -> list[Conflict]:
    """What is shown as a contradiction."""
    return [conflict for conflict in book.conflicts.values() if conflict.kind != "superseded"]


def sides_of(book: Book, tension: Tension) -> Sides:
    """The claims that touch the quote of one side, and those that touch the other's."""
    return _claims_at(book, tension["a"]["quote"]), _claims_at(book, tension["b"]["quote"])


def tells(conflict: Conflict, sides: Sides) -> bool:
    """Whether its claims stand one on each side."""
    one, other = sides
    a, b = conflict.claim_a, conflict.claim_b
    return (a in one and b in other) or (b in one and a in other)


def _claims_at(book: Book, quote: str) -> frozenset[str]:
    places = {name: places_of(quote, document.text) for name, document in book.documents.items()}
    claims = book.claims.values()
    return frozenset(it.claim_id for it in claims if any(touches(it, span) for span in places[it.doc_id]))
