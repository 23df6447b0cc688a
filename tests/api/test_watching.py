"""Feeds that are asked again and again."""

import json
import socket
import sys
import threading
import urllib.request
from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest
from typer.testing import CliRunner

from entente import api
from entente.api.metrics import health_of, served
from entente.api.watching import STATE, Watch
from entente.cli import app
from entente.errors import EntenteError, ExtraMissing
from entente.sources.asking import Asker
from entente.sources.open_net import SETTING
from entente.sources.opml import Feed, read_opml

NOW = 1.72e9
"""In July 2024."""
WORDS = "NAIROBI - Kenya and Uganda signed a water treaty on Monday, 3 June 2024."
FEED = (
    "<rss><channel><title>Lake Post</title><item><title>Treaty</title><link>{site}/page</link>"
    "<pubDate>Tue, 04 Jun 2024 08:00:00 GMT</pubDate><description>{words}</description></item></channel></rss>"
)


PAGE = f"<html><body><article><p>{WORDS}</p><p>It binds both for ten years.</p></article></body></html>"
ONE = "<rss><channel><item><title>A</title><link>{link}</link><description>Short.</description></item></channel></rss>"
MANY = "<rss>" + "".join(f"<item><title>{n}</title><link>/page?{n}</link></item>" for n in range(5)) + "</rss>"


class Site(BaseHTTPRequestHandler):
    """A site of this machine: a feed with a mark, a page, rules, and a feed that fails."""

    asked: ClassVar[Counter[str]] = Counter()

    def do_GET(self) -> None:
        """Answers by path."""
        self.asked[self.path] += 1
        site = f"http://{self.headers['Host']}"
        pages = {
            "/robots.txt": "User-agent: *\nDisallow: /closed",
            "/many": MANY,
            "/moved": ONE.format(link=f"{site}/old"),
            "/whole": ONE.format(link="/page"),
            "/odd": ONE.format(link="http://[odd") + "<!-- -->",
            "/feed": FEED.format(site=site, words=WORDS),
            **dict.fromkeys(("/page", *(f"/page?{n}" for n in range(5))), PAGE),
            "/broken": "no feed at all",
        }
        if self.path == "/old":
            self.send_response(301)
            self.send_header("Location", "/page")
            self.end_headers()
            return
        same = self.path in ("/feed", "/many") and self.headers["If-None-Match"] == "v1"
        body = b"" if same else pages.get(self.path, "").encode()
        self.send_response(304 if same else 200 if body else 503)
        self.send_header("ETag", "v1")
        self.send_header("Retry-After", "7200")
        self.send_header("Content-Type", "text/html" if self.path.startswith("/page") else "application/rss+xml")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name that the standard library gives
        """Says nothing."""


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a running site."""
    monkeypatch.setenv(SETTING, "allow")
    Site.asked.clear()
    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


def watch(folder: Path, *urls: str, now: float = NOW, pages: bool = True) -> Watch:
    """A watch whose clock stands still and which waits for nobody."""
    feeds = [Feed(url) for url in urls]
    asker = Asker(sleep=lambda seconds: None)
    return Watch(api.create(folder), feeds, asker=asker, pages=pages, clock=lambda: now)


def asked_all(found: Watch) -> list[str]:
    """The results of asking every feed once, in the order of the answers."""
    left, results = found.start(all_feeds=True), []
    while left:
        polls = found.collect(30).polls
        left -= len(polls)
        results += [poll.result for poll in polls]
    found.close()
    return results


def test_an_article_is_read_once_and_from_its_page(site: str, tmp_path: Path) -> None:
    """What a feed has in short is read whole; asked again with its mark, the feed has nothing new."""
    first = watch(tmp_path, f"{site}/feed")
    assert ["new"] == asked_all(first)
    assert 1 == first.counts["articles"]
    assert ["unchanged"] == asked_all(watch(tmp_path, f"{site}/feed"))
    (document,) = api.open_project(tmp_path).snapshot().documents
    assert "ten years" in document.text
    assert document.published
    assert "2024-06-04" == document.published.edtf
    assert 1 == Site.asked["/page"]


def test_a_lost_state_reads_nothing_twice(site: str, tmp_path: Path) -> None:
    """Without its marks a watch asks for everything once more, and the ledger knows what it holds."""
    asked_all(watch(tmp_path, f"{site}/feed"))
    (tmp_path / STATE).write_text("{torn")
    assert ["new"] == asked_all(watch(tmp_path, f"{site}/feed"))
    assert 1 == len(api.open_project(tmp_path).snapshot().documents)


def test_a_feed_that_fails_is_asked_later_and_later(site: str, tmp_path: Path) -> None:
    """Its interval doubles, never less than the server asks for; the others keep their own."""
    found = watch(tmp_path, f"{site}/gone", f"{site}/feed")
    assert {"failed", "new"} == set(asked_all(found))
    gone, well = (found.state_of(feed).due - NOW for feed in found.feeds)
    assert 7200 == gone
    assert 0.9 * 900 <= well <= 1.1 * 900


@pytest.mark.parametrize(("path", "code"), [("/closed/x", "robots_refuse"), ("/broken", "feed_not_read")])
def test_what_may_not_or_cannot_be_read_is_a_problem(site: str, tmp_path: Path, path: str, code: str) -> None:
    """A site's rules are kept, and a page that is no feed is told; both are in the ledger."""
    assert ["failed"] == asked_all(watch(tmp_path, site + path))
    assert [code] == [problem.code for problem in api.open_project(tmp_path).snapshot().problems]
    assert not Site.asked["/closed/x"]


def test_a_host_is_asked_one_thing_at_a_time(site: str) -> None:
    """Between two questions to a host there is a second."""
    paused: list[float] = []
    asker = Asker(clock=lambda: 100.0, sleep=paused.append)
    for _ in range(3):
        asker.ask(f"{site}/feed")
    assert [1.0, 1.0, 1.0] == paused


