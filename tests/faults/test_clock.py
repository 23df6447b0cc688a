"""A clock that jumps back, or far ahead and back."""

import random
from collections.abc import Callable
from datetime import datetime, timedelta

from entente.ledger import Ledger
from tests.faults.numbered import ARTICLES, count, numbered
from tests.faults.tally import counted, long_or
from tests.ledger.made import NOON


def test_a_clock_that_jumps(new_place: Callable[[], str]) -> None:
    """Whatever the clock shows, batches stay in order, and each moment shows what had been recorded by then."""
    chance, moments, clock = random.Random(7), list[datetime](), NOON
    names = [f"j{number}" for number in range(long_or(40, 1000))]
    place = new_place()
    with counted("a clock that jumps", place) as tally, Ledger.open(place, create=True, clock=lambda: clock) as ledger:
        for name in names:
            jump = chance.choice((timedelta(seconds=1), timedelta(days=-400), timedelta(hours=-1), timedelta(9)))
            clock += jump
            tally.faults += jump < timedelta()
            moments.append(ledger.append(numbered(name)).recorded_at or NOON)
        tally.operations = len(names)
        assert moments == sorted(set(moments))
        for number in chance.sample(range(len(names)), 10):
            count(tally, ledger.snapshot(moments[number]), names[: number + 1])
            assert number + 1 == len(ledger.snapshot(moments[number]).documents) // ARTICLES
