"""Raw items for tests of cleaning."""

from datetime import UTC, datetime
from pathlib import Path

from entente.clean import clean
from entente.records.document import Document
from entente.records.problem import Problem
from entente.records.raw import Hint, RawItem

RESOURCES = Path(__file__).resolve().parents[1] / "resources"
NOW = datetime(2026, 1, 1, tzinfo=UTC)

PARAGRAPH = (
    "Velmora and Orsenia signed a transit accord in Kesh on Wednesday, and the two ministers said that the port of"
    " Tirel would open to grain in October if the barges were ready by then."
)


def item(content: bytes | str, media_type: str = "text/plain", origin: str = "a.txt", **hints: str) -> RawItem:
    """An item fetched at a fixed moment."""
    told: dict[Hint, str] = {name: text for name, text in hints.items() if name in _HINTS}  # type: ignore[misc]
    raw = content.encode() if isinstance(content, str) else content
    return RawItem(origin=origin, content=raw, media_type=media_type, fetched=NOW, hints=told)


_HINTS = ("title", "byline", "published", "outlet", "source_id", "url", "canonical_url", "language")


def document_of(raw: RawItem) -> Document:
    """The document of an item that has one."""
    document, _ = clean(raw)
    assert document is not None
    return document


def problems_of(raw: RawItem) -> list[str]:
    """The codes of an item's problems."""
    return [problem.code for problem in _problems(raw)]


def _problems(raw: RawItem) -> tuple[Problem, ...]:
    return clean(raw)[1]


def texts_of(document: Document, kind: str) -> list[str]:
    """The texts of the regions of one kind."""
    return [document.text[region.start : region.end] for region in document.regions if region.kind == kind]
