"""A quote in its context, its parts marked by what they tell."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache

from entente.records import Claim, Document, Evidence, Span
from entente.records.codes import EvidenceRole, EvidenceState, Part
from entente.segment import split_sentences
from entente.views.book import Book
from entente.views.row import Row
from entente.views.wording import say_published

BREAK = "\n\n"
"""What stands between paragraphs."""
CONTEXT = 260
"""Code points shown on each side of a quote at most."""

KEPT = 50_000
"""Quotes kept in their context; made again beyond."""

_PRIORITY: tuple[EvidenceRole, ...] = ("trigger", "date", "amount", "stage", "actor", "place", "holder")
"""Where marks overlap, the first of these keeps the words."""


class Piece(Row, frozen=True, kw_only=True):
    """A run of words in a quote and what it tells."""

    text: str
    role: EvidenceRole | None = None
    """None: nothing in particular."""


class QuoteRow(Row, frozen=True, kw_only=True):
    """The exact words of a claim, where they stand, and what stands around them."""

    evidence_id: str
    claim_id: str
    doc_id: str
    title: str
    source: str
    published: str
    """In words; the EDTF string is in `published_edtf`."""
    published_edtf: str
    published_basis: str
    published_on: date | None
    url: str | None
    language: str
    part: Part
    state: EvidenceState
    start: int
    end: int
    before: str
    lead: str
    """What of its sentence stands before the quote."""
    exact: str
    trail: str
    """What of its sentence stands after it."""
    after: str
    pieces: tuple[Piece, ...]
    """The quote cut into its marked parts; together they are the quote."""


def quote_of(book: Book, claim: Claim) -> QuoteRow:
    """The first support quote that stands, in its context."""
    made = book.quoted.get(claim.claim_id)
    if made is None or book.claims.get(claim.claim_id) is not claim:
        made = quote_row(book, claim, telling_quote(claim))
        if len(book.quoted) >= KEPT:
            book.quoted.clear()
        book.quoted[claim.claim_id] = made
    return made


def telling_quote(claim: Claim) -> Evidence:
    """The first support quote that stands."""
    return next((quote for quote in claim.support if quote.stands), claim.support[0])


def quotes_of(book: Book, claims: Iterable[Claim]) -> tuple[QuoteRow, ...]:
    """One quote for each claim, in their order."""
    return tuple(quote_of(book, claim) for claim in claims)


def quote_row(book: Book, claim: Claim, quote: Evidence) -> QuoteRow:
    """One piece of evidence of a claim, in its context."""
    document = book.documents[quote.doc_id]
    before, after = context_of(document, quote.start, quote.end)
    lead, trail = sentence_around(document.text, quote.start, quote.end)
    return QuoteRow(
        evidence_id=quote.evidence_id,
        claim_id=claim.claim_id,
        doc_id=document.doc_id,
        title=document.title,
        source=book.source_name(document.doc_id),
        published=say_published(document),
        published_edtf=document.published.edtf if document.published else "",
        published_basis=document.published_basis,
        published_on=book.published_on(document.doc_id),
        url=document.canonical_url or document.url,
        language=document.language,
        part=quote.part,
        state=quote.state,
        start=quote.start,
        end=quote.end,
        before=before,
        lead=lead,
        exact=quote.found or quote.exact,
        trail=trail,
        after=after,
        pieces=tuple(_pieces(document, quote, claim)),
    )


def find_quotes(book: Book, name: str) -> tuple[QuoteRow, ...]:
    """Every quote under an id: of an evidence, a claim, an event, an undertaking, a conflict or a document."""
    if name.startswith("ev:") and name in book.quotes:
        quote, claim_id = book.quotes[name]
        return (quote_row(book, book.claims[claim_id], quote),)
    return quotes_of(book, book.held(_claims_under(book, name)))


def _claims_under(book: Book, name: str) -> Iterable[str]:
    if name in book.claims:
        return (name,)
    if name in book.events:
        return book.events[name].claims
    if name in book.undertakings:
        return dict.fromkeys(claim for record in book.undertakings[name].history for claim in record.claims)
    if name in book.conflicts:
        return (book.conflicts[name].claim_a, book.conflicts[name].claim_b)
    return book.claims_in.get(name, ())


def context_of(document: Document, start: int, end: int, width: int = CONTEXT) -> tuple[str, str]:
    """What stands before and after a span in regions of its kind, cut between words; `…` marks a cut."""
    first, last = _bounds(document, start, end)
    left, right = max(first, start - width), min(last, end + width)
    before, after = document.text[left:start], document.text[end:right]
    if left > first:
        before = "…" + before.partition(" ")[2]
    if right < last:
        after = after.rpartition(" ")[0] + "…"
    return before.lstrip(), after.rstrip()


def _bounds(document: Document, start: int, end: int) -> tuple[int, int]:
    """How far the text around a span is of one kind: a title or a comment is no context of the body."""
    kind = document.region_at(start)
    others = [region for region in document.regions if region.kind != kind]
    first = max((region.end for region in others if region.end <= start), default=0)
    last = min((region.start for region in others if region.start >= end), default=len(document.text))
    return first, last


def sentence_around(text: str, start: int, end: int, width: int = CONTEXT) -> tuple[str, str]:
    """What of its sentence stands before and after a span; `…` marks a cut in a long one."""
    top, bottom = _paragraph(text, start, end)
    spans = [(top + left, top + right) for left, right in _sentences(text[top:bottom])]
    first = next((left for left, right in spans if left <= start < right), start)
    last = next((right for left, right in spans if left < end <= right), end)
    before, after = text[max(first, start - width) : start], text[end : min(last, end + width)]
    if start - first > width:
        before = "…" + before.partition(" ")[2]
    if last - end > width:
        after = after.rpartition(" ")[0] + "…"
    return before, after


def _paragraph(text: str, start: int, end: int) -> Span:
    """From the empty line before a span to the one after it: no sentence goes on over either."""
    top = text.rfind(BREAK, 0, start)
    bottom = text.find(BREAK, end)
    return top + len(BREAK) if top >= 0 else 0, bottom if bottom >= 0 else len(text)


@lru_cache(maxsize=2048)
def _sentences(text: str) -> tuple[Span, ...]:
    return split_sentences(text)


def _pieces(document: Document, quote: Evidence, claim: Claim) -> Iterator[Piece]:
    """The quote's words in order, each run with the role that has the best claim to it."""
    roles: list[EvidenceRole | None] = [None] * (quote.end - quote.start)
    marks = [mark for mark in claim.quotes() if mark.role in _PRIORITY and mark.stands and mark.doc_id == quote.doc_id]
    for mark in sorted(marks, key=lambda mark: -_PRIORITY.index(mark.role)):
        for at in range(max(mark.start, quote.start), min(mark.end, quote.end)):
            roles[at - quote.start] = mark.role
    first = 0
    for at in range(1, len(roles) + 1):
        if at == len(roles) or roles[at] != roles[first]:
            yield Piece(text=document.text[quote.start + first : quote.start + at], role=roles[first])
            first = at
