"""What the pages of the reading room cost: server time over a generated record, and weight as sent.

    python -m bench.web --claims 100000
    python -m bench.web --writer        # a small ledger, with and without a writer that commits 50 times a second

The record is made in memory: one text for every five claims, one event for every two, forty states. Each page is asked
for many times, each time for another record, so that none is answered from what was kept. Figures are CPU time of the
process, the client's share included.
"""

import argparse
import gzip
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from fastapi.testclient import TestClient

from entente.api import create
from entente.cli.serve import SWITCH_S
from entente.ledger import Batch, Ledger
from entente.records import (
    AUTHOR,
    Actor,
    ActorIds,
    ActorMention,
    AnyRecord,
    Claim,
    DateSpan,
    Document,
    Event,
    Firmness,
    Grade,
    Participant,
    Producer,
)
from entente.records.codes import EVENT_TYPES, EventType
from entente.views import Book
from entente.web.app import create_app
from entente.web.shelf import BookShelf, LedgerShelf

STATES = 40
FIRM = Firmness(polarity="positive", certainty="certain", orientation="past", force="asserted")
ACTS: tuple[tuple[str, EventType], ...] = (
    ("signed a treaty with", "SUPPORT"), ("accused", "ACCUSE"), ("sent aid to", "AID"), ("held talks with", "CONSULT"),
    ("imposed sanctions on", "SANCTION"), ("agreed to lend money to", "AGREE"), ("spoke of", "SAY"),
)  # fmt: skip
FIELDS = ("diplomacy", "energy", "trade", "defence", "transport")
FIRST = date(2005, 1, 1)


class Figure(NamedTuple):
    """One page: CPU milliseconds at the middle and near the worst, bytes as sent."""

    page: str
    middle_ms: float
    p95_ms: float
    gzip_bytes: int


def states() -> dict[str, Actor]:
    """Invented states."""
    names = [f"Land{chr(65 + n // 26)}{chr(97 + n % 26)}" for n in range(STATES)]
    codes = [f"X{chr(65 + n // 26)}{chr(65 + n % 26)}" for n in range(STATES)]
    made = [
        Actor(actor_id=f"act:{c.lower()}", kind="state", name=n, ids=ActorIds(iso3=c))
        for n, c in zip(names, codes, strict=True)
    ]
    return {actor.actor_id: actor for actor in made}


