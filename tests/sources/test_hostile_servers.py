"""Servers that answer too much, too slowly or for ever: one problem each, within a fetch's time."""

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from entente.records.problem import Problem
from entente.sources import read_sources
from entente.sources.asking import Asker, Refused
from entente.sources.open_net import SETTING

TOTAL_S = 0.6
DRIP_S = 0.05


class Hostile(BaseHTTPRequestHandler):
    """A site that means harm."""

    def do_GET(self) -> None:
        """Answers by path, or goes on answering until nobody listens."""
        try:
            getattr(self, f"_{self.path[1:]}", self._none)()
        except OSError:
            self.close_connection = True

    def _none(self) -> None:
        self.send_error(404)

    def _head(self, *headers: tuple[str, str]) -> None:
        self.send_response(200)
        for name, value in (("Content-Type", "text/html"), *headers):
            self.send_header(name, value)
        self.end_headers()

    def _drip(self) -> None:
        self._head(("Content-Length", "100000"))
        self._pour(b"a")

    def _drip_to_the_end(self) -> None:
        self._head()
        self._pour(b"a")

    def _drip_head(self) -> None:
        self.wfile.write(b"HTTP/1.0 200 OK\r\nX-Long: ")
        self._pour(b"a")

    def _pour(self, piece: bytes) -> None:
        for _ in range(200):
            self.wfile.write(piece)
            time.sleep(DRIP_S)

    def _flood(self) -> None:
        self._head()
        for _ in range(10_000):
            self.wfile.write(b"a" * 100_000)

    def _lie(self) -> None:
        self._head(("Content-Length", "1000"))
        self.wfile.write(b"<p>less than was said</p>")

    def _circle(self) -> None:
        self.send_response(302)
        self.send_header("Location", self.path)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name that the standard library gives
        """Says nothing."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """The address of the site, in a world where a fetch has little time."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Hostile) as server, pytest.MonkeyPatch.context() as patch:
        patch.setenv(SETTING, "allow")
        for module in ("open_net", "network", "asking"):
            patch.setattr(f"entente.sources.{module}.FETCH_TOTAL_S", TOTAL_S)
        patch.setattr("entente.sources.network.MAX_ITEM_BYTES", 1_000_000)
        patch.setattr("entente.sources.asking.MAX_ITEM_BYTES", 1_000_000)
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


PATHS = {
    "drip": "fetch_failed", "drip_to_the_end": "fetch_failed", "drip_head": "fetch_failed", "flood": "item_too_large",
    "lie": "fetch_failed", "circle": "fetch_failed",
}  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
def test_a_hostile_answer_is_one_problem(site: str, path: str) -> None:
    """It is told within the time that a fetch has, and nothing of it is read."""
    started = time.monotonic()
    (found,) = read_sources([f"{site}/{path}"], network=True)
    assert isinstance(found, Problem)
    assert PATHS[path] == found.code
    assert time.monotonic() - started < 8 * TOTAL_S


@pytest.mark.parametrize("path", PATHS)
def test_a_watched_feed_is_no_way_in(site: str, path: str) -> None:
    """The same holds for a feed that is asked again and again."""
    answer = Asker(sleep=lambda seconds: None).ask(f"{site}/{path}")
    assert isinstance(answer, Refused)
    assert PATHS[path] == answer.problem.code
