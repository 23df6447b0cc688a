"""Measures of a clustering against gold clusters: MUC, B cubed, CEAF by entity, and their mean, the CoNLL F1."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations

import numpy as np

Clusters = Mapping[str, str]
"""From a member to its cluster; every member of the gold has one."""


def conll(gold: Clusters, predicted: Clusters) -> float:
    """The mean of the three F1, from 0 to 1; singletons count."""
    return (muc(gold, predicted) + b_cubed(gold, predicted) + ceaf_e(gold, predicted)) / 3


def muc(gold: Clusters, predicted: Clusters) -> float:
    """Links found and links needed (Vilain et al. 1995)."""
    return _f1(_links(predicted, gold), _links(gold, predicted))


def b_cubed(gold: Clusters, predicted: Clusters) -> float:
    """Mean share of a member's cluster that belongs with it (Bagga and Baldwin 1998)."""
    return _f1(_purity(predicted, gold), _purity(gold, predicted))


def ceaf_e(gold: Clusters, predicted: Clusters) -> float:
    """The best one-to-one match of clusters by their overlap (Luo 2005)."""
    ours, theirs = _members(gold), _members(predicted)
    overlap = _overlaps(gold, predicted)
    total = sum(_best_match(part, ours, theirs) for part in _components(overlap))
    return _f1(total / len(theirs), total / len(ours))


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _members(clusters: Clusters) -> dict[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for member, cluster in clusters.items():
        found[cluster].add(member)
    return found


def _links(one: Clusters, other: Clusters) -> float:
    groups = _members(one).values()
    kept = sum(len(group) - len({other[member] for member in group}) for group in groups)
    needed = sum(len(group) - 1 for group in groups)
    return kept / needed if needed else 0.0


def _purity(one: Clusters, other: Clusters) -> float:
    ours, theirs = _members(one), _members(other)
    return sum(len(ours[one[m]] & theirs[other[m]]) / len(ours[one[m]]) for m in one) / len(one)


def _overlaps(one: Clusters, other: Clusters) -> dict[tuple[str, str], int]:
    counts: defaultdict[tuple[str, str], int] = defaultdict(int)
    for member, cluster in one.items():
        counts[cluster, other[member]] += 1
    return counts


def _components(overlap: Mapping[tuple[str, str], int]) -> Iterable[dict[tuple[str, str], int]]:
    """Overlaps that have a cluster in common, so that each assignment stays small."""
    root: dict[tuple[int, str], tuple[int, str]] = {}

    def find(node: tuple[int, str]) -> tuple[int, str]:
        while root.setdefault(node, node) != node:
            node = root[node]
        return node

    for ours, theirs in overlap:
        root[find((0, ours))] = find((1, theirs))
    parts: defaultdict[tuple[int, str], dict[tuple[str, str], int]] = defaultdict(dict)
    for pair, count in overlap.items():
        parts[find((0, pair[0]))][pair] = count
    return parts.values()


def _best_match(
    part: Mapping[tuple[str, str], int], ours: Mapping[str, set[str]], theirs: Mapping[str, set[str]]
) -> float:
    rows, columns = sorted({a for a, _ in part}), sorted({b for _, b in part})
    score = np.zeros((len(rows), len(columns)))
    for (a, b), count in part.items():
        score[rows.index(a), columns.index(b)] = 2 * count / (len(ours[a]) + len(theirs[b]))
    return _assign(score if len(rows) <= len(columns) else score.T)


def _assign(score: np.ndarray[tuple[int, int], np.dtype[np.float64]]) -> float:
    """The largest sum with one entry a row and no column twice, by shortest augmenting paths (Kuhn, Munkres)."""
    rows, columns = score.shape
    row_price, column_price = np.zeros(rows + 1), np.zeros(columns + 1)
    taken_by = np.zeros(columns + 1, dtype=int)
    for row in range(1, rows + 1):
        taken_by[0] = row
        at, least = 0, np.full(columns + 1, np.inf)
        way, used = np.zeros(columns + 1, dtype=int), np.zeros(columns + 1, dtype=bool)
        while taken_by[at]:
            used[at] = True
            owner = taken_by[at]
            reduced = -score[owner - 1] - row_price[owner] - column_price[1:]
            better = ~used[1:] & (reduced < least[1:])
            least[1:][better], way[1:][better] = reduced[better], at
            open_columns = np.where(used, np.inf, least)
            open_columns[0] = np.inf
            nearest = int(np.argmin(open_columns))
            step = least[nearest]
            row_price[taken_by[used]] += step
            column_price[used] -= step
            least[~used] -= step
            at = nearest
        while at:
            taken_by[at] = taken_by[way[at]]
            at = int(way[at])
    return float(sum(score[taken_by[column] - 1, column - 1] for column in range(1, columns + 1) if taken_by[column]))


def pair_f1(gold: Clusters, predicted: Clusters) -> float:
    """F1 of the pairs put together."""
    ours, theirs = _pairs(gold), _pairs(predicted)
    both = len(ours & theirs)
    return _f1(both / len(theirs) if theirs else 0.0, both / len(ours) if ours else 0.0)


def _pairs(clusters: Clusters) -> set[tuple[str, str]]:
    return {pair for group in _members(clusters).values() for pair in combinations(sorted(group), 2)}
