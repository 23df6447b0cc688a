"""Scores in points from 0 to 100: F1 over spans as in the CoNLL 2018 shared task, names, and nearest neighbours."""

from collections.abc import Hashable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tests.gate.conllu import DEPREL, FORM, HEAD, LEMMA, UPOS, XPOS, Block, Row

Place = tuple[int, int]
"""Start and end in the text without white space, so that spacing never shifts a word."""
ROOT: Place = (-1, -1)
NOWHERE: Place = (-2, -2)


class Placed(NamedTuple):
    """A word of a tree, told by its place instead of its number."""

    upos: str
    xpos: str
    lemma: str
    head: Place
    deprel: str


class Reading(NamedTuple):
    """A whole file: its characters without white space, its sentences and its words by place."""

    characters: str
    sentences: frozenset[Place]
    words: dict[Place, Placed]


def read_trees(blocks: Iterable[Block]) -> Reading:
    """Places of all sentences and words of a file."""
    characters: list[str] = []
    sentences: set[Place] = set()
    words: dict[Place, Placed] = {}
    at = 0
    for block in blocks:
        places, forms = _places(block.words, at)
        characters.extend(forms)
        sentences.add((at, places[-1][1]))
        words |= {place: _placed(row, places) for place, row in zip(places, block.words, strict=True)}
        at = places[-1][1]
    return Reading("".join(characters), frozenset(sentences), words)


def _places(rows: Sequence[Row], at: int) -> tuple[list[Place], list[str]]:
    forms = ["".join(row[FORM].split()) for row in rows]
    places = []
    for form in forms:
        places.append((at, at + len(form)))
        at += len(form)
    return places, forms


def _placed(row: Row, places: Sequence[Place]) -> Placed:
    return Placed(row[UPOS], row[XPOS], row[LEMMA], _head(row[HEAD], places), row[DEPREL])


def _head(number: str, places: Sequence[Place]) -> Place:
    if number == "0":
        return ROOT
    return places[int(number) - 1] if number.isdecimal() and int(number) <= len(places) else NOWHERE


def f1(right: int, predicted: int, gold: int) -> float:
    """Harmonic mean of precision and recall in points; 0 where nothing is there to be right about."""
    return 200 * right / (predicted + gold) if predicted + gold else 0.0


def score_spans(gold: Reading, predicted: Reading) -> dict[str, float]:
    """F1 of words and of sentences, each by its exact place."""
    _require_same_text(gold, predicted)
    return {
        "words F1": f1(len(gold.words.keys() & predicted.words.keys()), len(predicted.words), len(gold.words)),
        "sentences F1": f1(len(gold.sentences & predicted.sentences), len(predicted.sentences), len(gold.sentences)),
    }


def score_trees(gold: Reading, predicted: Reading) -> dict[str, float]:
    """F1 over aligned words, which is accuracy where the words are given; labels with subtypes, punctuation counted."""
    _require_same_text(gold, predicted)
    pairs = [(word, predicted.words[place]) for place, word in gold.words.items() if place in predicted.words]
    right = {
        "UPOS": sum(a.upos == b.upos for a, b in pairs),
        "XPOS": sum(a.xpos == b.xpos for a, b in pairs),
        "lemma": sum(a.lemma in ("_", b.lemma) for a, b in pairs),
        "UAS": sum(a.head == b.head for a, b in pairs),
        "LAS": sum(a.head == b.head and a.deprel == b.deprel for a, b in pairs),
    }
    return {measure: f1(count, len(predicted.words), len(gold.words)) for measure, count in right.items()}


def _require_same_text(gold: Reading, predicted: Reading) -> None:
    if gold.characters != predicted.characters:
        same = zip(gold.characters, predicted.characters, strict=False)
        at = next((i for i, (a, b) in enumerate(same) if a != b), min(len(gold.characters), len(predicted.characters)))
        here = slice(max(0, at - 20), at + 20)
        raise ValueError(
            f"the texts part at character {at}: {gold.characters[here]!r} in gold, {predicted.characters[here]!r} in "
            "the prediction; every character that is not white space must belong to a word"
        )


def score_names(gold: Sequence[AbstractSet[Hashable]], predicted: Sequence[AbstractSet[Hashable]]) -> float:
    """F1 of names with exact first and last word and label, over all sentences."""
    right = sum(len(a & b) for a, b in zip(gold, predicted, strict=True))
    return f1(right, sum(map(len, predicted)), sum(map(len, gold)))


def share_of_same_neighbours(vectors: NDArray[np.float32], labels: Sequence[str]) -> float:
    """How many of 100 rows have a row of their own label nearest to them by cosine."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    unit = vectors / np.where(lengths > 0, lengths, 1)
    near = unit @ unit.T
    np.fill_diagonal(near, -2)
    same = [labels[i] == labels[int(j)] for i, j in enumerate(near.argmax(axis=1))]
    return 100 * same.count(True) / len(same)
