"""What the pages of the reading room cost: server time over a generated record, weight as sent, memory.

    python -m bench.web --claims 1000000
    python -m bench.web --claims 1000000 --ledger FOLDER    # search, and pages beside a writer

The record is that of `bench.generated`. Each page is asked for many times, each time for another record, so that none
is answered from what was kept. Figures are CPU time of the process, the client's share included.

With `--ledger` the record lies in a ledger, which is made in the folder where it is missing. Search is asked of it too.
Then all is asked again in wall time, alone and while another process commits a text with its claims 50 times a second
and editions are made again beside the requests. What follows from the records (events, undertakings, conflicts) is
generated there as well: merging has a benchmark of its own.
"""

import argparse
import gzip
import json
import random
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from fastapi.testclient import TestClient

from bench.child import memory_mb
from bench.generated import OBJECTS, draw_pair, generate, write
from bench.runner import ROOT
from entente.api import Project, create
from entente.cli.serve import SWITCH_S
from entente.ledger import Snapshot
from entente.merge import Memory, Merged
from entente.views import Book
from entente.web.app import create_app
from entente.web.shelf import BookShelf, LedgerShelf, Shelf

WRITES_A_SECOND = 50
BARS: Mapping[str, float] = {
    "today": 60, "pair": 60, "pair, fullest": 60, "event": 60, "reader": 60, "explore": 120,
    "explore, filtered": 120, "search": 120, "search, common words": 120,
}  # fmt: skip
"""Milliseconds at p95; with a writer at work twice as many."""

Ask = Callable[[str], bytes]


class Figure(NamedTuple):
    """One page: milliseconds at the middle, near the worst and at the worst, bytes as sent."""

    page: str
    middle_ms: float
    p95_ms: float
    worst_ms: float
    gzip_bytes: int
    bar_ms: float | None
    """None: the page has no bar."""


