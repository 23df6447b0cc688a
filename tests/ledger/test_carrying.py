"""A snapshot is carried on by the lines that were recorded after it."""

from pathlib import Path

from msgspec.structs import replace

from entente.ledger import Batch, Ledger, Snapshot, carry_on
from entente.records import AnyRecord, Claim, Decision, Producer, Reason
from entente.records.codes import Answer
from tests.views import made

PRODUCER = Producer(name="test", version="1")


def ruling(claim: Claim, verdict: Answer, before: Decision | None = None) -> Decision:
    """A person's word on whether a text says so."""
    return Decision(
        relation="told_in", left=claim.claim_id, right=claim.doc_id, verdict=verdict,
        reasons=(Reason(name="by_hand", score=1.0),), revokes=before.decision_id if before else None,
    )  # fmt: skip


def carried(ledger: Ledger, before: Snapshot, *records: AnyRecord) -> Snapshot:
    """The snapshot after some more records, from the one before them."""
    ledger.append(Batch(producer=PRODUCER, records=records))
    return carry_on(before, ledger.changes(before.as_of), ledger.find, ledger.moment())


def test_carrying_on_is_reading_the_whole(tmp_path: Path) -> None:
    """New texts, corrections, rejections and their taking back give what the whole ledger gives."""
    no = ruling(made.LEND, "no")
    steps: tuple[tuple[AnyRecord, ...], ...] = (
        (made.SPUN, made.BEGUN), (no,), (ruling(made.LEND, "maybe", no),), (replace(made.BLUNT, title="Another"),),
        (ruling(made.ACCUSED, "no"),),
    )  # fmt: skip
    with Ledger.open(tmp_path / "ledger.entente", create=True) as ledger:
        ledger.append(Batch(producer=PRODUCER, records=(made.PROMISE, made.BLUNT, made.LEND, made.ACCUSED)))
        snapshot = ledger.snapshot()
        for records in steps:
            snapshot = carried(ledger, snapshot, *records)
            assert ledger.snapshot() == snapshot


def test_what_did_not_change_is_the_same_object(tmp_path: Path) -> None:
    """Two snapshots share the records they have in common."""
    with Ledger.open(tmp_path / "ledger.entente", create=True) as ledger:
        ledger.append(Batch(producer=PRODUCER, records=(made.PROMISE, made.LEND)))
        before = ledger.snapshot()
        after = carried(ledger, before, made.SPUN, made.BEGUN)
    assert after.claims != before.claims
    assert before.claims[0] in [claim for claim in after.claims if claim is before.claims[0]]
