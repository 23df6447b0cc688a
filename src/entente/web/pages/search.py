"""Full text over quotes and titles, with how many of the hits have each status and outlet."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from entente.records import AnyRecord, Claim, Document
from entente.views import QuoteRow, SourceRow
from entente.views.quote import quote_of
from entente.web.asking import Query, last, read_page
from entente.web.edition import Edition
from entente.web.pages.page import Page, leaf_of
from entente.web.tongue import _

MOST = 400
"""Hits looked at; more specific words find what lies beyond."""


class Hit(NamedTuple):
    """A quote or a title that holds the words."""

    quote: QuoteRow | None
    """None: the title of a document."""
    document: SourceRow
    event_id: str | None
    status: str
    outlet: str


def page(edition: Edition, query: Query, found: Sequence[AnyRecord]) -> Page:
    """The hits, narrowed by what was chosen beside them."""
    words = last(query, "q")
    hits = [hit for record in found if (hit := _hit(edition, record))]
    chosen = {name: last(query, name) for name in ("status", "outlet")}
    kept = [hit for hit in hits if _fits(hit, chosen)]
    lines, leaf = leaf_of(kept, read_page(query), 25)
    values = {
        "words": words,
        "hits": lines,
        "leaf": leaf,
        "chosen": chosen,
        "facets": {
            "status": Counter(hit.status for hit in hits if _fits(hit, chosen | {"status": ""})).most_common(),
            "outlet": Counter(hit.outlet for hit in hits if _fits(hit, chosen | {"outlet": ""})).most_common(12),
        },
        "is_cut": len(found) >= MOST,
        "pieces": lambda text: pieces(text, words),
    }
    return Page("search", _("Search: %(words)s", words=words[:80]) if words else _("Search"), values, "search")


def _fits(hit: Hit, chosen: dict[str, str]) -> bool:
    return chosen["status"] in ("", hit.status) and chosen["outlet"] in ("", hit.outlet)


def _hit(edition: Edition, record: AnyRecord) -> Hit | None:
    """A record as a hit; None: the edition does not show it."""
    if isinstance(record, Document) and record.doc_id in edition.source:
        row = edition.source[record.doc_id]
        return Hit(None, row, None, "title", row.source)
    if isinstance(record, Claim) and record.claim_id in edition.book.claims:
        row = edition.source[record.doc_id]
        event = edition.book.event_of.get(record.claim_id)
        return Hit(quote_of(edition.book, record), row, event, record.status, row.source)
    return None


def pieces(text: str, words: str) -> list[tuple[str, bool]]:
    """A text cut into what was sought and what was not; words are found by their beginning, as endings differ."""
    stems = [re.escape(word[: max(4, len(word) - 2)]) for word in re.findall(r"[^\W_]{2,}", words)[:20]]
    if not stems:
        return [(text, False)]
    parts = re.split(rf"(\b(?:{'|'.join(stems)})\w*)", text, flags=re.IGNORECASE)
    return [(part, bool(at % 2)) for at, part in enumerate(parts) if part]
