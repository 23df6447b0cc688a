"""What all forms of a brief say alike: source and place of a quote, its direction, text that every file can hold."""

import unicodedata

from entente.views import QuoteRow
from entente.web.render import web_address
from entente.web.tongue import _


def line_of(text: str) -> str:
    """Words on one line, without signs that are not printed."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())


def source_of(quote: QuoteRow) -> str:
    """Who printed it and when."""
    return f"{line_of(quote.source)}, {quote.published}"


def place_of(quote: QuoteRow) -> str:
    """Where in its text it stands, and its id."""
    where = _("characters %(start)s–%(end)s", start=quote.start, end=quote.end)
    return f"{where}, {quote.evidence_id}"


def address_of(quote: QuoteRow) -> str:
    """The address of its text, where that may be linked."""
    return web_address(quote.url)


def from_right(text: str) -> bool:
    """Whether its first letter with a direction is written from right to left."""
    turns = (unicodedata.bidirectional(char) for char in text)
    return next((turn in ("R", "AL") for turn in turns if turn in ("L", "R", "AL")), False)
