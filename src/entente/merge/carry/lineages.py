"""Copies, carried on from change to change."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from entente.merge.align import Lines, lines_of
from entente.merge.candidates import STOCK, WAYS, marks_of
from entente.merge.carry.links import Links, parts, settle
from entente.merge.carry.meetings import Keys, Meetings
from entente.merge.carry.tables import Table, Tables
from entente.merge.copies import KEPT_TEXTS, Lineage, Taking, first_published, lineages_of, ruled_on
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
        return {doc_id_of(place) for place in self._regrouped(altered)}

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
        """Places whose lineage is another one."""
        gone = {place for place in altered if self._place.get(doc_id_of(place)) != place}
        for place in gone:
            if self._place.get(doc_id_of(place)) is None:
                self.held.put(doc_id_of(place), None)
            yield place
        for part in parts(self._links, set(altered) - gone, lambda link: link.taking is not None):
            takings = [link.taking for _, _, link in self._links.inside(part) if link.taking]
            for lineage in lineages_of([self._at(place) for place in part], takings):
                if lineage != self.held.get(lineage.doc_id):
                    self.held.put(lineage.doc_id, lineage)
                    yield place_of(self._document(lineage.doc_id))

    def _document(self, doc_id: str) -> Document:
        return self._at(f"- - {doc_id}")

    def decisions(self) -> Iterator[Decision]:
        """All rulings on pairs."""
        return self._links.rulings()
