"""The append-only book: batches in, snapshots and changes out, as known at any moment."""

from entente.ledger.batch import Batch, Reading, Receipt, slot_of
from entente.ledger.integrity import Health
from entente.ledger.ledger import Ledger
from entente.ledger.snapshot import Snapshot, fold

__all__ = ["Batch", "Health", "Ledger", "Reading", "Receipt", "Snapshot", "fold", "slot_of"]
