"""Sentences that one text took from another."""

import pytest

from entente.merge.align import Line, lines_of
from entente.merge.passages import find_passages, is_foreign, longest_run
from tests.merge.articles import article

ORIGIN = (
    "Orsenia and Velmora will clear freight trains at the Tarn Pass at night from September. The queue there reached "
    "23 kilometres in July. Drivers from Kesh sold their bread to tourists."
)
TAKEN = "From September Orsenia and Velmora will clear freight trains at the Tarn Pass by night."
OWN = "Night work on freight at the Tarn Pass begins this autumn, says Orsenia."
ELSEWHERE = (
    " Fog closed the harbour of Port Anselm for three days. Calverra's bank left its rate unchanged. A plan for wolves "
    "was shelved in Hadrelia, to the dismay of shepherds near Bastrin."
)


def lines(text: str) -> tuple[Line, ...]:
    """The sentences of a text."""
    return lines_of(article(text))


@pytest.mark.parametrize(("sentence", "taken"), [(TAKEN, 1), (OWN, 0)])
def test_a_passage_has_most_of_its_words_from_there(sentence: str, taken: int) -> None:
    """The same telling words in another order of phrases are taken; the same fact in other words is not."""
    assert taken == len(list(find_passages(lines(sentence + ELSEWHERE), lines(ORIGIN))))


def test_stock_sentences_are_nobodys() -> None:
    """A sentence that stands in many texts is no passage."""
    copy, origin = lines(TAKEN + ELSEWHERE), lines(TAKEN + " " + ORIGIN)
    assert [] == list(find_passages(copy, origin, {copy[0].key}))


def test_a_common_last_line_is_a_notice() -> None:
    """What ends both texts belongs to the pages."""
    copy, origin = lines(ELSEWHERE + " " + TAKEN), lines("Rain fell in Kesh. " + TAKEN)
    assert [] == list(find_passages(copy, origin))


@pytest.mark.parametrize(
    ("rest", "foreign"), [(ELSEWHERE, True), (" " + ORIGIN.replace("Drivers", "Truckers"), False), ("", False)]
)
def test_a_digest_is_about_other_matters(rest: str, foreign: bool) -> None:
    """The rest of a digest shares no words with the origin; that of a report of the same event does."""
    copy, origin = lines(TAKEN + rest), lines(ORIGIN)
    assert foreign == is_foreign(copy, origin, {0}, passages=1)


def test_the_longest_run() -> None:
    """Words in a row that both have."""
    assert 3 == longest_run([1, 2, 3, 4, 9], [7, 2, 3, 4, 8, 9])
    assert 0 == longest_run([1], [])
