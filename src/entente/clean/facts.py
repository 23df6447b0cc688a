"""What is known of an item beside its text, and where each piece of it came from."""

import re
from typing import NamedTuple

from entente.clean.stamps import Stamp
from entente.records.codes import PublishedBasis
from entente.words import fold_text

_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_ADDRESS = re.compile(r"(?:https?:)?//|@\w|\w+\.(?:com|org|net)/", re.IGNORECASE)
_BY = re.compile(r"(?:written |posted |published )?by[: ]+", re.IGNORECASE)

MAX_BYLINE = 200
UNKNOWN_SOURCE = "unknown"


class Facts(NamedTuple):
    """Empty strings and None stand for what nothing tells."""

    title: str = ""
    byline: str = ""
    outlet: str = ""
    url: str = ""
    canonical_url: str = ""
    language: str = ""
    published: Stamp | None = None
    basis: PublishedBasis = "unknown"
    unread: str = ""
    """A date of publication in words that cannot be read."""
    modified: Stamp | None = None
    credited_to: str = ""

    def or_else(self, other: "Facts") -> "Facts":
        """These facts, and the other's where these are silent; a date keeps its basis."""
        mine = {name: value for name, value in self._asdict().items() if value}
        return other._replace(**mine | {"basis": self.basis if self.published else other.basis})


def clean_byline(text: str) -> str:
    """A byline without "By"; none where it is an address."""
    name = " ".join(_BY.sub("", text, count=1).split()) if _BY.match(text) else " ".join(text.split())
    return "" if _ADDRESS.search(name) or len(name) > MAX_BYLINE else name.strip(" ,|-–—")


def slug_of(name: str) -> str:
    """A lower-case slug that may stand as a source's id; empty when nothing of the name can."""
    slug = _NOT_SLUG.sub("_", fold_text(name)).strip("_")[:60]
    return f"s_{slug}" if slug[:1].isdigit() else slug


def host_of(url: str) -> str:
    """The host of an address without `www.`, port and user."""
    match = re.match(r"[a-z][a-z0-9+.-]*://(?:[^/@?#]*@)?([^/:?#]+)", url.strip(), re.IGNORECASE)
    return match[1].lower().removeprefix("www.") if match else ""
