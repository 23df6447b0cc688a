"""Two writers at one book, and a writer that dies while another waits."""

import random
import time
from collections.abc import Callable

from entente.ledger import Ledger
from tests.faults.children import wait_for, writer
from tests.faults.numbered import count
from tests.faults.tally import counted, long_or


def test_two_writers_take_turns(new_place: Callable[[], str]) -> None:
    """Both come and go; each batch that either acknowledged stands once and whole."""
    place, turns = new_place(), long_or(3, 250)
    with counted("two writers taking turns", place) as tally:
        with writer(place, "a", stays=False) as one, writer(place, "b", stays=False) as other:
            wait_for(lambda: min(len(one.acknowledged), len(other.acknowledged)) >= turns, 1800)
        acknowledged = one.acknowledged + other.acknowledged
        tally.operations, tally.faults = len(acknowledged), min(len(one.acknowledged), len(other.acknowledged))
        with Ledger.open(place, create=True) as ledger:
            count(tally, ledger.snapshot(), acknowledged)
            assert ledger.integrity().is_sound


def test_the_heir_of_a_killed_writer(new_place: Callable[[], str]) -> None:
    """The one that waits writes on after the other's death; nothing of the dead one is lost."""
    place, chance, told = new_place(), random.Random(3), []
    with counted("a writer killed while another waits", place) as tally:
        for round_ in range(long_or(3, 50)):
            with writer(place, f"first{round_}x") as first, writer(place, f"second{round_}x") as second:
                wait_for(lambda first=first, second=second: bool(first.acknowledged or second.acknowledged))  # type: ignore[misc]
                time.sleep(chance.random() * 0.2)
                early, late = (first, second) if first.acknowledged else (second, first)
                early.kill()
                wait_for(lambda late=late: bool(late.acknowledged))  # type: ignore[misc]
            told += early.acknowledged + late.acknowledged
            tally.faults += 1
        tally.operations = len(told)
        with Ledger.open(place, create=True) as ledger:
            count(tally, ledger.snapshot(), told)
