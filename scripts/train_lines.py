"""Train the classifier of lines again: two logistic regressions whose weights ship as `lines.json`.

    F=../shared/eval/extraction/lines
    python scripts/train_lines.py $F-residue.dev.jsonl $F-page.dev.jsonl

Each input line is {lines: [...], labels: [1 or 0, ...]}: whether a line belongs to the article. Lists, which the
classifier does not ask the model about, are left out. The same input gives the same weights.
"""

import json
import sys
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from entente.clean.kinds import is_list
from entente.clean.lines import Features, Line, around_features, chance, own_features, read_lines
from entente.vocab.cleaning import load_cues

TARGET = Path(__file__).resolve().parent.parent / "src/entente/vocab/data/lang/en/clean/lines.json"
RIDGE = 2.0
ROUNDS = 50
SETTLED = 1e-6
DIGITS = 4
LEAST_WEIGHT, FULL_LENGTH = 0.3, 400
"""A line weighs as much as it has characters, up to a length, and a little more."""

Vector = NDArray[np.float64]


class Page(NamedTuple):
    """One page's lines with the truth about each."""

    lines: tuple[Line, ...]
    labels: tuple[int, ...]


def read_pages(path: Path) -> list[Page]:
    """The pages of a file that are not lists."""
    rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    cues = load_cues()
    pages = [Page(read_lines([text.strip() for text in row["lines"]], cues), tuple(row["labels"])) for row in rows]
    return [page for page in pages if not is_list(page.lines)]


def fit(rows: list[Features], labels: Vector, weights: Vector, ridge: float = RIDGE) -> dict[str, float]:
    """Weights of a logistic regression with a ridge, by Newton's method."""
    names = sorted({name for row in rows for name in row})
    table = np.array([[row.get(name, 0.0) for name in names] for row in rows])
    ridges = ridge * np.eye(len(names))
    found: Vector = np.zeros(len(names))
    for _ in range(ROUNDS):
        chances = 1 / (1 + np.exp(-np.clip(table @ found, -30, 30)))
        slope = table.T @ (weights * (chances - labels)) + ridge * found
        bend = (table.T * (weights * chances * (1 - chances) + 1e-9)) @ table + ridges
        step = np.linalg.solve(bend, slope)
        found = found - step
        if np.abs(step).max() < SETTLED:
            break
    return {name: round(float(value), DIGITS) for name, value in zip(names, found, strict=True)}


def train(pages: list[Page]) -> tuple[dict[str, float], dict[str, float]]:
    """Weights that judge a line alone, and weights that judge it in its neighbourhood."""
    cues = load_cues()
    lines = [line for page in pages for line in page.lines]
    labels = np.array([label for page in pages for label in page.labels], dtype=np.float64)
    weights = np.array([LEAST_WEIGHT + min(len(line.text), FULL_LENGTH) / 100 for line in lines])
    own = [own_features(page.lines, cues) for page in pages]
    alone = fit([features for rows in own for features in rows], labels, weights)
    around = [around_features(rows, [chance(features, alone) for features in rows]) for rows in own]
    return alone, fit([features for rows in around for features in rows], labels, weights)


def main(paths: list[str]) -> int:
    """Reads the files named and writes the weights."""
    if not paths:
        print(__doc__, file=sys.stderr)
        return 2
    own, around = train([page for path in paths for page in read_pages(Path(path))])
    model = {
        "trained_on": "article-extraction-benchmark, lines of its development half",
        "licence": "MIT",
        "own": own,
        "around": around,
    }
    TARGET.write_text(json.dumps(model, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
