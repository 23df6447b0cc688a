"""The task `quotes`: who said what.

INPUT lines {id, text}; OUTPUT lines {id, attributions: [{source: [[start, end], ...], content: [[start, end], ...]}]}.
"""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from entente.extract.voices import find_attributions
from entente.mentions import find_quotes
from entente.segment import segment
from entente.vocab.firmness import load_firmness
from tests.gate.scorer import scorer_in
from tests.gate.task import Task, Trial, read_lines, write_lines
from tests.gate.tools import english

Json = dict[str, Any]  # Any: lines of other people's JSON


def predict(lines: Iterable[str]) -> list[str]:
    """The attributions of each text; only its id and text are read."""
    rows = (json.loads(line) for line in lines if line.strip())
    return [json.dumps({"id": row["id"], "attributions": attributions_of(row["text"])}) for row in rows]


def attributions_of(text: str) -> list[Json]:
    """The attributions of one text."""
    analyses = english().analyse(text, segment(text)[0])
    found = find_attributions(text, analyses, find_quotes(text), load_firmness())
    return [{"source": list(one.source), "content": list(one.content)} for one in found]


def _score(path: Path) -> Mapping[str, float]:
    lines = read_lines(path)
    gold = [json.loads(line) for line in lines if line.strip()]
    found = {row["id"]: row["attributions"] for row in map(json.loads, predict(lines))}
    figures = scorer_in(path.parent).run(gold, found)
    return {"attribution F1": 100 * figures["attr_F1"], "source accuracy": 100 * figures["source_acc"]}


def _write(source: Path, target: Path) -> None:
    write_lines(target, predict(read_lines(source)))


TASK = Task("quotes", _write, (Trial("polnear", "eval/quotes/polnear.dev.jsonl", _score),))
