"""The same set of articles gives the same snapshot, byte for byte, in any order and however it is cut into batches."""

from collections.abc import Sequence
from datetime import timedelta
from functools import cache
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from entente.api import load_tools, merge_snapshot
from entente.ledger import Batch, Ledger, Reading
from entente.merge import Memory
from entente.pipeline import read_item
from entente.records import Producer
from entente.records.encoding import to_json
from entente.records.raw import RawItem
from entente.sources import read_sources
from entente.vocab.actors import Actors, load_actors

CORPUS = Path(__file__).parents[1] / "corpus"
FOLDERS = (CORPUS / "demo" / "articles", *sorted((CORPUS / "articles" / "open").glob("*/articles")))
PRODUCER = Producer(name="entente", version="0.1")
AGAIN = 3
"""One article in so many is read twice, an hour later and elsewhere."""


@cache
def actors() -> Actors:
    """The shipped vocabulary with the tables of the corpora."""
    return load_actors(*vocabularies())


def vocabularies() -> list[Path]:
    """Tables of invented states."""
    return [CORPUS / "demo" / "vocabulary", *sorted((CORPUS / "articles" / "open").glob("*/vocabulary"))]


@cache
def readings() -> tuple[Reading, ...]:
    """Every article of the demo and of the open corpus, read once, and some of them at another hour and place."""
    tools = load_tools(vocabulary=vocabularies())
    items = [item for item in read_sources(map(str, FOLDERS)) if isinstance(item, RawItem)]
    late = [
        replace(item, origin=f"mirror/{at}", fetched=item.fetched + timedelta(hours=at % 5))
        for at, item in enumerate(items)
        if at % AGAIN == 0
    ]
    made = (read_item(item, tools) for item in (*items, *late))
    return tuple(Reading(item=m.item, document=m.document, claims=m.claims, problems=m.problems) for m in made)


def book_of(order: Sequence[Reading], cuts: Sequence[int]) -> str:
    """Hashes of the snapshot and of all that it comes to, looked at after each of the batches that end at the cuts."""
    bounds, memory = [0, *sorted(cuts), len(order)], Memory()
    with TemporaryDirectory() as folder, Ledger.open(Path(folder) / "book", create=True) as ledger:
        for start, end in pairwise(bounds):
            ledger.append(Batch(producer=PRODUCER, readings=tuple(order[start:end])))
            snapshot = ledger.snapshot()
            merged = merge_snapshot(snapshot, actors(), memory=memory)
    return f"{snapshot.hash()} {sha256(to_json(merged)).hexdigest()}"


@pytest.fixture(scope="module")
def straight() -> str:
    """All articles in the order of their folders, in one batch, which nothing is remembered before."""
    return book_of(readings(), ())


@settings(max_examples=5, phases=(Phase.explicit, Phase.reuse, Phase.generate))  # a smaller case costs minutes to find
@given(st.randoms(use_true_random=False), st.lists(st.integers(0, 60), max_size=6))
def test_the_order_of_reading_changes_no_byte(straight: str, random: Random, cuts: list[int]) -> None:
    """Articles shuffled and cut into batches anywhere, each merged by a memory of the last, give the same bytes."""
    assert straight == book_of(random.sample(readings(), len(readings())), cuts)
