"""Whatever is asked, the server has an answer of its own making."""

from functools import cache
from typing import Any
from urllib.parse import quote

from fastapi.testclient import TestClient
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.web.site import browser

PAGES = (
    "/", "/dyads", "/undertakings", "/conflicts", "/sources", "/explore", "/search", "/brief", "/brief.md",
    "/api/v1/events", "/api/v1/dyads", "/api/v1/search", "/api/v1/documents",
)  # fmt: skip
RECORDS = (
    "/event/",
    "/doc/",
    "/compare/",
    "/undertaking/",
    "/dyad/XOR/",
    "/cite/",
    "/static/",
    "/api/v1/quotes/",
    "/api/v1/events/",
)
NAMES = (
    "q", "who", "whom", "field", "type", "status", "from", "to", "origins", "order", "tab", "page", "show", "outlet",
    "id", "title", "cursor", "limit",
)  # fmt: skip
WORDS = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        ["0", "-1", "9" * 30, "2024-02-30", "../..", "NaN", "%00", '"', "*", "XOR", "denied", "evt:", "\u202e"]
    ),
)


@cache
def client() -> TestClient:
    """One server for all questions."""
    return browser()


def answered(path: str, **query: Any) -> bool:
    """Whether an answer came that is no failure of ours."""
    return client().get(path, **query).status_code < 500


@settings(max_examples=150)
@given(st.sampled_from(PAGES), st.lists(st.tuples(st.sampled_from(NAMES), WORDS), max_size=4))
def test_no_query_breaks_a_page(path: str, query: list[tuple[str, str]]) -> None:
    """Any query gives a page, a list or a refusal."""
    kept = [(name, value.encode("utf-8", "ignore").decode()) for name, value in query]
    assert answered(path, params=kept)


@settings(max_examples=100)
@given(st.sampled_from(RECORDS), WORDS)
def test_no_name_breaks_a_page(path: str, name: str) -> None:
    """Any name of a record gives the record or a refusal."""
    assert answered(path + quote(name.encode("utf-8", "ignore").decode()))
