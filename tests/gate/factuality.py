"""The task `factuality`: how far a word's act is held to have happened, by the firmness of the words around it.

INPUT lines {id, tokens, start, end}; OUTPUT lines {id, label} in [-3, 3]: 3 happened for certain, -3 certainly not,
0 nothing is said.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from entente.analyse import Analyser, load_analyser
from entente.extract.firmness import Judge
from entente.extract.tree import Tree
from entente.records import Firmness
from entente.records.codes import Certainty, Force
from entente.vocab.firmness import load_firmness
from tests.gate.layout import Token, lay_out
from tests.gate.scorer import scorer_in
from tests.gate.task import Task, Trial, read_lines, write_lines

Json = dict[str, Any]  # Any: lines of other people's JSON

CERTAIN: Mapping[Certainty, float] = {"certain": 3.0, "probable": 1.8, "possible": 0.7, "underspecified": 0.6}
"""How far an asserted act of the past or present is held to be real."""
AHEAD: Mapping[Certainty, float] = {"certain": 1.6, "probable": 1.0, "possible": 0.5, "underspecified": 0.3}
"""The same for what lies ahead, which has not happened; what will not happen is as unreal as what did not."""
UNREAL: Mapping[Force, float] = {
    "intended": 0.8, "offered": 0.4, "requested": 0.3, "demanded": 0.3, "conditional": 0.0, "questioned": 0.0,
    "generic": 1.2,
}  # fmt: skip
"""The same for what is not asserted."""


class Case(NamedTuple):
    """A word of a sentence that is to be judged."""

    id: str
    tokens: tuple[str, ...]
    start: int
    end: int


def predict(lines: Iterable[str]) -> list[str]:
    """One label a line."""
    cases = [_case(json.loads(line)) for line in lines if line.strip()]
    return [json.dumps({"id": key, "label": label}) for key, label in labels_of(cases, _english()).items()]


def _case(row: Json) -> Case:
    return Case(row["id"], tuple(row["tokens"]), int(row["start"]), int(row["end"]))


def labels_of(cases: Sequence[Case], analyser: Analyser) -> dict[str, float]:
    """The label of each case; a sentence is analysed once however many of its words are judged."""
    return {case.id: label_of(firmness) for case, firmness in judged(cases, analyser)}


def judged(cases: Sequence[Case], analyser: Analyser) -> list[tuple[Case, Firmness]]:
    """The firmness of each case."""
    sentences = sorted({case.tokens for case in cases})
    text, placed = lay_out([[Token(form) for form in tokens] for tokens in sentences])
    trees = (Tree(text, analysis) for analysis in analyser.analyse(text, placed))
    judges = {tokens: (tree, Judge(tree, load_firmness())) for tokens, tree in zip(sentences, trees, strict=True)}
    return [(case, judges[case.tokens][1].judge(_head(judges[case.tokens][0], case)).firmness) for case in cases]


def _head(tree: Tree, case: Case) -> int:
    """The word of the span whose own head lies outside it."""
    words = range(case.start, case.end)
    return next((word for word in words if tree.heads[word] not in words), case.start)


def label_of(firmness: Firmness) -> float:
    """The four axes as one number."""
    if firmness.polarity == "unknown":
        return 0.0
    return _strength(firmness) * (-1.0 if firmness.polarity == "negative" else 1.0)


def _strength(firmness: Firmness) -> float:
    if firmness.force != "asserted":
        return UNREAL[firmness.force]
    ahead = firmness.orientation == "future" and firmness.polarity == "positive"
    return (AHEAD if ahead else CERTAIN)[firmness.certainty]


@cache
def _english() -> Analyser:
    return load_analyser()


def _score(path: Path) -> Mapping[str, float]:
    """Macro F1 over happened, did not, unsure; and Pearson's r, both in points."""
    lines = read_lines(path)
    gold = [json.loads(line) for line in lines if line.strip()]
    found = {row["id"]: row["label"] for row in map(json.loads, predict(lines))}
    figures = dict(part.split("=") for part in scorer_in(path.parent).run(gold, found).split())
    return {"macro F1": 100 * float(figures["macroF1"]), "r": 100 * float(figures["r"])}


def _write(source: Path, target: Path) -> None:
    write_lines(target, predict(read_lines(source)))


_FOLDER = "eval/factuality/"

TASK = Task(
    "factuality",
    _write,
    tuple(Trial(name, f"{_FOLDER}{name}.dev.jsonl", _score) for name in ("uw", "uds", "meantime")),
)
