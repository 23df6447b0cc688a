"""The text stands unchanged, its quotes marked."""

from entente.web.pages.reader import paragraphs
from tests.views import made
from tests.web.site import browser, edition


def shown(name: str) -> str:
    """The text as the reader shows it, without line ends."""
    document = made.book().documents[name]
    claims = edition().claims_of.get(name, ())
    return "".join(piece.text for para in paragraphs(edition(), document, claims) for piece in para.pieces)


def test_text_is_unchanged() -> None:
    """The pieces together are the text."""
    for name, document in made.book().documents.items():
        assert document.text.replace("\n", "") == shown(name)


def test_records_stand_beside_their_paragraph() -> None:
    """Each claim of a text is beside the paragraph its quote starts in, once."""
    document = made.BLUNT
    paras = paragraphs(edition(), document, edition().claims_of[document.doc_id])
    beside = [note.claim.claim_id for para in paras for note in para.notes]
    assert sorted(claim.claim_id for claim in made.book().claims.values() if claim.doc_id == document.doc_id) == sorted(
        beside
    )


def test_every_quote_has_its_mark() -> None:
    """Every piece of evidence can be linked to."""
    page = browser().get(f"/doc/{made.PROMISE.doc_id}").text
    quotes = [quote for claim in (made.LEND, made.BEGIN) for quote in claim.quotes()]
    assert [] == [quote.exact for quote in quotes if f'id="{quote.evidence_id}"' not in page]


def test_copy_shows_what_came_with_it() -> None:
    """Words of the original are told from the copy's own, and what it left out is listed."""
    page = browser().get(f"/doc/{made.COPY.doc_id}").text
    assert "copied" in page
    assert "Beside its origin, sentence by sentence: 1 same, 1 left out, 1 added" in page
    assert "<del>Construction is to begin by the end of March 2025" in page


def test_comments_are_dimmed() -> None:
    """A reader's comment is shown as what it is."""
    from entente.records import Region
    from entente.views import Book

    text = "The loan was signed.\nI never liked it."
    document = made.document(text, regions=(Region(start=21, end=len(text), kind="comment"),))
    page = browser(Book.of((document,))).get(f"/doc/{document.doc_id}").text
    assert 'class="text comment dim"' in page
