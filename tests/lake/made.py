"""A ledger of three batches with texts that change, and the counts that the views would make of it."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from itertools import combinations, count
from pathlib import Path

import pytest

from entente.ledger import Ledger, Reading
from entente.records import Actor, ActorIds, DateSpan
from entente.records.codes import COUNTED, EVENT_TYPES
from entente.views import Book
from tests.ledger.made import NOON, batch, claim, document, item

pytest.importorskip("duckdb", reason="DuckDB is not installed: pip install 'entente[lake]'")
pytest.importorskip("pyarrow", reason="pyarrow is not installed: pip install 'entente[lake]'")

CODES = ("XVM", "XOR", "XTM", "XCV")
ACTORS = {
    f"act:{code.lower()}": Actor(actor_id=f"act:{code.lower()}", kind="state", name=code, ids=ActorIds(iso3=code))
    for code in CODES
}
FIELDS = ("trade", "energy", "diplomacy")

Key = tuple[str, str, date | None, str]


def told(origin: str, number: int, hours: int = 0) -> Reading:
    """An article with four claims on four pairs, the last of them without a month."""
    fetched = NOON + timedelta(hours=hours)
    article = document(
        f"Velmora signed pact {number} of {origin}.", url=origin, retrieved_at=fetched, published=_day(number),
        published_basis="metadata",
    )  # fmt: skip
    pairs = list(combinations(sorted(ACTORS), 2))
    days = (_day(number), _day(number + 1), _day(40 * number), DateSpan.read("2020", basis="carried"))
    claims = [
        claim(article, 0, *pairs[(number + at) % len(pairs)], domains=(FIELDS[(number + at) % 3],), when=when)
        for at, when in enumerate(days)
    ]
    return Reading(item=item(origin, article.text.encode(), fetched), document=article, claims=tuple(claims))


def _day(number: int) -> DateSpan:
    return DateSpan.read((date(2020, 1, 20) + timedelta(days=3 * number)).isoformat(), basis="carried")


BATCHES = (
    batch(*(told(f"{n}.txt", n) for n in range(12))),
    batch(*(told(f"{n}.txt", n + 5, hours=1) for n in range(0, 12, 3)), told("new.txt", 30)),
    batch(told("1.txt", 50, hours=2), told("last.txt", 31)),
)
"""Four texts change in the second, one in the third."""


def clock() -> Callable[[], datetime]:
    """An hour later with each batch."""
    hours = count()
    return lambda: NOON + timedelta(hours=next(hours))


def ledger_of(folder: Path, batches: int = len(BATCHES)) -> Ledger:
    """The first batches, recorded."""
    ledger = Ledger.open(folder / "ledger.entente", create=True, clock=clock())
    for each in BATCHES[:batches]:
        ledger.append(each)
    return ledger


def moments(ledger: Ledger) -> list[datetime]:
    """When the batches were recorded."""
    return sorted({entry.recorded_at for entry in ledger.changes()})


def counts(ledger: Ledger, as_of: datetime | None = None) -> Counter[Key]:
    """Counted claims by pair, month and field, worked out from the book that the views read."""
    snapshot = ledger.snapshot(as_of)
    book = Book.of(snapshot.documents, snapshot.claims, actors=ACTORS)
    return Counter(key for name in book.claims for key in _keys(book, name))


def _keys(book: Book, name: str) -> Iterator[Key]:
    told = book.claims[name]
    if told.status in COUNTED and told.type and EVENT_TYPES[told.type].quad:
        first, last = told.when.bounds
        month = first.replace(day=1) if (first.year, first.month) == (last.year, last.month) else None
        for a, b in combinations(sorted(book.actors[state].ids.iso3 or "" for state in book.sides[name].all), 2):
            yield a, b, month, told.domains[0]
