"""Documents and resolvers for the tests of this folder."""

from datetime import UTC, datetime

from entente.actors import Resolver
from entente.mentions import find_mentions
from entente.records import ActorMention, DateSpan, Document


def document(text: str, published: str | None = "2024-06-12") -> Document:
    """A document of that text, published on that day."""
    return Document(
        source_id="src:test",
        title="",
        language="en",
        media_type="text/plain",
        published=DateSpan.read(published, basis="explicit") if published else None,
        published_basis="metadata" if published else "unknown",
        retrieved_at=datetime(2024, 7, 1, tzinfo=UTC),
        raw_sha256="0" * 64,
        text=text,
    )


def resolve(
    text: str, words: str, *, published: str | None = "2024-06-12", on: str = "", acting: bool = True
) -> ActorMention:
    """What the last span with those words means."""
    return resolve_all(text, words, published=published, on=on, acting=acting)[0]


def resolve_all(
    text: str, words: str, *, published: str | None = "2024-06-12", on: str = "", acting: bool = True
) -> tuple[ActorMention, ...]:
    """All that the last span with those words means."""
    mentions = find_mentions(text)
    span = [span for span in mentions.actors if text[span.start : span.end] == words][-1]
    day = DateSpan.read(on, basis="explicit") if on else None
    return Resolver(document(text, published), mentions).resolve_all(span, day, acting=acting)
