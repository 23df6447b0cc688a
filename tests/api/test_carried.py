"""The merge of a large ledger is carried on in a file, and comes to what a whole merge comes to."""

from pathlib import Path

import pytest

from bench.bursts import told
from entente import api
from entente.api import carried
from entente.api.tables import FileTables
from entente.ledger import Batch, Ledger, Reading
from entente.records import Decision, Producer
from entente.records.encoding import to_json
from entente.records.raw import RawItem
from entente.records.rulings import Reason

PRODUCER = Producer(name="test", version="1")
BY_HAND = (Reason(name="person", score=1.0),)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> api.Project:
    """A project with some texts, in which every ledger counts as a large one."""
    monkeypatch.setattr(api, "LEAST", 1)
    made = api.create(tmp_path / "p")
    record(made, 0, 20)
    return made


def record(project: api.Project, first: int, last: int) -> None:
    """Texts of the bench into its ledger."""
    readings = tuple(
        Reading(
            item=RawItem(origin=document.url or "", content=document.text.encode(), fetched=document.retrieved_at),
            document=document,
            claims=claims,
        )
        for document, claims in list(told(last))[first:]
    )
    with Ledger.open(project.ledger) as ledger:
        ledger.append(Batch(producer=PRODUCER, readings=readings))


def rule(project: api.Project, ruling: Decision) -> None:
    """A person's ruling."""
    with Ledger.open(project.ledger) as ledger:
        ledger.append(Batch(producer=PRODUCER, records=(ruling,)))


def check(project: api.Project) -> None:
    """The merge is that of the whole snapshot."""
    snapshot, merged = project.merged()
    assert to_json(api.merge_snapshot(snapshot, project.actors)) == to_json(merged)


def carried_on(project: api.Project) -> bool:
    """Whether the merge of the last line comes from the file."""
    own = carried.Carried(project.folder, project.ledger, project.vocabulary, project.actors.by_id)
    return own.merged(project.snapshot().as_of) is not None


def test_later_texts_are_taken_in(project: api.Project) -> None:
    """The first merge makes the file, and the next ones carry it on."""
    check(project)
    record(project, 20, 26)
    check(project)
    assert carried_on(project)


def test_a_rejected_claim_goes(project: api.Project) -> None:
    """A claim that a person says its text does not tell is not merged, and comes back when that is taken back."""
    check(project)
    claim = project.snapshot().claims[0]
    ruling = Decision(relation="told_in", left=claim.claim_id, right=claim.doc_id, verdict="no", reasons=BY_HAND)
    rule(project, ruling)
    check(project)
    assert claim not in project.snapshot().claims
    assert carried_on(project)


def test_what_persons_ruled_on_is_merged_as_a_whole(project: api.Project) -> None:
    """A ruling on what is one counts at once."""
    one, other = sorted(document.doc_id for document in project.snapshot().documents[:2])
    rule(project, Decision(relation="copy_of", left=one, right=other, verdict="yes", reasons=BY_HAND))
    check(project)
    assert not carried_on(project)


def test_an_earlier_day_is_merged_as_a_whole(project: api.Project) -> None:
    """The file stands at the last line alone."""
    before = project.snapshot()
    record(project, 20, 22)
    check(project)
    assert to_json(api.merge_snapshot(before, project.actors)) == to_json(project.merged(before.as_of)[1])


def test_a_damaged_file_is_made_anew(project: api.Project) -> None:
    """It costs one whole merge, and nothing is wrong."""
    check(project)
    (file,) = project.folder.glob(".cache/carried-*.sqlite")
    for part in project.folder.glob(".cache/*"):
        part.unlink()
    file.write_bytes(b"no database at all" * 100)
    check(project)
    assert carried_on(project)


def test_what_another_process_carries_on_is_left_to_it(project: api.Project) -> None:
    """Two never write to one file at a time."""
    check(project)
    (file,) = project.folder.glob(".cache/carried-*.sqlite")
    held = FileTables(file)
    try:
        assert not carried_on(project)
    finally:
        held.close()
    assert carried_on(project)
