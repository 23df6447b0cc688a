"""The state of the book at a moment: every record that stands, sorted."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import blake2b

from entente.ledger.keys import record_id
from entente.records import AnyRecord, Audit, Claim, Decision, Document, Entry, Problem, to_json


@dataclass(frozen=True, kw_only=True)
class Snapshot:
    """What stands at a moment; equal when the records are, however and whenever they were recorded."""

    documents: tuple[Document, ...] = ()
    claims: tuple[Claim, ...] = ()
    decisions: tuple[Decision, ...] = ()
    problems: tuple[Problem, ...] = ()
    others: tuple[AnyRecord, ...] = ()
    """Records of any other kind: sources, actors, roles, forecasts."""
    as_of: datetime | None = field(default=None, compare=False)
    """None: nothing is recorded yet."""

    def records(self) -> tuple[AnyRecord, ...]:
        """All of them, kind by kind, each sorted by id."""
        return (*self.documents, *self.claims, *self.decisions, *self.problems, *self.others)

    def hash(self) -> str:
        """The same for equal snapshots, in every run and on every machine; hexadecimal."""
        digest = blake2b(digest_size=20)
        for record in self.records():
            digest.update(to_json(record) + b"\n")
        return digest.hexdigest()


def snapshot_of(records: Iterable[AnyRecord], as_of: datetime | None = None) -> Snapshot:
    """The records sorted by kind and id, each once.

    What persons did to the book is no part of what it says, nor is a claim that a person rejected.
    """
    told = {record_id(record): record for record in records if not isinstance(record, Audit)}
    sorted_ = [record for _, record in sorted(told.items(), key=_by_id)]
    documents = tuple(record for record in sorted_ if isinstance(record, Document))
    decisions = tuple(record for record in sorted_ if isinstance(record, Decision))
    rejected = {ruling.left for ruling in decisions if ruling.relation == "told_in" and ruling.verdict == "no"}
    claims = tuple(record for record in sorted_ if isinstance(record, Claim) and record.claim_id not in rejected)
    problems = tuple(record for record in sorted_ if isinstance(record, Problem))
    named = (Document, Claim, Decision, Problem)
    others = tuple(record for record in sorted_ if not isinstance(record, named))
    return Snapshot(
        documents=documents, claims=claims, decisions=decisions, problems=problems, others=others, as_of=as_of
    )


def fold(entries: Iterable[Entry], as_of: datetime | None = None) -> Snapshot:
    """The snapshot that entries give, as known at a moment; None: with all of them."""
    known = (
        entry.body for entry in entries if (entry.superseded_at is None if as_of is None else entry.known_on(as_of))
    )
    return snapshot_of(known, as_of)


def carry_on(
    before: Snapshot, lines: Iterable[Entry], find: Callable[[str], AnyRecord | None], as_of: datetime | None = None
) -> Snapshot:
    """The snapshot that later lines make of one; what did not change is the same object in both.

    Args:
        before: the state that is carried on.
        lines: those added or closed since, in order.
        find: the record that stands under an id; a claim comes back when its rejection is taken back.
        as_of: the moment of the last line.
    """
    told = {record_id(record): record for record in before.records()}
    for line in lines:
        if line.superseded_at is None:
            told[record_id(line.body)] = line.body
        else:
            told.pop(record_id(line.body), None)
        if isinstance(line.body, Decision) and line.body.relation == "told_in" and (claim := find(line.body.left)):
            told[line.body.left] = claim
    return snapshot_of(told.values(), as_of)


def _by_id(item: tuple[str, AnyRecord]) -> str:
    return item[0]
