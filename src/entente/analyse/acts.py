"""Scores of the act heads to signs: words that may report an act, with its kind and its parties."""

import math
from collections.abc import Iterator

import msgspec
import numpy as np
import numpy.typing as npt

from entente.records.text import Sign

Scores = npt.NDArray[np.float32]

LEAST = 0.1
"""Share of any act from which a word is a sign."""
LEAST_TYPE, LEAST_PARTY = 0.05, 0.2
"""Shares from which a type, and a word in a role, are worth telling."""


class ActLabels(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What the columns of the act heads stand for, in their order; a model without `types` reads no acts."""

    types: tuple[str, ...] = ()
    modes: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    mutual: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()


class ActDecoder:
    """Reads the two arrays of scores of one sentence; the first type and the first role are "none"."""

    def __init__(self, labels: ActLabels) -> None:
        self._labels = labels
        columns = (labels.types, labels.modes, labels.kinds, labels.statuses, labels.stages, labels.fields)
        ends = np.cumsum([len(column) for column in columns]).tolist()
        self._columns = [slice(start, end) for start, end in zip([0, *ends], ends, strict=False)]
        self._mutual = ends[-1]
        self._modes_of = {
            name: [i for i, mode in enumerate(labels.modes) if not mode or mode.startswith(f"{name}/")]
            for name in labels.types
        }

    def signs(self, words: Scores, parts: Scores) -> tuple[Sign, ...]:
        """Signs in order; `words` is (words, columns), `parts` (words, roles, words)."""
        types = _shares(words[:, self._columns[0]])
        return tuple(
            self._sign(int(at), types[at], words[at], parts[at]) for at in np.flatnonzero(types[:, 0] < 1 - LEAST)
        )

    def _sign(self, at: int, types: Scores, scores: Scores, parts: Scores) -> Sign:
        labels, (_, modes, kinds, statuses, stages, fields) = self._labels, self._columns
        order = [i for i in np.argsort(-types).tolist() if i and types[i] >= LEAST_TYPE]
        told = tuple((labels.types[i], round(float(types[i]), 3)) for i in order)
        best = told[0][0] if told else ""
        allowed = self._modes_of.get(best, [0])
        mode = labels.modes[allowed[int(scores[modes][allowed].argmax())]]
        status = _shares(scores[statuses])
        return Sign(
            word=at,
            types=told,
            mode=mode.partition("/")[2],
            kind=labels.kinds[int(scores[kinds].argmax())],
            status=tuple((labels.statuses[i], round(float(status[i]), 3)) for i in np.argsort(-status).tolist()[:3]),
            stage=labels.stages[int(scores[stages].argmax())],
            domains=tuple(labels.fields[i] for i in np.flatnonzero(scores[fields] > 0).tolist()),
            mutual=round(share_of(float(scores[self._mutual])), 3),
            parties=tuple(self._parties(parts)),
        )

    def _parties(self, parts: Scores) -> Iterator[tuple[int, str, float]]:
        shares = _shares(parts.T)
        for word in np.flatnonzero(shares[:, 0] < 1 - LEAST_PARTY).tolist():
            for role in np.flatnonzero(shares[word, 1:] >= LEAST_PARTY).tolist():
                yield word, self._labels.roles[role + 1], round(float(shares[word, role + 1]), 3)


def share_of(score: float) -> float:
    """A score of yes against no as a probability."""
    return 1 / (1 + math.exp(-score)) if score > -60 else 0.0


def _shares(scores: Scores) -> Scores:
    """Scores of the last axis as probabilities."""
    raised = np.exp(scores - scores.max(-1, keepdims=True))
    shares: Scores = raised / raised.sum(-1, keepdims=True)
    return shares
