"""Asking a site politely: only for what changed, within its rules for programs, one question at a time."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http.client import HTTPException
from typing import Any, NamedTuple
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import Request, build_opener
from urllib.robotparser import RobotFileParser

from entente.records.problem import Problem
from entente.sources.limits import FETCH_TIMEOUT_S, FETCH_TOTAL_S, MAX_ITEM_BYTES
from entente.sources.network import AGENT, CHUNK, failed
from entente.sources.open_net import PrivateAddress, guards
from entente.sources.troubles import trouble

GAP_S = 1.0
"""Between two questions to one host."""
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
    """One question at a time a host, `GAP_S` apart, within each site's robots.txt; safe to share by threads."""

    def __init__(
        self, clock: Callable[[], float] = time.monotonic, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self._clock = clock
        self._sleep = sleep
        self._lock = threading.Lock()
        self._hosts: dict[str, threading.Lock] = {}
        self._last: dict[str, float] = {}
        self._rules: dict[str, tuple[float, RobotFileParser]] = {}

    def ask(self, url: str, marks: Marks = NO_MARKS) -> Answer | Refused:
        """The content at an address if it is new and programs may have it; never raises."""
        with self._turn(url):
            try:
                if not self._allows(url):
                    return Refused(trouble("robots_refuse", url))
                self._pause(url)
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
    def _turn(self, url: str) -> Iterator[None]:
        """One question at a time to a host."""
        with self._lock:
            lock = self._hosts.setdefault(urlsplit(url).netloc, threading.Lock())
        with lock:
            yield

    def _pause(self, url: str) -> None:
        host = urlsplit(url).netloc
        wait = self._last.get(host, -GAP_S) + GAP_S - self._clock()
        if wait > 0:
            self._sleep(wait)
        self._last[host] = self._clock()

    def _allows(self, url: str) -> bool:
        """What the site's robots.txt says of this address; a site without one allows all (RFC 9309)."""
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        read, rules = self._rules.get(site, (-RULES_S, RobotFileParser()))
        if self._clock() - read >= RULES_S:
            self._pause(url)
            rules = _rules_of(site)
            self._rules[site] = (self._clock(), rules)
        return rules.can_fetch(AGENT, url)


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
    with build_opener(*guards()).open(Request(url, headers=headers), timeout=FETCH_TIMEOUT_S) as answer:
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
