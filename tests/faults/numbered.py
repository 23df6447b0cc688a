"""Numbered batches that tell afterwards whether any was lost, doubled or torn; run as a script it appends them."""

import sys
import time
from collections import Counter
from collections.abc import Iterable

from entente.errors import LedgerError
from entente.ledger import Batch, Ledger, Reading, Snapshot
from tests.faults.tally import Tally
from tests.ledger.made import NOON, PRODUCER, claim, document, item

ARTICLES = 3
CLAIMS = 2


def numbered(name: str) -> Batch:
    """The batch of that name: its own articles, each with its claims."""
    readings = []
    for n in range(ARTICLES):
        origin, text = f"{name}-{n}.txt", f"Batch {name} article {n}. " + "Velmora and Orsenia talk on. " * 10
        article = document(text, url=origin)
        claims = tuple(claim(article, k, summary=f"{k}", domains=(f"d{k}",)) for k in range(CLAIMS))
        readings.append(Reading(item=item(origin, text.encode(), NOON), document=article, claims=claims))
    return Batch(producer=PRODUCER, readings=tuple(readings))


def count(tally: Tally, snapshot: Snapshot, acknowledged: Iterable[str]) -> None:
    """Adds what a snapshot shows to be lost, doubled or torn."""
    texts = Counter(document.text for document in snapshot.documents)
    claims = Counter(claim.doc_id for claim in snapshot.claims)
    batches = Counter(text.split()[1] for text in texts)
    tally.lost += sum(name not in batches for name in acknowledged)
    tally.doubled += sum(times - 1 for times in texts.values())
    tally.torn += sum(number != ARTICLES for number in batches.values())
    tally.torn += sum(claims[document.doc_id] != CLAIMS for document in snapshot.documents)


def append_for_ever(place: str, writer: str, *, stays: bool, every_s: float) -> None:
    """Appends until it is killed, and prints the name of each batch once it is on disk.

    `stays`: opened once; else anew for each batch, so that others come in between. `every_s`: from one batch to the
    next; a writer that was kept from it catches up.
    """
    number, due = 0, time.monotonic()
    while True:
        try:
            with Ledger.open(place, create=True) as ledger:
                while True:
                    ledger.append(numbered(f"{writer}{number}"))
                    print(f"{writer}{number}", flush=True)
                    number += 1
                    due += every_s
                    time.sleep(max(0.0, due - time.monotonic()))
                    if not stays:
                        break
        except LedgerError:
            time.sleep(0.01)  # another writer holds it


if __name__ == "__main__":
    append_for_ever(sys.argv[1], sys.argv[2], stays=sys.argv[3] == "stays", every_s=float(sys.argv[4]))
