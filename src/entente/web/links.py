"""Addresses of pages: as a server answers them, or as files that lead to each other from any folder."""

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Protocol
from urllib.parse import quote, urlencode

PLACES: Mapping[str, str] = {
    "today": "", "dyads": "dyads", "dyad": "dyad", "event": "event", "doc": "doc", "undertakings": "undertakings",
    "undertaking": "undertaking", "conflicts": "conflicts", "sources": "sources", "search": "search",
    "explore": "explore", "compare": "compare", "brief": "brief", "review": "review",
    "checking": "review/records", "calendar": "undertakings.ics",
    "cite": "cite", "help": "help", "static": "static", "api": "api/v1",
}  # fmt: skip
"""First part of each address."""


class Links(Protocol):
    """How a page refers to others."""

    live: bool
    """Whether a server answers: forms and searches have no use in a folder of files."""

    def to(self, place: str, *parts: str, mark: str = "", **query: object) -> str:
        """The address of a page, with a mark in it and a query."""


class LiveLinks:
    """Addresses that a server answers."""

    live = True

    def to(self, place: str, *parts: str, mark: str = "", **query: object) -> str:
        """`/event/evt:1`, `/explore?status=planned`."""
        path = "/".join([PLACES[place], *(quote(part, safe=":") for part in parts)])
        asked = _asked(query)
        return f"/{path}" + (f"?{asked}" if asked else "") + (f"#{quote(mark, safe=':')}" if mark else "")


class FileLinks:
    """Addresses of files in a folder, seen from one of them."""

    live = False

    def __init__(self, page: str = "index.html") -> None:
        self._up = "../" * (len(PurePosixPath(page).parts) - 1)

    def to(self, place: str, *parts: str, mark: str = "", **query: object) -> str:
        """`../event/evt-1.html`; a query makes no other file, save the number of a page and a drawing."""
        at, tab = query.get("page"), query.get("tab")
        number = int(at) if isinstance(at, int) else 1
        drawing = (tab,) if isinstance(tab, str) and tab else ()
        return self._up + file_of(place, *parts, *drawing, page=number) + (f"#{quote(mark, safe=':')}" if mark else "")


def file_of(place: str, *parts: str, page: int = 1) -> str:
    """The file of a page; a colon is no letter of a file's name everywhere."""
    if place == "static":
        return "/".join((PLACES[place], *parts))
    if place in ("calendar", "cite"):
        return "/".join((PLACES[place], *parts)).replace(":", "-")
    name = "/".join((PLACES[place] or "index", *parts)).replace(":", "-")
    return f"{name}-{page}.html" if page > 1 else f"{name}.html"


def _asked(query: Mapping[str, object]) -> str:
    pairs = [(name.rstrip("_"), value) for name, value in query.items() if value not in (None, "", (), [])]
    return urlencode(pairs, doseq=True)
