"""Records as flat rows: the columns that the lake and `export parquet` share."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import combinations
from typing import Literal

from entente.records import Actor, ActorMention, Claim, DateSpan, Document
from entente.records.codes import COUNTED, EVENT_TYPES
from entente.views import Book

Kind = Literal["text", "texts", "day", "moment", "number", "share", "flag"]
Columns = Mapping[str, Kind]
Row = dict[str, object]

CLAIM: Columns = {
    "claim_id": "text", "doc_id": "text", "kind": "text", "type": "text", "mode": "text", "quad": "number",
    "intensity": "share", "status": "text", "stage": "text", "field": "text", "domains": "texts",
    "actors": "texts", "recipients": "texts", "third_parties": "texts", "actor_states": "texts",
    "recipient_states": "texts", "edtf": "text", "earliest": "day", "latest": "day", "basis": "text",
    "due_earliest": "day", "due_latest": "day", "holders": "texts", "condition": "text", "amounts": "texts",
    "place": "text", "confidence": "share", "quote": "text", "start": "number", "end": "number", "trigger": "text",
    "doc": "number",
}  # fmt: skip
"""What one document says of one happening; a null says that the text does not, `doc` is short for `doc_id`."""
DOCUMENT: Columns = {
    "doc_id": "text", "source": "text", "title": "text", "url": "text", "language": "text", "published": "day",
    "published_edtf": "text", "retrieved": "moment", "characters": "number", "doc": "number",
}  # fmt: skip
"""Where it was printed."""
RELATION: Columns = {
    "a": "text", "b": "text", "month": "day", "earliest": "day", "latest": "day", "field": "text", "quad": "number",
    "counted": "flag", "doc": "number",
}  # fmt: skip
"""A claim under each pair of states that are parties to it, the smaller code first."""
LINE: Columns = {"seq": "number", "recorded_at": "moment", "superseded_at": "moment"}
"""When the ledger recorded the line, and when it ended as far as that was known."""
REJECTION: Columns = {"claim_id": "text"}
"""A person's ruling that a claim is not what its text says."""
CLOSING: Columns = {"seq": "number", "superseded_at": "moment"}
"""The later end of a line that stands in an earlier segment."""


class Flattener:
    """From records to rows, with the actors that name parties and their states."""

    def __init__(self, actors: Mapping[str, Actor]) -> None:
        self._book = Book.of(actors=actors)
        self._codes = {name: actor.ids.iso3 or name for name, actor in actors.items()}

    def claim(self, claim: Claim) -> Row:
        """A claim; parties by name, their states by code."""
        facts = EVENT_TYPES[claim.type] if claim.type else None
        quote = next((quote for quote in claim.support if quote.stands), claim.support[0])
        return {
            "claim_id": claim.claim_id, "doc_id": claim.doc_id, "kind": claim.kind, "type": claim.type,
            "mode": claim.mode, "quad": facts.quad if facts else None, "intensity": facts.base if facts else None,
            "status": claim.status, "stage": claim.stage, "field": claim.domains[0], "domains": claim.domains,
            "actors": self._names(claim.actors), "recipients": self._names(claim.recipients),
            "third_parties": self._names(tuple(third.actor for third in claim.third_parties)),
            "actor_states": self.states(claim, claim.actors),
            "recipient_states": self.states(claim, claim.recipients), **_days(claim.when), "basis": claim.when.basis,
            "due_earliest": claim.due.earliest if claim.due else None,
            "due_latest": claim.due.latest if claim.due else None,
            "holders": tuple(holder.label for holder in claim.holders), "condition": claim.condition,
            "amounts": tuple(f"{amount.value} {amount.unit}" for amount in claim.amounts),
            "place": claim.where.name if claim.where else None, "confidence": claim.extraction_confidence,
            "quote": quote.exact, "start": quote.start, "end": quote.end, "trigger": claim.trigger.exact,
            "doc": _short(claim.doc_id),
        }  # fmt: skip

    def relations(self, claim: Claim) -> Iterator[Row]:
        """The claim under each pair of its states; none where fewer than two are named or no quote stands."""
        if not claim.publishable:
            return
        facts = EVENT_TYPES[claim.type] if claim.type else None
        when = claim.when
        for a, b in combinations(self.states(claim, (*claim.actors, *claim.recipients)), 2):
            yield {
                "a": a, "b": b, "month": month_of(when), "earliest": when.earliest, "latest": when.latest,
                "field": claim.domains[0], "quad": facts.quad if facts else None,
                "counted": bool(facts and facts.quad and claim.status in COUNTED), "doc": _short(claim.doc_id),
            }  # fmt: skip

    def document(self, document: Document) -> Row:
        """A document; the day of publication as the views take it."""
        book = Book(documents={document.doc_id: document})
        return {
            "doc_id": document.doc_id, "source": document.source_id, "title": document.title, "url": document.url,
            "language": document.language, "published": book.published_on(document.doc_id),
            "published_edtf": document.published.edtf if document.published else None,
            "retrieved": document.retrieved_at, "characters": len(document.text),
            "doc": _short(document.doc_id),
        }  # fmt: skip

    def states(self, claim: Claim, mentions: tuple[ActorMention, ...]) -> tuple[str, ...]:
        """The states that mentions stand for on the day of the happening, by code, sorted."""
        return tuple(sorted(self._codes[state] for state in self._book.states_in(mentions, claim.when.latest)))

    def _names(self, mentions: tuple[ActorMention, ...]) -> tuple[str, ...]:
        return tuple(self._book.name_of(mention.actor_id, mention.surface) for mention in mentions)


def month_of(when: DateSpan) -> date | None:
    """The first day of the month that holds the whole date; None: no month does."""
    first, last = when.earliest, when.latest
    if first is None or last is None or (first.year, first.month) != (last.year, last.month):
        return None
    return first.replace(day=1)


def _days(when: DateSpan) -> Row:
    return {"edtf": when.edtf, "earliest": when.earliest, "latest": when.latest}


def _short(doc_id: str) -> int:
    """Sixty bits of the hash in an id: enough to count documents by."""
    return int(doc_id.rpartition(":")[2][:15], 16)
