"""Equal words kept once: every quote names its text, and a million claims would keep ten million such names."""

from collections.abc import Iterable

from msgspec.structs import force_setattr

from entente.records import Claim, Document, Evidence


def share_names(documents: Iterable[Document], claims: Iterable[Claim]) -> None:
    """Lets quotes hold the id and the hash of the document itself, in place of copies of their own."""
    known = {document.doc_id: document for document in documents}
    for claim in claims:
        document = known.get(claim.doc_id)
        if document:
            force_setattr(claim, "doc_id", document.doc_id)  # an equal value: the record does not change
            for quote in claim.quotes():
                _share(quote, document)


def _share(quote: Evidence, document: Document) -> None:
    if (quote.doc_id, quote.text_sha256) == (document.doc_id, document.text_sha256):
        force_setattr(quote, "doc_id", document.doc_id)
        force_setattr(quote, "text_sha256", document.text_sha256)
