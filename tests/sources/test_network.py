"""Addresses are fetched when that is allowed; whatever goes wrong is a problem."""

import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import quote, unquote

import pytest

from entente.records.problem import Problem
from entente.records.raw import RawItem
from entente.sources import read_sources
from entente.sources.open_net import SETTING, is_open, resolve

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
        self.send_response(302 if self.path.startswith("/to/") else 200 if kind else 404)
        if self.path.startswith("/to/"):
            self.send_header("Location", unquote(self.path.removeprefix("/to/")))
        self.send_header("Content-Type", kind or "text/plain")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name that the standard library gives
        """Says nothing."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """The address of a running site."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as server, pytest.MonkeyPatch.context() as patch:
        patch.setenv(SETTING, "allow")
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


@pytest.mark.parametrize(
    ("address", "open_"),
    [
        ("93.184.215.14", True), ("2606:2800:21f:cb07::1", True), ("127.0.0.1", False), ("10.1.2.3", False),
        ("172.16.0.1", False), ("192.168.1.1", False), ("169.254.169.254", False), ("100.64.0.1", False),
        ("0.0.0.0", False), ("224.0.0.1", False), ("::1", False), ("::", False), ("fe80::1%eth0", False),
        ("fd00::1", False), ("::ffff:127.0.0.1", False), ("64:ff9b::7f00:1", False), ("2002:7f00:1::", False),
    ],
)  # fmt: skip
def test_open_addresses(address: str, open_: bool) -> None:
    """Addresses of this machine and its network are known in every form, wrapped ones too."""
    assert open_ == is_open(address)


@pytest.mark.parametrize("scheme", ["http", "https"])
@pytest.mark.parametrize("name", ["127.0.0.1", "localhost", "[::1]", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]"])
def test_own_network_is_not_asked(scheme: str, name: str, site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """An address of this machine, under whatever name, is a problem with what to do, and is not connected to."""
    monkeypatch.delenv(SETTING)
    port = site.rpartition(":")[2]
    (found,) = read_sources([f"{scheme}://{name}:{port}/page"], network=True)
    assert isinstance(found, Problem)
    assert found.code in ("address_private", "fetch_failed")
    assert found.code == "address_private" or name not in ("localhost", "127.0.0.1")


def test_own_network_is_not_asked_by_a_proxy(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The user's proxy may stand in the own network; what it is asked for may not."""
    monkeypatch.setenv("http_proxy", site)
    monkeypatch.setenv("no_proxy", "")
    monkeypatch.delenv(SETTING)
    (found,) = read_sources(["http://10.1.2.3/page"], network=True)
    assert isinstance(found, Problem)
    assert "address_private" == found.code


@pytest.mark.parametrize("to", ["ftp://192.0.2.1/x", "file:///etc/passwd", "http://169.254.169.254/latest/meta-data"])
def test_redirects_are_looked_at(site: str, monkeypatch: pytest.MonkeyPatch, to: str) -> None:
    """A redirect into the own network, or to another kind of address, ends the fetch."""
    monkeypatch.setenv(SETTING, "allow")
    monkeypatch.setattr("entente.sources.open_net.resolve", _first_only)
    (found,) = read_sources([f"{site}/to/{quote(to, safe='')}"], network=True)
    assert isinstance(found, Problem)
    assert ("address_private" if to.startswith("http") else "fetch_failed") == found.code


def _first_only(host: str, port: int) -> list[tuple[socket.AddressFamily, tuple[str, int]]]:
    """As `resolve` does, with this machine's site as the one private address that may be asked."""
    if host == "127.0.0.1":
        return [(socket.AF_INET, (host, port))]
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv(SETTING)
        return resolve(host, port)


def test_a_name_is_resolved_once(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The address that was looked at is the one connected to, whatever a second answer would say."""
    answers = iter(["127.0.0.1", "169.254.169.254"])
    port = int(site.rpartition(":")[2])
    monkeypatch.setattr(
        socket, "getaddrinfo", lambda *_, **__: [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), port))]
    )
    (found,) = read_sources([f"http://twice.example:{port}/page"], network=True)
    assert isinstance(found, RawItem)
    assert "169.254.169.254" == next(answers)
