"""Pairs of records that are, may be, or are not the same, with what spoke for and against."""

from collections.abc import Iterable
from typing import Literal

from entente.records import Decision
from entente.records.codes import Answer, Relation
from entente.records.rulings import Reason
from entente.views.book import Book
from entente.views.quote import quote_of
from entente.views.row import Row
from entente.vocab.merging import load_scale

Verdict = Literal["same", "different", "unsure"]

BY_HAND = "by_hand"
"""The one reason that a person needs."""
VERDICTS: dict[Answer, Verdict] = {"yes": "same", "no": "different", "maybe": "unsure"}


class FeatureRow(Row, frozen=True, kw_only=True):
    """One thing that spoke for (above 0) or against (below 0) the two being one."""

    name: str
    value: float | None
    """From -1 to 1; None: it is not weighed."""
    weight: float | None
    score: float
    """Value times weight, which is what it added."""
    why: str
    """Why it counts so; empty: it is not weighed."""


class PairRow(Row, frozen=True, kw_only=True):
    """A decision on two records, a person's or the machine's."""

    decision_id: str
    relation: Relation
    verdict: Verdict
    by: Literal["person", "machine"]
    because: str
    """A person's own words; empty: none were given."""
    score: float
    left: str
    right: str
    left_words: str
    """The quote of a claim, the title of a text or undertaking; empty: not in the book."""
    right_words: str
    features: tuple[FeatureRow, ...]


def pair_rows(book: Book, decisions: Iterable[Decision]) -> tuple[PairRow, ...]:
    """Decisions as rows, in the order given."""
    return tuple(_row(book, decision) for decision in decisions)


def _row(book: Book, decision: Decision) -> PairRow:
    by_hand = next((reason for reason in decision.reasons if reason.name == BY_HAND), None)
    weighed = decision.relation == "same_event" and by_hand is None
    return PairRow(
        decision_id=decision.decision_id,
        relation=decision.relation,
        verdict=VERDICTS[decision.verdict],
        by="person" if by_hand else "machine",
        because=by_hand.left if by_hand else "",
        score=round(sum(reason.score for reason in decision.reasons), 3),
        left=decision.left,
        right=decision.right,
        left_words=_words(book, decision.left),
        right_words=_words(book, decision.right),
        features=tuple(_feature(reason, weighed=weighed) for reason in decision.reasons if reason is not by_hand),
    )


def _feature(reason: Reason, *, weighed: bool) -> FeatureRow:
    weight = load_scale().weights.get(reason.name) if weighed else None
    return FeatureRow(
        name=reason.name,
        value=round(reason.score / weight.weight, 3) if weight else None,
        weight=weight.weight if weight else None,
        score=reason.score,
        why=weight.reason if weight else "",
    )


def _words(book: Book, name: str) -> str:
    if name in book.claims:
        return quote_of(book, book.claims[name]).exact
    if name in book.documents:
        return book.documents[name].title
    return book.undertakings[name].title if name in book.undertakings else ""
