"""Claims to decisions: which documents are copies, which claims tell of one event, which undertakings are one,
and what contradicts what; each with its reasons, each reversible."""

from entente.merge.compose import Merged, merge
from entente.merge.copies import Copies, Lineage, find_copies, origins_of
from entente.merge.events import event_id_of, fold_event, resolve_event
from entente.merge.lifecycle import Due, Standing, standing
from entente.merge.memory import Memory
from entente.merge.undertakings import UndertakingMention

__all__ = [
    "Copies",
    "Due",
    "Lineage",
    "Memory",
    "Merged",
    "Standing",
    "UndertakingMention",
    "event_id_of",
    "find_copies",
    "fold_event",
    "merge",
    "origins_of",
    "resolve_event",
    "standing",
]
