"""Finding and resolving dates beside `dateparser.search_dates`, which is told the language, on the same documents."""

from collections.abc import Sequence
from datetime import datetime
from importlib import import_module

from bench import analysis
from bench.race import Contestant, Documents, Race, Run, Skip
from entente.dates import date_text, find_dates, load_finder
from entente.records import DateSpan

PUBLISHED = "2025-02-10"


def race() -> Race:
    """The project's own articles, and the annotated ones where they are at hand."""
    texts = analysis.race()
    return Race(
        name="dates",
        contestants=(
            Contestant("found", "bench.dates:found", load_rounds=3),
            Contestant("found and resolved", "bench.dates:resolved", load_rounds=3),
            Contestant("dateparser", "bench.dates:dateparser", load_rounds=0),
        ),
        reference="dateparser",
        documents=texts.documents,
        words=texts.words,
        notes=(
            "found and resolved: every phrase of the text with its TIMEX3 value and its interval.",
            "dateparser: search_dates with languages=['en'] and the day of publication as its base.",
        ),
        rounds=5,
    )


def found(_: Sequence[Documents]) -> Run:
    """Phrases alone."""
    load_finder()
    return lambda documents: [find_dates(text) for text in documents]


def resolved(_: Sequence[Documents]) -> Run:
    """Phrases, values and intervals."""
    load_finder()
    published = DateSpan.read(PUBLISHED, basis="explicit")
    return lambda documents: [date_text(text, published) for text in documents]


def dateparser(_: Sequence[Documents]) -> Run:
    """The peer, told the language and the base day."""
    try:
        search = import_module("dateparser.search").search_dates
    except ModuleNotFoundError as error:
        raise Skip("dateparser is not installed; it is no dependency, `pip install dateparser` adds it here") from error
    settings = {"RELATIVE_BASE": datetime.fromisoformat(PUBLISHED)}
    return lambda documents: [search(text, languages=["en"], settings=settings) for text in documents]
