"""Charts as SVG from Vega-Lite, in colours that follow the page; without the extra `figures` the tables stand alone."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from entente.records import RelationMeasure
from entente.records.codes import QUAD_WORDS, Quad
from entente.views import EventRow
from entente.views.events import is_counted
from entente.views.wording import plain

Spec = dict[str, Any]  # Any: a JSON object as the Vega-Lite schema has it

_COLOURS: Mapping[str, str] = {
    "#a10001": "var(--q1)", "#a10002": "var(--q2)", "#a10003": "var(--q3)", "#a10004": "var(--q4)",
    "#a10005": "var(--ink)", "#a10006": "var(--soft)", "#a10007": "var(--line)",
}  # fmt: skip
"""Stand-ins that the drawing is made with, and the page's own colours that replace them, so that dark mode works."""

_COLOUR = re.compile("#a1000[1-7]")
_ID = re.compile(r'(id="|url\(#|href="#)')
_QUADS: tuple[Quad, ...] = (2, 1, 3, 4)
WIDTH = 440
ROW = 20


def period_name(measure: RelationMeasure) -> str:
    """A year or a quarter as read on an axis."""
    start = measure.period_start
    return str(start.year) if measure.period == "year" else f"{start.year} Q{(start.month + 2) // 3}"


def draw(charts: Mapping[str, Spec]) -> dict[str, str]:
    """Each chart as SVG markup by its name; empty without vl-convert."""
    try:
        import vl_convert
    except ImportError:
        return {}
    return {name: _own(name, vl_convert.vegalite_to_svg(spec)) for name, spec in charts.items()}


def _own(name: str, svg: str) -> str:
    """With the page's colours, ids of its own, and no size but its box."""
    svg = _COLOUR.sub(lambda found: _COLOURS[found[0]], svg)
    svg = _ID.sub(lambda found: f"{found[0]}{name}-", svg)
    return re.sub(r' width="(\d+)" height="\d+"', r' style="max-width:\1px" role="img"', svg, count=1)


def charts_of(series: Sequence[RelationMeasure], events: Sequence[EventRow]) -> dict[str, Spec]:
    """What there is enough of to draw: events by period, balance by period, events by field."""
    made: dict[str, Spec] = {}
    if sum(each.volume for each in series) > 1 and len(series) > 1:
        made["periods"] = _periods(series)
        made["balance"] = _balance(series)
    if any(map(is_counted, events)):
        made["fields"] = _fields(events)
    return made


def _base(height: int, values: list[dict[str, Any]]) -> Spec:  # Any: numbers and words
    axis = {
        "labelColor": "#a10006", "titleColor": "#a10006", "domainColor": "#a10007", "tickColor": "#a10007",
        "gridColor": "#a10007", "titleFontWeight": "normal", "labelFontSize": 11, "titleFontSize": 11,
    }  # fmt: skip
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": WIDTH, "height": height, "background": None, "data": {"values": values},
        "config": {"view": {"stroke": None}, "axis": axis, "font": "system-ui, sans-serif"},
    }  # fmt: skip


def _quad_colour() -> Spec:
    words = [QUAD_WORDS[quad] for quad in _QUADS]
    return {
        "field": "quad",
        "type": "nominal",
        "legend": None,
        "scale": {"domain": words, "range": [f"#a1000{quad}" for quad in _QUADS]},
    }


def _periods(series: Sequence[RelationMeasure]) -> Spec:
    values = [value for each in series for value in _quads(period_name(each), each)]
    spec = _base(170, values)
    spec["mark"] = {"type": "bar", "size": max(4, min(34, WIDTH // len(series) - 6))}
    spec["encoding"] = {
        "x": _period_axis(series),
        "y": {"field": "events", "type": "quantitative", "title": None, "axis": {"tickMinStep": 1, "format": "d"}},
        "color": _quad_colour(),
        "order": {"field": "order"},
    }  # fmt: skip
    return spec


def _quads(label: str, each: RelationMeasure) -> Iterator[dict[str, Any]]:  # Any: numbers and words
    for order, (quad, count) in enumerate(((2, each.n2), (1, each.n1), (4, each.n4), (3, each.n3))):
        if count:
            sign = 1 if quad < 3 else -1
            yield {"label": label, "quad": QUAD_WORDS[quad], "events": sign * count, "order": order}  # type: ignore[index]


def _period_axis(series: Sequence[RelationMeasure]) -> Spec:
    names = [period_name(each) for each in series]
    shown = names[:: -(-len(names) // 12)]
    return {
        "field": "label", "type": "ordinal", "title": None, "scale": {"domain": names},
        "axis": {"labelAngle": 0, "values": shown, "grid": False},
    }  # fmt: skip


def _balance(series: Sequence[RelationMeasure]) -> Spec:
    values = [
        {"label": period_name(each), "low": each.interval[0], "high": each.interval[1], "balance": each.balance,
         "thin": each.thin}
        for each in series if each.volume
    ]  # fmt: skip
    spec = _base(130, values)
    x = _period_axis(series)
    scale = {"domain": [0, 1]}
    y_axis = {"format": "%", "values": [0, 0.5, 1]}
    spec["layer"] = [
        {"mark": {"type": "rule", "color": "#a10006", "strokeDash": [2, 3]}, "encoding": {"y": {"datum": 0.5}}},
        {"mark": {"type": "rule", "color": "#a10005", "strokeWidth": 1.4},
         "encoding": {"x": x, "y": {"field": "low", "type": "quantitative", "scale": scale, "axis": y_axis,
                                    "title": "share of cooperation"}, "y2": {"field": "high"}}},
        {"mark": {"type": "point", "color": "#a10005", "filled": False, "size": 40, "opacity": 1},
         "encoding": {"x": x, "y": {"field": "balance", "type": "quantitative"},
                      "shape": {"field": "thin", "type": "nominal", "legend": None,
                                "scale": {"domain": [False, True], "range": ["circle", "diamond"]}}}},
    ]  # fmt: skip
    return spec


def _fields(events: Sequence[EventRow]) -> Spec:
    counts: dict[tuple[str, Quad], int] = {}
    for row in events:
        if is_counted(row):
            key = plain(row.primary_domain), row.quad
            counts[key] = counts.get(key, 0) + 1
    totals: dict[str, int] = {}
    for (field, _), count in counts.items():
        totals[field] = totals.get(field, 0) + count
    order = sorted(totals, key=lambda field: (-totals[field], field))
    values = [
        {"field": field, "quad": QUAD_WORDS[quad], "events": count if quad < 3 else -count, "order": 4 - quad}
        for (field, quad), count in sorted(counts.items())
    ]
    spec = _base(ROW * len(order), values)
    spec["mark"] = {"type": "bar", "size": 12}
    spec["encoding"] = {
        "y": {"field": "field", "type": "ordinal", "sort": order, "title": None,
              "axis": {"labelLimit": 160, "ticks": False}},
        "x": {"field": "events", "type": "quantitative", "title": "conflict to the left, cooperation to the right",
              "axis": {"tickMinStep": 1, "format": "d"}},
        "color": _quad_colour(),
    }  # fmt: skip
    return spec
