"""Canonical text, folding, slicing and offsets for browsers."""

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entente.words import (
    MAX_MARKS,
    canonical_text,
    context,
    fold,
    fold_text,
)

ANY_TEXT = st.text(st.characters(exclude_categories=())) | st.text(
    "aé e\u0301\u0323ßœ\u00ad\u200b\u00a0\r\n\t\0\ud800😀ﬁİ"
)
HARD = {
    "one long word": "x" * 1_000_000,
    "marks out of order": "a" + "\u0316\u0301" * 500_000,
    "spaces of many kinds": " \u00a0\t" * 300_000,
    "lone surrogates and NUL": "\ud800\0" * 500_000,
    "ligatures": "ﬁ" * 500_000,
    "emoji": "😀" * 500_000,
    "right to left": "שלום " * 200_000,
}


@pytest.mark.parametrize(
    ("raw", "canonical"),
    [
        ("plain text\nas it was", "plain text\nas it was"),
        ("two  spaces\u00a0 and\ttabs", "two spaces and tabs"),
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("co\u00adope\u200bration\ufeff", "cooperation"),
        ("cafe\u0301", "café"),
        ("a\0b\ud800c", "a\ufffdb\ufffdc"),
        ("\r\u200b\n", "\n"),
    ],
)
def test_canonical_text(raw: str, canonical: str) -> None:
    """NFC, LF, no soft hyphens or zero-width marks, runs of spaces folded, everything storable."""
    assert canonical_text(raw) == canonical


@given(ANY_TEXT)
def test_canonical_text_is_stable(text: str) -> None:
    """Once canonical, always canonical, and any file can carry it."""
    canonical = canonical_text(text)
    assert canonical_text(canonical) == canonical
    assert unicodedata.is_normalized("NFC", canonical)
    assert "\0" not in canonical.encode("utf-8").decode("utf-8")


def test_canonical_text_limits_marks_on_a_letter() -> None:
    """Beyond thirty, combining marks on one letter are dropped, also those that normalisation adds."""
    assert canonical_text("q" + "\u0301" * 99) == "q" + "\u0301" * MAX_MARKS
    doubled = canonical_text("q" + "\u0344" * MAX_MARKS)
    assert len(doubled) == 1 + MAX_MARKS


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Tbilisi’s “New” plan – 2024", 'tbilisi\'s "new" plan - 2024'),
        ("Łukasz Đukanović, İstanbul, Əliyev", "lukasz dukanovic, istanbul, aliyev"),
        ("Oʻzbekiston\u00a0MASSE Maße", "o'zbekiston masse masse"),
        ("Ørsted and Zoë", "orsted and zoe"),
        ("ガ カ 한국", "ガ カ 한국"),
    ],
)
def test_fold_text(text: str, folded: str) -> None:
    """No case, no accents, plain quotes, hyphens and spaces; scripts whose marks are letters keep them."""
    assert fold_text(text) == folded


@given(ANY_TEXT)
def test_folding_twice_changes_nothing(text: str) -> None:
    """Folded text is its own folding."""
    assert fold_text(fold_text(text)) == fold_text(text)


@given(ANY_TEXT)
def test_folded_offsets_lead_back(text: str) -> None:
    """Each folded character comes from the original one at its offset, and offsets never run backwards."""
    folded = fold(text)
    origins = [folded.original(index) for index in range(len(folded.text))]
    expected = [at for at, char in enumerate(text) for _ in fold_text(char)]
    assert origins == expected
    assert folded.original(len(folded.text)) == len(text)


@given(ANY_TEXT, st.integers(0, 40), st.integers(0, 10))
def test_folded_spans_hold_the_same_words(text: str, start: int, length: int) -> None:
    """The original span of a folded one folds to at least those words."""
    folded = fold(text)
    span = folded.original_span(start, start + length)
    assert folded.text[start : start + length] in fold_text(text[slice(*span)])


def test_find_gives_original_spans() -> None:
    """A match keeps the marks of its last letter and counts expanded letters once."""
    folded = fold("Zoe\u0308 met Zoë in the Straße, not the STRASSE.")
    assert [(0, 4), (9, 12)] == list(folded.find("zoe"))
    assert [(20, 26), (36, 43)] == list(folded.find("Strasse"))
    assert [] == list(folded.find(""))


def test_context() -> None:
    """Context stays outside the span."""
    text = "said on  Tuesday  that"
    assert context(text, 9, 16, 5) == ("on  ".rjust(5), "  tha")


@pytest.mark.parametrize("text", HARD.values(), ids=list(HARD))
def test_a_megabyte_of_anything_takes_linear_time(text: str) -> None:
    """No text makes canonical form or folding slow."""
    started = time.process_time()
    canonical = canonical_text(text)
    fold(canonical).original_span(5, 10)
    assert time.process_time() - started < 3
