"""The measures of the gate over the corpus of articles."""

from pathlib import Path

import pytest

from entente.records import Undertaking
from entente.views import Book
from tests.gate import dyads, ledger
from tests.gate.dyads import Dyad

OPEN = Path(__file__).resolve().parents[1] / "corpus" / "articles" / "open"
FOLDER = OPEN / "dravonia-kestria"


@pytest.fixture(scope="module")
def dyad() -> Dyad:
    """One folder, read."""
    return Dyad(FOLDER, ledger.read_folder(FOLDER / "articles", FOLDER / "vocabulary"))


def test_who_finds_nothing_gets_nothing() -> None:
    """An empty book has no recall, no precision and no pair; what it leaves alone is counted apart."""
    points = dyads.score_half(OPEN, lambda folder, vocabulary: Book.of())
    spared = {"kept apart", "no false conflict"}
    assert {0.0} == {score for measure, score in points.items() if measure not in spared}
    assert {100.0} == {points[measure] for measure in spared}


def test_copies_of_one_origin_are_pairs_of_each_other(dyad: Dyad) -> None:
    """Two copies of a wire and the wire make three pairs."""
    wire, verbatim, spun = "01-csw-ceasefire.txt", "02-chronicle-ceasefire.html", "03-voice-ceasefire.html"
    pairs = {frozenset((wire, verbatim)), frozenset((wire, spun)), frozenset((verbatim, spun))}
    assert pairs == dyads._planted_pairs(dyad)


def test_parties_in_brackets_are_no_likeness() -> None:
    """What we add behind a name does not make it the planted one."""
    planted = {"title": "Kenya-Ethiopia Joint Ministerial Commission"}
    assert dyads._likeness(planted, Undertaking(kind="project", title="railway (Ethiopia, Kenya)")) == (0, 0)


def test_every_document_of_the_plan_is_read(dyad: Dyad) -> None:
    """Each article becomes one document, dated as planned."""
    for row in dyad.truth["documents"]:
        document = dyad.document(row["file"])
        assert document
        assert document.published
        assert document.published.edtf == row["published"]


def test_mentions_with_the_trigger_in_the_quote_come_first(dyad: Dyad) -> None:
    """The claim taken for a planted one stands inside its quote where there is such a claim."""
    for row in dyad.truth["claims"]:
        within = {claim.claim_id for claim in dyad.triggers_at(row)}
        first = [claim.claim_id for claim in dyads._mentions(dyad, row)[:1]]
        assert not within or set(first) <= within
