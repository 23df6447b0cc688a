"""The task `stories`: which texts follow one story, as predicted by `entente.merge.stories`.

INPUT lines {id, sentences: {number: [words]}}; OUTPUT lines {id, cluster}. Topics and subtopics are read only to score.
"""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from entente.merge.stories import Text, find_stories
from tests.gate.clusters import b_cubed
from tests.gate.task import Task, Trial, read_lines, write_lines


def read_documents(path: Path) -> list[dict[str, Any]]:  # Any: whatever the lines hold
    """One object a line."""
    return [json.loads(line) for line in read_lines(path) if line]


def predict(documents: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """The story of each document by its id; sentences are joined as lines."""
    return find_stories(Text(document["id"], text_of(document)) for document in documents)


def text_of(document: Mapping[str, Any]) -> str:
    """The words of a document as a text."""
    return "\n".join(" ".join(words) for words in document["sentences"].values())


def write_clusters(target: Path, clusters: Mapping[str, str]) -> None:
    """Lines {id, cluster} in the order of the mapping."""
    write_lines(target, [json.dumps({"id": key, "cluster": cluster}) for key, cluster in clusters.items()])


def _predict_file(source: Path, target: Path) -> None:
    write_clusters(target, predict(read_documents(source)))


def _score(path: Path) -> Mapping[str, float]:
    documents = read_documents(path)
    return {"B3": 100 * b_cubed({d["id"]: d["subtopic"] for d in documents}, predict(documents))}


TASK = Task("stories", _predict_file, (Trial("ECB+ documents", "eval/coref/ecb.dev.docs.jsonl", _score),))
