"""The merge of a large ledger, carried on in a file beside it: what later lines change is worked out, and nothing else.

The file follows from the ledger, the project's own tables and our code, and may be deleted at any time. A ledger in
which a person has ruled on what is one is merged as a whole, as is one that is read as of an earlier moment.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import msgspec

from entente.api.kept import FOLDER, code_hash, contents
from entente.ledger import Ledger
from entente.ledger.place import Place
from entente.records import Claim, Decision, Document, Entry, Source
from entente.records.encoding import to_json

if TYPE_CHECKING:
    from entente.merge import Merged
    from entente.merge.carry import Article, Carry, Table
    from entente.records import Actor

T = TypeVar("T")

LEAST = 5_000
"""Texts from which a ledger is worth a file; fewer are merged in no time."""
CHUNK = 1_000
"""Texts taken in together."""


class Carried:
    """The file of one project."""

    def __init__(self, project: Path, place: Place, vocabulary: Sequence[Path], actors: "Mapping[str, Actor]") -> None:
        self._folder, self._place = project / FOLDER, place
        self._vocabulary, self._actors = vocabulary, actors

    @staticmethod
    def is_in(project: Path) -> bool:
        """Whether the merge of a project has been carried on before."""
        return any((project / FOLDER).glob("carried-*.sqlite"))

    def merged(self, at: datetime | None) -> "Merged | None":
        """What the ledger comes to at its last line; None: that is not the moment asked for, or persons have ruled."""
        with Ledger.open(self._place, read_only=True) as ledger:
            if at is None or ledger.moment() != at or _is_ruled(ledger):
                return None
            return self._carry_on(ledger, lambda carry: carry.merged())

    def catch_up(self) -> None:
        """Takes in what was recorded since the last time."""
        with Ledger.open(self._place, read_only=True) as ledger:
            if not _is_ruled(ledger):
                self._carry_on(ledger, lambda carry: None)

    def _carry_on(self, ledger: Ledger, ask: "Callable[[Carry], T]") -> T | None:
        """None: somebody else is at it, the file cannot be written, or it is damaged and begun anew the next time."""
        try:
            with self._open(ledger) as (carry, followed):
                self._catch_up(ledger, carry, followed)
                return ask(carry)
        except (sqlite3.OperationalError, OSError):
            return None
        except (sqlite3.DatabaseError, msgspec.DecodeError):
            self._forget()
            return None

    def _forget(self, keep: str = "") -> None:
        for old in self._folder.glob("carried-*"):
            if not keep or not old.name.startswith(keep):
                old.unlink(missing_ok=True)

    @contextmanager
    def _open(self, ledger: Ledger) -> "Iterator[tuple[Carry, Table[str]]]":
        from entente.api.tables import FileTables
        from entente.merge.carry import Carry

        sources = [record for record in ledger.records("source") if isinstance(record, Source)]
        path = self._path(sources)
        self._folder.mkdir(exist_ok=True)
        self._forget(path.name)
        tables = FileTables(path)
        try:
            yield Carry(tables, sources), tables.table("followed", str)
        finally:
            tables.close()

    def _path(self, sources: Iterable[Source]) -> Path:
        """Named after all that the merge follows from, save the texts."""
        digest = blake2b(digest_size=20)
        for part in (code_hash(), *contents(self._vocabulary), *sorted(to_json(one).decode() for one in sources)):
            digest.update(part.encode() + b"\n")
        return self._folder / f"carried-{digest.hexdigest()}.sqlite"

    def _catch_up(self, ledger: Ledger, carry: "Carry", followed: "Table[str]") -> None:
        since, now = followed.get("moment"), ledger.moment()
        if now is None or since == now.isoformat():
            return
        entries = ledger.changes(datetime.fromisoformat(since) if since else None)
        texts = sorted({doc_id for entry in entries for doc_id in _texts_of(entry, ledger)})
        rejected = _rejected(ledger)
        for at in range(0, max(1, len(texts)), CHUNK):
            some = texts[at : at + CHUNK]
            if at + CHUNK >= len(texts):
                followed.put("moment", now.isoformat())
            carry.follow({doc_id: self._article(ledger, doc_id, rejected) for doc_id in some})

    def _article(self, ledger: Ledger, doc_id: str, rejected: frozenset[str]) -> "Article | None":
        from entente.merge.carry import Article
        from entente.pipeline import undertaking_mentions

        document = ledger.find(doc_id)
        if not isinstance(document, Document):
            return None
        claims = tuple(claim for claim in ledger.claims(doc_id=doc_id) if claim.claim_id not in rejected)
        return Article(document, claims, tuple(undertaking_mentions(claims, {doc_id: document}, self._actors)))


def _is_ruled(ledger: Ledger) -> bool:
    """Whether a person has said what is one and what is not."""
    return any(decision.relation != "told_in" for decision in ledger.decisions())


def _rejected(ledger: Ledger) -> frozenset[str]:
    """Claims that a person rejected."""
    return frozenset(one.left for one in ledger.decisions() if one.relation == "told_in" and one.verdict == "no")


def _texts_of(entry: Entry, ledger: Ledger) -> Iterator[str]:
    """The documents that a line is about."""
    body = entry.body
    if isinstance(body, Document | Claim):
        yield body.doc_id
    elif isinstance(body, Decision) and body.relation == "told_in":
        claim = ledger.find(body.left)
        if isinstance(claim, Claim):
            yield claim.doc_id
