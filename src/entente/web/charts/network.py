"""States as dots and what they have between them as lines; a dot keeps its place from visit to visit."""

from collections import Counter
from collections.abc import Mapping, Sequence
from math import log1p, pi, sqrt
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from entente.web.charts.labels import HEIGHT, WIDTH, Dot, Label, place_labels
from entente.web.charts.ties import Tie, among, totals

DOTS, LINES = 44, 60
"""Drawn at most: the busiest states, the fullest ties."""
OWN = 2
"""Beside these, the fullest ties of each state, so that none stands alone."""
ROUNDS, FEW_ROUNDS = 220, 60
"""Steps of a whole layout, and of one that only finds room for new states."""
SIDE = WIDTH / HEIGHT
"""Width of the sheet that is laid out on; its height is 1."""
HOSTILE = 0.25
"""How strongly an event of conflict draws two states together, where one of cooperation counts 1."""
SPREAD = 0.55
"""Share of a place that comes from its rank from left to right and top to bottom, so that no corner is crowded."""
MARGIN = 0.06
LARGEST, SMALLEST = 12.0, 3.5
"""Radii in pixels."""

Spot = tuple[float, float]
"""Shares of the width and the height of the sheet."""
Points = NDArray[np.float64]


class Node(NamedTuple):
    """A state as drawn; percent across and down."""

    state: str
    n: int
    x: float
    y: float
    r: float
    label: Label | None
    is_major: bool
    """Named on a narrow page too."""


class Line(NamedTuple):
    """A tie as drawn; percent across and down."""

    tie: Tie
    x1: float
    y1: float
    x2: float
    y2: float
    width: float


class Picture(NamedTuple):
    """The network as drawn."""

    nodes: tuple[Node, ...]
    """The busiest first."""
    lines: tuple[Line, ...]
    """The fullest last, as what is drawn last lies on top."""
    n_states_left_out: int
    n_ties_left_out: int


def settle(found: Sequence[Tie], kept: Mapping[str, Spot]) -> dict[str, Spot]:
    """A place for every state: those that have one keep it, new ones settle among them.

    The same ties and the same kept places give the same answer.
    """
    states = list(totals(found))
    new = [state for state in states if state not in kept]
    if not new:
        return dict(kept)
    free = np.array([state not in kept for state in states])
    at = {state: number for number, state in enumerate(states)}
    pull = np.zeros((len(states), len(states)))
    for tie in found:
        weight = log1p(tie.n_cooperation + HOSTILE * tie.n_conflict)
        pull[at[tie.a], at[tie.b]] = pull[at[tie.b], at[tie.a]] = weight
    points = _start(states, kept, pull)
    points = _relaxed(points, pull, free, ROUNDS if free.all() else FEW_ROUNDS)
    shares = _spread(points) if free.all() else np.clip(points / (SIDE, 1.0), MARGIN / 2, 1 - MARGIN / 2)
    return {**kept, **{state: _spot(shares[at[state]]) for state in new}}


def _spot(point: Points) -> Spot:
    return round(float(point[0]), 4), round(float(point[1]), 4)


def _start(states: Sequence[str], kept: Mapping[str, Spot], pull: Points) -> Points:
    """Kept places; new states on a spiral, the busiest inside, or where all is kept beside their friends."""
    turn = pi * (3 - sqrt(5))
    order = np.arange(len(states))
    reach = 0.48 * np.sqrt((order + 0.5) / len(states))
    points = np.stack([SIDE * (0.5 + reach * np.cos(order * turn)), 0.5 + reach * np.sin(order * turn)], axis=1)
    held = np.array([state in kept for state in states])
    for number in map(int, np.flatnonzero(held)):
        points[number] = kept[states[number]][0] * SIDE, kept[states[number]][1]
    for number in map(int, np.flatnonzero(~held)):
        weights = pull[number] * held
        if weights.sum():
            points[number] = 0.8 * (weights @ points) / weights.sum() + 0.2 * points[number]
    return points


