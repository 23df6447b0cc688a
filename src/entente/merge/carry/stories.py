"""Stories, carried on from change to change."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np

from entente.merge.carry.links import Links, parts, settle
from entente.merge.carry.meetings import Keys, Meetings
from entente.merge.carry.tables import Table, Tables
from entente.merge.stories import APART_DAYS, BOUND, FAINT, WAYS, Row, days_of, join, keys_of, likeness, row_of, text_of
from entente.merge.stories import publication as published_on
from entente.records import Document


class Opening(NamedTuple):
    """What is kept of a text."""

    terms: bytes
    weights: bytes
    first: int
    last: int
    """Days of publication."""

    @property
    def row(self) -> Row:
        """The terms of the text."""
        return Row(np.frombuffer(self.terms, dtype=np.uint64), np.frombuffer(self.weights, dtype=np.int64))


class Stories:
    """For each text the first of its story."""

    def __init__(self, tables: Tables, documents: Table[Document]) -> None:
        self._documents = documents
        self._texts = Meetings(tables, "stories", WAYS)
        self._links: Links[int] = Links(tables, "stories", int)
        self._place: Table[str] = tables.table("story place", str)
        self._openings: Table[Opening] = tables.table("opening", Opening)
        self._story: Table[str] = tables.table("story", str)

    def of(self, doc_id: str) -> str:
        """The story of a text."""
        return self._story.get(doc_id) or doc_id

    def change(self, changed: Iterable[str]) -> set[str]:
        """The documents whose story is another one, after these changed, came or went."""
        new = dict[str, Keys | None]()
        for doc_id in changed:
            before, document = self._place.get(doc_id), self._documents.get(doc_id)
            if before is not None:
                new[before] = None
                self._openings.put(before, None)
            self._place.put(doc_id, None)
            if document is not None:
                self._put(document, new)
        altered = settle(self._texts, self._links, self._judge, new)
        return set(self._regrouped(altered))

    def _put(self, document: Document, new: dict[str, Keys | None]) -> None:
        text = text_of(document)
        row, place = row_of(text.text), " ".join(map(str, (*published_on(text.published), text.key)))
        new[place] = keys_of(row, text.published)
        self._openings.put(place, Opening(row.terms.tobytes(), row.weights.tobytes(), *days_of(text.published)))
        self._place.put(text.key, place)

    def _judge(self, one: str, other: str) -> int | None:
        left, right = self._openings.get(one), self._openings.get(other)
        if left is None or right is None or max(right.first - left.last, left.first - right.last) > APART_DAYS:
            return None
        alike = likeness(left.row, right.row)
        return alike if alike >= FAINT else None

    def _regrouped(self, altered: Iterable[str]) -> Iterator[str]:
        standing = {place for place in altered if self._openings.get(place) is not None}
        for place in set(altered) - standing:
            doc_id = _doc_id(place)
            if self._place.get(doc_id) is None:
                self._story.put(doc_id, None)
        for part in parts(self._links, standing, lambda alike: alike >= BOUND):
            at = {place: number for number, place in enumerate(part)}
            pairs = ((at[one], at[other], alike) for one, other, alike in self._links.inside(part))
            groups = [[part[number] for number in group] for group in join(pairs)] if len(part) > 1 else []
            joined = {place: group[0] for group in groups for place in group}
            for place in part:
                doc_id, story = _doc_id(place), _doc_id(joined.get(place, place))
                if story != self.of(doc_id):
                    self._story.put(doc_id, story if story != doc_id else None)
                    yield doc_id


def _doc_id(place: str) -> str:
    return place.split(" ", 2)[2]
