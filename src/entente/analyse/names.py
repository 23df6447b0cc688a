"""Scores of BIO tags to proper names."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from entente.records.text import Name, Span

Scores = npt.NDArray[np.float32]


class NameDecoder:
    """Best BIO sequence that never goes on with a name it did not begin."""

    def __init__(self, tags: Sequence[str]) -> None:
        self._tags = tuple(tags)
        allowed = [[self._follows(before, tag) for tag in tags] for before in tags]
        self._allowed = np.array(allowed)
        self._cost = np.where(self._allowed, 0.0, -1e9).astype(np.float32)
        self._start = np.array([tag[0] != "I" for tag in tags])

    @staticmethod
    def _follows(before: str, tag: str) -> bool:
        return tag[0] != "I" or before[2:] == tag[2:]

    def names(self, scores: Scores, words: Sequence[Span]) -> tuple[Name, ...]:
        """Names over the words; `scores` is (words, tags)."""
        best = scores.argmax(1)
        if not best.any():
            return ()
        if not (self._start[best[0]] and self._allowed[best[:-1], best[1:]].all()):
            best = self._viterbi(scores)
        return tuple(self._spans([self._tags[i] for i in best], words))

    def _viterbi(self, scores: Scores) -> npt.NDArray[np.intp]:
        total = np.where(self._start, scores[0], -1e9)
        back = np.zeros(scores.shape, np.intp)
        for i in range(1, len(scores)):
            step = total[:, None] + self._cost
            back[i] = step.argmax(0)
            total = step.max(0) + scores[i]
        path = np.zeros(len(scores), np.intp)
        path[-1] = total.argmax()
        for i in range(len(scores) - 1, 0, -1):
            path[i - 1] = back[i, path[i]]
        return path

    @staticmethod
    def _spans(tags: Sequence[str], words: Sequence[Span]) -> list[Name]:
        result, begun = [], -1
        for i, tag in enumerate((*tags, "O")):
            if begun >= 0 and tag[0] != "I":
                result.append(Name(start=words[begun][0], end=words[i - 1][1], label=tags[begun][2:]))
                begun = -1
            if tag[0] == "B":
                begun = i
        return result
