"""How much of what the demo corpus plants is found: undertakings, milestones, due days, copies, conflicts, traps.

The plan gives its words by file; `truth.toml` names the tables.
"""

import itertools
import json
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

from entente.merge import Due, standing
from entente.records import Claim, DateSpan, Document, Evidence, Undertaking
from entente.records.codes import COUNTED
from entente.records.text import Span
from entente.views import Book

Row = dict[str, Any]  # Any: what TOML can hold

FURNITURE = frozenset({"related link", "reader comment", "lost password", "credit line", "page date", "byline cut"})
"""Traps that are no words of the author: nothing may be claimed from them."""
OUTCOMES = {"met": "met", "late": "missed", "overdue": "overdue", "silent": "silent"}
SHARED_WORDS = 0.6
"""Share of the words of the shorter of two names that the other has."""
_IDLE = frozenset({"the", "of", "a", "an", "for", "in", "its", "on", "and", "with", "s"})
_SIGNS = str.maketrans("“”„’‘—–\u00a0", '"""\'\'-- ')


class Plan:
    """The plan beside what was made of the articles."""

    def __init__(self, demo: Path, book: Book) -> None:
        self.truth: Row = tomllib.loads((demo / "truth.toml").read_text(encoding="utf-8"))
        self.book = book
        self._folder = demo / "articles"
        self._documents = {document.raw_sha256: document for document in book.documents.values()}
        self._by_url = {document.url: document for document in book.documents.values()}
        self._claims: dict[str, list[Claim]] = defaultdict(list)
        for claim in book.claims.values():
            self._claims[claim.doc_id].append(claim)

    def document(self, file: str, item: int = 1) -> Document | None:
        """The document of an article: that of the same bytes, or of the same line's address."""
        path = self._folder / file
        if path.suffix == ".jsonl":
            return self._by_url.get(json.loads(path.read_text(encoding="utf-8").splitlines()[item - 1]).get("url"))
        return self._documents.get(sha256(path.read_bytes()).hexdigest())

    def claims_at(self, row: Row, file: str | None = None, quote: str | None = None) -> list[Claim]:
        """The claims whose trigger or support touches a quote of the plan."""
        spans, claims = self._at(file or row["file"], row.get("item", 1), quote or row["quote"])
        return [claim for claim in claims if any(touches(claim, span) for span in spans)]

    def triggers_at(self, row: Row) -> list[Claim]:
        """The claims whose trigger stands inside a quote."""
        spans, claims = self._at(row["file"], row.get("item", 1), row["quote"])
        return [claim for claim in claims if any(inside(claim.trigger, span) for span in spans)]

    def _at(self, file: str, item: int, quote: str) -> tuple[list[Span], list[Claim]]:
        document = self.document(file, item)
        return (places_of(quote, document.text), self._claims[document.doc_id]) if document else ([], [])

    @cached_property
    def pairs(self) -> Mapping[str, Undertaking]:
        """Ours for each planted undertaking, by the plan's id; the best names first, each used once."""
        ranked = sorted(
            (
                (likeness(row, one), row["id"], one.undertaking_id, one)
                for row in self.truth["undertakings"]
                for one in self.book.undertakings.values()
            ),
            key=lambda item: (-item[0][0], -item[0][1], item[1], item[2]),
        )
        found: dict[str, Undertaking] = {}
        used: set[str] = set()
        for score, planted, ours, undertaking in ranked:
            if score[0] >= SHARED_WORDS and planted not in found and ours not in used:
                found[planted] = undertaking
                used.add(ours)
        return found


def score_plan(demo: Path, book: Book) -> dict[str, float]:
    """Each measure as points of what was planted."""
    plan = Plan(demo, book)
    return {
        "undertakings": points(row["id"] in plan.pairs for row in plan.truth["undertakings"]),
        "milestones": points(_milestone(plan, row) for row in plan.truth["facts"] if "stage" in row),
        "due days": points(due_of(plan, row) is not None for row in promised(plan)),
        "due outcomes": points(_outcome(plan, row) for row in promised(plan)),
        "dates": points(_dated(plan, row) for row in plan.truth["dates"]),
        "copies": points(_copy(plan, row) for row in plan.truth["copies"]),
        "conflicts": points(_conflict(plan, row) for row in plan.truth["conflicts"]),
        "no false conflict": points(not _conflict(plan, row) for row in plan.truth["harmless"]),
        "no claim from furniture": points(
            not plan.triggers_at(row) for row in plan.truth["traps"] if row["kind"] in FURNITURE
        ),
        "quotes stand": points(quotes_stand(book)),
    }


