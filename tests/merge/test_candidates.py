"""Pairs of texts worth comparing."""

from collections.abc import Iterable

import pytest

from entente.merge.candidates import STOCK, Survey, marks_of
from entente.merge.candidates import survey as survey_marks
from entente.records import Document
from tests.merge.articles import article


def survey(texts: Iterable[Document]) -> Survey:
    """What is known of these texts together."""
    return survey_marks(map(marks_of, texts))


WIRE = (
    "Orsenia pays Velmora $520 million for the Tarn Pass line. The first train leaves Kesh with 40 wagons of grain on "
    "3 June. Minister Ilan Dorek waits for it in Lassa with 12 drummers."
)
RETOLD = (
    "With a dozen or 12 drums, Ilan Dorek will be in Lassa to meet 40 wagons of wheat that come from Kesh. For their "
    "track through the Tarn Pass, Velmora has received $520 million out of the purse of Orsenia."
)
DIGEST = (
    "Fog lay on the harbour, and eleven ships waited. The first train leaves Kesh with 40 wagons of grain on 3 June, "
    "say railwaymen. A plan for wolves was shelved."
)
STRANGE = "Rain fell on the coast all week. Nobody could say when the market would open again."


@pytest.mark.parametrize("other", [WIRE + " More is to follow.", RETOLD, DIGEST])
def test_texts_with_something_in_common_are_compared(other: str) -> None:
    """The same words, the same names and figures in a sentence, or one long run of words."""
    meeting = survey([article(WIRE), article(STRANGE), article(other)]).meeting
    assert [[2], [], []] == [meeting.after(at).tolist() for at in range(3)]


def test_stock_sentences_are_known() -> None:
    """A sentence of many texts is stock; one of a few is not."""
    many = [article(f"{STRANGE} Number {number} was drawn.") for number in range(STOCK + 1)]
    assert {2} == {len(stock) for stock in survey(many).stock.values()}
    assert {} == survey(many[:STOCK]).stock
