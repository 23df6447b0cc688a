"""What the pages of the reading room cost: server time over a generated record, weight as sent, memory.

    python -m bench.web --claims 1000000
    python -m bench.web --claims 1000000 --ledger FOLDER    # search, and pages beside a writer

The record is that of `bench.generated`. Each page is asked for many times, each time for another record, so that none
is answered from what was kept. Bars are for the CPU time of the server's process, the client's share included; the wall
time of the same answers stands beside it.

With `--ledger` the record lies in a ledger, which is made in the folder where it is missing. Search is asked of it too.
Then all is asked again while another process commits a text with its claims 50 times a second: first while the next
edition is made, then of that edition. What follows from the records (events, undertakings, conflicts) is generated as
well: merging has a benchmark of its own.
"""

import argparse
import gzip
import json
import random
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec
from fastapi.testclient import TestClient

from bench.apart import generated, keep_follows
from bench.child import memory_mb
from bench.generated import OBJECTS, draw_pair, generate, write
from bench.runner import ROOT
from entente.api import create
from entente.cli.serve import SWITCH_S
from entente.ledger import Ledger
from entente.ledger.place import Place
from entente.views import Book
from entente.web.apart import Apart
from entente.web.app import create_app
from entente.web.making import Making
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
    wall_p95_ms: float
    gzip_bytes: int
    bar_ms: float | None
    """None: the page has no bar."""


