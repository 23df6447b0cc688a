"""The data interface."""

import pytest

from tests.views import made
from tests.web.site import browser

LISTS = ("events", "dyads", "undertakings", "conflicts", "documents")


@pytest.mark.parametrize("name", LISTS)
def test_lists_are_walked_by_cursor(name: str) -> None:
    """One line at a time, `next` leads through the whole list and ends."""
    client = browser()
    whole = client.get(f"/api/v1/{name}").json()
    items, cursor = [], ""
    while cursor is not None:
        part = client.get(f"/api/v1/{name}", params={"limit": 1, "cursor": cursor}).json()
        items += part["items"]
        cursor = part["next"]
    assert whole["items"] == items
    assert whole["total"] == len(items) > 0


@pytest.mark.parametrize(
    "path",
    [
        "", "/dyads/XOR/XVM", f"/events/{made.LOAN.event_id}", f"/undertakings/{made.PIPELINE.undertaking_id}",
        f"/conflicts/{made.DISPUTE.conflict_id}", f"/documents/{made.PROMISE.doc_id}", f"/quotes/{made.LEND.claim_id}",
        "/search?q=pipeline",
    ],
)  # fmt: skip
def test_records_answer(path: str) -> None:
    """Each page's data is one call away."""
    answer = browser().get("/api/v1" + path)
    assert (200, "application/json") == (answer.status_code, answer.headers["content-type"])
    assert answer.json()


def test_filter_is_that_of_explore() -> None:
    """Events are chosen as on the page."""
    assert 1 == browser().get("/api/v1/events?type=ACCUSE&who=XVM").json()["total"]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/events/evt:none", 404), ("/events?status=sure", 400), ("/events?cursor=zzz", 400), ("/events?limit=0", 422),
        ("/nowhere", 404), ("/dyads/XOR/XOR", 400), ("/quotes/none", 404), ("/search?q=" + "a" * 600, 422),
    ],
)  # fmt: skip
def test_problems_are_documents(path: str, status: int) -> None:
    """What goes wrong is told as RFC 9457 has it."""
    answer = browser().get("/api/v1" + path)
    assert (status, "application/problem+json") == (answer.status_code, answer.headers["content-type"])
    assert {"type", "title", "status", "detail"} <= answer.json().keys()
    assert status == answer.json()["status"]


def test_unchanged_answers_are_not_sent_again() -> None:
    """A tag that still holds gives 304 and no body."""
    client = browser()
    tag = client.get("/api/v1/events").headers["etag"]
    again = client.get("/api/v1/events", headers={"if-none-match": tag})
    assert (304, b"") == (again.status_code, again.content)


def test_interface_is_described() -> None:
    """The OpenAPI document names every address, and every schema it refers to is in it."""
    found = browser().get("/api/v1/openapi.json").json()
    text = browser().get("/api/v1/openapi.json").text
    schemas = found["components"]["schemas"]
    assert found["openapi"].startswith("3.1")
    assert {f"/api/v1/{name}" for name in LISTS} <= found["paths"].keys()
    referred = {part.split('"')[0] for part in text.split("#/components/schemas/")[1:]}
    assert referred <= schemas.keys()
