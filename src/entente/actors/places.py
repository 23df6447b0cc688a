"""Places on the globe: a name with what the document says of the countries and regions around it."""

import re
from collections import Counter
from collections.abc import Iterable
from math import log

from entente.records.claim import Place
from entente.records.codes import PlacePrecision
from entente.records.mentions import ActorSpan, Mentions
from entente.vocab.actors import Alias
from entente.vocab.namebook import NameBook, load_names, match_key
from entente.vocab.places import PlaceRow, load_centres, load_places

_REGION_BEHIND = re.compile(r", ?([A-Z][\w.]*(?: [A-Z][\w.]*){0,2})")
_CAPITALISED = re.compile(r"[A-Z][\w.'’-]*\w")
_NAMED_BESIDE = 6.0
"""What a region or state right behind the name weighs, against the logarithm of its people."""
_NAMED = 2.0
"""What a namesake's state weighs, for its share of the namings of the text."""
_LARGE, _FAR_LARGER = 400, 5
"""Thousands of people from which a town needs no state beside it, and how many times its largest namesake's."""
_PRECISION: dict[str, PlacePrecision] = {"country": 1, "region": 2, "city": 4}
_PLACES = frozenset({"capital", "residence", "ministry_seat"})


class Locator:
    """Finds the places of one document."""

    def __init__(self, text: str, mentions: Mentions, *, vocabulary: NameBook | None = None) -> None:
        self.text = text
        self.book = vocabulary or load_names()
        self.countries = Counter(code for span in mentions.actors if (code := self._home(span)) is not None)
        self.regions = Counter(
            (place.iso3, place.region)
            for span in mentions.actors
            if span.label == "LOC"
            for place in self._rows(text[span.start : span.end])[:1]
            if place.kind == "region"
        )
        self._states = self.book.actors.by_iso3
        for (iso3, _), count in self.regions.items():
            self.countries[iso3] += count
        self._settled = {
            match_key(text[span.start : span.end]).strip(): behind
            for span in mentions.actors
            if (span.label == "LOC" or span.place_like) and (behind := self._behind(span.end))
        }

    def find_any(self, start: int, end: int) -> Place | None:
        """The first place among the capitalised words between two offsets, the longest name first."""
        words = list(_CAPITALISED.finditer(self.text, start, end))
        for first in range(len(words)):
            for last in range(min(first + 3, len(words)), first, -1):
                place = self.find(self.text[words[first].start() : words[last - 1].end()])
                if place is not None:
                    return place
        return None

    def _home(self, span: ActorSpan) -> str | None:
        """The code of the state that a span names or belongs to."""
        actor = span.of or (span.candidates[0] if span.candidates else None)
        known = self.book.actors.by_id.get(actor) if actor else None
        if known is None:
            return None
        return known.ids.iso3 or next((home.iso3 for home in known.country), None)

    def locate(self, start: int, end: int) -> Place | None:
        """The place that words name, read with the region behind it here or elsewhere; None when nothing is known."""
        name = self.text[start:end]
        return self.find(name, self._behind(end) or self._settled.get(match_key(name).strip(), frozenset()))

    def state(self, iso3: str) -> str | None:
        """The `act:` id of the state with that code."""
        return self._states.get(iso3)

    def find(self, name: str, behind: frozenset[tuple[str, str]] = frozenset()) -> Place | None:
        """The place of a name, given the regions and states named right behind it."""
        country = None if behind else self._country(name)
        if country is not None:
            return country
        rows = self._rows(name)
        if behind and not any(self._lies_in(row, behind) for row in rows):
            return self._somewhere_in(name, behind)
        if not rows:
            return self._capital(name)
        best = max(rows, key=lambda row: (self._weight(row, behind), row.thousands))
        return Place(name=name, lat=best.lat, lon=best.lon, country=best.iso3, precision=_PRECISION[best.kind])

    def _rows(self, name: str) -> tuple[PlaceRow, ...]:
        """The places of a name, its article aside, the largest first."""
        return load_places().get(match_key(name.removeprefix("the ").removeprefix("The ")).strip(), ())

    def _country(self, name: str) -> Place | None:
        """A state or territory by one of its own names; where the text tells of a region of that name, the region."""
        term = self.book.term(name)
        aliases = [alias for alias in term.names if alias.kind not in (*_PLACES, "demonym")] if term else []
        codes = [code for alias in aliases if (code := self._code(alias)) is not None]
        rows = self._rows(name)
        if not codes or (rows and self.regions_near(rows) and not self.countries[codes[0]]):
            return None
        lat, lon = load_centres().get(codes[0], (None, None))
        return Place(name=name, lat=lat, lon=lon, country=codes[0], precision=1)

    def regions_near(self, rows: Iterable[PlaceRow]) -> bool:
        """Whether the text names the state that one of the places lies in."""
        return any(self.countries[row.iso3] for row in rows)

    def is_sure(self, place: Place) -> bool:
        """Whether the text names the state that a town lies in, bodies sit there, or no other comes near it in size."""
        if self.countries[place.country or ""] or self._is_seat(place.name):
            return True
        rows = self._rows(place.name)
        home = max((row.thousands for row in rows if row.iso3 == place.country), default=0)
        other = max((row.thousands for row in rows if row.iso3 != place.country), default=0)
        return home >= max(_LARGE, _FAR_LARGER * other)

    def _is_seat(self, name: str) -> bool:
        """Whether an international body sits in a town of that name."""
        return any(background.seat == name for background in self.book.actors.backgrounds.values())

    def _code(self, alias: Alias) -> str | None:
        """The code of a state that is no region of another."""
        actor = self.book.actors.by_id.get(alias.actor_id)
        return actor.ids.iso3 if actor is not None and actor.kind in ("state", "territory") else None

    def _capital(self, name: str) -> Place | None:
        """A capital that is no city of the list lies in its state."""
        term = self.book.term(name)
        homes = (
            [self.book.actors.by_id.get(alias.actor_id) for alias in term.names if alias.kind in _PLACES]
            if term
            else []
        )
        code = next((home.ids.iso3 for home in homes if home is not None and home.ids.iso3), None)
        if code is None:
            return None
        lat, lon = load_centres().get(code, (None, None))
        return Place(name=name, lat=lat, lon=lon, country=code, precision=4)

    def _behind(self, end: int) -> frozenset[tuple[str, str]]:
        """The region or state named right behind: Oxford, North Carolina."""
        found = _REGION_BEHIND.match(self.text, end)
        if found is None:
            return frozenset()
        words = found.group(1).split(" ")
        for size in range(len(words), 0, -1):
            name = " ".join(words[:size])
            regions = [row for row in self._rows(name) if row.kind == "region"]
            country = self._country(name)
            if regions or country:
                own = {(country.country or "", "")} if country else set()
                return frozenset({(row.iso3, row.region) for row in regions} or own)
        return frozenset()

    def _somewhere_in(self, name: str, behind: frozenset[tuple[str, str]]) -> Place | None:
        """A town that the list does not have lies in the region or state named behind it."""
        iso3, code = max(behind)
        regions = (row for rows in load_places().values() for row in rows if row.kind == "region")
        region = next((row for row in regions if (row.iso3, row.region) == (iso3, code)), None)
        lat, lon = (region.lat, region.lon) if region else load_centres().get(iso3, (None, None))
        return Place(name=name, lat=lat, lon=lon, country=iso3, precision=2 if region else 1)

    def _lies_in(self, row: PlaceRow, behind: frozenset[tuple[str, str]]) -> bool:
        """Whether a place lies in one of the regions or states; regions of other states are not told of cities."""
        return any(row.iso3 == iso3 and (not code or row.region in (code, "")) for iso3, code in behind)

    def _weight(self, row: PlaceRow, behind: frozenset[tuple[str, str]]) -> float:
        """People, and what the text names beside or elsewhere."""
        beside = self._lies_in(row, behind)
        total = sum(self.countries.values()) or 1
        share = self.countries[row.iso3] / total
        region = min(1.0, self.regions[(row.iso3, row.region)]) if row.region else 0.0
        return log(row.thousands + 1) / 2 + _NAMED_BESIDE * beside + _NAMED * (2 * share + region)
