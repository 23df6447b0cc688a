"""What is appended in one transaction, and the receipt for it."""

import re
from dataclasses import dataclass
from datetime import datetime

from entente.records import AnyRecord, Claim, Document, Problem, Producer
from entente.records.raw import RawItem
from entente.words import CANONICALISER

_POSITION = re.compile(r"#\d+$")
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")


@dataclass(frozen=True, kw_only=True)
class Reading:
    """One raw item with all that was made of it."""

    item: RawItem
    document: Document | None = None
    """None: no document came of it, its problems say why."""
    claims: tuple[Claim, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def text_version(self) -> str:
        """The canonicaliser of its text."""
        return self.document.text_version if self.document else CANONICALISER


@dataclass(frozen=True, kw_only=True)
class Batch:
    """What is recorded together or not at all."""

    producer: Producer
    readings: tuple[Reading, ...] = ()
    records: tuple[AnyRecord, ...] = ()
    """Records that come from no raw item: decisions, the user's sources, problems with an address."""


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """What a batch changed; once it is given, the batch is on disk."""

    batch: int | None = None
    """None: there was nothing new, and nothing was written."""
    recorded_at: datetime | None = None
    """The moment of the batch, UTC; None exactly when `batch` is."""
    added: int = 0
    superseded: int = 0
    known: int = 0
    """Readings that the ledger already had."""
    refused: tuple[Problem, ...] = ()
    """Claims whose quotes do not stand in their text, and records that no file can hold; recorded as problems."""


def slot_of(item: RawItem) -> str:
    """What an item is a version of: its origin, or in a container its address there if it has one.

    Positions in a feed or table shift as it grows, so there the address tells which article it is.
    """
    address = item.hints.get("url")
    return storable(_POSITION.sub(f"#{address}", item.origin) if address else item.origin)


def storable(text: str) -> str:
    """Lone surrogates, as in a file name that is not UTF-8, and NUL become escapes that keep names apart."""
    return _UNSTORABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