def questions(book: Book, times: int, *, search: bool) -> dict[str, list[str]]:
    """Addresses by page, each asked for once."""
    chance = random.Random(11)
    actors = list(book.actors.values())
    codes = [actor.ids.iso3 or "" for actor in actors]
    events, texts, few = list(book.events), list(book.documents), min(times, 20)
    pairs = (draw_pair(chance, actors) for _ in range(times))
    found = {
        "today": ["/"] * times,
        "pair": [f"/dyad/{a.ids.iso3}/{b.ids.iso3}" for a, b in pairs],
        "pair, fullest": [f"/dyad/{codes[0]}/{codes[1 + n]}" for n in range(few)],
        "event": [f"/event/{chance.choice(events)}" for _ in range(times)],
        "reader": [f"/doc/{chance.choice(texts)}" for _ in range(times)],
        "explore": [f"/explore?page={1 + n}" for n in range(times)],
        "explore, filtered": [
            f"/explore?who={chance.choice(codes)}&field=energy&from={2005 + n % 19}" for n in range(times)
        ],
        "explore, trend": [f"/explore?tab=trend&from={2005 + n}" for n in range(min(times, 15))],
        "explore, network": [f"/explore?tab=network&from={2005 + n}" for n in range(min(times, 15))],
        "undertakings": [f"/undertakings?page={1 + n}" for n in range(min(few, len(book.undertakings) // 40))],
        "conflicts": [f"/conflicts?page={1 + n}" for n in range(min(few, len(book.conflicts) // 15))],
        "sources": [f"/sources?page={1 + n}" for n in range(min(few, len(texts) // 40))],
    }
    if search:
        verbs = ("treaty", "signed", "talks", "report", "aid")
        common = [f"/search?q={verb}+{thing}" for thing in ("", *OBJECTS) for verb in verbs]
        names = [chance.choice(actors).name for _ in range(2 * times)]
        found["search"] = [f"/search?q={a}+treaty+{b}" for a, b in zip(names[::2], names[1::2], strict=True)]
        found["search, common words"] = common[:times]
    return {page: addresses for page, addresses in found.items() if addresses}


def measure(ask: Ask, page: str, addresses: Sequence[str], clock: Callable[[], float] = time.process_time) -> Figure:
    """What each answer took."""
    times, heaviest = [], 0
    for address in addresses:
        start = clock()
        body = ask(address)
        times.append(1000 * (clock() - start))
        heaviest = max(heaviest, len(gzip.compress(body, 5)))
    times.sort()
    near_worst = times[int(0.95 * (len(times) - 1))]
    return Figure(page, times[len(times) // 2], near_worst, times[-1], heaviest, BARS.get(page))


def asking(shelf: Shelf) -> Ask:
    """Asks for pages over a shelf; an answer that is no page ends it."""
    client = TestClient(create_app(shelf), base_url="http://127.0.0.1")

    def ask(address: str) -> bytes:
        answer = client.get(address)
        answer.raise_for_status()
        return answer.content

    ask("/help")
    return ask


class GeneratedShelf(LedgerShelf):
    """A ledger's shelf that takes what follows from its records as generated."""

    def __init__(self, project: Project, follows: Merged) -> None:
        self._follows = follows
        super().__init__(project)

    def merge(self, snapshot: Snapshot, memory: Memory | None = None) -> Merged:
        """The same events, whatever was written since."""
        return self._follows


def follows_from(book: Book) -> Merged:
    """What a merge would give of the records."""
    return Merged(
        events=tuple(book.events.values()), undertakings=tuple(book.undertakings.values()), dues=book.dues,
        conflicts=tuple(book.conflicts.values()), lineages=tuple(book.lineages.values()), decisions=(),
    )  # fmt: skip


def sizes_of(book: Book) -> str:
    """How much there is of it."""
    records = (book.claims, book.documents, book.events, book.undertakings, book.conflicts)
    names = ("claims", "texts", "events", "undertakings", "conflicts")
    return ", ".join(f"{len(some):,} {name}" for some, name in zip(records, names, strict=True))


WRITER = """
import sys, time
from itertools import islice
from pathlib import Path
from bench.generated import PRODUCER, states, told
from entente.ledger import Batch, Ledger

with Ledger.open(Path(sys.argv[1])) as ledger:
    texts = told(10_000_000, states(), seed=time.time_ns())
    start, done = time.monotonic(), 0
    print("writing", flush=True)
    for each in texts:
        records = (each.documents[0], *each.claims[:5])
        ledger.append(Batch(producer=PRODUCER, records=records))
        done += 1
        time.sleep(max(0.0, start + done / int(sys.argv[2]) - time.monotonic()))
"""


class Beside(NamedTuple):
    """All pages alone and beside a writer, in wall time."""

    alone: list[Figure]
    beside: list[Figure]
    editions: int
    """Made while the writer was at work."""


def beside_a_writer(shelf: LedgerShelf, project: Project, asked: Mapping[str, Sequence[str]]) -> Beside:
    """Pages while another process commits; where one answer is an error, so is the whole."""
    ask = asking(shelf)
    alone = [measure(ask, *each, clock=time.perf_counter) for each in asked.items()]
    numbers = {shelf.current().edition.number}
    writer = [sys.executable, "-c", WRITER, str(project.ledger), str(WRITES_A_SECOND)]
    with subprocess.Popen(writer, stdout=subprocess.PIPE, cwd=ROOT) as process:
        if process.stdout:
            process.stdout.readline()
        beside = []
        for page, addresses in asked.items():
            beside.append(measure(asking(shelf), page, addresses, clock=time.perf_counter))
            numbers.add(shelf.current().edition.number)
        process.terminate()
    return Beside(alone, beside, len(numbers) - 1)


def show(figures: Sequence[Figure], times_the_bar: int = 1) -> int:
    """Prints one line a page; how many miss their bar."""
    missed = 0
    for each in figures:
        bar = times_the_bar * each.bar_ms if each.bar_ms else None
        missed += bool(bar and each.p95_ms > bar)
        verdict = f"bar {bar:4.0f} ms {'missed' if each.p95_ms > bar else 'met'}" if bar else ""
        spread = f"median {each.middle_ms:7.1f} ms  p95 {each.p95_ms:7.1f} ms  worst {each.worst_ms:7.1f} ms"
        print(f"{each.page:21} {spread}  {each.gzip_bytes / 1000:6.1f} kB  {verdict}", flush=True)
    return missed


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints one line a page; 1 where a bar is missed."""
    parser = argparse.ArgumentParser(prog="python -m bench.web", description=__doc__)
    parser.add_argument("--claims", type=int, default=20_000)
    parser.add_argument("--times", type=int, default=40, help="how often each page is asked for")
    parser.add_argument("--ledger", type=Path, help="a folder with such a record as a ledger; made where it is missing")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    sys.setswitchinterval(SWITCH_S)
    book = generate(options.claims)
    project = _filled(options.ledger, options.claims) if options.ledger else None
    sizes, asked = sizes_of(book), questions(book, options.times, search=project is not None)
    follows = follows_from(book)
    if project:
        book = Book()  # a server holds its own alone
    start = time.process_time()
    shelf: Shelf = GeneratedShelf(project, follows) if project else BookShelf(book)
    shelf.current().edition.warm()
    warm_s = time.process_time() - start
    ask = asking(shelf)
    figures = [measure(ask, page, addresses) for page, addresses in asked.items()]
    now, highest = memory_mb()
    if options.json:
        pages = [figure._asdict() for figure in figures]
        print(json.dumps({"claims": options.claims, "warm_s": warm_s, "memory_mb": now, "pages": pages}))
        return 0
    print(sizes)
    print(f"edition made in {warm_s:.1f} CPU s; {now:,.0f} MB, at most {highest:,.0f} MB")
    missed = show(figures)
    if project and isinstance(shelf, LedgerShelf):
        found = beside_a_writer(shelf, project, asked)
        print("alone, wall time")
        show(found.alone)
        print(f"beside {WRITES_A_SECOND} commits a second, wall time; {found.editions} editions made meanwhile")
        missed += show(found.beside, 2)
    return bool(missed)


def _filled(folder: Path, n_claims: int) -> Project:
    """The project in the folder, with the record written where it has none."""
    is_new = not folder.exists()
    project = create(folder)
    if is_new:
        write(Path(str(project.ledger)), n_claims)
    return project


if __name__ == "__main__":
    sys.exit(main())
