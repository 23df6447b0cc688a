"""What a running watch says of itself: `/health` for whoever restarts it, `/metrics` for Prometheus."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

from entente.errors import EntenteError, ExtraMissing

if TYPE_CHECKING:
    from prometheus_client import CollectorRegistry

    from entente.api.watching import Watch

LATE = 3.0
"""Intervals without a finished round after which a watch is ill."""
HOST = "127.0.0.1"


def registry_of(watch: "Watch") -> "CollectorRegistry":
    """The watch's figures as Prometheus reads them, worked out when asked for."""
    try:
        from prometheus_client import CollectorRegistry
        from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
    except ImportError as error:
        remedy = "run `pip install 'entente[watch]'`"
        raise ExtraMissing("metrics are not installed", "prometheus-client", remedy) from error

    class Figures:
        def collect(self) -> Iterator[GaugeMetricFamily | CounterMetricFamily]:
            polls = CounterMetricFamily(
                "entente_feed_polls", "Times that feeds were asked, by result", labels=["result"]
            )
            for result in ("new", "unchanged", "failed"):
                polls.add_metric([result], watch.counts[result])
            yield polls
            for what in ("articles", "claims", "problems"):
                yield CounterMetricFamily(f"entente_{what}", f"{what.capitalize()} read", watch.counts[what])
            up = GaugeMetricFamily("entente_feed_up", "Whether its last answer could be read", labels=["feed"])
            for feed in watch.feeds:
                up.add_metric([feed.url], float(watch.state_of(feed).fails == 0))
            yield up
            last = watch.last_round or 0.0
            yield GaugeMetricFamily("entente_last_round_timestamp_seconds", "When feeds last answered", last)

    registry = CollectorRegistry()
    registry.register(Figures())
    return registry


def health_of(watch: "Watch", now: float, every: float) -> tuple[bool, dict[str, object]]:
    """Whether feeds answered within a few intervals, and what is known."""
    silent = now - (watch.started if watch.last_round is None else watch.last_round)
    well = silent <= LATE * every
    failing = [feed.url for feed in watch.feeds if watch.state_of(feed).fails]
    return well, {"status": "ok" if well else "late", "feeds": len(watch.feeds), "failing": failing, "silent_s": silent}


def _listening(port: int, page: type[BaseHTTPRequestHandler]) -> ThreadingHTTPServer:
    """A server on a port of this machine; EntenteError where another program listens there."""
    try:
        return ThreadingHTTPServer((HOST, port), page)
    except OSError as error:
        remedy = "give another port with --metrics, or 0 for any that is free"
        raise EntenteError(f"figures cannot be served: {error.strerror}", f"{HOST}:{port}", remedy) from error


@contextmanager
def served(watch: "Watch", port: int, every: float, clock: Callable[[], float]) -> Iterator[int]:
    """Both pages on the loopback address while the block runs; gives the port."""
    registry = registry_of(watch)
    from prometheus_client import generate_latest  # behind the line that says what is not installed

    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path == "/metrics":
                self._send(200, "text/plain; version=0.0.4; charset=utf-8", generate_latest(registry))
            elif self.path == "/health":
                well, told = health_of(watch, clock(), every)
                self._send(200 if well else 503, "application/json", json.dumps(told).encode())
            else:
                self._send(404, "text/plain", b"/health or /metrics\n")

        def _send(self, status: int, media_type: str, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", media_type)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's own name
            """Says nothing."""

    with _listening(port, Page) as server:
        thread = threading.Thread(target=server.serve_forever, name="entente-metrics", daemon=True)
        thread.start()
        try:
            yield server.server_address[1]
        finally:
            server.shutdown()
            thread.join()
