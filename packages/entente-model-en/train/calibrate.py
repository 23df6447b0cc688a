"""Fits the confidence of claims on the labelled sentences that nothing was trained on, and prints its reliability.

`python -m train.calibrate corpus/sentences src/entente/vocab/data/lang/en/confidence.toml`
"""

import argparse
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from entente.api import extract, load_tools
from entente.extract.confidence import features, signals
from entente.pipeline import Tools
from entente.records import ActorMention, Claim
from train.sentences import LabelledEvent, LabelledParty, LabelledSentence, read_sentences

Array = npt.NDArray[np.float64]
HEAD = """# Weights of a logistic regression: one, log odds of the reader's share, an entry of the lexicon fired, one
# side known, both sides known. Written by `python -m train.calibrate`, from sentences that no model was trained on.
"""


class Case(NamedTuple):
    """A claim's columns, and whether its type and parties are those of a labelled event."""

    columns: tuple[float, ...]
    right: bool


def cases(folder: Path, tools: Tools) -> Iterator[Case]:
    """Every claim that the reader had a say in."""
    for sentence in read_sentences(folder):
        if sentence.held_out:
            for claim in extract(sentence.text, published=f"{sentence.year}-06-30", tools=tools).claims:
                found = signals(claim.rules, claim.actors, claim.recipients)
                if found and claim.type:
                    yield Case(features(found), is_right(claim, sentence))


def is_right(claim: Claim, sentence: LabelledSentence) -> bool:
    """Whether some labelled event has its type, and its parties' words on the same sides."""
    return any(claim.type == event.type and _same_sides(claim, event, sentence.text) for event in sentence.events)


def _same_sides(claim: Claim, event: LabelledEvent, text: str) -> bool:
    if event.reciprocal:
        return _same((*claim.actors, *claim.recipients), (*event.actors, *event.recipients), text)
    return _same(claim.actors, event.actors, text) and _same(claim.recipients, event.recipients, text)


def _same(mentions: Sequence[ActorMention], parties: Sequence[LabelledParty], text: str) -> bool:
    """Whether each mention shares a word with a party, and each party with a mention."""
    words = [set(mention.surface.split()) for mention in mentions]
    wanted = [set(text[slice(*party.span)].split()) for party in parties]
    return all(any(a & b for b in wanted) for a in words) and all(any(a & b for a in words) for b in wanted)


def fitted(found: Sequence[Case], rounds: int = 200, ridge: float = 1.0) -> Array:
    """Weights by Newton's method with a small ridge."""
    x = np.array([case.columns for case in found])
    y = np.array([case.right for case in found], float)
    weights = np.zeros(x.shape[1])
    for _ in range(rounds):
        share = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (share - y) + ridge * weights
        curve = (x * (share * (1 - share))[:, None]).T @ x + ridge * np.eye(x.shape[1])
        weights -= np.linalg.solve(curve, slope)
    return weights


def reliability(found: Sequence[Case]) -> list[tuple[str, int, float, float]]:
    """Bins of confidence with number, mean prediction and share right; each half is predicted by the other."""
    halves = found[::2], found[1::2]
    told = [
        (float(1 / (1 + np.exp(-np.dot(case.columns, weights)))), case.right)
        for mine, other in (halves, halves[::-1])
        for weights in (fitted(other),)
        for case in mine
    ]
    edges = (0.0, 0.2, 0.4, 0.6, 0.8, 1.01)
    rows = []
    for low, high in pairwise(edges):
        inside = [(share, right) for share, right in told if low <= share < high]
        if inside:
            means = np.mean(np.array(inside, float), 0)
            rows.append((f"{low:.1f}-{min(high, 1):.1f}", len(inside), float(means[0]), float(means[1])))
    return rows


def main() -> None:
    """Fits, writes and prints."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", type=Path)
    options.add_argument("to", type=Path)
    given = options.parse_args()
    found = list(cases(given.folder, load_tools()))
    weights = ", ".join(f"{weight:.3f}" for weight in fitted(found))
    given.to.write_text(f"{HEAD}weights = [{weights}]\n", encoding="utf-8")
    print(f"{len(found)} claims, {sum(case.right for case in found)} right")
    for name, count, told, right in reliability(found):
        print(f"| {name} | {count} | {told:.2f} | {right:.2f} |")


if __name__ == "__main__":
    main()
