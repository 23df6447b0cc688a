"""The task `copies`: who took whose words, and how, in texts whose copying is known because it was done on purpose.

INPUT is a folder like `corpus/copies/open`, OUTPUT lines {id, kind, copied_from, group}.
"""

import itertools
import json
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from entente.merge import Copies, Lineage, find_copies
from entente.records import DateSpan, Document
from tests.gate.task import Task, Trial, write_lines

Row = dict[str, Any]  # Any: what TOML can hold
Pair = frozenset[str]
READ_AT = datetime(2026, 1, 1, tzinfo=UTC)


class Told:
    """The texts of a folder beside what was made of them; everything by the folder's own ids."""

    def __init__(self, folder: Path) -> None:
        self.texts: dict[str, Row] = {row["id"]: row for row in _rows(folder / "families", "text")}
        self.reports: dict[str, Row] = {row["id"]: row for row in _rows(folder / "reports", "report")}
        documents = {key: document_of(row) for key, row in {**self.texts, **self.reports}.items()}
        self._names = {document.doc_id: key for key, document in documents.items()}
        self.documents = documents
        self.copies: Copies = find_copies(documents.values())

    @cached_property
    def found(self) -> dict[Pair, str]:
        """Pairs ruled to share words, with the one that is the copy."""
        told = [(self._names[d.left], self._names[d.right]) for d in self.copies.decisions if d.verdict == "yes"]
        return {frozenset(pair): pair[0] for pair in told}

    @cached_property
    def lineages(self) -> dict[str, Lineage]:
        """The lineage of each text."""
        return {self._names[lineage.doc_id]: lineage for lineage in self.copies.lineages}

    @cached_property
    def variants(self) -> dict[str, Row]:
        """Texts that were made from others."""
        return {key: row for key, row in self.texts.items() if "of" in row}

    @cached_property
    def made(self) -> dict[Pair, str]:
        """Pairs of a variant and a text it was made from, with the variant."""
        return {frozenset((key, one)): key for key, row in self.variants.items() for one in row["of"]}

    def origin(self, key: str) -> str | None:
        """The text that this one is said to be copied from."""
        copied_from = self.lineages[key].copied_from
        return self._names[copied_from] if copied_from else None

    def related(self, pair: Pair) -> bool:
        """Whether both were made of one text: what they share is then a matter of chance, and nothing is asked."""
        one, other = (set(self.texts.get(key, {}).get("of", [key])) for key in pair)
        return not one.isdisjoint(other)

    def same_event(self) -> Iterator[Pair]:
        """Pairs of reports of one event, which share no words but those that everybody uses."""
        for _, group in itertools.groupby(self.reports, key=lambda key: key.partition("-")[0]):
            yield from map(frozenset, itertools.combinations(group, 2))


def _rows(folder: Path, table: str) -> Iterator[Row]:
    for path in sorted(folder.glob("*.toml")):
        yield from tomllib.loads(path.read_text(encoding="utf-8"))[table]


def document_of(row: Row) -> Document:
    """A text of the folder as it would be read."""
    return Document(
        source_id=row["source"],
        title=row["title"],
        language="en",
        media_type="text/plain",
        published=DateSpan.read(row["published"].isoformat(), basis="explicit"),
        published_basis="metadata",
        retrieved_at=READ_AT,
        raw_sha256="0" * 64,
        text=row["text"].strip(),
    )


def score(told: Told) -> dict[str, float]:
    """Points for pairs, direction, kind, origin, what was added or dropped, and reports left apart."""
    found = {pair for pair in told.found if pair in told.made or not told.related(pair)}
    hits = found & told.made.keys()
    apart = list(told.same_event())
    return {
        "pair F1": 200 * len(hits) / ((len(found) + len(told.made)) or 1),
        "pair precision": _points(pair in told.made for pair in found),
        "pair recall": _points(pair in found for pair in told.made),
        "direction": _points(told.found[pair] == told.made[pair] for pair in hits),
        "kind": _points(told.lineages[key].kind == row["kind"] for key, row in told.variants.items()),
        "origin": _points(told.origin(key) in row["of"] for key, row in told.variants.items()),
        "credit": _points(told.lineages[key].credited_to == row.get("credits") for key, row in told.variants.items()),
        "added and dropped": _points(_edits(told)),
        "reports apart": _points(pair not in told.found for pair in apart),
    }


def _points(answers: Iterable[bool]) -> float:
    given = list(answers)
    return 100 * sum(given) / (len(given) or 1)


def _edits(told: Told) -> Iterator[bool]:
    """What was added did not come with the copy, what was dropped is told as dropped."""
    for key, row in told.variants.items():
        lineage, text = told.lineages[key], told.documents[key].text
        for quote in row.get("added", ()):
            at = text.index(quote)
            yield lineage.copied_from is not None and not lineage.carries_over(at, at + len(quote))
        origin = told.documents[row["of"][0]].text
        for quote in row.get("dropped", ()):
            at = origin.index(quote)
            told_right = told.origin(key) == row["of"][0]
            yield told_right and any(start <= at < end for start, end in lineage.dropped)


def _score_folder(folder: Path) -> Mapping[str, float]:
    return score(Told(folder))


def write_lineages(source: Path, target: Path) -> None:
    """A line for each text of the folder."""
    told = Told(source)
    rows = (
        {"id": key, "kind": lineage.kind, "copied_from": told.origin(key), "group": lineage.group}
        for key, lineage in told.lineages.items()
    )
    write_lines(target, [json.dumps(row) for row in sorted(rows, key=lambda row: str(row["id"]))])


TASK = Task(
    "copies",
    write_lineages,
    (
        Trial("open", "corpus/copies/open", _score_folder, shared=False),
        Trial("held", "corpus/copies/held", _score_folder, shared=False),
    ),
)
