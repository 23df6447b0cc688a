"""The task `ledger`: a folder of articles to the records that an analyst would be handed.

INPUT is a folder of `.txt .md .html .eml .jsonl` articles, OUTPUT a folder with `documents`, `claims`, `events`,
`undertakings` and `conflicts` as `.jsonl`, a record a line.
"""

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from entente.api import create
from entente.export import write_jsonl
from entente.views import Book
from tests.gate.dyads import score_half
from tests.gate.planted import score_plan
from tests.gate.task import Task, Trial


def read_folder(folder: Path, vocabulary: Path | None = None) -> Book:
    """The book of a folder, read into a new project with the shipped vocabulary and tables of one's own."""
    with tempfile.TemporaryDirectory() as place:
        project = create(place)
        if vocabulary is not None:
            shutil.copytree(vocabulary, project.folder / "vocabulary")
        project.read([folder])
        snapshot, merged = project.merged()
        return Book.from_ledger(snapshot, merged, project.actors.by_id)


def write_ledger(source: Path, target: Path) -> None:
    """What `entente export jsonl` writes of the folder."""
    write_jsonl(read_folder(source), target)


def _score(demo: Path) -> Mapping[str, float]:
    return score_plan(demo, read_folder(demo / "articles", demo / "vocabulary"))


def _score_half(half: Path) -> Mapping[str, float]:
    return score_half(half, read_folder)


TASK = Task(
    "ledger",
    write_ledger,
    (
        Trial("demo", "corpus/demo", _score, shared=False),
        Trial("articles, open", "corpus/articles/open", _score_half, shared=False),
        Trial("articles, held", "corpus/articles/held", _score_half, shared=False),
    ),
)
