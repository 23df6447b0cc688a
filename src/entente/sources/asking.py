"""Asking a site politely: only for what changed, within its rules for programs, one question at a time."""

import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http.client import HTTPException
from typing import Any, NamedTuple
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import Request
from urllib.robotparser import RobotFileParser

from entente.records.problem import Problem
from entente.sources.limits import FETCH_TIMEOUT_S, FETCH_TOTAL_S, MAX_ITEM_BYTES
from entente.sources.network import AGENT, CHUNK, failed, is_address
from entente.sources.open_net import PrivateAddress, opener
from entente.sources.troubles import trouble

GAP_S = 1.0
"""Between two questions to one host, at the least."""
LONGEST_GAP_S = 60.0
"""That a site may ask for as its crawl delay."""
RULES_S = 24 * 3600.0
"""How long the rules of a site are kept."""
RULES_BYTES = 500_000


class Marks(NamedTuple):
    """What a server said of the version it gave: sent back, it answers only with a newer one."""

    etag: str = ""
    modified: str = ""


NO_MARKS = Marks()


class Answer(NamedTuple):
    """What a server gave."""

    content: bytes
    """Empty: nothing changed."""
    media_type: str = ""
    marks: Marks = NO_MARKS
    place: str = ""
    """The address after redirects."""


class Refused(NamedTuple):
    """Why nothing was given, and when to ask again at the earliest (seconds); None: the server does not say."""

    problem: Problem
    wait: float | None = None


class Asker:
    """One question at a time a host, first come first served, within each robots.txt; safe to share by threads."""

    def __init__(
        self, clock: Callable[[], float] = time.monotonic, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self._clock = clock
        self._sleep = sleep
        self._lock = threading.Lock()
        self._lines: dict[str, deque[threading.Event]] = {}
        self._last: dict[str, float] = {}
        self._rules: dict[str, tuple[float, RobotFileParser]] = {}

    def ask(self, url: str, marks: Marks = NO_MARKS) -> Answer | Refused:
        """The content at an address if it is new and programs may have it; never raises."""
        if not is_address(url) or not host_of(url):
            return Refused(trouble("address_not_read", url))
        with self._turn(host_of(url)):
            try:
                rules = self._rules_for(url)
                if not rules.can_fetch(AGENT, url):
                    return Refused(trouble("robots_refuse", url))
                self._pause(host_of(url), gap_of(rules))
                return _given(url, marks)
            except HTTPError as error:
                with error:
                    return _refusal(url, error, marks)
            except (URLError, HTTPException, OSError, ValueError) as error:
                reason = getattr(error, "reason", None) or error
                if isinstance(reason, PrivateAddress):
                    return Refused(trouble("address_private", url, str(reason)))
                return Refused(failed(url, f"it cannot be fetched: {reason if str(reason) else type(reason).__name__}"))

    @contextmanager
    def _turn(self, host: str) -> Iterator[None]:
        """One question at a time to a host; who asked first is first, so that a long feed keeps out no other."""
        mine = threading.Event()
        with self._lock:
            line = self._lines.setdefault(host, deque())
            line.append(mine)
            line[0].set()
        mine.wait()
        try:
            yield
        finally:
            with self._lock:
                line.popleft()
                if line:
                    line[0].set()

    def _pause(self, host: str, gap: float = GAP_S) -> None:
        wait = self._last.get(host, -gap) + gap - self._clock()
        if wait > 0:
            self._sleep(wait)
        self._last[host] = self._clock()

    def _rules_for(self, url: str) -> RobotFileParser:
        """What the site's robots.txt says; a site without one allows all (RFC 9309)."""
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        read, rules = self._rules.get(site, (-RULES_S, RobotFileParser()))
        if self._clock() - read >= RULES_S:
            self._pause(host_of(url))
            rules = _rules_of(site)
            self._rules[site] = (self._clock(), rules)
        return rules


def host_of(url: str) -> str:
    """Whom an address asks: the name and the port, however they are written; empty: it names nobody."""
    try:
        parts = urlsplit(url)
        port = parts.port or {"http": 80, "https": 443}.get(parts.scheme, 0)
    except ValueError:
        return ""
    return f"{parts.hostname}:{port}" if parts.hostname else ""


def gap_of(rules: RobotFileParser) -> float:
    """Seconds between two questions: those that the site asks for, within measure."""
    return min(max(GAP_S, float(rules.crawl_delay(AGENT) or 0)), LONGEST_GAP_S)


def _rules_of(site: str) -> RobotFileParser:
    """Rules as fetched; where there are none all is allowed, where the server fails nothing is."""
    rules = RobotFileParser()
    try:
        with _opened(f"{site}/robots.txt", NO_MARKS) as answer:
            rules.parse(answer.read(RULES_BYTES).decode("utf-8", "replace").splitlines())
    except HTTPError as error:
        with error:
            rules.parse(["User-agent: *", "Disallow: /"] if error.code >= 500 else [])
    rules.modified()
    return rules


@contextmanager
def _opened(url: str, marks: Marks) -> Iterator[Any]:  # Any: what the opener returns has no common type
    told = {"If-None-Match": marks.etag, "If-Modified-Since": marks.modified}
    headers = {"User-Agent": AGENT, **{name: value for name, value in told.items() if value}}
    with opener().open(Request(url, headers=headers), timeout=FETCH_TIMEOUT_S) as answer:
        yield answer


def _given(url: str, marks: Marks) -> Answer | Refused:
    deadline = time.monotonic() + FETCH_TOTAL_S
    content = bytearray()
    with _opened(url, marks) as answer:
        while piece := answer.read(CHUNK):
            content += piece
            if len(content) > MAX_ITEM_BYTES:
                return Refused(trouble("item_too_large", url))
        if time.monotonic() > deadline:
            return Refused(failed(url, f"it took longer than {FETCH_TOTAL_S} s"))
        if answer.length:
            return Refused(failed(url, f"the answer was cut off, {answer.length:,} bytes before its end"))
        new = Marks(answer.headers.get("ETag") or "", answer.headers.get("Last-Modified") or "")
        return Answer(bytes(content), answer.headers.get("Content-Type") or "", new, answer.geturl())


def _refusal(url: str, error: HTTPError, marks: Marks) -> Answer | Refused:
    if error.code == 304:
        return Answer(b"", marks=marks, place=url)
    return Refused(failed(url, f"the server answers {error.code}"), _wait(error.headers.get("Retry-After")))


def _wait(told: str | None) -> float | None:
    """Retry-After: seconds, or a moment."""
    if not told:
        return None
    if told.strip().isdigit():
        return float(told)
    try:
        return max(0.0, (parsedate_to_datetime(told) - datetime.now(UTC)).total_seconds())
    except (TypeError, ValueError):
        return None