def generate(n_claims: int) -> Book:
    """A record of so many claims, the same for the same number."""
    chance = random.Random(7)
    actors = states()
    documents, claims = [], []
    for number in range(-(-n_claims // 5)):
        document, told = _text(number, chance, list(actors.values()))
        documents.append(document)
        claims += told
    events = [_event(claims[at : at + 2]) for at in range(0, len(claims), 2)]
    return Book.of(documents, claims, events, actors=actors)


def _text(number: int, chance: random.Random, actors: Sequence[Actor]) -> tuple[Document, list[Claim]]:
    drawn = [(chance.sample(actors, 2), chance.choice(ACTS)) for _ in range(5)]
    lines = [f"{a.name} {act} {b.name} on Wednesday, {number}-{at}." for at, ((a, b), (act, _)) in enumerate(drawn)]
    day = FIRST + timedelta(days=chance.randrange(20 * 365))
    document = Document(
        source_id=f"outlet-{number % 60}", title=f"Report {number}", language="en", media_type="text/plain",
        published=DateSpan.read(day.isoformat(), basis="explicit"), published_basis="metadata",
        retrieved_at=datetime(2026, 1, 1, tzinfo=UTC), raw_sha256="0" * 64, text="\n\n".join(lines),
    )  # fmt: skip
    return document, [_claim(document, a, b, *act, day=day, at=at) for at, ((a, b), act) in enumerate(drawn)]


def _claim(document: Document, a: Actor, b: Actor, act: str, kind: EventType, *, day: date, at: int) -> Claim:
    start = document.text.index(f"{a.name} {act} {b.name}")
    verb, other = start + len(a.name) + 1, start + len(a.name) + len(act) + 2
    end = other + len(b.name)

    def mention(actor: Actor, first: int) -> ActorMention:
        quote = document.quote(first, first + len(actor.name), role="actor", sentence=at)
        return ActorMention(surface=actor.name, evidence=quote, actor_id=actor.actor_id, via="name", confidence=0.9)

    when = DateSpan.read((day - timedelta(days=1)).isoformat(), basis="carried")
    return Claim(
        doc_id=document.doc_id, kind="event", type=kind, extraction_confidence=0.8, firmness=FIRM, holders=(AUTHOR,),
        trigger=document.quote(verb, verb + len(act), role="trigger", sentence=at),
        support=(document.quote(start, end, role="support", sentence=at),),
        actors=(mention(a, start),), recipients=(mention(b, other),), domains=(FIELDS[at % len(FIELDS)],), when=when,
    )  # fmt: skip


def _event(claims: Sequence[Claim]) -> Event:
    first = claims[0]
    facts = EVENT_TYPES[first.type or "SAY"]
    day = (first.when.latest or FIRST) + timedelta(days=1)
    return Event(
        claims=tuple(sorted(each.claim_id for each in claims)), type=first.type or "SAY", quad=facts.quad,
        actors=tuple(Participant(actor_id=m.actor_id, name=m.surface) for m in first.actors),
        recipients=tuple(Participant(actor_id=m.actor_id, name=m.surface) for m in first.recipients),
        intensity=facts.base, when=first.when, status=first.status, domains=first.domains, n_documents=len(claims),
        n_independent=len(claims), grade=Grade(reliability="F", credibility=3), first_published=day, last_published=day,
    )  # fmt: skip


def questions(book: Book, times: int) -> dict[str, list[str]]:
    """Addresses by page, each asked for once."""
    chance = random.Random(11)
    codes = [actor.ids.iso3 or "" for actor in book.actors.values()]
    events, texts = list(book.events), list(book.documents)
    return {
        "today": ["/"] * times,
        "pair": ["/dyad/{}/{}".format(*chance.sample(codes, 2)) for _ in range(times)],
        "event": [f"/event/{chance.choice(events)}" for _ in range(times)],
        "reader": [f"/doc/{chance.choice(texts)}" for _ in range(times)],
        "explore": [f"/explore?page={1 + n}" for n in range(times)],
        "explore, filtered": [
            f"/explore?who={chance.choice(codes)}&field=energy&from={2005 + n % 19}" for n in range(times)
        ],
        "sources": [f"/sources?page={1 + n}" for n in range(min(times, max(1, len(texts) // 40)))],
    }


def measure(ask: Callable[[str], bytes], page: str, addresses: Sequence[str]) -> Figure:
    """CPU time of each answer."""
    times, heaviest = [], 0
    for address in addresses:
        start = time.process_time()
        body = ask(address)
        times.append(1000 * (time.process_time() - start))
        heaviest = max(heaviest, len(gzip.compress(body, 5)))
    times.sort()
    return Figure(page, times[len(times) // 2], times[int(0.95 * (len(times) - 1))], heaviest)


WRITER = """
import sys, time
from entente.ledger import Batch, Ledger
from entente.records import Problem, Producer

with Ledger.open(sys.argv[1]) as ledger:
    start, done = time.monotonic(), 0
    print("writing", flush=True)
    while True:
        record = Problem(code="line", message=f"line {done}", where=f"doc-{done}")
        ledger.append(Batch(producer=Producer(name="bench", version="1"), records=(record,)))
        done += 1
        time.sleep(max(0.0, start + done / 50 - time.monotonic()))
"""


def beside_a_writer(seconds: float) -> list[Figure]:
    """The same pages alone, then while another process commits 50 times a second; wall time, as both are at work."""
    sys.setswitchinterval(SWITCH_S)
    with tempfile.TemporaryDirectory() as folder:
        book = generate(400)
        project = create(folder)
        records: tuple[AnyRecord, ...] = (*book.documents.values(), *book.claims.values())
        with Ledger.open(project.ledger) as ledger:
            ledger.append(Batch(producer=Producer(name="bench", version="1"), records=records))
        client = TestClient(create_app(LedgerShelf(project)), base_url="http://127.0.0.1")
        pages = ["/", "/explore", f"/doc/{next(iter(book.documents))}", "/sources", "/search?q=treaty"]
        alone = _round("alone", client, pages, seconds)
        with subprocess.Popen([sys.executable, "-c", WRITER, str(project.ledger)], stdout=subprocess.PIPE) as writer:
            if writer.stdout:
                writer.stdout.readline()
            beside = _round("beside a writer", client, pages, seconds)
            writer.terminate()
    return [alone, beside]


def _round(name: str, client: TestClient, pages: Sequence[str], seconds: float) -> Figure:
    """Every page in turn for so long; an answer that is no page ends it."""
    for page in pages:
        client.get(page)
    times: list[float] = []
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        for page in pages:
            start = time.perf_counter()
            client.get(page).raise_for_status()
            times.append(1000 * (time.perf_counter() - start))
    times.sort()
    return Figure(name, times[len(times) // 2], times[int(0.95 * (len(times) - 1))], 0)


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints one line a page."""
    parser = argparse.ArgumentParser(prog="python -m bench.web", description=__doc__)
    parser.add_argument("--claims", type=int, default=20_000)
    parser.add_argument("--times", type=int, default=40, help="how often each page is asked for")
    parser.add_argument("--writer", action="store_true", help="a small ledger beside a writer instead")
    parser.add_argument("--seconds", type=float, default=15.0, help="for each half of --writer")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    if options.writer:
        alone, beside = beside_a_writer(options.seconds)
        print(f"p95 alone {alone.p95_ms:.1f} ms, beside a writer {beside.p95_ms:.1f} ms")
        print(f"ratio of p95 {beside.p95_ms / alone.p95_ms:.2f}, of medians {beside.middle_ms / alone.middle_ms:.2f}")
        return 0
    book = generate(options.claims)
    shelf = BookShelf(book)
    start = time.process_time()
    shelf.current().edition.warm()
    warm_s = time.process_time() - start
    client = TestClient(create_app(shelf), base_url="http://127.0.0.1")

    def ask(address: str) -> bytes:
        answer = client.get(address)
        answer.raise_for_status()
        return answer.content

    ask("/help")
    figures = [measure(ask, page, addresses) for page, addresses in questions(book, options.times).items()]
    if options.json:
        print(
            json.dumps(
                {"claims": len(book.claims), "warm_s": warm_s, "pages": [figure._asdict() for figure in figures]}
            )
        )
        return 0
    print(f"{len(book.claims):,} claims, {len(book.events):,} events, indexes made in {warm_s:.1f} CPU s")
    for figure in figures:
        times = f"median {figure.middle_ms:7.1f} ms  p95 {figure.p95_ms:7.1f} ms"
        print(f"{figure.page:20} {times}  {figure.gzip_bytes / 1000:6.1f} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
