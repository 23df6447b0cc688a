"""Where places are: states, regions and cities of `data/places/`."""

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import Literal, NamedTuple

from entente.errors import VocabularyError
from entente.vocab import read_data
from entente.vocab.namebook import match_key

__all__ = ["COUNTRY_POPULATION", "PlaceRow", "load_centres", "load_places"]

COUNTRY_POPULATION = 50_000
"""Thousands; a region counts as a tenth of it when names compete."""


class PlaceRow(NamedTuple):
    """One place of the gazetteer; WGS84 degrees."""

    name: str
    kind: Literal["region", "city"]
    iso3: str
    region: str
    """Letters of the first-level region; empty where none are listed."""
    lat: float
    lon: float
    thousands: int


@cache
def load_places() -> Mapping[str, tuple[PlaceRow, ...]]:
    """Regions and cities by folded name, the largest first."""
    found: defaultdict[str, list[PlaceRow]] = defaultdict(list)
    for name, place in _rows():
        found[match_key(name).strip()].append(place)
    for name, listed, iso3 in _cells("exonyms.csv", ("name", "listed", "iso3")):
        known = [place for place in found[match_key(listed).strip()] if place.iso3 == iso3]
        found[match_key(name).strip()].extend(known)
    return MappingProxyType(
        {key: tuple(sorted(places, key=lambda place: -place.thousands)) for key, places in found.items()}
    )


@cache
def load_centres() -> Mapping[str, tuple[float, float]]:
    """The middle of each state or territory, by its code."""
    rows = _cells("countries.csv", ("iso3", "lat", "lon"))
    return MappingProxyType({iso3: (float(lat), float(lon)) for iso3, lat, lon in rows})


def _rows() -> Iterator[tuple[str, PlaceRow]]:
    for name, iso3, code, lat, lon, aliases in _cells("regions.csv", ("name", "iso3", "code", "lat", "lon", "aliases")):
        region = PlaceRow(name, "region", iso3, code, float(lat), float(lon), COUNTRY_POPULATION // 10)
        yield from ((text, region) for text in (name, *filter(None, aliases.split("|"))))
    for name, iso3, code, lat, lon, thousands in _cells(
        "cities.csv", ("name", "iso3", "region", "lat", "lon", "thousands")
    ):
        yield name, PlaceRow(name, "city", iso3, code, float(lat), float(lon), int(thousands))


def _cells(name: str, columns: tuple[str, ...]) -> Iterator[list[str]]:
    """The rows of a file below its head, which names the columns."""
    rows = csv.reader(line for line in read_data("places", name).splitlines() if not line.startswith("#"))
    if tuple(next(rows, ())) != columns:
        raise VocabularyError("the columns are others", name, f"write them as {','.join(columns)}")
    yield from rows