def points(answers: Iterable[bool]) -> float:
    """The share of yes."""
    given = list(answers)
    return 100 * sum(given) / (len(given) or 1)


def quotes_stand(book: Book) -> Iterator[bool]:
    """For each quote of each claim whether its words stand at its offsets; a claim refused for its quotes is a no."""
    for claim in book.claims.values():
        yield from (quote.holds_in(book.documents[claim.doc_id].text) for quote in claim.quotes())
    yield from (False for problem in book.problems if problem.code == "quote_not_in_text")


def _milestone(plan: Plan, row: Row) -> bool:
    """A claim at the quote reports this stage, as firm as the plan says; under way is reached."""
    return any(
        claim.stage == row["stage"] and (claim.status == row["status"] or {claim.status, row["status"]} <= COUNTED)
        for claim in plan.claims_at(row)
    )


def promised(plan: Plan) -> Iterator[Row]:
    """The undertakings that a day was set for."""
    return (row for row in plan.truth["undertakings"] if "due" in row)


def due_of(plan: Plan, row: Row) -> Due | None:
    """The due day of the undertaking of that name."""
    ours = plan.pairs.get(row["id"])
    day = DateSpan.read(row["due"], basis="explicit").latest
    dues = (due for due in plan.book.dues if ours and due.undertaking_id == ours.undertaking_id)
    return next((due for due in dues if due.due.latest == day), None)


def _outcome(plan: Plan, row: Row) -> bool:
    """How the promise stands on the corpus's last day."""
    due = due_of(plan, row)
    last = date.fromisoformat(plan.truth["corpus"]["last_day"])
    return due is not None and standing(plan.pairs[row["id"]], due, last) == OUTCOMES[row["outcome"]]


def _dated(plan: Plan, row: Row) -> bool:
    """A claim at the quote has the date's bounds, as its own or as its due day."""
    wanted = DateSpan.read(row["edtf"], basis="explicit").bounds
    return any(span.bounds == wanted for claim in plan.claims_at(row) for span in (claim.when, claim.due) if span)


def _copy(plan: Plan, row: Row) -> bool:
    """The copy is told, with its origin and kind."""
    copy, origin = plan.document(row["file"], row.get("item", 1)), plan.document(row["of"])
    if copy is None or origin is None:
        return False
    wanted = (copy.doc_id, origin.doc_id, row["kind"])
    return any((one.doc_id, one.copied_from, one.kind) == wanted for one in plan.book.lineages.values())


def _conflict(plan: Plan, row: Row) -> bool:
    """Claims at two of the quotes are told apart as contradicting each other."""
    places = zip(row["files"], row["quotes"], strict=True)
    sides = [{claim.claim_id for claim in plan.claims_at(row, file, quote)} for file, quote in places]
    told = {frozenset((it.claim_a, it.claim_b)) for it in plan.book.conflicts.values() if it.kind != "superseded"}
    return any(
        frozenset((first, second)) in told
        for one, other in itertools.combinations(sides, 2)
        for first in one
        for second in other
    )


def likeness(row: Row, undertaking: Undertaking) -> tuple[float, float]:
    """How much our title is like a planted name."""
    return title_likeness(row, undertaking.title)


def title_likeness(row: Row, title: str) -> tuple[float, float]:
    """How much of the shorter name the other shares, then of both together; one shared word is no likeness."""
    ours = words_of(title)
    found = [(0.0, 0.0)]
    for name in (row["title"], *row.get("aliases", ())):
        planted = words_of(name)
        common = len(planted & ours)
        if common > 1:
            found.append((common / min(len(planted), len(ours)), common / len(planted | ours)))
    return max(found)


def words_of(name: str) -> frozenset[str]:
    """The words that tell, folded."""
    return frozenset(re.findall(r"\w+", name.casefold())) - _IDLE


def places_of(quote: str, text: str) -> list[Span]:
    """Where the words of a quote stand, whatever the marks and spaces."""
    words = (re.escape(word) for word in quote.translate(_SIGNS).split())
    return [match.span() for match in re.finditer(r"\s+".join(words), text.translate(_SIGNS))]


def touches(claim: Claim, span: Span) -> bool:
    """Whether its trigger or support shares a letter with the span."""
    return any(quote.start < span[1] and span[0] < quote.end for quote in (claim.trigger, *claim.support))


def inside(quote: Evidence, span: Span) -> bool:
    """Whether a quote stands wholly between two places of its text."""
    return span[0] <= quote.start and quote.end <= span[1]
