"""From a document to its day of publication and what is wrong with its dates."""

import gc
from datetime import UTC, datetime

import pytest

from entente.api import extract, load_tools
from entente.pipeline import SELDOM, STAGES, Article, Tools, read_document
from entente.records.document import Document


@pytest.fixture(scope="module")
def tools() -> Tools:
    """The shipped model and vocabulary."""
    return load_tools()


def test_loading_leaves_the_collector_on(tools: Tools) -> None:
    """The search for garbage, which pauses while tables are read, goes on afterwards, seldom, and passes them over."""
    assert gc.isenabled()
    assert gc.get_freeze_count() > 0
    assert gc.get_threshold()[0] == SELDOM[0]


def document(text: str) -> Document:
    """A text without a day of publication, fetched in 2026."""
    return Document(
        source_id="gazette", title="Pact", language="en", media_type="text/plain", text=text,
        retrieved_at=datetime(2026, 1, 1, tzinfo=UTC), raw_sha256="0" * 64,
    )  # fmt: skip


def test_reasons_for_the_day_find_flaws(tools: Tools) -> None:
    """A date that the other dates of the text rule out is a problem with its place."""
    text = (
        "Updated 3 May 2019\n\nKenya and Uganda signed the pact in June 2024. In July 2024 the loan was approved. "
        "In August 2024 the first train ran."
    )
    (problem,) = (p for p in read_document(document(text), tools).problems if p.code == "date_contradicts_text")
    assert problem.start is not None
    assert "3 May 2019" == text[problem.start : problem.end]


def test_every_stage_keeps_what_is_known(tools: Tools) -> None:
    """An empty article passes through all stages as it is, but for its reasons."""
    article = Article(document("Nothing."))
    for stage in STAGES:
        article = stage(article, tools)
    assert () == article.claims


def test_a_text_given_by_hand_is_of_its_own_time() -> None:
    """Without a day of publication, the interval is reasoned from the text and from today, and holds no flaw."""
    reading = extract("In July 2024 Kenya and Uganda signed a water treaty. Trains are to begin in March 2025.")
    assert reading.document.published is not None
    assert reading.document.published.earliest is not None
    assert 2024 == reading.document.published.earliest.year
    assert () == reading.problems
