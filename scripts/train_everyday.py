"""Train what tells everyday news from public affairs again: one logistic regression, which ships as `everyday.json`.

    python -m scripts.train_everyday

It reads the invented paragraphs of `corpus/topics` save those that the tests hold back, and the invented sentences of
`corpus/sentences`. The same corpora give the same weights.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from math import sqrt
from pathlib import Path
from typing import NamedTuple

import numpy as np

from entente.clean.lines import Features
from entente.mentions import find_mentions
from entente.mentions.everyday import Signs, signs_by_stretch
from entente.records.text import Sentence
from entente.segment import segment
from scripts.train_lines import fit

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "src/entente/vocab/data/lang/en/everyday.json"
TOPICS, SENTENCES = ROOT / "corpus" / "topics", ROOT / "corpus" / "sentences"
HELD = 5
"""Every so manieth paragraph of a file is held back."""
EVERYDAY = frozenset({"crime", "culture", "disaster", "markets", "people", "science", "sport", "weather"})
"""Subjects of neutral sentences that are everyday news."""
LEAST = 3
"""Texts that a sign must stand in."""
OF_A_SENTENCE = 0.3
"""What a sentence weighs beside a paragraph."""
RIDGE = 0.4


class Example(NamedTuple):
    """A text, whether it tells of public affairs, and what it weighs."""

    text: str
    is_public: bool
    weight: float = 1.0


def paragraphs(path: Path, *, held: bool) -> list[str]:
    """Those of a file that are held back, or the others."""
    rows = [line.partition("\t")[2] for line in path.read_text(encoding="utf-8").splitlines() if "\t" in line]
    return [row for at, row in enumerate(rows) if (at % HELD == 0) == held]


def examples() -> Iterator[Example]:
    """All that it is trained on."""
    for name in ("everyday", "public"):
        for text in paragraphs(TOPICS / f"{name}.txt", held=False):
            yield Example(text, name == "public")
    for path in sorted(SENTENCES.glob("[0-9]*.txt")):
        yield from _sentences(path)


def _sentences(path: Path) -> Iterator[Example]:
    text = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith((" ", "#")):
            text = line.partition(" | ")[2]
        elif text and line.startswith("  NONE"):
            if line.split()[1] in EVERYDAY:
                yield Example(text, is_public=False, weight=OF_A_SENTENCE)
            text = ""
        elif text and line.startswith("  "):
            yield Example(text, is_public=True, weight=OF_A_SENTENCE)
            text = ""


def signs_of(text: str) -> Signs:
    """Those of a whole text."""
    sentences = segment(text)[0]
    words = tuple(word for sentence in sentences for word in sentence.words)
    whole = Sentence(start=0, end=len(text), words=words)
    return next(signs_by_stretch(text, [whole], find_mentions(text), least=0))


def features_of(signs: Signs, known: frozenset[str]) -> Features:
    """As `weigh` sums them."""
    return {"": 1.0} | dict.fromkeys(sorted(signs & known), 1 / sqrt(len(signs)))


def main() -> int:
    """Writes the weights."""
    given = list(examples())
    signs = [signs_of(one.text) for one in given]
    counts = Counter(sign for some in signs for sign in some)
    known = frozenset(sign for sign, count in counts.items() if count >= LEAST)
    labels = np.array([float(one.is_public) for one in given])
    weights = np.array([one.weight for one in given])
    weights[labels == 0] *= weights[labels == 1].sum() / weights[labels == 0].sum()
    model = {
        "trained_on": "corpus/topics and corpus/sentences of this project",
        "licence": "CC BY 4.0",
        "weights": fit([features_of(some, known) for some in signs], labels, weights, RIDGE),
    }
    TARGET.write_text(json.dumps(model, indent=0, sort_keys=True, ensure_ascii=False) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
