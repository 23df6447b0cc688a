"""Growth of the lake and of the ledger: CPU time, memory and bytes by number of claims, with the exponents.

    python -m bench.lake                        # 10 thousand, 100 thousand and 1 million claims
    python -m bench.lake --claims 10000000      # this size as well: 1 GB of disk, minutes
    python -m bench.lake --ledger               # appending to and asking an SQLite ledger, 10 and 100 thousand claims

Segments of the lake are made as they lie on disk, without texts or a ledger: five claims a text, 190 states whose pairs
are as unequal as in life (the pair of rank n is told of 1/n times as often as the first), twenty years in the order of
recording, one claim in thirty ended before its segment was written and one in a hundred after. The same size makes the
same rows. The ledger is filled with the bursts of `bench.merging`. Each size is measured in a process of its own.
"""

import argparse
import json
import math
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime
from hashlib import sha256
from itertools import combinations, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import numpy.typing as npt
from rich.console import Console
from rich.table import Table

from bench.alone import run_python
from bench.bursts import Told, told
from bench.child import memory_mb
from entente.export import write_whole
from entente.lake.lines import SEGMENT
from entente.lake.manifest import NAME, Layer, Manifest, Segment, manifest_bytes
from entente.lake.segments import GROUP, TABLES, file_bytes, joined_table, numbers_of, pairs_of, sliced, table_of
from entente.ledger import Batch, Ledger, Reading
from entente.records import Claim, Producer
from entente.records.codes import EVENT_TYPES
from entente.records.raw import RawItem

SIZES = (10_000, 100_000, 1_000_000)
LEDGER_SIZES = (10_000, 100_000)
STATES, A_TEXT, YEARS = 190, 5, 20
FIRST_DAY = date(2005, 1, 1)
FIELDS = ("diplomacy", "energy", "trade", "defence", "transport", "finance", "aid", "culture")
QUOTES, SOURCES = 10_000, 300
ASKED, PERIODS = 60, 9
"""Pairs whose page is asked for, and times that the pairs of two years are."""
TEXTS_FROM = 10**9
"""Entry numbers of texts, so that no claim has the same."""
BATCH = 500
_UPTO = datetime(2025, 1, 1, tzinfo=UTC)
_PRODUCER = Producer(name="bench", version="1")
Numbers = npt.NDArray[np.int64]
Arrow = Any  # pyarrow ships no types
Figures = dict[str, float]


def states() -> list[str]:
    """Codes of invented states."""
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    return [f"X{letters[n // 26]}{letters[n % 26]}" for n in range(STATES)]


def pairs_by_rank() -> list[tuple[str, str]]:
    """Every pair of states, the one told of most often first."""
    found = list(combinations(states(), 2))
    order = np.random.default_rng(3).permutation(len(found))
    return [found[at] for at in order]


def make_lake(folder: Path, count: int) -> int:
    """The segments of so many claims and their manifest; bytes on disk."""
    segments: list[Segment] = []
    waiting: defaultdict[str, list[Arrow]] = defaultdict(list)
    for first in range(0, count, SEGMENT["claims"]):
        size = min(SEGMENT["claims"], count - first)
        for table, rows in _tables(first, size, count):
            waiting[table].append(rows)
            if sum(map(len, waiting[table])) >= SEGMENT[table]:
                segments += _written(folder, table, waiting.pop(table))
    for table, rows in waiting.items():
        segments += _written(folder, table, rows)
    layer = Layer(since=None, upto=_UPTO, seal="", segments=tuple(segments))
    write_whole(folder / NAME, (manifest_bytes(Manifest(layers=(layer,))),))
    return sum(path.stat().st_size for path in folder.iterdir())


def _written(folder: Path, table: str, rows: Sequence[Arrow]) -> Iterator[Segment]:
    return (_write(folder, table, piece) for piece in sliced(table, joined_table(table, rows)))


def _write(folder: Path, table: str, rows: Arrow) -> Segment:
    content = file_bytes(rows, GROUP[table])
    digest = sha256(content).hexdigest()
    write_whole(folder / f"{table}-{digest[:16]}.parquet", (content,))
    pairs = pairs_of(rows) if table == "relations" else None
    return Segment(table, f"{table}-{digest[:16]}.parquet", rows.num_rows, *numbers_of(rows), digest, pairs)


