"""The data interface."""

from importlib.resources import files

import pytest

from entente.records import Decision
from entente.records.rulings import Reason
from entente.views import event_rows
from entente.web.feed import stretch
from entente.web.tables import DoubtRow
from tests.views import made
from tests.web.site import browser

LISTS = (
    "events", "dyads", "undertakings", "conflicts", "documents", "ties", "trend", "outlets", "families", "review",
    "doubtful", "problems",
)  # fmt: skip
DATA = {
    "today": "/today", "dyads": "/dyads", "dyad": "/dyads/XOR/XVM", "event": f"/events/{made.LOAN.event_id}",
    "compare": f"/events/{made.LOAN.event_id}/voices", "doc": f"/documents/{made.PROMISE.doc_id}/claims",
    "undertakings": "/undertakings", "undertaking": f"/undertakings/{made.PIPELINE.undertaking_id}",
    "conflicts": "/conflicts", "explore": "/ties", "sources": "/outlets", "brief": f"/brief?id={made.LOAN.event_id}",
    "review": "/review", "checking": "/doubtful", "search": "/search?q=pipeline",
}  # fmt: skip
"""The call that gives what each page shows."""
NO_DATA = {
    "base", "macros", "charts", "help", "login", "refused", "users", "brief_file", "upload", "explore_start",
}  # fmt: skip
"""Templates that are no page, or show no record; `upload` has `uploads/NAME`, for as long as it is read."""


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
    assert whole["total"] == len(items) >= (name not in ("review", "problems"))


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


def test_every_page_has_its_data() -> None:
    """No page shows what cannot be called for."""
    names = {path.name.partition(".")[0] for path in (files("entente.web") / "templates").iterdir()}
    assert names - NO_DATA == DATA.keys()
    for call in DATA.values():
        assert 200 == browser().get("/api/v1" + call).status_code, call


@pytest.mark.parametrize("grown", [False, True])
def test_cursors_go_on_after_the_line_last_seen(grown: bool) -> None:
    """What is new before it is not told twice, nor is anything left out."""
    before = ["a", "b", "c", "d"]
    _, _, cursor = stretch(before, "", 2)
    after = ["new", *before] if grown else before
    assert ["c", "d"] == stretch(after, cursor or "", 9)[0]


@pytest.mark.parametrize("call", ["events", "ties", "documents", "undertakings", "search", "today"])
def test_filters_that_a_call_does_not_know_are_refused(call: str) -> None:
    """An answer that ignored one would look like an answer to it."""
    refused = browser().get(f"/api/v1/{call}?q=mill&rus=PAK" if call == "search" else f"/api/v1/{call}?rus=PAK")
    assert (400, "application/problem+json") == (refused.status_code, refused.headers["content-type"])
    assert "“rus” is no filter" in refused.json()["detail"]


def test_pairs_in_doubt_are_walked_by_cursor() -> None:
    """Lines that hold phrases and stand under no id of their own have a cursor too."""
    why = (Reason(name="words", score=0.5),)
    others = (made.ACCUSED, made.BEGUN, made.NOT_BEGUN)
    paired = [sorted((made.LEND.claim_id, other.claim_id)) for other in others]
    rulings = [
        Decision(relation="same_event", left=left, right=right, verdict="maybe", reasons=why) for left, right in paired
    ]
    events = tuple(event_rows(made.book()))
    pairs = [DoubtRow(decision=one, quotes=(), events=events, score=0.5, is_joined=False) for one in rulings]
    _, _, cursor = stretch(pairs, "", 2)
    assert pairs[2:] == list(stretch(pairs, cursor or "", 2)[0])


def test_today_tells_what_changed() -> None:
    """A moment is asked for with its zone; anything else is refused."""
    assert [] == browser().get("/api/v1/today?since=2025-03-31T12:00Z").json()["changed"]
    assert {400} == {browser().get(f"/api/v1/today?since={word}").status_code for word in ("2025", "now", "2025-03-31")}


def test_every_answer_has_its_own_tag() -> None:
    """Another answer, another tag; a tag of another answer gives the answer whole."""
    one, other = (browser().get(f"/api/v1/{name}") for name in ("events", "conflicts"))
    assert one.headers["etag"] != other.headers["etag"]
    assert 200 == browser().get("/api/v1/events", headers={"if-none-match": other.headers["etag"]}).status_code


def test_methods_are_told() -> None:
    """A method that is not known is a problem document that names those that are."""
    answer = browser().delete("/api/v1/events")
    assert (405, "GET", "application/problem+json") == (
        answer.status_code, answer.headers["allow"], answer.headers["content-type"],
    )  # fmt: skip


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
