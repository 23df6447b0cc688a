"""Scores of the act heads to signs: words that may report an act, with its kind and its parties."""

import math
from collections.abc import Sequence

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
        found = np.flatnonzero(types[:, 0] < 1 - LEAST)
        if not len(found):
            return ()
        scores = words[found]
        _, modes, kinds, statuses, stages, fields = (scores[:, column] for column in self._columns)
        rows = zip(
            found.tolist(),
            types[found].tolist(),
            modes.tolist(),
            kinds.argmax(1).tolist(),
            _shares(statuses).tolist(),
            stages.argmax(1).tolist(),
            (fields > 0).tolist(),
            scores[:, self._mutual].tolist(),
            self._parties(parts[found]),
            strict=True,
        )
        return tuple(self._sign(*row) for row in rows)

    def _sign(
        self,
        at: int,
        types: list[float],
        modes: list[float],
        kind: int,
        statuses: list[float],
        stage: int,
        fields: list[bool],
        mutual: float,
        parties: list[tuple[int, str, float]],
    ) -> Sign:
        labels = self._labels
        told = tuple((labels.types[i], round(types[i], 3)) for i in _falling(types) if i and types[i] >= LEAST_TYPE)
        allowed = self._modes_of.get(told[0][0] if told else "", [0])
        return Sign(
            word=at,
            types=told,
            mode=labels.modes[max(allowed, key=modes.__getitem__)].partition("/")[2],
            kind=labels.kinds[kind],
            status=tuple((labels.statuses[i], round(statuses[i], 3)) for i in _falling(statuses)[:3]),
            stage=labels.stages[stage],
            domains=tuple(label for label, told in zip(labels.fields, fields, strict=True) if told),
            mutual=round(share_of(mutual), 3),
            parties=tuple(parties),
        )

    def _parties(self, parts: Scores) -> list[list[tuple[int, str, float]]]:
        """For each sign the words in a role, with its share; `parts` is (signs, roles, words)."""
        shares = _shares(parts.transpose(0, 2, 1))
        told = shares[:, :, 1:] >= LEAST_PARTY
        told &= shares[:, :, :1] < 1 - LEAST_PARTY
        found: list[list[tuple[int, str, float]]] = [[] for _ in parts]
        for sign, word, role in zip(*(at.tolist() for at in np.nonzero(told)), strict=True):
            found[sign].append((word, self._labels.roles[role + 1], round(float(shares[sign, word, role + 1]), 3)))
        return found


def _falling(shares: Sequence[float]) -> list[int]:
    """Numbers of the columns, highest share first."""
    return sorted(range(len(shares)), key=shares.__getitem__, reverse=True)


def share_of(score: float) -> float:
    """A score of yes against no as a probability."""
    return 1 / (1 + math.exp(-score)) if score > -60 else 0.0


def _shares(scores: Scores) -> Scores:
    """Scores of the last axis as probabilities."""
    raised = np.exp(scores - scores.max(-1, keepdims=True))
    shares: Scores = raised / raised.sum(-1, keepdims=True)
    return shares
