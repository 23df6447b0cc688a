"""Arc scores to the best tree with exactly one root."""

import numpy as np
import numpy.typing as npt

Scores = npt.NDArray[np.float32]


def best_tree(scores: Scores) -> tuple[int, ...]:
    """Heads of the maximum spanning tree: `scores[i, 1 + j]` is for word j as head of word i, column 0 for the root.

    Returns 0-based heads, -1 for the one root. Greedy choice where it is a tree already (nineteen sentences in twenty),
    else Chu-Liu/Edmonds.
    """
    greedy = scores[:, 1:].argmax(1) + 1
    best = scores[np.arange(len(scores)), greedy]
    gains = scores[:, 0] - best  # of being the root
    root = int(gains.argmax())
    greedy[root] = 0
    heads = greedy.tolist()
    if not _cycle([-1, *heads]):
        return tuple(head - 1 for head in heads)
    return _best_rooted(scores, gains, float(best.sum(dtype=np.float64)))


def _best_rooted(scores: Scores, gains: npt.NDArray[np.float32], most: float) -> tuple[int, ...]:
    """The best of the trees under each word as root, likeliest first, until no other word can bear a better one."""
    n = len(scores)
    found: tuple[int, ...] = ()
    reached = -np.inf
    for root in np.argsort(-gains, kind="stable").tolist():
        if found and most + float(gains[root]) <= reached:
            break
        square = np.full((n + 1, n + 1), -np.inf)
        square[1:, 1:] = scores[:, 1:]
        np.fill_diagonal(square, -np.inf)
        square[root + 1] = -np.inf
        square[root + 1, 0] = scores[root, 0]
        heads = _edmonds(square)[1:]
        total = float(scores[np.arange(n), heads].sum(dtype=np.float64))
        if total > reached:
            found, reached = tuple(head - 1 for head in heads), total
    return found


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
