"""The outlines of the world on a flat sheet, and how contested borders are drawn in each view of the world."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from math import asin, cos, radians, sin, sqrt
from typing import Literal, NamedTuple

import msgspec

SHEET = 1000.0
"""Width of the sheet; degrees become its units."""
RATIO = 2.05
"""Width of a frame by its height, as in the style sheet."""
NARROWEST = 240.0
"""A frame shows no less, since the outlines are coarse."""
GRID = 20.0
"""Frames are laid on a grid, so that one drawing serves many questions."""
SCALE = SHEET / 5.41326
BAND = (-57.5, 79.0)
"""Latitudes that a frame may show."""

Style = Literal["solid", "dashed"]
Point = tuple[float, float]


class Frame(NamedTuple):
    """The part of the sheet that is shown."""

    left: float
    top: float
    width: float

    @property
    def height(self) -> float:
        """From its width."""
        return self.width / RATIO

    def share(self, point: Point) -> Point:
        """Shares of the frame's width and height."""
        return (point[0] - self.left) / self.width, (point[1] - self.top) / self.height


class Contested(msgspec.Struct, frozen=True, kw_only=True):
    """A border that not all draw alike."""

    name: str
    between: tuple[str, str]
    box: tuple[float, float, float, float] | None = None
    """West, south, east, north in degrees; None: all of it."""
    solid: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()

    def holds(self, start: Point, end: Point) -> bool:
        """Whether a stretch lies within the box."""
        if self.box is None:
            return True
        west, south, east, north = self.box
        return all(west <= lon <= east and south <= lat <= north for lon, lat in (start, end))


class Worldviews(msgspec.Struct, frozen=True, kw_only=True):
    """The views of the world by name, in words, and the borders they differ in."""

    views: Mapping[str, str]
    lines: tuple[Contested, ...]


class Outlines(NamedTuple):
    """Paths for a frame and a view."""

    land: str
    solid: str
    dashed: str


@cache
def load_worldviews() -> Worldviews:
    """`data/worldviews.toml`."""
    return msgspec.convert(tomllib.loads(_data("worldviews.toml")), Worldviews)


@cache
def _world() -> tuple[tuple[tuple[Point, ...], ...], tuple[tuple[str, str, tuple[Point, ...]], ...]]:
    """Land and borders in degrees."""
    found = msgspec.json.decode(_data("world.json"))
    land = tuple(_points(ring) for ring in found["land"])
    return land, tuple((a, b, _points(line)) for a, b, line in found["borders"])


def _data(name: str) -> str:
    return (files("entente.web") / "data" / name).read_text(encoding="utf-8")


def _points(flat: Sequence[int]) -> tuple[Point, ...]:
    return tuple((lon / 10, lat / 10) for lon, lat in zip(flat[::2], flat[1::2], strict=True))


@lru_cache(maxsize=4096)
def project(lon: float, lat: float) -> Point:
    """A place on the sheet, in the Equal Earth projection (Šavrič, Patterson and Jenny, 2018)."""
    t = asin(sqrt(3) / 2 * sin(radians(lat)))
    t2 = t * t
    t6 = t2**3
    x = 2 * sqrt(3) * radians(lon) * cos(t) / (3 * (1.340264 - 0.243318 * t2 + t6 * (0.006251 + 0.034164 * t2)))
    y = t * (1.340264 - 0.081106 * t2 + t6 * (0.000893 + 0.003796 * t2))
    return round(SHEET / 2 + SCALE * x, 2), round(-SCALE * y, 2)


TOP, BOTTOM = project(0, BAND[1])[1], project(0, BAND[0])[1]
WHOLE = Frame(0.0, (TOP + BOTTOM - SHEET / RATIO) / 2, SHEET)


def frame_of(points: Sequence[Point]) -> Frame:
    """The frame around places on the sheet with room at the edges, never narrower than the outlines bear."""
    if not points:
        return WHOLE
    xs, ys = [x for x, _ in points], [y for _, y in points]
    wide = max((max(xs) - min(xs)) * 1.3, (max(ys) - min(ys)) * 1.45 * RATIO, NARROWEST)
    width = -(-wide // GRID) * GRID
    if width >= 0.8 * SHEET:
        return WHOLE
    left = (min(xs) + max(xs) - width) / 2
    top = (min(ys) + max(ys) - width / RATIO) / 2
    return Frame(
        min(max(0.0, _snapped(left)), SHEET - width),
        min(max(WHOLE.top, _snapped(top)), WHOLE.top + WHOLE.height - width / RATIO),
        width,
    )


def _snapped(value: float) -> float:
    return GRID / 2 * round(value / (GRID / 2))


@lru_cache(maxsize=48)
def outlines(frame: Frame, view: str) -> Outlines:
    """What of the world a frame shows, as a view draws it."""
    land, borders = _world()
    solid: list[tuple[Point, ...]] = []
    dashed: list[tuple[Point, ...]] = []
    for a, b, line in borders:
        for style, piece in pieces_of(a, b, line, view):
            (solid if style == "solid" else dashed).append(piece)
    return Outlines(_path(frame, land, close=True), _path(frame, solid), _path(frame, dashed))


def pieces_of(a: str, b: str, line: tuple[Point, ...], view: str) -> Iterator[tuple[Style, tuple[Point, ...]]]:
    """Runs of a border that are drawn alike; what a view leaves out is not among them."""
    known = [each for each in load_worldviews().lines if set(each.between) == {a, b}]
    run: list[Point] = []
    last: Style | None = None
    for start, end in pairwise(line):
        style = _style(known, start, end, view)
        if style != last and run:
            if last:
                yield last, tuple(run)
            run = []
        run = [*run, end] if run else [start, end]
        last = style
    if last and run:
        yield last, tuple(run)


def _style(known: Sequence[Contested], start: Point, end: Point, view: str) -> Style | None:
    found = next((each for each in known if each.holds(start, end)), None)
    if found and view in found.left_out:
        return None
    return "dashed" if found and view not in found.solid else "solid"


def _path(frame: Frame, lines: Sequence[tuple[Point, ...]], *, close: bool = False) -> str:
    """Lines that touch the frame as the commands of an SVG path, in tenths."""
    drawn = ([project(*point) for point in line] for line in lines)
    return "".join(_drawn(points) + "z" * close for points in drawn if _touches(frame, points))


def _touches(frame: Frame, points: Sequence[Point]) -> bool:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return (
        min(xs) <= frame.left + frame.width
        and max(xs) >= frame.left
        and min(ys) <= frame.top + frame.height
        and max(ys) >= frame.top
    )


def _drawn(points: Sequence[Point]) -> str:
    """`M` and the steps from point to point, which are short to write."""
    tenths = [(round(10 * x), round(10 * y)) for x, y in points]
    first, *_ = tenths
    steps = [(x - last_x, y - last_y) for (last_x, last_y), (x, y) in pairwise(tenths)]
    return f"M{first[0] / 10:g} {first[1] / 10:g}l" + " ".join(f"{x / 10:g} {y / 10:g}" for x, y in steps)
