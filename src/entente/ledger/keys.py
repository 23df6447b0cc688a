"""What a record is called in the book, and what it is about."""

from msgspec.structs import StructConfig

from entente.ledger.batch import storable
from entente.records import AnyRecord, Claim, Decision, Problem, Source, content_id, to_json

_ID_FIELD = {
    "document": "doc_id",
    "claim": "claim_id",
    "decision": "decision_id",
    "actor": "actor_id",
    "conflict": "conflict_id",
    "event": "event_id",
    "undertaking": "undertaking_id",
}
"""Records that carry their id; the others are called after their content."""


def kind_of(record: AnyRecord) -> str:
    """The word in the JSON's key `record`."""
    config: StructConfig = record.__struct_config__
    return str(config.tag)


def record_id(record: AnyRecord) -> str:
    """Its own id where it has one; a source is called after its slug, anything else after its content."""
    field = _ID_FIELD.get(kind_of(record))
    if field:
        return str(getattr(record, field))
    if isinstance(record, Source):
        return f"src:{record.source_id}"
    return content_id(_PREFIX.get(kind_of(record), kind_of(record)), to_json(record).decode())


_PREFIX = {"problem": "prb", "audit": "aud"}


def subject_of(record: AnyRecord) -> str | None:
    """The document of a claim, the address of a problem, the ruling that a ruling revokes; None: of nothing else."""
    if isinstance(record, Claim):
        return record.doc_id
    if isinstance(record, Problem):
        return storable(record.where) or None
    return record.revokes if isinstance(record, Decision) else None
