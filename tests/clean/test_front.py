"""What stands at the head of a file about the text below it."""

import pytest

from entente.clean.front import read_front
from tests.clean.items import PARAGRAPH, document_of, item

FRONT = "Title: Port opens to grain\nSource: Kesh Courier\nDate: 12 June 2024\nAuthor: Mira Tal\nURL: https://c.example/t\n\n"


@pytest.mark.parametrize("head", [FRONT, f"---\n{FRONT.strip()}\n---\n", FRONT.replace("\n", "\r\n"), "\ufeff" + FRONT])
@pytest.mark.parametrize("media_type", ["text/plain", "text/markdown"])
def test_lines_at_the_head_are_facts(head: str, media_type: str) -> None:
    """Names and values above the text say who published what when, and are no part of it."""
    document = document_of(item(head + PARAGRAPH, media_type))
    assert ("kesh_courier", "Mira Tal", "2024-06-12") == (
        document.source_id,
        document.byline,
        document.published.edtf if document.published else "",
    )
    assert "metadata" == document.published_basis
    assert "Source:" not in document.text


@pytest.mark.parametrize(
    "text",
    [
        f"Source: a village in the hills\n\n{PARAGRAPH}",
        f"Analysis: what the pact means\nKesh: a port and its grain\n\n{PARAGRAPH}",
        f"Title: Port opens\nDate: 12 June 2024\n{PARAGRAPH}",
        PARAGRAPH,
        "",
    ],
)
def test_other_lines_are_text(text: str) -> None:
    """One known name, unknown names, and lines that run into the text are the text's own."""
    assert text == read_front(text)[0]
