"""Names beside dots: each where there is room, the most important first, and none over another."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

WIDTH, HEIGHT = 980, 600
"""Pixels that labels are placed for; on a narrow page the style sheet shows codes instead."""
LETTER, LINE = 6.6, 13
"""Pixels of a letter's width and a line's height."""
GAP = 3


class Dot(NamedTuple):
    """A mark to be named; pixels."""

    x: float
    y: float
    r: float
    text: str


class Label(NamedTuple):
    """Where a name stands, from the middle of its dot; pixels."""

    dx: float
    dy: float
    anchor: str
    """`start`, `middle` or `end`."""


class _Box(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "_Box") -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )  # fmt: skip


def place_labels(dots: Sequence[Dot], width: float = WIDTH, height: float = HEIGHT) -> list[Label | None]:
    """A place for each name, in the order of importance; None: there is no room."""
    taken = [_Box(dot.x - dot.r, dot.y - dot.r, dot.x + dot.r, dot.y + dot.r) for dot in dots]
    placed: list[Label | None] = []
    for at, dot in enumerate(dots):
        others = taken[:at] + taken[at + 1 :]
        found = next((each for each in _choices(dot) if _is_free(_box(dot, each), others, width, height)), None)
        placed.append(found)
        if found:
            taken.append(_box(dot, found))
    return placed


def _choices(dot: Dot) -> Iterable[Label]:
    """Right, left, below, above."""
    side, down = dot.r + GAP, dot.r + LINE - 2
    return (
        Label(side, 4, "start"), Label(-side, 4, "end"), Label(0, down, "middle"), Label(0, -dot.r - GAP - 1, "middle"),
    )  # fmt: skip


def _box(dot: Dot, label: Label) -> _Box:
    long = len(dot.text) * LETTER
    left = {"start": 0.0, "end": -long, "middle": -long / 2}[label.anchor] + dot.x + label.dx
    base = dot.y + label.dy
    return _Box(left, base - LINE + 3, left + long, base + 3)


def _is_free(box: _Box, taken: Iterable[_Box], width: float, height: float) -> bool:
    inside = box.left >= 0 and box.right <= width and box.top >= 0 and box.bottom <= height
    return inside and not any(box.meets(other) for other in taken)
