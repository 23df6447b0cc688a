"""Hostile text never runs, nothing leaves the host, and a question that makes no sense is answered plainly."""

import re

import pytest

from entente.views import Book
from tests.views import made
from tests.web.site import Seen, browser, walk

WILD = made.document(
    f"Velmora accused Orsenia of delay {made.HOSTILE} in May.\n\u202eevil\u202c <img src=x onerror=alert(1)> \" '>",
    "2025-06-06", source_id="<b>bold</b>", title='"><script>alert(2)</script>', url="javascript:alert(3)",
)  # fmt: skip
BLAME = made.claim(
    WILD, f"Velmora accused Orsenia of delay {made.HOSTILE} in May", "accused", "ACCUSE", when="2025-05",
    actors=(("Velmora", "xvm"),), recipients=(("Orsenia", "xor"),),
)  # fmt: skip


def wild_book() -> Book:
    """A text that tries to break out of every place it is shown in."""
    return Book.of((WILD,), (BLAME,), (made.event(BLAME),), actors=made.ACTORS)


def test_hostile_text_is_shown_not_run() -> None:
    """Titles, quotes and names of outlets stand in pages as text."""
    for path, status, seen, _ in walk(browser(wild_book())):
        assert 200 == status, path
        assert 2 >= seen.tags.count("script"), path
        assert [] == seen.inline
        assert "img" not in seen.tags
        assert not any(link.startswith("javascript:") for link in seen.links)


def test_nothing_is_inline() -> None:
    """No page holds a style, a script or a handler of its own, so the policy can forbid them."""
    assert [] == [(path, seen.inline) for path, _, seen, _ in walk(browser()) if seen.inline]


def test_nothing_is_fetched_from_elsewhere() -> None:
    """Style sheets, scripts, images and forms are all of this server."""
    loads = {load for _, _, seen, _ in walk(browser()) for load in seen.loads}
    assert loads
    assert [] == [load for load in loads if not load.startswith("/") or load.startswith("//")]


def test_files_name_no_host() -> None:
    """The files that pages load fetch nothing either."""
    from entente.web.render import asset, asset_names

    texts = [(asset(name) or b"").decode() for name in asset_names()]
    addresses = [found for text in texts for found in re.findall(r"https?://[^\s\"')]+", text)]
    assert {"http://www.w3.org/2000/svg"} == set(addresses)


@pytest.mark.parametrize("path", ["/", "/explore", "/nowhere", "/api/v1/events", "/static/entente.css"])
def test_policy_is_strict(path: str) -> None:
    """Every answer forbids what is not of this server, and says what it is."""
    headers = browser().get(path).headers
    assert headers["content-security-policy"].startswith("default-src 'self';")
    assert "unsafe" not in headers["content-security-policy"]
    assert "nosniff" == headers["x-content-type-options"]


ODD = {
    "/event/evt:none": 404,
    "/event/" + "x" * 1_500: 404,
    "/doc/%00": 404,
    "/undertaking/clm:1": 404,
    "/dyad/XOR/XOR": 400,
    "/dyad/XOR/nowhere": 404,
    "/nowhere": 404,
    "/explore?status=certain": 400,
    "/explore?from=tomorrow": 400,
    "/explore?from=2025&to=2024": 400,
    "/explore?page=0": 400,
    "/explore?page=99": 404,
    "/explore?colour=red": 400,
    "/explore?origins=-1": 400,
    "/explore?tab=globe": 400,
    "/undertakings?show=late": 400,
    "/conflicts?field=colour": 400,
    "/sources?outlet=none": 404,
    "/search?q=" + "a" * 5_000: 414,
    "/search?q=" + "%22%27%28*%00": 200,
    "/static/../app.py": 404,
    "/static/%2e%2e%2fapp.py": 404,
    f"/cite/{made.LOAN.event_id}.exe": 404,
}


@pytest.mark.parametrize("path", ODD)
def test_odd_questions_have_their_status(path: str) -> None:
    """A question that makes no sense gives a page that says so, with the right status."""
    answer = browser().get(path)
    assert ODD[path] == answer.status_code
    assert len(answer.content) < 20_000
    assert {"h1"} <= set(Seen(answer.text).tags)


def test_method_is_refused() -> None:
    """Pages are for reading."""
    assert 405 == browser().delete("/explore").status_code


def test_long_queries_are_refused_unread() -> None:
    """A query as long as a client can send is refused before it is looked at."""
    assert 414 == browser().get("/explore", params={"who": "x" * 60_000}).status_code


@pytest.mark.parametrize("name", ["evil.example", "127.0.0.1.evil.example", "[::1].evil", ""])
def test_foreign_names_are_refused(name: str) -> None:
    """A page elsewhere cannot reach this server under a name of its own."""
    assert 421 == browser().get("/", headers={"host": name}).status_code


@pytest.mark.parametrize("name", ["127.0.0.1:8710", "localhost", "[::1]:8710"])
def test_own_names_are_taken(name: str) -> None:
    """This machine has several names."""
    assert 200 == browser().get("/help", headers={"host": name}).status_code


def test_other_schemes_are_not_linked() -> None:
    """An address of a text is linked only when it is one of the web."""
    assert "javascript:" not in browser(wild_book()).get(f"/doc/{WILD.doc_id}").text
