"""Equal words are kept once."""

from entente.records import Claim, Document, from_json, to_json
from entente.web.sharing import share_names
from tests.views import made


def test_quotes_share_the_names_of_their_text() -> None:
    """A claim that was read back holds the id and the hash of its document, and is as it was."""
    document = from_json(to_json(made.PROMISE), Document)
    claim = from_json(to_json(made.LEND), Claim)
    share_names((document,), (claim,))
    assert claim == made.LEND
    assert all(
        quote.doc_id is document.doc_id and quote.text_sha256 is document.text_sha256 for quote in claim.quotes()
    )


def test_quotes_of_another_reading_stay() -> None:
    """A quote of an older text of the same document keeps the hash of that text."""
    claim = from_json(to_json(made.LEND), Claim)
    share_names((made.BLUNT,), (claim,))
    assert claim == made.LEND