class Times(NamedTuple):
    """Milliseconds of each answer for a page, by both clocks."""

    cpu: list[float]
    wall: list[float]
    heaviest: int
    """Bytes of the largest as sent."""

    def figure(self, page: str) -> Figure:
        """What is told of them."""
        cpu, wall = sorted(self.cpu), sorted(self.wall)
        near = int(0.95 * (len(cpu) - 1))
        return Figure(page, cpu[len(cpu) // 2], cpu[near], cpu[-1], wall[near], self.heaviest, BARS.get(page))


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


def measure(ask: Ask, addresses: Sequence[str]) -> Times:
    """What each answer took."""
    times = Times([], [], 0)
    for address in addresses:
        cpu, wall = time.process_time(), time.perf_counter()
        body = ask(address)
        times.cpu.append(1000 * (time.process_time() - cpu))
        times.wall.append(1000 * (time.perf_counter() - wall))
        times = times._replace(heaviest=max(times.heaviest, len(gzip.compress(body, 5))))
    return times


def measure_all(ask: Ask, asked: Mapping[str, Sequence[str]]) -> dict[str, Times]:
    """The same of each page."""
    return {page: measure(ask, addresses) for page, addresses in asked.items()}


def figures_of(measured: Mapping[str, Times]) -> list[Figure]:
    """What is told of each page."""
    return [times.figure(page) for page, times in measured.items()]


def asking(shelf: Shelf) -> Ask:
    """Asks for pages over a shelf; an answer that is no page ends it."""
    client = TestClient(create_app(shelf), base_url="http://127.0.0.1")

    def ask(address: str) -> bytes:
        answer = client.get(address)
        answer.raise_for_status()
        return answer.content

    ask("/help")
    return ask


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


def beside_a_writer(
    shelf: LedgerShelf, place: Place, asked: Mapping[str, Sequence[str]]
) -> Iterator[tuple[str, list[Figure]]]:
    """Pages while another process commits: while the next edition is made, and of that; an error ends it all."""
    ask, before = asking(shelf), shelf.current().edition.number
    writer = [sys.executable, "-c", WRITER, str(place), str(WRITES_A_SECOND)]
    with subprocess.Popen(writer, stdout=subprocess.PIPE, cwd=ROOT) as process:
        if process.stdout:
            process.stdout.readline()
        yield "while an edition is made", figures_of(measure_all(ask, asked))
        while shelf.current().edition.number == before:
            time.sleep(1)
        yield "of that edition", figures_of(measure_all(ask, asked))
        process.terminate()


def show(figures: Sequence[Figure], times_the_bar: int = 1) -> int:
    """Prints one line a page; how many miss their bar."""
    missed = 0
    for each in figures:
        bar = times_the_bar * each.bar_ms if each.bar_ms else None
        missed += bool(bar and each.p95_ms > bar)
        verdict = f"bar {bar:4.0f} ms {'missed' if each.p95_ms > bar else 'met'}" if bar else ""
        spread = f"median {each.middle_ms:7.1f} ms  p95 {each.p95_ms:7.1f} ms  worst {each.worst_ms:7.1f} ms"
        wall = f"wall p95 {each.wall_p95_ms:7.1f} ms"
        print(f"{each.page:21} {spread}  {wall}  {each.gzip_bytes / 1000:6.1f} kB  {verdict}", flush=True)
    return missed


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints one line a page; 1 where a bar is missed."""
    parser = argparse.ArgumentParser(prog="python -m bench.web", description=__doc__)
    parser.add_argument("--claims", type=int, default=20_000)
    parser.add_argument("--times", type=int, default=40, help="how often each page is asked for")
    parser.add_argument("--ledger", type=Path, help="a folder with such a record as a ledger; made where it is missing")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--prepare", action="store_true", help="only make what --ledger names")
    options = parser.parse_args(arguments)
    sys.setswitchinterval(SWITCH_S)
    book = Book() if options.ledger else generate(options.claims)
    record = _record_in(options.ledger, options) if options.ledger else _record(book, options.times)
    if options.prepare:
        return 0
    start = time.process_time()
    shelf: Shelf = _ledger_shelf(options.ledger) if options.ledger else BookShelf(book)
    shelf.current().edition.warm()
    opened_s = time.process_time() - start
    figures = figures_of(measure_all(asking(shelf), record.asked))
    now = memory_mb()[0]
    if options.json:
        pages = [figure._asdict() for figure in figures]
        print(json.dumps({"claims": options.claims, "opened_s": opened_s, "memory_mb": now, "pages": pages}))
        return 0
    print(record.sizes)
    print(f"edition at hand after {opened_s:.1f} CPU s of the server; {_memory()}")
    missed = show(figures)
    if isinstance(shelf, LedgerShelf):
        for when, found in beside_a_writer(shelf, create(options.ledger).ledger, record.asked):
            print(f"beside {WRITES_A_SECOND} commits a second, {when}")
            missed += show(found, 2)
        print(_memory())
    return bool(missed)


class Record(msgspec.Struct):
    """What is asked of a record, and how large that is."""

    sizes: str
    asked: dict[str, list[str]]


def _record(book: Book, times: int, *, search: bool = False) -> Record:
    return Record(sizes_of(book), questions(book, times, search=search))


def _record_in(folder: Path, options: argparse.Namespace) -> Record:
    """What was prepared in a folder, by a process of its own where it was not: the server shall hold its own alone."""
    prepared = folder / f"questions-{options.claims}-{options.times}.json"
    if not prepared.exists() and options.prepare:
        project, book = create(folder), generate(options.claims)
        with Ledger.open(project.ledger, read_only=True) as ledger:
            is_new = ledger.moment() is None
        if is_new:
            write(project.ledger, options.claims)
        keep_follows(book, folder)
        prepared.write_bytes(msgspec.json.encode(_record(book, options.times, search=True)))
    elif not prepared.exists():
        size = ("--claims", str(options.claims), "--times", str(options.times), "--ledger", str(folder))
        subprocess.run([sys.executable, "-m", "bench.web", "--prepare", *size], cwd=ROOT, check=True)
    return msgspec.json.decode(prepared.read_bytes(), type=Record)


def _ledger_shelf(folder: Path) -> LedgerShelf:
    """A ledger's shelf that takes what follows from its records as generated."""
    project = create(folder)
    return LedgerShelf(project, Making(project, generated(folder)), Apart(project, ("-m", "bench.apart")))


def _memory() -> str:
    """What the process holds; of files that it maps the system takes memory back whenever it needs it."""
    status = Path("/proc/self/status")
    own = re.search(r"RssAnon:\s*(\d+)", status.read_text(encoding="utf-8")) if status.exists() else None
    return f"{memory_mb()[0]:,.0f} MB" + (f", {int(own[1]) / 1024:,.0f} MB of it no file's" if own else "")


if __name__ == "__main__":
    sys.exit(main())
