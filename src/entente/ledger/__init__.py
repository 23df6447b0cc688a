"""The append-only book: batches in, snapshots and changes out, as known at any moment."""

from entente.ledger.batch import Batch, Reading, Receipt, slot_of
from entente.ledger.engines import settle
from entente.ledger.integrity import Health
from entente.ledger.ledger import Ledger
from entente.ledger.listing import Listed
from entente.ledger.place import Place, Server, place_of
from entente.ledger.snapshot import Snapshot, carry_on, fold

__all__ = [
    "Batch",
    "Health",
    "Ledger",
    "Listed",
    "Place",
    "Reading",
    "Receipt",
    "Server",
    "Snapshot",
    "carry_on",
    "fold",
    "place_of",
    "settle",
    "slot_of",
]
