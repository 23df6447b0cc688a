"""Full text over quotes and titles, narrowed by what the hits are of: firmness, act, state, year, outlet."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from entente.records import AnyRecord, Claim, Document
from entente.views import QuoteRow, SourceRow
from entente.views.quote import quote_of
from entente.views.wording import TYPE_WORDS
from entente.web.asking import Query, last, read_page
from entente.web.edition import Edition
from entente.web.pages.page import Page, leaf_of
from entente.web.tongue import _, plain

MOST = 400
"""Hits looked at; more specific words find what lies beyond."""
LINES = 25
SHOWN = 12
"""Values of a facet."""
FACETS = {
    "status": "Firmness", "type": "Act", "field": "Field", "state": "State", "year": "Published", "side": "Side",
    "outlet": "Outlet",
}  # fmt: skip
"""What hits are narrowed by, with its heading."""


TYPES: Mapping[str, str] = {str(code): words for code, words in TYPE_WORDS.items()}


class Found(NamedTuple):
    """A record that holds the words, and its values by facet."""

    record: Claim | Document
    values: Mapping[str, tuple[str, ...]]


class Hit(NamedTuple):
    """A quote or a title that holds the words."""

    quote: QuoteRow | None
    """None: the title of a document."""
    document: SourceRow
    event_id: str | None
    status: str


class Value(NamedTuple):
    """A value of a facet, what it is called, and how many hits have it."""

    value: str
    label: str
    n: int


class Facet(NamedTuple):
    """One way to narrow the hits."""

    name: str
    title: str
    values: tuple[Value, ...]
    """The most frequent, and the one chosen; years the latest first."""


def page(edition: Edition, query: Query, found: Sequence[AnyRecord]) -> Page:
    """The hits, narrowed by what was chosen beside them."""
    words, chosen = last(query, "q"), chosen_in(query)
    hits = found_in(edition, found)
    kept = [hit for hit in hits if fits(hit, chosen)]
    lines, leaf = leaf_of(kept, read_page(query), LINES)
    values = {
        "words": words,
        "hits": [_hit(edition, hit) for hit in lines],
        "leaf": leaf,
        "chosen": chosen,
        "facets": facets(edition, hits, chosen),
        "is_cut": len(found) >= MOST,
        "pieces": lambda text: pieces(text, words),
    }
    return Page("search", _("Search: %(words)s", words=words[:80]) if words else _("Search"), values, "search")


def chosen_in(query: Query) -> dict[str, str]:
    """The value chosen of each facet; empty: any."""
    return {name: last(query, name) for name in FACETS}


def found_in(edition: Edition, records: Sequence[AnyRecord]) -> list[Found]:
    """Records that the edition shows, with their values."""
    return [
        Found(record, _values(edition, record))
        for record in records
        if (isinstance(record, Claim) and record.claim_id in edition.book.claims)
        or (isinstance(record, Document) and record.doc_id in edition.book.documents)
    ]


def _values(edition: Edition, record: Claim | Document) -> Mapping[str, tuple[str, ...]]:
    """What a record is of; a title is of no act."""
    book, document = edition.book, edition.book.documents[record.doc_id]
    day, source = book.published_on(record.doc_id), book.sources.get(document.source_id)
    of_text = {
        "year": (str(day.year),) if day else (),
        "side": (source.country,) if source and source.country else (),
        "outlet": (document.source_id,),
    }
    if isinstance(record, Document):
        return {"status": ("title",), **of_text}
    states = tuple(sorted(map(edition.code_of, book.sides_in(record).all)))
    kind = (record.type,) if record.type else ()
    return {"status": (record.status,), "type": kind, "field": record.domains[:1], "state": states, **of_text}


def fits(hit: Found, chosen: Mapping[str, str], but: str = "") -> bool:
    """Whether it has every value chosen, save of one facet."""
    return all(not value or name == but or value in hit.values.get(name, ()) for name, value in chosen.items())


def facets(edition: Edition, hits: Sequence[Found], chosen: Mapping[str, str]) -> tuple[Facet, ...]:
    """For each facet how many hits each value would leave; what leaves no choice is left out."""
    made = [_facet(edition, name, hits, chosen) for name in FACETS]
    return tuple(facet for facet in made if chosen[facet.name] or len(facet.values) > 1)


def _facet(edition: Edition, name: str, hits: Sequence[Found], chosen: Mapping[str, str]) -> Facet:
    left = (hit for hit in hits if fits(hit, chosen, but=name))
    counts = Counter(value for hit in left for value in hit.values.get(name, ()))
    most = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:SHOWN]
    mine = chosen[name]
    if mine and mine not in dict(most):
        most = [(mine, counts[mine]), *most]
    if name == "year":
        most.sort(reverse=True)
    return Facet(name, _(FACETS[name]), tuple(Value(value, _label(edition, name, value), n) for value, n in most))


def _label(edition: Edition, name: str, value: str) -> str:
    """What a value is called; one that nobody made is shown as it was asked for."""
    if name in ("state", "side"):
        return edition.named.get(value, value)
    if name == "outlet":
        return edition.outlet_names.get(value, value)
    return _(TYPES[value]) if name == "type" and value in TYPES else plain(value)


def _hit(edition: Edition, found: Found) -> Hit:
    """A record as a line of the page."""
    record, row = found.record, edition.source[found.record.doc_id]
    if isinstance(record, Document):
        return Hit(None, row, None, "title")
    event = edition.book.event_of.get(record.claim_id)
    return Hit(quote_of(edition.book, record), row, event, record.status)


def pieces(text: str, words: str) -> list[tuple[str, bool]]:
    """A text cut into what was sought and what was not; words are found by their beginning, as endings differ."""
    stems = [re.escape(word[: max(4, len(word) - 2)]) for word in re.findall(r"[^\W_]{2,}", words)[:20]]
    if not stems:
        return [(text, False)]
    parts = re.split(rf"(\b(?:{'|'.join(stems)})\w*)", text, flags=re.IGNORECASE)
    return [(part, bool(at % 2)) for at, part in enumerate(parts) if part]
