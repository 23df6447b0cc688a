"""A reader during constant commits sees whole batches, no fewer than were acknowledged, and never an error."""

import time
from collections.abc import Callable
from datetime import datetime

from entente.ledger import Ledger
from tests.faults.children import writer
from tests.faults.numbered import ARTICLES, CLAIMS, count
from tests.faults.tally import counted, long_or

A_SECOND = 50
"""Commits."""
LINES = ARTICLES * (1 + CLAIMS)
"""Of one batch."""


def test_a_reader_during_commits(new_place: Callable[[], str]) -> None:
    """Up to fifty commits a second, for ten minutes in the long form."""
    place, seconds = new_place(), long_or(3, 600)
    end = time.monotonic() + seconds
    Ledger.open(place, create=True).close()
    with counted("a reader during constant commits", place) as tally, writer(place, "w", every_s=1 / A_SECOND) as busy:
        seen: datetime | None = None
        lines = 0
        while time.monotonic() < end or tally.faults < 5:
            acknowledged = len(busy.acknowledged)
            seen, new = _look(place, seen)
            lines += new
            tally.faults += new > 0
            tally.torn += new % LINES != 0
            tally.lost += max(0, acknowledged - lines // LINES)
            time.sleep(0.1)
        busy.kill()
        tally.operations = len(busy.acknowledged)
        tally.fault += f", {tally.operations / seconds:.0f} a second"
        with Ledger.open(place, create=True) as ledger:
            count(tally, ledger.snapshot(), busy.acknowledged)


def _look(place: str, seen: datetime | None) -> tuple[datetime | None, int]:
    """The moment of the book now, and the lines added since it was last seen."""
    with Ledger.open(place, read_only=True) as ledger:
        moment = ledger.moment()
        return moment, sum(1 for _ in ledger.changes(seen, as_of=moment)) if moment else 0
