"""Copies, carried on from change to change."""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from entente.merge.align import Lines, lines_of
from entente.merge.candidates import STOCK, WAYS, marks_of
from entente.merge.carry.links import Links, settle
from entente.merge.carry.meetings import Keys, Meetings
from entente.merge.carry.tables import Table, Tables
from entente.merge.clusters import Groups
from entente.merge.copies import (
    KEPT_TEXTS,
    Lineage,
    Taking,
    best_of,
    first_published,
    lineage_of,
    origin_of,
    ruled_on,
)
from entente.merge.meeting import Way
from entente.merge.pair import compare
from entente.records import Decision, Document


def place_of(document: Document) -> str:
    """A name under which texts stand in the order of publication."""
    return " ".join(map(str, first_published(document)))


def doc_id_of(place: str) -> str:
    """The text that stands there."""
    return place.split(" ", 2)[2]


class Tie(NamedTuple):
    """What is kept of a pair of texts."""

    taking: Taking | None


class Lineages:
    """Where the words of each document come from."""

    def __init__(self, tables: Tables, documents: Table[Document]) -> None:
        self._documents = documents
        self._texts = Meetings(tables, "copies", WAYS)
        self._lines = Meetings(tables, "lines", (Way(STOCK),))
        self._links: Links[Tie] = Links(tables, "copies", Tie)
        self._place: Table[str] = tables.table("place", str)
        self._members: Table[tuple[str, ...]] = tables.table("texts of group", tuple[str, ...])
        self.held: Table[Lineage] = tables.table("lineage", Lineage)

    def change(self, changed: Iterable[str]) -> set[str]:
        """The documents whose lineage is another one, after these changed, came or went."""
        texts, lines = dict[str, Keys | None](), dict[str, Keys | None]()
        cut = lru_cache(KEPT_TEXTS)(lambda place: lines_of(self._at(place)))
        for doc_id in changed:
            before, document = self._place.get(doc_id), self._documents.get(doc_id)
            now = place_of(document) if document else None
            if before is not None:
                texts[before] = lines[before] = None
            if document is not None and now is not None:
                *texts[now], every = marks_of(document, cut(now))
                lines[now] = [every]
            self._place.put(doc_id, now)
        stock = self._lines.change(lines)
        altered = settle(
            self._texts,
            self._links,
            lambda one, other: self._rule(one, other, cut(one), cut(other)),
            texts,
            stock.closed | stock.opened,
        )
        return set(self._regrouped(altered))

    def _rule(self, one: str, other: str, lines: Lines, others: Lines) -> Tie | None:
        stock = self._lines.crowded(one) | self._lines.crowded(other)
        ruled = ruled_on(compare(self._at(one), self._at(other), lines, others, stock))
        if ruled is None:
            return None
        self._links.rule(one, other, ruled.decision)
        return Tie(ruled.taking)

    def _at(self, place: str) -> Document:
        return self._documents[doc_id_of(place)]

    def _regrouped(self, altered: Iterable[str]) -> Iterator[str]:
        """Documents whose lineage is another one: those altered, their copies, and what groups with them."""
        touched = {doc_id_of(place) for place in altered}
        standing = {doc_id for doc_id in touched if self._documents.get(doc_id) is not None}
        near = standing.union(copy for doc_id in standing for copy in self._copies_of(doc_id))
        origins = {doc_id: self._origin_of(doc_id) for doc_id in near}
        moved = touched.union(doc_id for doc_id, origin in origins.items() if _id_of(origin) != self._from(doc_id))
        heads = self._heads(moved, origins)
        regrouped = {doc_id for doc_id, head in heads.items() if head != self._head(doc_id)}
        again = near | regrouped | {copy for doc_id in regrouped for copy in self._copies_of(doc_id)}
        lineages = {doc_id: self._lineage(doc_id, origins, heads) for doc_id in again}
        for doc_id in touched - standing:
            self.held.put(doc_id, None)
            yield doc_id
        for doc_id, lineage in lineages.items():
            if lineage != self.held.get(doc_id):
                self.held.put(doc_id, lineage)
                yield doc_id

    def _heads(self, moved: set[str], origins: Mapping[str, Taking | None]) -> dict[str, str]:
        """The first document of its group, for all in groups that some may have left or joined."""
        beside = {_id_of(origins.get(doc_id)) for doc_id in moved}
        before = {head for doc_id in moved | beside if doc_id and (head := self._head(doc_id))}
        members = moved.union(doc_id for head in before for doc_id in self._members.get(head) or (head,))
        standing = {doc_id for doc_id in members if self._documents.get(doc_id) is not None}
        groups = Groups(standing)
        for doc_id in standing:
            origin = _id_of(origins[doc_id]) if doc_id in origins else self._from(doc_id)
            if origin is not None:
                groups.join(doc_id, origin)
        for head in before:
            self._members.put(head, None)
        found = dict[str, str]()
        for group in groups.groups():
            head = min(group, key=lambda doc_id: self._place[doc_id])
            self._members.put(head, group if len(group) > 1 else None)
            found |= dict.fromkeys(group, head)
        return found

    def _lineage(self, doc_id: str, origins: Mapping[str, Taking | None], heads: Mapping[str, str]) -> Lineage:
        takings = self._takings(doc_id)
        origin = origins[doc_id] if doc_id in origins else self._origin_of(doc_id)
        group_of = {one: heads.get(one) or self._head(one) or one for one in (doc_id, *takings)}
        return lineage_of(self._documents[doc_id], origin, takings, group_of)

    def _origin_of(self, doc_id: str) -> Taking | None:
        takings = self._takings(doc_id)
        if not takings:
            return None
        best = {one: best_of(own) for one in takings if (own := self._takings(one))}
        return origin_of(takings, best)

    def _takings(self, doc_id: str) -> dict[str, Taking]:
        """What it has from others, in their order."""
        ties = sorted(self._links.of(self._place[doc_id]).items())
        return {tie.taking.origin: tie.taking for _, tie in ties if tie.taking and tie.taking.copy == doc_id}

    def _copies_of(self, doc_id: str) -> list[str]:
        """Those that have something from it."""
        ties = self._links.of(self._place[doc_id]).values()
        return [tie.taking.copy for tie in ties if tie.taking and tie.taking.origin == doc_id]

    def _from(self, doc_id: str) -> str | None:
        lineage = self.held.get(doc_id)
        return lineage.copied_from if lineage else None

    def _head(self, doc_id: str) -> str | None:
        lineage = self.held.get(doc_id)
        return lineage.group if lineage else None

    def decisions(self) -> Iterator[Decision]:
        """All rulings on pairs."""
        return self._links.rulings()


def _id_of(taking: Taking | None) -> str | None:
    return taking.origin if taking else None
