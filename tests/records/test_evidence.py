"""Quotes and their places."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from entente.records import Document, Evidence
from entente.words import canonical_text
from tests.records.samples import DOCUMENTS, FETCHED, evidences


@given(evidences())
def test_every_quote_stands_at_its_span(evidence: Evidence) -> None:
    """E1: the text at the offsets is the quote."""
    text = next(document.text for document in DOCUMENTS if document.doc_id == evidence.doc_id)
    assert text[evidence.start : evidence.end] == evidence.exact
    assert evidence.holds_in(text)
    assert text[: evidence.start].endswith(evidence.prefix)
    assert text[evidence.end :].startswith(evidence.suffix)


@given(st.text(min_size=1).map(canonical_text).filter(bool), st.data())
def test_quotes_of_any_text_stand(text: str, data: st.DataObject) -> None:
    """Offsets count code points, whatever the script."""
    document = Document(source_id="s", title="", language="und", media_type="text/plain", retrieved_at=FETCHED,
                        raw_sha256="", text=text)  # fmt: skip
    start = data.draw(st.integers(0, len(text) - 1))
    quote = document.quote(start, data.draw(st.integers(start + 1, len(text))), role="support", sentence=0)
    assert quote.holds_in(document.text)
    assert not quote.holds_in("\0" * len(text))


QUOTE = DOCUMENTS[0].quote(10, 24, role="support", sentence=0)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"end": 25}, "differ in length: 14 against 15"),
        ({"exact": "", "end": 10}, "at least one character"),
        ({"start": -4}, "starts at 0"),
        ({"state": "relocated"}, "`found` is kept exactly when"),
        ({"found": "x" * 14}, "`found` is kept exactly when"),
        ({"prefix": "x" * 33}, "at most 32"),
        ({"sentence": -1}, "count from 0"),
        ({"page": 0}, "pages from 1"),
        ({"match_score": 1.2}, "outside 0-1"),
        ({"evidence_id": "clm:1"}, 'should start with ev:'),
    ],
)  # fmt: skip
def test_quotes_that_contradict_are_refused(changes: dict[str, object], message: str) -> None:
    """E2 and the agreement of state, offsets and words."""
    with pytest.raises(ValueError, match=message):
        replace(QUOTE, **changes)


def test_a_relocated_quote_keeps_what_is_there_now() -> None:
    """E1: the words as quoted stay, `found` is what the new text has at the new offsets."""
    moved = replace(QUOTE, state="relocated", start=3, end=8, found="there", match_score=0.8)
    assert moved.stands
    assert moved.holds_in("is there now")
    assert moved.exact == QUOTE.exact


def test_an_orphaned_quote_stands_nowhere() -> None:
    """E4: it is kept and shown, and never passes for a quote that holds."""
    orphan = replace(QUOTE, state="orphaned")
    assert not orphan.stands
    assert not orphan.holds_in(DOCUMENTS[0].text)


def test_the_same_words_in_two_roles_are_two_evidences() -> None:
    """The id comes from text, place and role."""
    other = DOCUMENTS[0].quote(10, 24, role="actor", sentence=0)
    assert other.evidence_id != QUOTE.evidence_id == DOCUMENTS[0].quote(10, 24, role="support", sentence=3).evidence_id
