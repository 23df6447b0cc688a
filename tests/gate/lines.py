"""The task `lines`: which lines of pasted text belong to the article.

INPUT is lines {id, lines}, OUTPUT lines {id, keep: [1 or 0, ...]}.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from entente.clean.kinds import KEPT, kinds_of_texts
from tests.gate.task import Task, Trial, read_lines, write_lines


def predict_lines(rows: Iterable[str]) -> list[str]:
    """For each row, which of its lines belong to the article."""
    parsed = [json.loads(row) for row in rows if row]
    return [json.dumps({"id": row["id"], "keep": keep_of(row["lines"])}) for row in parsed]


def keep_of(lines: Sequence[str]) -> list[int]:
    """1 for a line of the article, 0 for any other."""
    return [int(kind in KEPT) for kind in kinds_of_texts([line.strip() for line in lines])]


def score_lines(rows: Iterable[tuple[Sequence[str], Sequence[int], Sequence[int]]]) -> dict[str, float]:
    """From lines, their gold labels and ours: F1 of kept text by character, recall of boilerplate by line."""
    both = mine = theirs = dropped = boilerplate = 0
    for lines, labels, keep in rows:
        for line, label, kept in zip(lines, labels, keep, strict=True):
            both += len(line) * (label and kept)
            mine += len(line) * kept
            theirs += len(line) * label
            boilerplate += not label
            dropped += not label and not kept
    return {"text F1": 200 * both / ((mine + theirs) or 1), "boilerplate recall": 100 * dropped / (boilerplate or 1)}


def _score_lines(path: Path) -> Mapping[str, float]:
    rows = [json.loads(line) for line in read_lines(path) if line]
    return score_lines((row["lines"], row["labels"], keep_of(row["lines"])) for row in rows)


def _write_lines(source: Path, target: Path) -> None:
    write_lines(target, predict_lines(read_lines(source)))


TASK = Task(
    "lines",
    _write_lines,
    (
        Trial("residue dev", "eval/extraction/lines-residue.dev.jsonl", _score_lines),
        Trial("page dev", "eval/extraction/lines-page.dev.jsonl", _score_lines),
    ),
)
