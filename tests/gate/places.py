"""The task `places`: names of places with their country and degrees.

INPUT and OUTPUT are lines of JSON: {id, text} gives {id, places: [{start, end, lat, lon, country}]}, the country by its
English name.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import Any

from entente.actors import Locator
from entente.analyse import Analyser
from entente.mentions import find_mentions, with_names
from entente.records.mentions import ActorSpan
from entente.segment import segment
from entente.vocab.namebook import load_names
from tests.gate.task import Task, Trial, read_lines, write_lines
from tests.gate.tools import english

NEAR_KM = 161
Spot = Mapping[str, Any]  # Any: what JSON can hold


def predict(lines: Iterable[str], analyser: Analyser) -> list[str]:
    """A line of places for each line with a text."""
    items = (json.loads(line) for line in lines if line)
    return [
        json.dumps({"id": item["id"], "places": list(_places(item["text"], analyser))}, ensure_ascii=False)
        for item in items
    ]


def _places(text: str, analyser: Analyser) -> Iterator[dict[str, Any]]:
    """Every name of a place that the gazetteer has, and every other that the model calls one."""
    sentences, _ = segment(text)
    names = [name for analysis in analyser.analyse(text, sentences) for name in analysis.names]
    mentions = with_names(find_mentions(text), names)
    locator = Locator(text, mentions)
    spans = [(span.start, span.end) for span in mentions.actors if _names_place(span)]
    reached = 0
    for start, end in sorted({*spans, *((name.start, name.end) for name in names if name.label == "LOC")}):
        place = locator.locate(start, end) if start >= reached else None
        if place is not None:
            reached = end
            yield {
                "start": start,
                "end": end,
                "lat": place.lat,
                "lon": place.lon,
                "country": _name_in_english(place.country),
            }


def _names_place(span: ActorSpan) -> bool:
    """States and capitals do; adjectives, residences, roles and persons do not."""
    other = span.person or span.post or span.points or span.via in ("demonym", "residence")
    return span.label is None and not other


@cache
def _names_of_states() -> Mapping[str, str]:
    return {actor.ids.iso3: actor.name for actor in load_names().actors.by_id.values() if actor.ids.iso3}


def _name_in_english(iso3: str | None) -> str | None:
    return _names_of_states().get(iso3) if iso3 else None


def _predict_file(source: Path, target: Path) -> None:
    write_lines(target, predict(read_lines(source), english()))


def _score(path: Path) -> Mapping[str, float]:
    """Overlap F1, and of overlapping places the shares in the right country and within 161 km, where the gold tells."""
    gold = [json.loads(line) for line in read_lines(path) if line]
    said = {line["id"]: line["places"] for line in map(json.loads, predict(read_lines(path), english()))}
    pairs = [pair for item in gold for pair in _pairs(item["places"], said[item["id"]])]
    total = sum(len(item["places"]) for item in gold) + sum(map(len, said.values()))
    countries = [want["country"] == got["country"] for want, got in pairs if want["country"]]
    near = [_km(want, got) <= NEAR_KM for want, got in pairs if want["lat"] is not None and got["lat"] is not None]
    scores = {"overlap F1": 200 * len(pairs) / total if total else 0.0}
    shares = {"country": countries, "within 161 km": near}
    return scores | {measure: 100 * sum(hits) / len(hits) for measure, hits in shares.items() if hits}


def _pairs(gold: Iterable[Spot], said: Iterable[Spot]) -> Iterator[tuple[Spot, Spot]]:
    """Each gold place with the one that overlaps it most; each is used once."""
    left = list(said)
    for want in gold:
        over = [got for got in left if min(want["end"], got["end"]) > max(want["start"], got["start"])]
        if over:
            best = max(over, key=lambda got: min(want["end"], got["end"]) - max(want["start"], got["start"]))
            left.remove(best)
            yield want, best


def _km(one: Spot, other: Spot) -> float:
    a, b, c, d = map(radians, (one["lat"], one["lon"], other["lat"], other["lon"]))
    h = sin((c - a) / 2) ** 2 + cos(a) * cos(c) * sin((d - b) / 2) ** 2
    return 12742 * asin(min(1.0, sqrt(h)))


TASK = Task(
    "places",
    _predict_file,
    (
        Trial("TR-News", "eval/geoparsing/trnews.dev.jsonl", _score),
        Trial("GeoVirus", "eval/geoparsing/geovirus.dev.jsonl", _score),
    ),
)
