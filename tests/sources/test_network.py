"""Addresses are fetched when that is allowed; whatever goes wrong is a problem."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from entente.records.problem import Problem
from entente.records.raw import RawItem
from entente.sources import read_sources

TEXT = "Velmora and Orsenia signed an accord."
FEED = f"<rss><channel><title>C</title><item><description>{TEXT}</description></item></channel></rss>"


class Site(BaseHTTPRequestHandler):
    """A site of this machine with a page, a feed, an error and an empty answer."""

    def do_GET(self) -> None:
        """Answers by path."""
        kind, body = {
            "/page": ("text/html", f"<p>{TEXT}</p>"),
            "/feed": ("application/rss+xml", FEED),
            "/void": ("text/html", ""),
        }.get(self.path, ("", ""))
        self.send_response(200 if kind else 404)
        self.send_header("Content-Type", kind or "text/plain")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name that the standard library gives
        """Says nothing."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """The address of a running site."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


@pytest.mark.parametrize(("path", "origin"), [("/page", "/page"), ("/feed", "/feed#1")])
def test_pages_and_feeds_are_fetched(site: str, path: str, origin: str) -> None:
    """A page is one item, a feed its entries."""
    found = list(read_sources([site + path], network=True))
    assert [(site + origin, True)] == [
        (item.origin, TEXT.encode() in item.content) for item in found if isinstance(item, RawItem)
    ]


@pytest.mark.parametrize(("path", "code"), [("/gone", "fetch_failed"), ("/void", "empty")])
def test_bad_answers_are_told(site: str, path: str, code: str, tmp_path: Path) -> None:
    """An error or an empty answer is one problem, and the rest of the list is fetched."""
    listed = tmp_path / "a.urls"
    listed.write_text(f"{site}{path}\n{site}/page\nftp://c.example/x\n")
    found = list(read_sources([listed], network=True))
    assert [code, "address_not_read"] == [problem.code for problem in found if isinstance(problem, Problem)]
    assert 1 == sum(isinstance(item, RawItem) for item in found)
