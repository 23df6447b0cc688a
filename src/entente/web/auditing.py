"""Who changed what, as lines of the ledger: nothing is changed that is not recorded."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from entente import __version__
from entente.ledger import Batch, Ledger, Place
from entente.records import Audit, Producer
from entente.records.codes import Deed

PRODUCER = Producer(name="entente audit", version=__version__)
MOST_SHOWN = 200


def audit(who: str, did: Deed, about: str, note: str = "") -> Audit:
    """What somebody does now."""
    return Audit(who=who, did=did, about=about, note=note, at=datetime.now(UTC))


@contextmanager
def recorded(ledger: Place, made: Audit) -> Iterator[None]:
    """Something that is done while the ledger is held, and recorded once it is done; LedgerError where it is busy."""
    with Ledger.open(ledger) as book:
        yield
        book.append(Batch(producer=PRODUCER, records=(made,)))


def audits(ledger: Place) -> list[Audit]:
    """What was done, the latest first."""
    with Ledger.open(ledger, read_only=True) as book:
        found = [record for record in book.records("audit") if isinstance(record, Audit)]
    return sorted(found, key=lambda each: each.at, reverse=True)
