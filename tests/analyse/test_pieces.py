"""Words to word pieces."""

from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entente.analyse.pieces import CASES, MAX_PIECES, WordPieces, case_of, pad

CUTTER = WordPieces(Path(str(files("entente_model_en") / "tokenizer.json")))


@pytest.mark.parametrize(
    ("word", "case"),
    [
        ("treaty", "lower"),
        ("Kesh", "title"),
        ("NATO", "upper"),
        ("McDonald", "mixed"),
        ("2024", "digit"),
        ("S-400", "letter_digit"),
        ("%", "punctuation"),
        ("K", "initial"),
        ("U.S.", "upper"),
        ("n't", "lower"),
    ],
)
def test_case(word: str, case: str) -> None:
    """Letter case is one of eight classes, since the pieces themselves have none."""
    assert CASES[case_of(word)] == case


def test_first_pieces() -> None:
    """Each word points at its first piece, [CLS] being position 0."""
    pieces = CUTTER.sentence(["Uzbekistan", "'s", "Mirziyoyev", "left"])
    assert pieces.firsts[0] == 1
    assert len(set(pieces.firsts)) == 4
    assert len(pieces.ids) == len(pieces.cases)


def test_curly_quotes_read_as_straight() -> None:
    """Typographic quotes and dashes give the pieces of their plain forms."""
    assert CUTTER.word("“")[0] == CUTTER.word('"')[0]
    assert CUTTER.word("–")[0] == CUTTER.word("-")[0]


@given(st.lists(st.text(st.characters(), max_size=40), min_size=1, max_size=8))
def test_any_words(words: list[str]) -> None:
    """Any code points whatever, lone surrogates included, give at least one piece a word."""
    pieces = CUTTER.sentence(words)
    assert len(pieces.firsts) == len(words)
    assert max(pieces.firsts) < len(pieces.ids)


def test_too_many_pieces() -> None:
    """A sentence that does not fit keeps fewer pieces a word, and every word still points inside."""
    pieces = CUTTER.sentence(["Mirziyoyev-Berdimuhamedov"] * 700)
    assert len(pieces.ids) <= MAX_PIECES + 2
    assert len(pieces.firsts) == 700
    assert max(pieces.firsts) < len(pieces.ids)


def test_padding() -> None:
    """Shorter sentences are filled up with zeros, and column 0 stands for the root."""
    batch = pad([CUTTER.sentence(["Kesh"]), CUTTER.sentence(["Kesh", "agreed", "."])])
    assert batch.ids.shape[0] == batch.firsts.shape[0] == 2
    assert batch.firsts[:, 0].tolist() == [0, 0]
    assert batch.firsts[0, 2:].tolist() == [0, 0]
