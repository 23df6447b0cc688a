"""The task `pages`: the text of web pages.

INPUT is a folder of `.html.gz`, OUTPUT one JSON object {id: {articleBody}}.
"""

import gzip
import json
import re
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from entente.clean import clean
from entente.clean.kinds import KEPT
from entente.records.document import Document
from entente.records.raw import RawItem
from tests.gate.task import Task, Trial, write_lines

CRAWLED = datetime(2026, 1, 1, tzinfo=UTC)
"""A day after every page of the sets; only dates in its future depend on it."""

SHINGLE = 4


def document_of(path: Path, content: bytes, media_type: str) -> Document | None:
    """The document of one file."""
    return clean(RawItem(origin=path.name, content=content, media_type=media_type, fetched=CRAWLED))[0]


def article_of(document: Document | None) -> str:
    """The article's own text: what stands in regions that belong to it."""
    if document is None:
        return ""
    return "\n\n".join(document.text[region.start : region.end] for region in document.regions if region.kind in KEPT)


def predict_pages(folder: Path) -> dict[str, str]:
    """The text of each page by the name of its file."""
    pages = sorted(folder.glob("*.html.gz"))
    return {
        path.name.removesuffix(".html.gz"): article_of(
            document_of(path, gzip.decompress(path.read_bytes()), "text/html")
        )
        for path in pages
    }


def score_pages(gold: Mapping[str, str], found: Mapping[str, str]) -> dict[str, float]:
    """Precision and recall of runs of four words, averaged over pages, and the F1 of the two."""
    pairs = [(_shingles(text), _shingles(found.get(name, ""))) for name, text in gold.items()]
    precisions = [(gold & mine).total() / mine.total() for gold, mine in pairs if mine]
    recalls = [(gold & mine).total() / gold.total() for gold, mine in pairs if gold]
    precision, recall = sum(precisions) / (len(precisions) or 1), sum(recalls) / (len(recalls) or 1)
    return {"F1": 100 * _harmonic(precision, recall)}


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text)
    return (
        Counter(tuple(words[i : i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1))) if words else Counter()
    )


def _harmonic(a: float, b: float) -> float:
    return 2 * a * b / (a + b) if a + b else 0.0


def _score_pages(path: Path) -> Mapping[str, float]:
    gold = json.loads((path / "gold.dev.json").read_text(encoding="utf-8"))
    return score_pages({name: page["articleBody"] for name, page in gold.items()}, predict_pages(path / "html"))


def _write_pages(source: Path, target: Path) -> None:
    found = {name: {"articleBody": text} for name, text in predict_pages(source).items()}
    write_lines(target, [json.dumps(found)])


TASK = Task("pages", _write_pages, (Trial("benchmark dev", "eval/extraction", _score_pages),))
