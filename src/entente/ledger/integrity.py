"""Whether the book holds together: what `entente doctor` asks."""

import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from hashlib import sha256

from entente.errors import LedgerError
from entente.ledger import query
from entente.ledger.connection import Connection, Store
from entente.ledger.place import Place
from entente.records import Problem

_REMEDY = "restore a copy, or `entente import` an export into a new project"


@dataclass(frozen=True, kw_only=True)
class Health:
    """What was counted and what is wrong."""

    counts: Mapping[str, int]
    """Standing records by kind, and `entries`, `readings`, `batches`."""
    problems: tuple[Problem, ...]

    @property
    def is_sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


def check(store: Store) -> Health:
    """What the engine finds, every body and raw item against its hash, every line against its neighbours."""
    problems: list[Problem] = []
    counts: dict[str, int] = {}
    examined: list[Callable[[], Iterator[str]]] = [store.faults]
    examined += (partial(part, store.connection) for part in (_lines, _bodies, _raw))
    for examine in examined:
        try:
            with store.plain_errors():
                problems += (_problem(found, store.place) for found in examine())
        except LedgerError as error:
            problems.append(_problem(error.what, store.place))
    try:
        with store.plain_errors():
            counts = _counts(store.connection)
    except LedgerError as error:
        problems.append(_problem(error.what, store.place))
    return Health(counts=counts, problems=tuple(dict.fromkeys(problems)))


def _lines(connection: Connection) -> Iterator[str]:
    """Lines count without gaps, every row has its batch, every claim its days, every standing id one line."""
    for what, counted in _COUNTED_WRONG.items():
        searchable = connection.dialect.searchable if counted.endswith(" NOT IN ") else ""
        number = connection.execute(counted + searchable).fetchone()[0]
        if number:
            yield f"{what}: {number}"


_COUNTED_WRONG = {
    "entries missing from the sequence": "SELECT coalesce(max(seq), 0) - count(*) FROM entry",
    "entries without their batch": "SELECT count(*) FROM entry WHERE batch NOT IN (SELECT batch FROM batch)",
    "closings without their entry": "SELECT count(*) FROM closing WHERE seq NOT IN (SELECT seq FROM entry)",
    "closings without their batch": "SELECT count(*) FROM closing WHERE batch NOT IN (SELECT batch FROM batch)",
    "entries lost from the end": (
        "SELECT coalesce((SELECT last FROM batch ORDER BY batch DESC LIMIT 1), 0) - coalesce(max(seq), 0) FROM entry"
    ),
    "batches that miss a closing": (
        "SELECT count(*) FROM batch b WHERE closed <> (SELECT count(*) FROM closing WHERE closing.batch = b.batch)"
    ),
    "readings without their batch": "SELECT count(*) FROM reading WHERE batch NOT IN (SELECT batch FROM batch)",
    "readings without their bytes": "SELECT count(*) FROM reading WHERE raw NOT IN (SELECT sha256 FROM raw)",
    "claims that no date query finds": (
        "SELECT count(*) FROM entry WHERE kind = 'claim' AND seq NOT IN (SELECT seq FROM claim_days)"
    ),
    "entries that no search finds": ("SELECT count(*) FROM entry WHERE kind IN ('claim', 'document') AND seq NOT IN "),
    "ids that stand twice": (
        "SELECT count(*) - count(DISTINCT id) FROM entry WHERE NOT EXISTS"
        " (SELECT 1 FROM closing c WHERE c.seq = entry.seq)"
    ),
}


def _bodies(connection: Connection) -> Iterator[str]:
    for row in connection.stream(query.EVERY_ROW):
        try:
            query.record_in(row)
        except LedgerError as error:
            yield f"{error.what} ({error.where})"


def _raw(connection: Connection) -> Iterator[str]:
    for digest, content in connection.stream("SELECT sha256, content FROM raw"):
        try:
            sound = sha256(zlib.decompress(content)).digest() == digest
        except zlib.error:
            sound = False
        if not sound:
            yield f"raw bytes {digest.hex()} do not match their hash"


def _counts(connection: Connection) -> dict[str, int]:
    standing = (
        "SELECT kind, count(*) FROM entry WHERE NOT EXISTS"
        " (SELECT 1 FROM closing c WHERE c.seq = entry.seq) GROUP BY kind ORDER BY kind"
    )
    counts = {str(kind): int(number) for kind, number in connection.execute(standing)}
    totals = "SELECT (SELECT count(*) FROM entry), (SELECT count(*) FROM reading), (SELECT count(*) FROM batch)"
    counts |= dict(zip(("entries", "readings", "batches"), connection.execute(totals).fetchone(), strict=True))
    return counts


def _problem(message: str, place: Place) -> Problem:
    return Problem(code="ledger_damaged", message=message, where=str(place), remedy=_REMEDY)
