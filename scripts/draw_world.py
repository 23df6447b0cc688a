"""Write the outlines of the map again: land and borders of Natural Earth 1:110m, in tenths of a degree.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python scripts/draw_world.py package/countries-110m.json

The input is TopoJSON: lines that two states share are stored once, and so become borders with both their names. The
Antarctic is left out. The same input gives the same bytes.
"""

import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

from entente.vocab.states import load_states

TARGET = Path(__file__).resolve().parent.parent / "src/entente/web/data/world.json"
SOUTH = -600
"""Tenths of a degree; land wholly below it is the Antarctic."""
NAMES: Mapping[str, str] = {
    "W. Sahara": "ESH", "Dem. Rep. Congo": "COD", "Dominican Rep.": "DOM", "Falkland Is.": "FLK", "Congo": "COG",
    "Fr. S. Antarctic Lands": "ATF", "Central African Rep.": "CAF", "Eq. Guinea": "GNQ", "eSwatini": "SWZ",
    "Solomon Is.": "SLB", "N. Cyprus": "northern_cyprus", "Somaliland": "somaliland", "Bosnia and Herz.": "BIH",
    "S. Sudan": "SSD",
}  # fmt: skip
"""Names that our table of states has not."""

Topology = Mapping[str, Any]  # Any: JSON
Line = list[tuple[int, int]]


def main(arguments: Sequence[str]) -> int:
    """Writes the file that the map is drawn from."""
    topology = json.loads(Path(arguments[0]).read_text(encoding="utf-8"))
    lines = [_line(topology, arc) for arc in topology["arcs"]]
    land = [ring for ring in _rings(topology, lines) if max(lat for _, lat in ring) > SOUTH]
    borders = [[*sides, _flat(line)] for sides, line in _borders(topology, lines)]
    text = json.dumps({"land": [_flat(ring) for ring in land], "borders": sorted(borders)}, separators=(",", ":"))
    TARGET.write_text(text.replace("],", "],\n") + "\n", encoding="utf-8")
    return 0


def _line(topology: Topology, arc: Iterable[Sequence[int]]) -> Line:
    """A stored line in tenths of a degree, points that fall together taken once."""
    (scale_x, scale_y), (from_x, from_y) = topology["transform"]["scale"], topology["transform"]["translate"]
    points = accumulate(arc, lambda last, step: (last[0] + step[0], last[1] + step[1]))
    made = [(round(10 * (x * scale_x + from_x)), round(10 * (y * scale_y + from_y))) for x, y in points]
    return _thinned(made)


def _thinned(points: Line) -> Line:
    kept = points[:1] + [here for last, here in pairwise(points) if here != last]
    return kept if len(kept) > 1 else points[:1] * 2


def _rings(topology: Topology, lines: Sequence[Line]) -> Iterator[Line]:
    """The outlines of land, each a closed line."""
    for shape in topology["objects"]["land"]["geometries"]:
        parts = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        for ring in (ring for part in parts for ring in part):
            yield _unwound(_thinned([point for number in ring for point in _turned(lines, number)]))


def _unwound(points: Line) -> Line:
    """A ring across the date line, carried on beyond 180 degrees where it is cut there."""
    made, turn = points[:1], 0
    for (last, _), (lon, lat) in pairwise(points):
        turn += 3600 * (lon - last < -1800) - 3600 * (lon - last > 1800)
        made.append((lon + turn, lat))
    shift = 3600 if min(lon for lon, _ in made) < -1800 else 0
    return [(lon + shift, lat) for lon, lat in made]


def _turned(lines: Sequence[Line], number: int) -> Line:
    """A line as its number has it: negative ones run backwards."""
    return lines[number] if number >= 0 else lines[~number][::-1]


def _borders(topology: Topology, lines: Sequence[Line]) -> Iterator[tuple[tuple[str, str], Line]]:
    """Lines that two states share."""
    ours = {name: state.iso3 for state in load_states() for name in (state.name, *state.aliases)}
    codes = {**ours, **NAMES}
    owners: defaultdict[int, set[str]] = defaultdict(set)
    for shape in topology["objects"]["countries"]["geometries"]:
        for number in _numbers(shape["arcs"]):
            owners[number if number >= 0 else ~number].add(codes[shape["properties"]["name"]])
    for number, sides in sorted(owners.items()):
        if len(sides) == 2:
            first, second = sorted(sides)
            yield (first, second), lines[number]


def _numbers(arcs: Any) -> Iterator[int]:  # Any: lists of numbers, as deep as the shape has parts
    for each in arcs:
        if isinstance(each, int):
            yield each
        else:
            yield from _numbers(each)


def _flat(points: Line) -> list[int]:
    return [number for point in points for number in point]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
