"""A quote in its context."""

from entente.records import Region
from entente.views import find_quotes, quote_of
from entente.views.quote import context_of, sentence_around
from tests.views.made import BEGIN, BLUNT, DISPUTE, LEND, LOAN, NOT_BEGUN, PIPELINE, PROMISE, book, document


def test_pieces_are_the_quote() -> None:
    """The marked pieces together are the exact words."""
    quote = quote_of(book(), LEND)
    assert quote.exact == "".join(piece.text for piece in quote.pieces)
    assert ["agreed"] == [piece.text for piece in quote.pieces if piece.role == "trigger"]


def test_context_is_the_text() -> None:
    """What stands around the quote is the text itself."""
    quote = quote_of(book(), BEGIN)
    assert quote.before + quote.exact + quote.after in BEGIN_TEXT
    assert BEGIN_TEXT[quote.start : quote.end] == quote.exact


BEGIN_TEXT = PROMISE.text


def test_cuts_are_marked() -> None:
    """A long context is cut between words and shows it."""
    text = "word " * 200
    before, after = context_of(document(text), 500, 504)
    assert before.startswith("…word")
    assert after.endswith("word…")


def test_context_stays_in_its_region() -> None:
    """A comment is no context of the body."""
    article = document(
        "Velmora signed. Fools! ",
        regions=(Region(start=0, end=16, kind="body"), Region(start=16, end=22, kind="comment")),
    )
    assert ("", " signed.") == context_of(article, 0, 7)


def test_sentence_is_completed() -> None:
    """A clause is shown with the rest of its sentence."""
    at = PROMISE.text.index("begin by")
    assert ("Construction is to ", " the end of March 2025, the Orsenian envoy said.") == sentence_around(
        PROMISE.text, at, at + len("begin by")
    )


def test_any_id_opens() -> None:
    """An event, an undertaking, a conflict, a claim, a document and a quote all open to words."""
    ids = (LOAN.event_id, PIPELINE.undertaking_id, DISPUTE.conflict_id, LEND.claim_id, BLUNT.doc_id)
    assert [2, 5, 2, 1, 3] == [len(find_quotes(book(), name)) for name in ids]
    (row,) = find_quotes(book(), NOT_BEGUN.trigger.evidence_id)
    assert "has not started" == row.exact