def test_a_long_feed_is_read_in_parts(site: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only so many pages are fetched at a time; the rest comes with the next, whatever mark the feed has."""
    monkeypatch.setattr("entente.api.watching.PAGES", 3)
    assert ["new"] == asked_all(watch(tmp_path, f"{site}/many"))
    assert {"/page?0", "/page?1", "/page?2"} == {path for path in Site.asked if "?" in path}
    assert ["new"] == asked_all(watch(tmp_path, f"{site}/many"))
    assert ["unchanged"] == asked_all(watch(tmp_path, f"{site}/many"))
    assert {1} == {times for path, times in Site.asked.items() if "?" in path}
    assert 5 == sum("?" in path for path in Site.asked)


@pytest.mark.parametrize("path", ["/moved", "/whole"])
def test_a_page_is_asked_for_once(site: str, tmp_path: Path, path: str) -> None:
    """Also where its address leads to another, or is not whole."""
    assert ["new"] == asked_all(watch(tmp_path, site + path))
    (document,) = api.open_project(tmp_path).snapshot().documents
    assert "ten years" in document.text
    assert ["new"] == asked_all(watch(tmp_path, site + path))
    assert 1 == Site.asked["/page"]


def test_an_odd_address_ends_nothing(site: str, tmp_path: Path) -> None:
    """A link that is no address leaves the feed's own words."""
    assert ["new"] == asked_all(watch(tmp_path, f"{site}/odd"))


def test_a_slow_host_delays_no_other(site: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a host's feeds one is asked, so that as many slow ones as there are places leave room for the next host."""
    monkeypatch.setattr("entente.api.watching.AT_ONCE", 2)
    with socket.create_server(("127.0.0.1", 0)) as mute:
        slow = [f"http://127.0.0.1:{mute.getsockname()[1]}/{n}" for n in range(4)]
        found = watch(tmp_path, *slow, f"{site}/feed")
        assert 5 == found.start(all_feeds=True)
        assert [f"{site}/feed"] == [poll.feed.url for poll in found.collect(30).polls]
        found.close()


def test_figures_and_health_are_served(site: str, tmp_path: Path) -> None:
    """Prometheus reads the counts; health is ill when no feed has answered for long."""
    pytest.importorskip("prometheus_client")
    found = watch(tmp_path, f"{site}/feed")
    asked_all(found)
    with served(found, 0, 900, lambda: NOW) as port:
        text = urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=10).read().decode()
        health = json.load(urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=10))
    assert 'entente_feed_polls_total{result="new"} 1.0' in text
    assert "entente_articles_total 1.0" in text
    assert "ok" == health["status"]
    assert not health_of(found, NOW + 4 * 900, 900)[0]


def test_figures_that_cannot_be_served_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A port that another program has, and an extra that is not installed, are told with the next step."""
    found = watch(tmp_path, "http://a.example/f")
    with socket.create_server(("127.0.0.1", 0)) as other:
        taken = served(found, other.getsockname()[1], 900, lambda: NOW)
        with pytest.raises(EntenteError, match="give another port"):
            taken.__enter__()
    monkeypatch.setitem(sys.modules, "prometheus_client", None)
    with pytest.raises(ExtraMissing, match=r"entente\[watch\]"):
        served(found, 0, 900, lambda: NOW).__enter__()


def test_a_watch_that_never_had_an_answer_is_ill(tmp_path: Path) -> None:
    """Health is counted from the start until a feed has answered."""
    found = watch(tmp_path, "http://a.example/f")
    assert [True, False] == [health_of(found, NOW + waited, 900)[0] for waited in (900, 4 * 900)]


def test_the_command_asks_once(site: str, tmp_path: Path) -> None:
    """`--once` tells each feed on a line and ends with 3 where one failed."""
    listed = tmp_path / "feeds.opml"
    listed.write_text(
        f'<opml><body><outline text="Post" xmlUrl="{site}/feed"/><outline xmlUrl="{site}/gone"/></body></opml>'
    )
    done = CliRunner().invoke(app, ["watch", str(listed), "--once", "--json", "--project", str(tmp_path / "p")])
    told = {line["feed"].rpartition("/")[2]: line["result"] for line in map(json.loads, done.stdout.splitlines())}
    assert {"feed": "new", "gone": "failed"} == told
    assert 3 == done.exit_code


@pytest.mark.parametrize(
    ("content", "feeds", "problems"),
    [
        (b"<opml><body><outline><outline title='A' xmlUrl='https://a.example/f'/></outline></body></opml>", 1, []),
        (b"# mine\nhttps://a.example/f\nhttps://a.example/f\n", 1, []),
        (b"https://a.example/f\nftp://b.example\n", 1, ["address_not_read"]),
        (b"<html><body>no list</body></html>", 0, ["opml_not_read"]),
        (b"<opml><body/></opml>", 0, ["opml_empty"]),
        (b'<!DOCTYPE o [<!ENTITY x SYSTEM "file:///x">]><opml><outline xmlUrl="&x;"/></opml>', 0, ["opml_not_read"]),
        (b'<!DOCTYPE o [<!ENTITY x "https://a.example/f">]><opml><outline xmlUrl="&x;"/></opml>', 0, ["opml_not_read"]),
        (b"", 0, ["opml_empty"]),
    ],
)  # fmt: skip
def test_lists_of_feeds(content: bytes, feeds: int, problems: list[str]) -> None:
    """OPML or lines; what is no address is told, and no entity is ever expanded."""
    found, told = read_opml(content, "feeds")
    assert (feeds, problems) == (len(found), [problem.code for problem in told])
