"""Kill -9 at any moment: nothing acknowledged is lost, nothing is doubled, nothing is half there.

`make soak` kills two hundred writers of each store.
"""

import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from entente.ledger import Batch, Ledger, Reading
from tests.faults.tally import Tally, counted, long_or
from tests.ledger.made import NOON, PRODUCER, claim, document, item

KILLS = long_or(10, 200)
ARTICLES = 8
CLAIMS = 5
ROOT = Path(__file__).parents[2]


def numbered_batch(number: int) -> Batch:
    """The batch of that number: its own articles and a new version of one article that every batch changes."""
    texts = [f"Batch {number} article {n}. " + "Velmora and Orsenia talk on. " * 40 for n in range(ARTICLES)]
    origins = [f"{number}-{n}.txt" for n in range(1, ARTICLES)]
    readings = []
    for origin, text in zip(("front page", *origins), texts, strict=True):
        article = document(text, url=origin)
        claims = tuple(claim(article, n, summary=f"{n}", domains=(f"d{n}",)) for n in range(CLAIMS))
        at = NOON.replace(year=2000 + number // 10_000, microsecond=number % 10_000)
        readings.append(Reading(item=item(origin, text.encode(), at), document=article, claims=claims))
    return Batch(producer=PRODUCER, readings=tuple(readings))


def write(place: str, number: int) -> None:
    """Appends batch after batch and prints each number once it is on disk; ends when killed."""
    with Ledger.open(place, create=True) as ledger:
        while True:
            ledger.append(numbered_batch(number))
            print(number, flush=True)
            number += 1


def test_kill_at_any_moment(new_place: Callable[[], str]) -> None:
    """Each writer is killed at a random moment after some acknowledgements; the next one sends the last batch again."""
    place, chance, acknowledged = new_place(), random.Random(20240612), -1
    with counted("kill -9 of a writer", place) as tally:
        for tally.faults in range(1, KILLS + 1):
            acknowledged = _killed_writer(place, acknowledged + 1, chance)
            tally.operations = acknowledged + 1
            with Ledger.open(place, create=True) as ledger:
                _check(ledger, acknowledged, tally)
        assert acknowledged > KILLS
        with Ledger.open(place, create=True) as ledger:
            _check_whole(ledger, tally)


def _killed_writer(place: str, number: int, chance: random.Random) -> int:
    """The last number it acknowledged."""
    command = [sys.executable, "-m", "tests.faults.test_kill", place, str(number)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT) as child:
        assert child.stdout
        seen = b""
        for _ in range(chance.randrange(6)):
            seen = child.stdout.readline() or seen
        time.sleep(chance.random() * 0.03)
        child.kill()
        lines = (seen + child.stdout.read()).split()
    return int(lines[-1]) if lines else number - 1


def _check(ledger: Ledger, acknowledged: int, tally: Tally) -> None:
    """Every acknowledged batch is whole, at most one more is there, and the file holds together."""
    health = ledger.integrity()
    assert health.is_sound, health.problems
    batches = health.counts["batches"]
    tally.lost += max(0, acknowledged + 1 - batches)
    tally.doubled += max(0, batches - acknowledged - 2)
    tally.torn += batches * ARTICLES * (1 + CLAIMS) != health.counts["entries"]


def _check_whole(ledger: Ledger, tally: Tally) -> None:
    """Each id stands once, and of the changed article only the last version."""
    ids = Counter(record.doc_id for record in ledger.documents()) + Counter(each.claim_id for each in ledger.claims())
    tally.doubled += sum(times - 1 for times in ids.values())
    batches = ledger.integrity().counts["batches"]
    assert batches * (ARTICLES - 1) + 1 == sum(1 for _ in ledger.documents())
    assert CLAIMS * (batches * (ARTICLES - 1) + 1) == sum(1 for _ in ledger.claims())


if __name__ == "__main__":
    write(sys.argv[1], int(sys.argv[2]))
