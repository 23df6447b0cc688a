"""The Python door: what a program that uses Entente calls."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from entente.analyse import Analyser, load_analyser
from entente.clean import clean
from entente.pipeline import Reading, Tools, read_document
from entente.records.dates import DateSpan
from entente.records.document import Document
from entente.records.problem import Problem
from entente.records.raw import RawItem
from entente.records.text import Analysis
from entente.segment import segment
from entente.vocab.namebook import load_names

__all__ = ["analyse_text", "extract", "load_tools", "read_items"]

_loaded = lru_cache(maxsize=4)(load_analyser)


def analyse_text(text: str, *, model: str | Analyser = "en") -> tuple[tuple[Analysis, ...], tuple[Problem, ...]]:
    """Sentences of a text with words, tags, lemmas, tree, names and vector; offsets are code points of `text`.

    Args:
        text: any string; bad input gives problems, never an exception.
        model: `en`, `spacy:PIPELINE`, or an analyser of your own.
    """
    sentences, problems = segment(text)
    analyser = _loaded(model) if isinstance(model, str) else model
    return analyser.analyse(text, sentences), problems


def load_tools(*, model: str | Analyser = "en", vocabulary: Sequence[Path] = ()) -> Tools:
    """The model and the vocabulary, with the tables that a project's own folders add."""
    return Tools(_loaded(model) if isinstance(model, str) else model, load_names(*vocabulary))


def extract(text: str, *, published: str | None = None, tools: Tools | None = None) -> Reading:
    """The claims of a text given by hand.

    Args:
        text: what somebody wrote, without page furniture.
        published: day of publication, ISO 8601 or EDTF; None: not known.
    """
    when = DateSpan.read(published, basis="explicit") if published else None
    document = Document(
        source_id="text",
        title=text.strip().partition("\n")[0][:100] or "untitled",
        language="en",
        media_type="text/plain",
        published=when,
        published_basis="user" if when else "unknown",
        retrieved_at=datetime(1970, 1, 1, tzinfo=UTC),  # a text given by hand was not fetched
        raw_sha256="0" * 64,
        text=text,
    )
    return read_document(document, tools or load_tools())


def read_items(items: Iterator[RawItem | Problem], tools: Tools) -> Iterator[tuple[RawItem | None, Reading | Problem]]:
    """Raw items to readings, one by one; what could not be read comes out as a problem."""
    for item in items:
        if isinstance(item, Problem):
            yield None, item
            continue
        document, problems = clean(item)
        if document is None:
            for problem in problems:
                yield item, problem
            continue
        reading = read_document(document, tools)
        yield item, reading._replace(problems=problems + reading.problems)
