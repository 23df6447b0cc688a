"""The task `ledger`: a folder of articles to the records that an analyst would be handed.

INPUT is a folder of `.txt .md .html .eml .jsonl` articles, OUTPUT a folder with `documents`, `claims`, `events`,
`undertakings` and `conflicts` as `.jsonl`, a record a line.
"""

import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec.structs import replace

from entente.api import create
from entente.ledger import Snapshot
from entente.merge import Lineage, Merged
from entente.records import Document, Record
from entente.records.encoding import to_json
from tests.gate.planted import score_plan
from tests.gate.task import Task, Trial


def read_folder(folder: Path, vocabulary: Path | None = None) -> tuple[Snapshot, Merged]:
    """The records of a folder and what they come to, read with the shipped vocabulary and tables of one's own."""
    with tempfile.TemporaryDirectory() as place:
        project = create(place)
        if vocabulary is not None:
            shutil.copytree(vocabulary, project.folder / "vocabulary")
        project.read([folder])
        return project.merged()


def write_ledger(source: Path, target: Path) -> None:
    """The records of a folder as files of lines."""
    target.mkdir(parents=True, exist_ok=True)
    for name, records in files_of(*read_folder(source)).items():
        (target / f"{name}.jsonl").write_bytes(b"".join(to_json(record) + b"\n" for record in records))


def files_of(snapshot: Snapshot, merged: Merged) -> Mapping[str, Sequence[Record]]:
    """The records by file, each sorted by id; a document says what it is a copy of."""
    lineages = {lineage.doc_id: lineage for lineage in merged.lineages}
    documents = {one.doc_id: _with_lineage(one, lineages.get(one.doc_id)) for one in snapshot.documents}
    claims = {one.claim_id: one for one in snapshot.claims}
    return {
        "documents": [documents[key] for key in sorted(documents)],
        "claims": [claims[key] for key in sorted(claims)],
        "events": merged.events,
        "undertakings": merged.undertakings,
        "conflicts": merged.conflicts,
    }


def _with_lineage(document: Document, lineage: Lineage | None) -> Document:
    if lineage is None:
        return document
    return replace(
        document,
        copy_group=lineage.group,
        copy_kind=lineage.kind,
        copied_from=lineage.copied_from,
        credited_to=document.credited_to or lineage.credited_to,
    )


def _score(demo: Path) -> Mapping[str, float]:
    return score_plan(demo, *read_folder(demo / "articles", demo / "vocabulary"))


TASK = Task("ledger", write_ledger, (Trial("demo", "corpus/demo", _score, shared=False),))
