"""States as dots where they lie, with arcs for what they have between them; no area is ever shaded."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from entente.vocab.places import load_centres
from entente.web.charts.labels import WIDTH
from entente.web.charts.network import Node, backbone, nodes_at, width_of
from entente.web.charts.ties import Tie, among, totals
from entente.web.charts.world import RATIO, SHEET, Frame, Outlines, Point, frame_of, outlines, project

DOTS, ARCS = 60, 60
"""Drawn at most; of arcs also the fullest of each state."""
BOW = 0.16
"""How far an arc stands out, by its length."""
HALF = SHEET / 2
"""Two places further apart than this are joined the other way around the globe."""


class Arc(NamedTuple):
    """A tie as drawn, in units of the sheet."""

    tie: Tie
    path: str
    width: float


class MapDrawing(NamedTuple):
    """The map as drawn."""

    frame: Frame
    outlines: Outlines
    nodes: tuple[Node, ...]
    arcs: tuple[Arc, ...]
    """The fullest last."""
    n_left_out: int
    """States with events that have a place and are not drawn."""
    unplaced: tuple[str, ...]
    """States that the table of places does not hold."""


def draw_map(found: Sequence[Tie], codes: Mapping[str, str], names: Mapping[str, str], view: str) -> MapDrawing:
    """The busiest states where they lie, the fullest ties between them.

    Args:
        found: the ties, the fullest first.
        codes: how the table of places names each state.
        names: what is written beside the dots.
        view: how contested borders are drawn.
    """
    centres = load_centres()
    counts = totals(found)
    placed = [state for state in counts if codes[state] in centres]
    shown = placed[:DOTS]
    points = {state: project(centres[codes[state]][1], centres[codes[state]][0]) for state in shown}
    frame = frame_of(list(points.values()))
    spots = {state: frame.share(point) for state, point in points.items()}
    ties = backbone(among(found, shown), ARCS)
    return MapDrawing(
        frame=frame,
        outlines=outlines(frame, view),
        nodes=nodes_at(shown, counts, spots, names, WIDTH / RATIO),
        arcs=tuple(_arc(tie, codes, points, ties[0].n) for tie in reversed(ties)),
        n_left_out=len(placed) - len(shown),
        unplaced=tuple(state for state in counts if codes[state] not in centres),
    )


def _arc(tie: Tie, codes: Mapping[str, str], points: Mapping[str, Point], most: int) -> Arc:
    """One bow, or where the shorter way leads over the edge of the sheet two, one at each edge."""
    left, right = sorted((tie.a, tie.b), key=lambda state: points[state][0])
    width = width_of(tie, most)
    if points[right][0] - points[left][0] <= HALF:
        return Arc(tie, _bow(points[left], points[right]), width)
    centres = load_centres()
    (lat, lon), (other_lat, other_lon) = centres[codes[left]], centres[codes[right]]
    there, back = project(lon + 360, lat), project(other_lon - 360, other_lat)
    return Arc(tie, _bow(points[right], there) + _bow(back, points[left]), width)


def _bow(start: Point, end: Point) -> str:
    """A curve that stands out upwards, as most lines of flight do in the north."""
    (x1, y1), (x2, y2) = start, end
    if x2 < x1:
        (x1, y1), (x2, y2) = end, start
    x, y = (x1 + x2) / 2 + BOW * (y2 - y1), (y1 + y2) / 2 - BOW * (x2 - x1)
    return f"M{x1:.1f} {y1:.1f}Q{x:.1f} {y:.1f} {x2:.1f} {y2:.1f}"
