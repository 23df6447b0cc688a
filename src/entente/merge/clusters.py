"""Things joined two by two into groups, under vetoes, the same whatever the order of the pairs."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from heapq import heapify, heappop, heappush

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.int32]
Pair = tuple[str, str]
Veto = Callable[[Sequence[str], Sequence[str]], bool]
"""Whether two groups may not become one."""


class Groups:
    """A partition that only grows coarser; each group is known by its least member."""

    def __init__(self, members: Iterable[str]) -> None:
        self._root = {member: member for member in members}

    def root(self, member: str) -> str:
        """The least member of its group."""
        path = []
        while self._root[member] != member:
            path.append(member)
            member = self._root[member]
        for passed in path:
            self._root[passed] = member
        return member

    def join(self, one: str, other: str) -> None:
        """Make one group of two."""
        low, high = sorted((self.root(one), self.root(other)))
        self._root[high] = low

    def groups(self) -> tuple[tuple[str, ...], ...]:
        """Every group with its members in order, groups in order of their least."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for member in sorted(self._root):
            found[self.root(member)].append(member)
        return tuple(tuple(found[root]) for root in sorted(found))


class Roots:
    """Numbers that hang together, each known by the least of its part."""

    def __init__(self) -> None:
        self._above: dict[int, int] = {}

    def of(self, at: int) -> int:
        """The least of its part."""
        while (above := self._above.get(at, at)) != at:
            self._above[at] = self._above.get(above, above)
            at = above
        return at

    def join(self, one: int, other: int) -> None:
        """Make one part of two."""
        low, high = sorted((self.of(one), self.of(other)))
        self._above[high] = low


def parts(roots: Roots, ones: Numbers, others: Numbers) -> Iterator[npt.NDArray[np.intp]]:
    """Where pairs stand that lie inside one part, part by part; those across parts are left out."""
    count = max(ones.max(initial=-1), others.max(initial=-1)) + 1
    root = np.fromiter((roots.of(at) for at in range(count)), dtype=np.int32, count=count)
    inside = np.flatnonzero(root[ones] == root[others])
    own = root[ones[inside]]
    order = np.argsort(own, kind="stable")
    for part in np.split(inside[order], np.flatnonzero(np.diff(own[order])) + 1):
        if len(part):
            yield part


class _Ties:
    """Sum and number of the scores between groups, and the groups that must stay apart."""

    def __init__(self) -> None:
        self.scores: defaultdict[str, dict[str, tuple[float, int]]] = defaultdict(dict)
        self.enemies: defaultdict[str, set[str]] = defaultdict(set)

    def add(self, one: str, other: str, score: float) -> None:
        total, count = self.scores[one].get(other, (0.0, 0))
        self.scores[one][other] = self.scores[other][one] = (total + score, count + 1)

    def mean(self, one: str, other: str) -> float:
        total, count = self.scores[one][other]
        return total / count

    def forbid(self, one: str, other: str) -> None:
        self.enemies[one].add(other)
        self.enemies[other].add(one)

    def join(self, low: str, high: str) -> Iterator[str]:
        """Everything between `high` and others now lies between `low` and them; yields those that have scores."""
        for other, (total, count) in sorted(self.scores.pop(high, {}).items()):
            del self.scores[other][high]
            if other != low:
                before, number = self.scores[low].get(other, (0.0, 0))
                self.scores[low][other] = self.scores[other][low] = (before + total, number + count)
        for enemy in self.enemies.pop(high, set()):
            self.enemies[enemy].discard(high)
            self.forbid(low, enemy)
        yield from sorted(self.scores[low])


def cluster(
    members: Iterable[str],
    scores: Mapping[Pair, float],
    least: float,
    *,
    together: Collection[Pair] = (),
    apart: Collection[Pair] = (),
    veto: Veto = lambda one, other: False,
) -> tuple[tuple[str, ...], ...]:
    """Groups of members: a person's pairs first, then again and again the two groups whose mean score is highest.

    Two groups stay apart below `least`, where a person said so, or where the veto says so.
    """
    groups = Groups(members)
    for one, other in sorted(together):
        groups.join(one, other)
    inside = {group[0]: group for group in groups.groups()}
    ties = _ties(groups, scores, apart)
    heap = [(-ties.mean(a, b), a, b) for a in ties.scores for b in ties.scores[a] if a < b]
    heapify(heap)
    while heap:
        score, low, high = heappop(heap)
        if -score < least:
            break
        if low not in inside or high not in inside or -score != ties.mean(low, high):
            continue  # one of them has grown since
        if high in ties.enemies[low] or veto(inside[low], inside[high]):
            continue
        groups.join(low, high)
        inside[low] += inside.pop(high)
        for other in ties.join(low, high):
            first, second = sorted((low, other))
            heappush(heap, (-ties.mean(first, second), first, second))
    return groups.groups()


def _ties(groups: Groups, scores: Mapping[Pair, float], apart: Iterable[Pair]) -> _Ties:
    """Pairs by hand are settled already, so a ruling `apart` inside one group has come too late."""
    ties = _Ties()
    for (one, other), score in sorted(scores.items()):
        a, b = groups.root(one), groups.root(other)
        if a != b:
            ties.add(a, b, score)
    for one, other in sorted(apart):
        a, b = groups.root(one), groups.root(other)
        if a != b:
            ties.forbid(a, b)
    return ties
