"""Invented readings for the tests of the ledger: articles about Velmora and Orsenia, as many as a test wants."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from entente.ledger import Batch, Ledger, Reading
from entente.records import (
    AUTHOR,
    ActorMention,
    AnyRecord,
    Claim,
    DateSpan,
    Decision,
    Document,
    Firmness,
    Problem,
    Producer,
    Reason,
)
from entente.records.codes import Answer
from entente.records.raw import RawItem

NOON = datetime(2024, 6, 12, 12, tzinfo=UTC)
PRODUCER = Producer(name="entente", version="0.1")
ACTORS = tuple(f"act:x{letter}{other}" for letter in "abcdefghij" for other in "abcdefghij")


def document(
    text: str = "Velmora and Orsenia signed an accord in Kesh.", **fields: Any
) -> Document:  # Any: each field has its own type
    """An article fetched at noon."""
    given: dict[str, Any] = {
        "source_id": "gazette",
        "title": "A pact in Kesh",
        "language": "en",
        "media_type": "text/plain",
    }
    given |= {"retrieved_at": NOON, "raw_sha256": "0" * 64} | fields
    return Document(text=text, **given)


def claim(article: Document, number: int = 0, a: str = "act:xvm", b: str = "act:xor", **fields: Any) -> Claim:
    """A claim that quotes the article's first word as actor and the rest as support."""
    end = article.text.index(" ")
    actor = article.quote(0, end, role="actor", sentence=0)
    words = article.quote(end + 1, len(article.text), role="support", sentence=0)
    mentions = (
        ActorMention(surface=actor.exact, evidence=actor, actor_id=name, via="name", confidence=0.9) for name in (a, b)
    )
    left, right = mentions
    day = date(2020, 1, 1) + timedelta(days=number % 2000)
    given: dict[str, Any] = {
        "when": DateSpan.between(day, day, basis="carried"), "domains": ("trade",), "extraction_confidence": 0.8,
        "firmness": Firmness(polarity="positive", certainty="certain", orientation="past", force="asserted"),
        "summary": f"{number}",
    } | fields  # fmt: skip
    return Claim(
        doc_id=article.doc_id, kind="event", type="AGREE", trigger=words, support=(words,), actors=(left,),
        recipients=(right,), holders=(AUTHOR,), **given,
    )  # fmt: skip


def item(origin: str, content: bytes, fetched: datetime = NOON, *, url: str = "") -> RawItem:
    """Bytes from a place."""
    return RawItem(origin=origin, content=content, fetched=fetched, hints={"url": url} if url else {})


def reading(origin: str = "a.txt", text: str = "Velmora signed a pact.", hours: int = 0, claims: int = 2) -> Reading:
    """An article with some claims, read at an origin some hours after noon."""
    fetched = NOON + timedelta(hours=hours)
    article = document(text, url=origin, retrieved_at=fetched)
    made = tuple(claim(article, number) for number in range(claims))
    return Reading(item=item(origin, text.encode(), fetched), document=article, claims=made)


def failed(origin: str = "a.txt", content: bytes = b"\0", hours: int = 0) -> Reading:
    """Bytes of which no document came."""
    problem = Problem(code="empty_text", message="there are no words in it")
    return Reading(item=item(origin, content, NOON + timedelta(hours=hours)), problems=(problem,))


def batch(*parts: Reading | AnyRecord, producer: Producer = PRODUCER) -> Batch:
    """Readings and free records in one batch."""
    readings = tuple(part for part in parts if isinstance(part, Reading))
    records = tuple(part for part in parts if not isinstance(part, Reading))
    return Batch(producer=producer, readings=readings, records=records)


def ruling(left: str, right: str, verdict: Answer = "yes", revokes: str | None = None) -> Decision:
    """A ruling on two events."""
    reasons = (Reason(name="same_trigger", score=0.9),)
    return Decision(relation="same_event", left=left, right=right, verdict=verdict, reasons=reasons, revokes=revokes)


def texts_of(ledger: Ledger) -> list[str]:
    """The texts of the documents that stand, sorted."""
    return sorted(document.text for document in ledger.documents())
