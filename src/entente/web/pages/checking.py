"""Single records to be checked: those of which the machine is unsure and on which most hangs come first."""

from collections.abc import Iterator
from typing import NamedTuple, get_args

from entente.records import Claim, Decision
from entente.records.codes import EVENT_TYPES, Status
from entente.views import QuoteRow, reasons_of
from entente.views.quote import quote_of
from entente.views.wording import say_when
from entente.web.asking import Query, Refused, read_page
from entente.web.edition import Edition
from entente.web.pages.page import Page
from entente.web.parties import ADDED, SIDES, namings
from entente.web.tongue import _

NEXT = 8
"""Records shown after the one at hand."""
MOST_RULED = 40


class Doubtful(NamedTuple):
    """A record on which no ruling of a person stands."""

    claim: Claim
    quote: QuoteRow
    event_id: str | None
    when: str
    hangs: int
    """Undertakings and conflicts that rest on it."""
    use: float


class Checked(NamedTuple):
    """A record that a person ruled on."""

    decision: Decision
    words: str
    quote: QuoteRow | None
    """None: it is out of the book, as it was rejected."""


def page(edition: Edition, query: Query) -> Page:
    """The record at hand, those after it, and the rulings that stand."""
    n, at = len(edition.to_check), read_page(query)
    if at > max(1, n):
        raise Refused(404, _("there is no record %(at)s; %(n)s wait", at=at, n=n), _("Go to the first."))
    shown = [doubtful(edition, name) for name in edition.to_check[at - 1 : at + NEXT]]
    values = {
        "hand": shown[0] if shown else None,
        "reasons": reasons_of(edition.book, shown[0].claim) if shown else (),
        "following": shown[1:],
        "at": at,
        "n": n,
        "ruled": list(_checked(edition)),
        "types": EVENT_TYPES,
        "namings": namings(edition.book, shown[0].claim) if shown else (),
        "sides": SIDES,
        "added": ADDED,
        "statuses": get_args(Status),
    }
    return Page("checking", _("Review of records"), values, "review")


def doubtful(edition: Edition, name: str) -> Doubtful:
    """A record as it is shown to whoever checks it."""
    book, claim = edition.book, edition.book.claims[name]
    hangs, use = edition.hangs_on(name), edition.use_of(name)
    return Doubtful(claim, quote_of(book, claim), book.event_of.get(name), say_when(claim.when), hangs, use)


def _checked(edition: Edition) -> Iterator[Checked]:
    """The last rulings, the latest first."""
    for decision in reversed(edition.checked[-MOST_RULED:]):
        claim = edition.book.claims.get(decision.left)
        yield Checked(decision, decision.reasons[0].left, quote_of(edition.book, claim) if claim else None)
