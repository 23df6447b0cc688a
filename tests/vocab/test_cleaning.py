"""Every cue of the data files proves itself."""

from time import process_time

import pytest

from entente.clean.language import is_plainly_english, may_be_english
from entente.errors import VocabularyError
from entente.vocab import Group
from entente.vocab.cleaning import (
    Cue,
    filled,
    load_credits,
    load_cues,
    load_hyphened,
    load_line_model,
    read_groups,
    supported_languages,
)

CUES = load_cues()
WHOLE = {name: cue for name, cue in CUES.by_name.items() if not (cue.opening or cue.trailing)}


@pytest.mark.parametrize(("name", "line"), [(name, line) for name, cue in WHOLE.items() for line in cue.yes])
def test_a_cue_fits_its_examples(name: str, line: str) -> None:
    """Each `yes` line is known by its own cue."""
    assert name == CUES.of_line(line)


@pytest.mark.parametrize("line", [line for cue in WHOLE.values() for line in cue.no])
def test_no_cue_fits_running_text(line: str) -> None:
    """No `no` line is known by any cue."""
    assert CUES.of_line(line) is None


@pytest.mark.parametrize(("name", "cue"), [(name, cue) for name, cue in CUES.by_name.items() if name not in WHOLE])
def test_heads_and_tails_prove_themselves(name: str, cue: Cue) -> None:
    """A dateline is found at the head of its examples, a link cue at the tail of its, and in no other."""
    found = CUES.head_of if cue.opening else CUES.tail_of
    assert all(found(line) is not None for line in cue.yes), name
    assert all(found(line) is None for line in cue.no), name


@pytest.mark.parametrize(("name", "group"), read_groups("small_words").items())
def test_small_words_hold_their_texts_together(name: str, group: Group) -> None:
    """The small words of a group make a large share of its `yes` texts, and not of its `no` texts."""
    judges = {"commonest": may_be_english, "telling": is_plainly_english}
    judge = judges.get(name, lambda text: len(set(group.members).intersection(text.lower().split())) >= 4)
    assert all(map(judge, group.yes))
    assert not any(map(judge, group.no))


@pytest.mark.parametrize(
    "unit",
    ["A ", "a| ", "Arlen Voss ", "| ", "dited | ", "more read ", "June 3, 2024 ", "x > ", "AB, ", "photo by ", "by a "],
)
def test_no_line_takes_long(unit: str) -> None:
    """Lines made to set the patterns guessing are judged in no time."""
    begun = process_time()
    for length in (50, 200, 600):
        CUES.of_line((unit * 300)[:length]), CUES.head_of((unit * 300)[:length]), CUES.tail_of((unit * 300)[:length])
    assert process_time() - begun < 1


def test_a_dateline_ends_before_the_report() -> None:
    """What follows the dateline is the report itself."""
    line = "KESH, June 3 (Reuters) — The two ministers met."
    assert "The two ministers met." == line[CUES.head_of(line) :]


def test_an_unknown_piece_is_an_error() -> None:
    """A pattern that names a piece which no file defines says so."""
    with pytest.raises(VocabularyError, match="nosuch"):
        filled("{nosuch}", {})


def test_tables_are_at_hand() -> None:
    """Agencies are found in lower case, English is supported, prefixes keep hyphens, the model has weights."""
    assert "Reuters" == load_credits().agencies["reuters"]
    assert "en" in supported_languages()
    assert "counter" in load_hyphened()
    assert {"bias", "own_score"} <= load_line_model().around.keys()
