"""Arc scores to the best tree with exactly one root."""

import numpy as np
import numpy.typing as npt

Scores = npt.NDArray[np.float32]

_ROOT_COST = 1e6  # above any sum of scores: two roots are never better than one


def best_tree(scores: Scores) -> tuple[int, ...]:
    """Heads of the maximum spanning tree: `scores[i, 1 + j]` is for word j as head of word i, column 0 for the root.

    Returns 0-based heads, -1 for the one root. Greedy choice where it is a tree already (nine sentences in ten),
    else Chu-Liu/Edmonds.
    """
    greedy = scores.argmax(1).tolist()
    if greedy.count(0) == 1 and not _cycle([-1, *greedy]):
        return tuple(head - 1 for head in greedy)
    n = len(scores)
    square = np.full((n + 1, n + 1), -np.inf)
    square[1:] = scores
    square[1:, 0] -= _ROOT_COST
    np.fill_diagonal(square, -np.inf)
    return tuple(head - 1 for head in _edmonds(square)[1:])


def _cycle(heads: list[int]) -> list[int]:
    """The nodes of some cycle; empty when every node reaches node 0, whose head is -1."""
    state = [0] * len(heads)  # 0 new, 1 on the present path, 2 known to reach the root
    state[0] = 2
    for start in range(1, len(heads)):
        path, node = [], start
        while state[node] == 0:
            state[node] = 1
            path.append(node)
            node = heads[node]
        if state[node] == 1:
            return path[path.index(node) :]
        for passed in path:
            state[passed] = 2
    return []


def _edmonds(scores: npt.NDArray[np.float64]) -> list[int]:
    """Heads of the best arborescence out of node 0; `scores[i, j]` is for j as head of i."""
    heads = [-1, *scores[1:].argmax(1).tolist()]
    cycle = _cycle(heads)
    if not cycle:
        return heads
    rest = [i for i in range(len(heads)) if i not in set(cycle)]
    kept = scores[cycle, [heads[i] for i in cycle]]
    # The cycle becomes one node, last: entering it costs the arc that the entry replaces.
    entering = scores[np.ix_(cycle, rest)] - kept[:, None]
    leaving = scores[np.ix_(rest, cycle)]
    small = np.full((len(rest) + 1, len(rest) + 1), -np.inf)
    small[:-1, :-1] = scores[np.ix_(rest, rest)]
    small[-1, :-1] = entering.max(0)
    small[:-1, -1] = leaving.max(1)
    inner = _edmonds(small)
    for at, node in enumerate(rest[1:], 1):
        head = inner[at]
        heads[node] = cycle[int(leaving[at].argmax())] if head == len(rest) else rest[head]
    heads[cycle[int(entering[:, inner[-1]].argmax())]] = rest[inner[-1]]
    return heads
