"""The reader: a text as it was cleaned, unchanged, its quotes marked, the records beside their paragraph."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from entente.records import Claim, Document, Evidence, Span
from entente.records.codes import EvidenceRole, RegionKind
from entente.views.quote import BREAK, telling_quote
from entente.views.wording import say_when
from entente.web.comparing import Line, compare
from entente.web.edition import Edition
from entente.web.pages.page import Page, known
from entente.web.tongue import _, plain, say_stage, say_type

NOT_THE_AUTHORS: frozenset[RegionKind] = frozenset(
    {"comment", "related_link", "boilerplate", "pull_quote", "author_note", "caption", "other"}
)
"""Regions that are not the author's running text."""

_ROLES: tuple[EvidenceRole, ...] = ("trigger", "date", "amount", "stage", "place", "actor", "holder", "support")
"""Where marks overlap, the first of these gives the look."""


class Piece(NamedTuple):
    """A run of text between two edges of marks."""

    text: str
    claim_id: str
    """The claim it leads to; empty: it is in no quote."""
    role: EvidenceRole | None
    anchors: tuple[str, ...]
    """Ids of marks that start here."""
    copied: bool
    """Whether the words came with a copy."""


class Note(NamedTuple):
    """A record beside the text."""

    claim: Claim
    event_id: str | None
    undertakings: tuple[str, ...]
    who: str
    what: str
    when: str
    holders: tuple[str, ...]


class Paragraph(NamedTuple):
    """A run of lines of one region, its pieces and the records that rest on it."""

    region: RegionKind
    is_authors: bool
    pieces: tuple[Piece, ...]
    notes: tuple[Note, ...]


def page(edition: Edition, name: str) -> Page:
    """The page of a document."""
    document = known(edition.book.documents, name, "document")
    claims = edition.claims_of.get(name, ())
    lineage = edition.book.lineages.get(name)
    row = edition.source[name]
    family = edition.sources.of(other for other in edition.family_of.get(row.origin, ()) if other != name)
    values = {
        "document": document,
        "row": row,
        "source": edition.book.sources.get(document.source_id),
        "paragraphs": paragraphs(edition, document, claims, lineage.inherited if lineage else ()),
        "n_claims": len(claims),
        "family": family,
        "n_own": _n_own(document, lineage.inherited) if lineage and lineage.copied_from else 0,
        "beside": _beside(edition, document),
    }
    return Page("doc", document.title or _("Untitled"), values, "sources")


def _beside(edition: Edition, document: Document) -> tuple[Line, ...]:
    """The text sentence by sentence beside the one its words came from; empty: it is not at hand, or there is none."""
    lineage = edition.book.lineages.get(document.doc_id)
    origin = edition.book.documents.get(lineage.copied_from or "") if lineage else None
    return compare(_authors(origin), _authors(document)) if origin else ()


def _authors(document: Document) -> str:
    """The author's running text, without captions, comments and furniture."""
    spans = ((start, end) for start, end in _lines(document.text) if document.region_at(start) not in NOT_THE_AUTHORS)
    return BREAK.join(document.text[start:end] for start, end in spans)


def _n_own(document: Document, inherited: Sequence[Span]) -> int:
    """Words of a copy that did not come with it."""
    kept = sum(len(document.text[start:end].split()) for start, end in inherited)
    return max(0, len(document.text.split()) - kept)


def paragraphs(
    edition: Edition, document: Document, claims: Sequence[Claim], inherited: Sequence[Span] = ()
) -> tuple[Paragraph, ...]:
    """The whole text in order; together the pieces are the text without its line ends."""
    marks = _marks(claims)
    notes = _notes(edition, claims)
    made = []
    for start, end in _lines(document.text):
        region = document.region_at(start)
        pieces = tuple(_pieces(document.text, start, end, marks, inherited))
        beside = tuple(note for at, note in notes if start <= at <= end)
        made.append(Paragraph(region, region not in NOT_THE_AUTHORS, pieces, beside))
    return tuple(made)


def _lines(text: str) -> Iterator[Span]:
    """Every line that is not empty."""
    start = 0
    for line in text.split("\n"):
        if line.strip():
            yield start, start + len(line)
        start += len(line) + 1


class _Mark(NamedTuple):
    quote: Evidence
    claim_id: str


def _marks(claims: Sequence[Claim]) -> tuple[_Mark, ...]:
    """Every quote that stands in the text, by where it starts."""
    found = {
        quote.evidence_id: _Mark(quote, claim.claim_id)
        for claim in reversed(claims)
        for quote in claim.quotes()
        if quote.stands and quote.doc_id == claim.doc_id
    }
    return tuple(sorted(found.values(), key=lambda mark: (mark.quote.start, -mark.quote.end, mark.quote.evidence_id)))


def _pieces(text: str, start: int, end: int, marks: Sequence[_Mark], inherited: Sequence[Span]) -> Iterator[Piece]:
    """A line cut at every edge of a mark."""
    here = [mark for mark in marks if mark.quote.start < end and mark.quote.end > start]
    edges = {start, end, *(edge for mark in here for edge in mark.quote.span if start < edge < end)}
    edges.update(edge for span in inherited for edge in span if start < edge < end)
    ordered = sorted(edges)
    for left, right in pairwise(ordered):
        over = [mark for mark in here if mark.quote.start <= left and mark.quote.end >= right]
        yield Piece(
            text=text[left:right],
            claim_id=min(over, key=_length).claim_id if over else "",
            role=min((mark.quote.role for mark in over), key=_ROLES.index, default=None),
            anchors=tuple(mark.quote.evidence_id for mark in here if mark.quote.start == left),
            copied=any(first <= left and last >= right for first, last in inherited),
        )


def _length(mark: _Mark) -> tuple[int, str]:
    return mark.quote.end - mark.quote.start, mark.claim_id


def _notes(edition: Edition, claims: Sequence[Claim]) -> tuple[tuple[int, Note], ...]:
    """Each record with the place where its quote starts."""
    return tuple((telling_quote(claim).start, _note(edition, claim)) for claim in claims)


def _note(edition: Edition, claim: Claim) -> Note:
    book = edition.book
    doers = ", ".join(dict.fromkeys(book.name_of(m.actor_id, m.surface) for m in claim.actors)) or _("nobody named")
    to = ", ".join(dict.fromkeys(book.name_of(m.actor_id, m.surface) for m in claim.recipients))
    what = say_type(claim.type, claim.mode) or plain(claim.kind)
    return Note(
        claim=claim,
        event_id=book.event_of.get(claim.claim_id),
        undertakings=book.undertakings_of.get(claim.claim_id, ()),
        who=f"{doers} → {to}" if to else doers,
        what=_("%(what)s, stage: %(stage)s", what=what, stage=say_stage(claim.stage)) if claim.stage else what,
        when=say_when(claim.when),
        holders=tuple(holder.label for holder in claim.holders[1:]),
    )