def _tables(first: int, size: int, count: int) -> Iterator[tuple[str, Arrow]]:
    """One segment of each table, drawn from its own seed."""
    import pyarrow as pa

    random = np.random.default_rng((17, first))
    seq = np.arange(first, first + size, dtype=np.int64) + 1
    day = ((seq * (YEARS * 365)) // (count + 1)) - random.integers(0, 4, size) + (FIRST_DAY - date(1970, 1, 1)).days
    recorded = (day + 5) * 86_400_000_000
    ended = np.where(random.random(size) < 1 / 30, recorded + 86_400_000_000, -1)
    texts = random.integers(0, 2**60, size // A_TEXT + 2)
    doc = texts[(seq - seq[0]) // A_TEXT]
    line = {"seq": pa.array(seq), "recorded_at": _moments(recorded), "superseded_at": _moments(ended)}
    told = _relations(random, day, doc)
    yield "claims", _table("claims", size, {**line, **_claims(random, told, day)})
    yield "relations", _table("relations", size, {**line, **told})
    heads = np.arange(0, size, A_TEXT)
    yield (
        "documents",
        _table("documents", len(heads), _documents(random, TEXTS_FROM + seq[heads], day[heads], doc[heads])),
    )
    late = np.flatnonzero((random.random(size) < 1 / 100) & (ended < 0))
    closings = {"seq": pa.array(seq[late]), "superseded_at": _moments(recorded[late] + 9 * 86_400_000_000)}
    if len(late):
        yield "closings", _table("closings", len(late), closings)


def _relations(random: np.random.Generator, day: Numbers, doc: Numbers) -> dict[str, Arrow]:
    import pyarrow as pa

    size, ranked = len(day), pairs_by_rank()
    chance = 1 / np.arange(1, len(ranked) + 1)
    rank = random.choice(len(ranked), size, p=chance / chance.sum())
    month = day.astype("datetime64[D]").astype("datetime64[M]").astype("datetime64[D]")
    quads = [facts.quad for facts in EVENT_TYPES.values()]
    quad = np.array(quads)[random.integers(0, len(quads), size)]
    return {
        "a": _picked([a for a, _ in ranked], rank), "b": _picked([b for _, b in ranked], rank),
        "month": pa.array(month), "earliest": _days(day), "latest": _days(day),
        "field": _picked(FIELDS, random.integers(0, len(FIELDS), size)), "quad": pa.array(quad),
        "counted": pa.array((quad > 0) & (random.random(size) < 0.7)), "doc": pa.array(doc),
    }  # fmt: skip


def _claims(random: np.random.Generator, told: dict[str, Arrow], day: Numbers) -> dict[str, Arrow]:
    size, ids = len(day), _hex(random, len(day), "clm:")
    quotes = [
        f"The two governments said on day {n} that the work on line {n % 97} had been agreed" for n in range(QUOTES)
    ]
    types, edtf = (
        list(EVENT_TYPES),
        [str(each) for each in np.arange("1970-01-01", "2026-01-01", dtype="datetime64[D]")],
    )
    return {
        "claim_id": ids, "kind": _picked(("event", "commitment"), random.integers(0, 2, size)),
        "type": _picked(types, random.integers(0, len(types), size)), "quad": told["quad"], "field": told["field"],
        "status": _picked(("happened", "planned"), random.integers(0, 2, size)), "edtf": _picked(edtf, day),
        "earliest": told["earliest"], "latest": told["latest"], "doc": told["doc"],
        "quote": _picked(quotes, random.integers(0, QUOTES, size)),
    }  # fmt: skip


def _documents(random: np.random.Generator, seq: Numbers, day: Numbers, doc: Numbers) -> dict[str, Arrow]:
    import pyarrow as pa

    size = len(seq)
    return {
        "seq": pa.array(seq), "recorded_at": _moments((day + 5) * 86_400_000_000), "doc": pa.array(doc),
        "doc_id": _hex(random, size, "doc:"), "published": _days(day + 1),
        "source": _picked([f"source{n}" for n in range(SOURCES)], random.integers(0, SOURCES, size)),
        "title": _picked([f"Talks, part {n}" for n in range(QUOTES)], random.integers(0, QUOTES, size)),
    }  # fmt: skip


def _table(name: str, size: int, given: dict[str, Arrow]) -> Arrow:
    """All columns of a table; those not given are null."""
    import pyarrow as pa

    schema = table_of((), TABLES[name]).schema
    columns = [given[c.name].cast(c.type) if c.name in given else pa.nulls(size, c.type) for c in schema]
    return pa.Table.from_arrays(columns, schema=schema)


def _picked(words: Sequence[str], at: Numbers) -> Arrow:
    import pyarrow as pa

    return pa.array(words).take(pa.array(at))


def _hex(random: np.random.Generator, size: int, prefix: str) -> Arrow:
    import pyarrow as pa

    digits = random.bytes(10 * size).hex()
    return pa.array([f"{prefix}{digits[at : at + 20]}" for at in range(0, 20 * size, 20)])


def _days(day: Numbers) -> Arrow:
    import pyarrow as pa

    return pa.array(day.astype("datetime64[D]"))


def _moments(micros: Numbers) -> Arrow:
    """Moments in UTC; below 0 there is none."""
    import pyarrow as pa

    return pa.array(micros, mask=micros < 0).cast(pa.timestamp("us", tz="UTC"))


def measure_lake(count: int) -> Figures:
    """One size: making it apart, since it needs memory of its own."""
    with TemporaryDirectory() as place:
        size, make_s = json.loads(run_python("-m", "bench.lake", "--make", place, "--claims", str(count)))
        asked: Figures = json.loads(run_python("-m", "bench.lake", "--ask", place))
    return {"claims": count, "make_cpu_s": make_s, "disk_mb": size / 1e6, **asked}


def ask_lake(folder: Path) -> Figures:
    """Opening, pages of pairs, the top pairs of two years and what was read, all in this process."""
    from entente.lake import Lake

    started = time.process_time()
    lake = Lake(folder)
    open_ms = 1000 * (time.process_time() - started)
    ranked = pairs_by_rank()
    random = np.random.default_rng(5)
    asked = [*ranked[:5], *(ranked[at] for at in random.integers(0, len(ranked), ASKED - 5))]
    pages = _timed(lambda pair: (lake.trend(*pair), lake.latest(*pair)), asked)
    years = [date(2005 + at, 1, 1) for at in range(2, 2 + 2 * PERIODS, 2)]
    tops = _timed(lambda year: lake.pairs(since=year, until=date(year.year + 1, 12, 31)), years)
    then = _timed(lambda pair: lake.trend(*pair, as_of=datetime(2015, 1, 1, tzinfo=UTC)), asked[:20])
    read = _timed(lambda _: lake.coverage(), [None])
    return {
        "open_ms": open_ms, "first_page_ms": pages[0], "page_ms": _middle(pages), "page_p95_ms": _p95(pages[1:]),
        "then_p95_ms": _p95(then), "top_ms": _middle(tops), "top_p95_ms": _p95(tops), "coverage_ms": read[0],
        "highest_mb": memory_mb()[1],
    }  # fmt: skip


def _timed(ask: Callable[[Any], object], questions: Sequence[Any]) -> list[float]:
    """CPU milliseconds of each answer, all threads, in the order asked."""
    times = []
    for question in questions:
        started = time.process_time()
        ask(question)
        times.append(1000 * (time.process_time() - started))
    return times


def _middle(times: Sequence[float]) -> float:
    return sorted(times)[len(times) // 2]


def _p95(times: Sequence[float]) -> float:
    return sorted(times)[math.ceil(0.95 * len(times)) - 1]


def measure_ledger(count: int) -> Figures:
    """Filling a ledger with about so many claims, then looking up ids and pairs; making them is not counted."""
    with TemporaryDirectory() as place:
        path = Path(place) / "ledger.entente"
        with Ledger.open(path, create=True) as ledger:
            claims, batches = 0, list[float]()
            sample: list[Claim] = []
            for texts in _batches(count):
                batches += _timed(ledger.append, [Batch(producer=_PRODUCER, readings=texts)])
                claims += sum(len(text.claims) for text in texts)
                sample += texts[0].claims[:1]
            finds = _timed(ledger.find, [claim.claim_id for claim in sample])
            dyads = _timed(lambda pair: list(ledger.claims(dyad=pair)), [_pair(claim) for claim in sample[:40]])
        size = path.stat().st_size
    tail, texts_read = batches[-max(1, len(batches) // 5) :], len(batches) * BATCH
    return {
        "claims": claims, "fill_cpu_s": sum(batches) / 1000, "text_ms": sum(batches) / texts_read,
        "last_text_ms": sum(tail) / len(tail) / BATCH, "find_ms": _middle(finds), "find_p95_ms": _p95(finds),
        "pair_ms": _middle(dyads), "pair_p95_ms": _p95(dyads), "text_bytes": size / texts_read,
        "highest_mb": memory_mb()[1],
    }  # fmt: skip


def _batches(count: int) -> Iterator[tuple[Reading, ...]]:
    """Readings in batches until there are so many claims; a text of these has two."""
    texts, claims = told(sys.maxsize), 0
    while claims < count:
        batch = tuple(_reading(text) for text in islice(texts, BATCH))
        claims += sum(len(reading.claims) for reading in batch)
        yield batch


def _reading(text: Told) -> Reading:
    document = text.document
    item = RawItem(origin=document.url or "", content=document.text.encode(), fetched=document.retrieved_at)
    return Reading(item=item, document=document, claims=text.claims)


def _pair(claim: Claim) -> tuple[str, str]:
    first, second = [mention.actor_id or "" for mention in (*claim.actors, *claim.recipients)][:2]
    return first, second


def exponents(sizes: Sequence[Figures]) -> Figures:
    """By which power of the number of claims each figure grows from the first size to the last; 1: in step with it."""
    small, large = sizes[0], sizes[-1]
    growth = math.log(large["claims"] / small["claims"]) if len(sizes) > 1 else 0
    return {
        key: math.log(large[key] / small[key]) / growth
        for key in small
        if growth and key != "claims" and small[key] > 0 and large[key] > 0
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints a table of every size."""
    parser = argparse.ArgumentParser(prog="python -m bench.lake", description=__doc__)
    parser.add_argument("--claims", type=int, help="one size more")
    parser.add_argument("--ledger", action="store_true", help="the ledger in place of the lake")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--make", type=Path, metavar="DIR", help=argparse.SUPPRESS)
    parser.add_argument("--ask", type=Path, metavar="DIR", help=argparse.SUPPRESS)
    parser.add_argument("--fill", type=int, metavar="COUNT", help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.make:
        print(json.dumps((make_lake(options.make, options.claims), time.process_time())))
    elif options.ask:
        print(json.dumps(ask_lake(options.ask)))
    elif options.fill:
        print(json.dumps(measure_ledger(options.fill)))
    else:
        _report(options)
    return 0


def _report(options: argparse.Namespace) -> None:
    sizes = sorted({*(LEDGER_SIZES if options.ledger else SIZES), *([options.claims] if options.claims else [])})
    found = []
    for size in sizes:
        measured: Figures = (
            json.loads(run_python("-m", "bench.lake", "--fill", str(size))) if options.ledger else measure_lake(size)
        )
        print(json.dumps(measured) if options.json else f"{size:,} claims", file=sys.stderr, flush=True)
        found.append(measured)
    grown = exponents(found)
    if options.json:
        print(json.dumps({"sizes": found, "exponents": grown}))
        return
    table = Table(title=f"{'ledger' if options.ledger else 'lake'}: CPU of all threads", title_justify="left")
    for column in ("", *(f"{int(one['claims']):,}" for one in found), "exponent"):
        table.add_column(column, justify="right")
    for key in found[0]:
        table.add_row(key, *(f"{one[key]:,.4g}" for one in found), f"{grown[key]:.2f}" if key in grown else "")
    console = Console()
    console.width = console.width if console.is_terminal else 140
    console.print(table)


if __name__ == "__main__":
    sys.exit(main())
