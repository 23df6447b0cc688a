"""The task `factuality`: how far a word's act is held to have happened, by the firmness of the words around it.

INPUT lines {id, tokens, start, end}; OUTPUT lines {id, label} in [-3, 3]: 3 happened for certain, -3 certainly not,
0 nothing is said.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from entente.analyse import Analyser
from entente.extract.firmness import Judge
from entente.extract.tree import Tree
from entente.records import Firmness
from entente.records.codes import Certainty, Force
from entente.vocab.firmness import load_firmness
from tests.gate.layout import Token, lay_out
from tests.gate.scorer import scorer_in
from tests.gate.task import Task, Trial, read_lines, write_lines
from tests.gate.tools import english

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


class Scale(NamedTuple):
    """What the readers of a set were asked, as numbers for the four axes."""

    so: Mapping[Certainty, float]
    """Asserted of the past or present."""
    ahead: Mapping[Certainty, float]
    """Asserted of what lies ahead."""
    unreal: Mapping[Force, float]
    """Not asserted."""
    against: float
    """What a denial of the past or present weighs against an assertion."""


COMMITMENT = Scale(CERTAIN, AHEAD, UNREAL, -1.0)
"""How sure the words are that it is so or will be: most sets."""
OCCURRENCE = Scale(
    {"certain": 2.0, "probable": 1.3, "possible": 0.0, "underspecified": 0.0},
    {"certain": -1.8, "probable": -1.5, "possible": -1.5, "underspecified": -1.5},
    {
        "intended": -0.7, "offered": -0.7, "requested": -1.6, "demanded": -1.6, "conditional": -0.9,
        "questioned": 0.6, "generic": 1.6,
    },
    -0.2,
)  # fmt: skip
"""Whether it has taken place by the time of writing: what the readers of UDS It-Happened were asked."""
SCALES: Mapping[str, Scale] = {"uds": OCCURRENCE}
"""By the name that an id begins with; every other set asks for commitment."""


class Case(NamedTuple):
    """A word of a sentence that is to be judged."""

    id: str
    tokens: tuple[str, ...]
    start: int
    end: int


def predict(lines: Iterable[str]) -> list[str]:
    """One label a line."""
    cases = [_case(json.loads(line)) for line in lines if line.strip()]
    return [json.dumps({"id": key, "label": label}) for key, label in labels_of(cases, english()).items()]


def _case(row: Json) -> Case:
    return Case(row["id"], tuple(row["tokens"]), int(row["start"]), int(row["end"]))


def labels_of(cases: Sequence[Case], analyser: Analyser) -> dict[str, float]:
    """The label of each case; a sentence is analysed once however many of its words are judged."""
    found = judged(cases, analyser)
    return {case.id: label_of(firmness, SCALES.get(case.id.split("/")[0], COMMITMENT)) for case, firmness in found}


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


def label_of(firmness: Firmness, scale: Scale = COMMITMENT) -> float:
    """The four axes as one number."""
    if firmness.polarity == "unknown":
        return 0.0
    if firmness.force != "asserted":
        weight = scale.unreal[firmness.force]
        return -weight / 2 if firmness.polarity == "negative" and weight > 0 else weight
    if firmness.polarity == "negative":
        return scale.against * CERTAIN[firmness.certainty]
    return (scale.ahead if firmness.orientation == "future" else scale.so)[firmness.certainty]


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
