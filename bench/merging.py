"""Scale of merging: CPU and memory by size, at once and carried on, the exponent, and one article more.

`python -m bench.merging COUNT` measures one size in a process of its own and prints one JSON object.
"""

import json
import math
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from rich.console import Console
from rich.table import Table

from bench import carrying
from bench.alone import run_python
from bench.bursts import Told, told
from bench.child import cpu_s, memory_mb
from entente.ledger import Batch, Ledger, Reading
from entente.merge import Memory, Merged, merge
from entente.pipeline import undertaking_mentions
from entente.records import Producer
from entente.records.raw import RawItem
from entente.vocab.actors import load_actors

SIZES = (3_000, 10_000, 30_000)
"""Texts; `--documents N` measures that size alone."""
REMEMBERED = 30_000
"""Texts up to which merging again is measured: the memory of a merge takes about as much room as the records."""
BATCH = 1_000
_PRODUCER = Producer(name="bench", version="1")


class Figures(carrying.Figures):
    """What one size cost."""

    documents: int
    claims: int
    events: int
    decisions: int
    merge_cpu_s: float
    """Everything that follows from the records: copies, stories, undertakings, events, conflicts."""
    input_mb: float
    """Resident with the records alone."""
    highest_mb: float
    fill_cpu_s: float
    """Recording all of them in a ledger."""
    add_cpu_s: float
    """Recording one article more in that ledger, opening and closing it included."""
    add_wall_s: float
    again_cpu_s: float | None
    """Merging again with that article, by a memory of the merge before; None: not measured at this size."""
    again_mb: float | None
    """Highest with that memory."""


class Report(NamedTuple):
    """All sizes."""

    sizes: tuple[Figures, ...]

    @property
    def exponent(self) -> float | None:
        """By which power of the number of texts merging grows; 1: twice as many cost twice as much; None: one size."""
        if len(self.sizes) < 2:
            return None
        small, large = self.sizes[0], self.sizes[-1]
        growth = math.log(large["merge_cpu_s"] / small["merge_cpu_s"])
        return growth / math.log(large["documents"] / small["documents"])


def report(sizes: Sequence[int] = SIZES) -> Report:
    """Each size in a process of its own, since memory is looked at."""
    return Report(tuple(json.loads(run_python("-m", "bench.merging", str(size))) for size in sizes))


def measure(count: int) -> Figures:
    """The merge first, on records that are already there; then the ledger."""
    *texts, another = told(count + 1)
    load_actors()
    input_mb, started = memory_mb()[0], cpu_s()
    merged = _merge(texts)
    merge_cpu_s = cpu_s() - started
    highest_mb, events, decisions = memory_mb()[1], len(merged.events), len(merged.decisions)
    del merged
    with TemporaryDirectory() as folder:
        path = Path(folder) / "ledger.entente"
        started = cpu_s()
        _fill(path, texts)
        fill_cpu_s = cpu_s() - started
        started, wall = cpu_s(), time.perf_counter()
        _fill(path, [another])
        add_cpu_s, add_wall_s = cpu_s() - started, time.perf_counter() - wall
    again_cpu_s, again_mb = _again(texts, another) if count <= REMEMBERED else (None, None)
    carried: carrying.Figures = json.loads(run_python("-m", "bench.carrying", str(count)))
    return Figures(
        **carried,
        documents=count,
        claims=sum(len(text.claims) for text in texts),
        events=events,
        decisions=decisions,
        merge_cpu_s=merge_cpu_s,
        input_mb=input_mb,
        highest_mb=highest_mb,
        fill_cpu_s=fill_cpu_s,
        add_cpu_s=add_cpu_s,
        add_wall_s=add_wall_s,
        again_cpu_s=again_cpu_s,
        again_mb=again_mb,
    )


def _merge(texts: Sequence[Told], memory: Memory | None = None) -> Merged:
    documents = {text.document.doc_id: text.document for text in texts}
    claims = [claim for text in texts for claim in text.claims]
    mentions = undertaking_mentions(claims, documents, load_actors().by_id)
    return merge(documents.values(), claims, mentions, memory=memory)


def _again(texts: Sequence[Told], another: Told) -> tuple[float, float]:
    memory = Memory()
    _merge(texts, memory)
    started = cpu_s()
    _merge([*texts, another], memory)
    return cpu_s() - started, memory_mb()[1]


def _fill(path: Path, texts: Sequence[Told]) -> None:
    with Ledger.open(path, create=True) as ledger:
        for at in range(0, len(texts), BATCH):
            readings = tuple(_reading(text) for text in texts[at : at + BATCH])
            ledger.append(Batch(producer=_PRODUCER, readings=readings))


def _reading(text: Told) -> Reading:
    document = text.document
    item = RawItem(origin=document.url or "", content=document.text.encode(), fetched=document.retrieved_at)
    return Reading(item=item, document=document, claims=text.claims)


def as_json(found: Report) -> dict[str, object]:
    """All figures as plain values."""
    return {"benchmark": "merging", "sizes": found.sizes, "exponent": found.exponent}


def show(found: Report, console: Console) -> None:
    """Print a line for each size."""
    table = Table(title="merging: generated bursts of reports, one process", title_justify="left")
    for column in ("texts", "claims", "events", "decisions", "merge CPU s", "ms a text", "records MB", "highest MB",
                   "fill CPU s", "one more CPU s", "wall s", "again CPU s", "with memory MB",
                   "carried CPU s", "carried MB", "one more by it CPU s"):  # fmt: skip
        table.add_column(column, justify="right")
    for one in found.sizes:
        table.add_row(*_cells(one))
    console.print(table)
    if found.exponent is not None:
        console.print(f"merging grows with the power {found.exponent:.2f} of the number of texts", highlight=False)


def _cells(one: Figures) -> tuple[str, ...]:
    each = 1000 * one["merge_cpu_s"] / one["documents"]
    counts = (f"{one[key]:,}" for key in ("documents", "claims", "events", "decisions"))
    sizes = (f"{one[key]:,.0f}" for key in ("input_mb", "highest_mb"))
    return (*counts, f"{one['merge_cpu_s']:.1f}", f"{each:.1f}", *sizes, f"{one['fill_cpu_s']:.1f}",
            f"{one['add_cpu_s']:.3f}", f"{one['add_wall_s']:.3f}",
            *("" if one[key] is None else f"{one[key]:,.1f}" for key in ("again_cpu_s", "again_mb")),
            *(f"{one[key]:,.1f}" for key in ("carried_cpu_s", "carried_mb")), f"{one['more_cpu_s']:.3f}")  # fmt: skip


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]))))
