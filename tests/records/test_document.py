"""Documents, their hash, their regions and their clocks."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from msgspec.structs import replace

from entente.records import DateSpan, Region
from tests.records.samples import DOCUMENTS, FETCHED

ARTICLE = DOCUMENTS[1]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"text": "other"}, "not the hash of this text"),
        ({"regions": (Region(start=0, end=9, kind="title"), Region(start=8, end=12, kind="body"))}, "overlaps another"),
        ({"regions": (Region(start=0, end=9999, kind="body"),)}, "leaves the text"),
        ({"retrieved_at": datetime(2024, 6, 12)}, "not in UTC"),  # noqa: DTZ001
        ({"modified": datetime(2024, 6, 12, tzinfo=timezone(timedelta(hours=4)))}, "convert it with astimezone"),
        ({"published_basis": "feed"}, "known together"),
        ({"doc_id": "gazette/1"}, "should start with doc:"),
    ],
)
def test_documents_that_contradict_are_refused(changes: dict[str, object], message: str) -> None:
    """The hash is that of the text, regions are in order inside it, and clocks are in UTC."""
    with pytest.raises(ValueError, match=message):
        replace(ARTICLE, **changes)


def test_an_unchanged_text_fetched_again_is_the_same_document() -> None:
    """The id comes from source, address and text, not from the hour."""
    again = replace(ARTICLE, doc_id="", retrieved_at=datetime(2025, 1, 1, tzinfo=UTC), raw_sha256="1" * 64)
    assert again.doc_id == ARTICLE.doc_id
    assert replace(ARTICLE, doc_id="", url="https://gazette.example/2").doc_id != ARTICLE.doc_id
    assert replace(ARTICLE, doc_id="", text="new", text_sha256="").doc_id != ARTICLE.doc_id


def test_a_quote_knows_the_part_it_stands_in() -> None:
    """The part of a quote is that of the region it starts in, `body` outside all regions."""
    kinds = (Region(start=0, end=5, kind="title"), Region(start=6, end=12, kind="comment"))
    article = replace(ARTICLE, regions=kinds)
    parts = [article.quote(at, at + 2, role="support", sentence=0).part for at in (0, 6, 13)]
    assert parts == ["title", "other", "body"]


def test_an_empty_region_is_refused() -> None:
    """A region holds at least one character."""
    with pytest.raises(ValueError, match="empty"):
        Region(start=4, end=4, kind="body")


def test_publication_may_be_an_interval() -> None:
    """A text without a dateline carries the interval reasoned from its content."""
    published = DateSpan.read("[2021-05-01..2021-11-30]", basis="relative_to_event", confidence=0.6)
    article = replace(ARTICLE, published=published, published_basis="content")
    assert article.retrieved_at == FETCHED
    assert article.published is published