def _relaxed(points: Points, pull: Points, free: NDArray[np.bool_], rounds: int) -> Points:
    """Springs along ties, a push between all, steps that grow smaller (Fruchterman and Reingold, 1991)."""
    rest = sqrt(SIDE / len(points)) * 0.8
    strength = pull / max(pull.max(), 1e-9)
    for number in range(rounds):
        apart = points[:, None, :] - points[None, :, :]
        distance = np.sqrt((apart**2).sum(axis=2)) + 1e-6
        push = (rest**2 / distance**2)[:, :, None] * apart
        draw = (strength * distance / rest)[:, :, None] * apart
        centre = points - (SIDE / 2, 0.5)
        force = push.sum(axis=1) - draw.sum(axis=1) - 0.35 * centre
        size = np.sqrt((force**2).sum(axis=1, keepdims=True)) + 1e-9
        step = 0.12 * (1 - number / rounds) + 0.002
        points = points + free[:, None] * force / size * np.minimum(size, step)
    return points


def _spread(points: Points) -> Points:
    """Shares of the sheet, drawn out towards an even filling."""
    if len(points) == 1:
        return np.array([[0.5, 0.5]])
    low, high = points.min(axis=0), points.max(axis=0)
    even = (points - low) / np.maximum(high - low, 1e-9)
    rank = points.argsort(axis=0, kind="stable").argsort(axis=0, kind="stable") / (len(points) - 1)
    shares: Points = MARGIN + (1 - 2 * MARGIN) * ((1 - SPREAD) * even + SPREAD * rank)
    return shares


def draw_network(found: Sequence[Tie], spots: Mapping[str, Spot], names: Mapping[str, str]) -> Picture:
    """The busiest states at their places with the fullest ties between them."""
    counts = totals(found)
    shown = list(counts)[:DOTS]
    lines = backbone(among(found, shown), LINES)
    return Picture(
        nodes=nodes_at(shown, counts, spots, names),
        lines=tuple(_line(tie, spots, lines[0].n) for tie in reversed(lines)),
        n_states_left_out=len(counts) - len(shown),
        n_ties_left_out=len(found) - len(lines),
    )


def backbone(found: Sequence[Tie], most: int) -> tuple[Tie, ...]:
    """The fullest ties, and of each state its own fullest, in their order."""
    seen: Counter[str] = Counter()
    kept = []
    for at, tie in enumerate(found):
        if at < most or min(seen[tie.a], seen[tie.b]) < OWN:
            kept.append(tie)
            seen.update((tie.a, tie.b))
    return tuple(kept)


def nodes_at(
    shown: Sequence[str], counts: Mapping[str, int], spots: Mapping[str, Spot], names: Mapping[str, str],
    height: float = HEIGHT,
) -> tuple[Node, ...]:  # fmt: skip
    """States as dots with their names beside them where there is room; the busiest comes first."""
    most = max((counts[state] for state in shown), default=1)
    sizes = [max(SMALLEST, LARGEST * sqrt(counts[state] / most)) for state in shown]
    dots = [
        Dot(spots[state][0] * WIDTH, spots[state][1] * height, size, names[state])
        for state, size in zip(shown, sizes, strict=True)
    ]
    labels = place_labels(dots, WIDTH, height)
    return tuple(
        Node(state, counts[state], _percent(spots[state][0]), _percent(spots[state][1]), round(size, 1), label, at < 12)
        for at, (state, size, label) in enumerate(zip(shown, sizes, labels, strict=True))
    )


def _line(tie: Tie, spots: Mapping[str, Spot], most: int) -> Line:
    (x1, y1), (x2, y2) = spots[tie.a], spots[tie.b]
    return Line(tie, _percent(x1), _percent(y1), _percent(x2), _percent(y2), width_of(tie, most))


def width_of(tie: Tie, most: int) -> float:
    """Pixels of a line: a tenfold tie is drawn some three times as wide."""
    return round(0.8 + 4.2 * sqrt(tie.n / most), 1)


def _percent(share: float) -> float:
    return round(100 * share, 2)
