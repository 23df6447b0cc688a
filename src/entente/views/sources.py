"""What was read: documents with their clocks, the origin of their words, and what came of each."""

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import date

from entente.records import Document
from entente.records.codes import CopyKind, PublishedBasis, Reliability
from entente.views.book import Book
from entente.views.row import Row
from entente.views.wording import say_published


class SourceRow(Row, frozen=True, kw_only=True):
    """One document and where its words come from."""

    doc_id: str
    source: str
    source_id: str
    reliability: Reliability
    title: str
    url: str | None
    language: str
    published: str
    published_edtf: str
    published_basis: PublishedBasis
    published_on: date | None
    retrieved_on: date
    copy_kind: CopyKind
    copied_from: str | None
    copied_from_title: str | None
    copied_from_source: str | None
    credited_to: str | None
    dropped: tuple[str, ...]
    """Sentences of the original that the copy left out."""
    origin: str
    """`doc:` id of the first to print these words."""
    n_claims: int


class Coverage(Row, frozen=True, kw_only=True):
    """How much was read, to judge every count by."""

    n_documents: int
    n_origins: int
    n_copies: int
    n_outlets: int
    first_published: date | None
    last_published: date | None
    n_undated: int


def source_rows(
    book: Book,
    documents: Collection[str] | None = None,
    *,
    since: date | None = None,
    until: date | None = None,
) -> tuple[SourceRow, ...]:
    """Documents by origin, each original before its copies, by day of publication."""
    counts = Counter(claim.doc_id for claim in book.claims.values())
    names = (name for name in chosen(book, documents) if _in_window(book.published_on(name), since, until))
    return tuple(source_row(book, book.documents[name], counts[name]) for name in by_origin(book, names))


def by_origin(book: Book, documents: Iterable[str]) -> list[str]:
    """Documents by the first publication of their words, each original before its copies."""

    def key(name: str) -> tuple[date, str, bool, date, str]:
        lineage = book.lineages.get(name)
        is_copy = lineage is not None and lineage.copied_from is not None
        return *_clock(book, origin_of(book, name)), is_copy, book.published_on(name) or date.max, name

    return sorted(documents, key=key)


def chosen(book: Book, documents: Collection[str] | None) -> Iterable[str]:
    """The named documents that are in the book, in its order; None: all."""
    return book.documents if documents is None else sorted(name for name in documents if name in book.documents)


def coverage(book: Book, documents: Collection[str] | None = None) -> Coverage:
    """Totals over some documents, or all."""
    names = list(chosen(book, documents))
    days = [day for name in names if (day := book.published_on(name))]
    origins = {origin_of(book, name) for name in names}
    return Coverage(
        n_documents=len(names),
        n_origins=len(origins),
        n_copies=len(names) - len(origins),
        n_outlets=len({book.documents[name].source_id for name in names}),
        first_published=min(days, default=None),
        last_published=max(days, default=None),
        n_undated=len(names) - len(days),
    )


def _clock(book: Book, doc_id: str) -> tuple[date, str]:
    return book.published_on(doc_id) or date.max, doc_id


def origin_of(book: Book, doc_id: str) -> str:
    """The first document to print its words; its own id where it shares them with none."""
    lineage = book.lineages.get(doc_id)
    return lineage.group if lineage else doc_id


def _in_window(day: date | None, since: date | None, until: date | None) -> bool:
    if day is None:
        return since is None and until is None
    return (since is None or day >= since) and (until is None or day <= until)


def source_row(book: Book, document: Document, claims: int) -> SourceRow:
    """One document as a row; `claims`: how many it makes."""
    lineage = book.lineages.get(document.doc_id)
    original = book.documents.get(lineage.copied_from or "") if lineage else None
    source = book.sources.get(document.source_id)
    dropped = tuple(original.text[start:end] for start, end in lineage.dropped) if lineage and original else ()
    return SourceRow(
        doc_id=document.doc_id,
        source=book.source_name(document.doc_id),
        source_id=document.source_id,
        reliability=source.reliability if source else "F",
        title=document.title,
        url=document.canonical_url or document.url,
        language=document.language,
        published=say_published(document),
        published_edtf=document.published.edtf if document.published else "",
        published_basis=document.published_basis,
        published_on=book.published_on(document.doc_id),
        retrieved_on=document.retrieved_at.date(),
        copy_kind=lineage.kind if lineage else "original",
        copied_from=lineage.copied_from if lineage else None,
        copied_from_title=original.title if original else None,
        copied_from_source=book.source_name(original.doc_id) if original else None,
        credited_to=(lineage.credited_to if lineage else None) or document.credited_to,
        dropped=dropped,
        origin=origin_of(book, document.doc_id),
        n_claims=claims,
    )
