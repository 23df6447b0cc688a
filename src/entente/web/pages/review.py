"""Review: pairs of reports of which the machine is least sure, and what a person ruled on others."""

from collections.abc import Sequence
from typing import NamedTuple

from entente.records import Decision
from entente.views import EventRow, QuoteRow
from entente.views.quote import quote_of
from entente.web.asking import Query, Refused, read_page
from entente.web.edition import Edition
from entente.web.pages.page import Page
from entente.web.tongue import _

NEXT = 8
"""Pairs shown after the one at hand."""
MOST_RULED = 40


class Doubt(NamedTuple):
    """Two reports that may tell of one happening."""

    decision: Decision
    quotes: tuple[QuoteRow, QuoteRow]
    events: tuple[EventRow, EventRow]
    score: float

    @property
    def is_joined(self) -> bool:
        """Whether they count as one event at present."""
        return self.events[0].event_id == self.events[1].event_id


def page(edition: Edition, query: Query) -> Page:
    """The pair at hand, those after it, and the rulings that stand."""
    found, at = doubts(edition), read_page(query)
    if at > max(1, len(found)):
        raise Refused(404, _("there is no pair %(at)s; %(len)s wait", at=at, len=len(found)), _("Go to the first."))
    values = {
        "doubt": found[at - 1] if found else None,
        "following": found[at : at + NEXT],
        "at": at,
        "n": len(found),
        "ruled": [made for decision in reversed(edition.judged[-MOST_RULED:]) if (made := _doubt(edition, decision))],
    }
    return Page("review", _("Review"), values, "review")


def doubts(edition: Edition) -> list[Doubt]:
    """Pairs that no person ruled on: first those left open, the likeliest first, then the weakest of those joined."""
    ruled = {(decision.left, decision.right) for decision in edition.judged}
    pairs = [d for d in edition.rulings if d.relation == "same_event" and (d.left, d.right) not in ruled]
    made = [doubt for decision in pairs if (doubt := _doubt(edition, decision))]
    return sorted(made, key=lambda d: (d.is_joined, d.score if d.is_joined else -d.score, d.decision.decision_id))


def _doubt(edition: Edition, decision: Decision) -> Doubt | None:
    """A pair as shown; None: one of its claims is no longer of an event."""
    book = edition.book
    names = (decision.left, decision.right)
    events = [book.event_of.get(name) for name in names]
    if not all(event in edition.events for event in events) or not all(name in book.claims for name in names):
        return None
    left, right = (quote_of(book, book.claims[name]) for name in names)
    one, other = (edition.row(event or "") for event in events)
    return Doubt(decision, (left, right), (one, other), sum(reason.score for reason in decision.reasons))


def standing_on(decisions: Sequence[Decision], left: str, right: str) -> Decision | None:
    """The last ruling on a pair that no later one replaced; None: there is none."""
    revoked = {decision.revokes for decision in decisions}
    mine = [d for d in decisions if (d.left, d.right) == (left, right) and d.decision_id not in revoked]
    return mine[-1] if mine else None
