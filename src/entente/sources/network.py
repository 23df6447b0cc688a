"""Fetching an address, when the user allows the network; any failure is a problem."""

import time
from datetime import datetime
from http.client import HTTPException
from urllib.error import HTTPError, URLError
from urllib.request import Request

from entente.records.problem import Problem
from entente.records.raw import RawItem
from entente.sources.limits import FETCH_TIMEOUT_S, FETCH_TOTAL_S, MAX_ITEM_BYTES
from entente.sources.open_net import PrivateAddress, opener
from entente.sources.troubles import trouble

AGENT = "entente (reads articles for its user)"
CHUNK = 65_536


def is_address(text: str) -> bool:
    """Whether it is an http or https address."""
    return text.startswith(("http://", "https://")) and len(text.split()) == 1


def fetch(url: str, now: datetime) -> RawItem | Problem:
    """The page at an address, after redirects; none of this machine's own network."""
    if not is_address(url):
        return trouble("address_not_read", url)
    try:
        return _fetched(url, now)
    except HTTPError as error:
        error.close()
        return failed(url, f"the server answers {error.code}")
    except (URLError, HTTPException, OSError, ValueError) as error:
        reason = getattr(error, "reason", error)
        if isinstance(reason, PrivateAddress):
            return trouble("address_private", url, str(reason))
        return failed(url, f"it cannot be fetched: {getattr(error, 'reason', None) or type(error).__name__}")


def _fetched(url: str, now: datetime) -> RawItem | Problem:
    deadline = time.monotonic() + FETCH_TOTAL_S
    with opener().open(Request(url, headers={"User-Agent": AGENT}), timeout=FETCH_TIMEOUT_S) as answer:
        content = b""
        while piece := answer.read(CHUNK):
            content += piece
            if len(content) > MAX_ITEM_BYTES:
                return trouble("item_too_large", url)
        if time.monotonic() > deadline:
            return failed(url, f"it took longer than {FETCH_TOTAL_S} s")
        if answer.length:
            return failed(url, f"the answer was cut off, {answer.length:,} bytes before its end")
        media_type, place = answer.headers.get("Content-Type") or "", answer.geturl()
    if not content.strip():
        return trouble("empty", url)
    return RawItem(origin=url, content=content, media_type=media_type, fetched=now, hints={"url": place})


def failed(url: str, message: str) -> Problem:
    """A fetch that came to nothing."""
    return Problem(
        code="fetch_failed", message=message, where=url, remedy="try again later, or save the page as a file"
    )
