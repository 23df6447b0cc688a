"""Kill -9 at any moment: nothing acknowledged is lost, nothing is doubled, nothing is half there.

`ENTENTE_KILLS=200` is the long form.
"""

import os
import random
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

from entente.ledger import Batch, Ledger, Reading
from tests.ledger.made import NOON, PRODUCER, claim, document, item

KILLS = int(os.environ.get("ENTENTE_KILLS", "20"))
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


def write(path: Path, number: int) -> None:
    """Appends batch after batch and prints each number once it is on disk; ends when killed."""
    with Ledger.open(path, create=True) as ledger:
        while True:
            ledger.append(numbered_batch(number))
            print(number, flush=True)
            number += 1


def test_kill_at_any_moment(tmp_path: Path) -> None:
    """Each writer is killed at a random moment after some acknowledgements; the next one sends the last batch again."""
    path, chance, acknowledged = tmp_path / "book.db", random.Random(20240612), -1
    for _ in range(KILLS):
        acknowledged = _killed_writer(path, acknowledged + 1, chance)
        with Ledger.open(path) as ledger:
            _check(ledger, acknowledged)
    assert acknowledged > KILLS
    with Ledger.open(path) as ledger:
        _check_whole(ledger)


def _killed_writer(path: Path, number: int, chance: random.Random) -> int:
    """The last number it acknowledged."""
    command = [sys.executable, "-m", "tests.faults.test_kill", str(path), str(number)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT) as child:
        assert child.stdout
        seen = b""
        for _ in range(chance.randrange(6)):
            seen = child.stdout.readline() or seen
        time.sleep(chance.random() * 0.03)
        child.kill()
        lines = (seen + child.stdout.read()).split()
    return int(lines[-1]) if lines else number - 1


def _check(ledger: Ledger, acknowledged: int) -> None:
    """Every acknowledged batch is whole, at most one more is there, and the file holds together."""
    health = ledger.integrity()
    assert health.is_sound, health.problems
    batches = health.counts["batches"]
    assert batches - 1 in (acknowledged, acknowledged + 1)
    assert batches * ARTICLES * (1 + CLAIMS) == health.counts["entries"]


def _check_whole(ledger: Ledger) -> None:
    """Nothing is doubled: each id stands once, and of the changed article only the last version."""
    ids = Counter(record.doc_id for record in ledger.documents()) + Counter(each.claim_id for each in ledger.claims())
    assert {1} == set(ids.values())
    batches = ledger.integrity().counts["batches"]
    assert batches * (ARTICLES - 1) + 1 == sum(1 for _ in ledger.documents())
    assert CLAIMS * (batches * (ARTICLES - 1) + 1) == sum(1 for _ in ledger.claims())


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]))
