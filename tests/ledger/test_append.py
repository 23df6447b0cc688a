"""What a batch does to the book."""

import dataclasses
import itertools
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from entente.ledger import Batch, Ledger, Reading, fold
from entente.records import AnyRecord, Problem, Producer, Source
from tests.ledger.made import NOON, PRODUCER, batch, claim, document, failed, item, reading, ruling, texts_of
from tests.records import samples

HOUR = timedelta(hours=1)
NEWER = Producer(name="entente", version="0.2")


@pytest.fixture
def ledger(new_place: Callable[[], str]) -> Iterator[Ledger]:
    """An empty ledger."""
    with Ledger.open(new_place(), create=True, clock=lambda: NOON) as opened:
        yield opened


def test_what_is_written_reads_back_equal(ledger: Ledger) -> None:
    """Documents and claims come back as they went in, after the file is opened again too."""
    given_ = reading(claims=3)
    receipt = ledger.append(batch(given_))
    assert (4, 0, ()) == (receipt.added, receipt.superseded, receipt.refused)
    with Ledger.open(ledger.place, read_only=True) as reader:
        assert [given_.document] == list(reader.documents())
        assert list(given_.claims) == list(reader.claims())


def test_the_same_batch_adds_nothing(ledger: Ledger) -> None:
    """A batch sent twice, as after a lost acknowledgement, is known and writes nothing."""
    again = batch(reading(), failed("b.txt"), ruling("evt:1", "evt:2"))
    first = ledger.append(again)
    second = ledger.append(again)
    assert (first.added, second.batch, second.known) == (5, None, 2)
    assert len(list(ledger.changes())) == first.added


def test_the_same_article_read_again_adds_no_record(ledger: Ledger) -> None:
    """The same bytes read at another hour are one reading more and no record more."""
    ledger.append(batch(reading()))
    before = ledger.snapshot()
    again = ledger.append(batch(reading(hours=5)))
    assert (0, 0) == (again.added, again.superseded)
    assert before == ledger.snapshot()


@pytest.mark.parametrize("elsewhere", ["a.txt", "b.txt"])
def test_of_one_text_the_first_fetch_stands(ledger: Ledger, elsewhere: str) -> None:
    """Fetched twice, at one place or at two, a text stands as first fetched, in whatever order the two arrive."""
    first = reading()
    assert first.document is not None
    later = dataclasses.replace(
        first,
        item=item(elsewhere, b"Velmora signed a pact.", NOON + HOUR),
        document=replace(first.document, retrieved_at=NOON + HOUR),
    )
    for each in (later, first, later):
        ledger.append(batch(each))
    assert [first.document] == list(ledger.documents())
    assert list(first.claims) == list(ledger.claims())


def test_what_was_read_is_known(ledger: Ledger) -> None:
    """A place is known while its last reading is of these bytes, by this producer and this canonicaliser."""
    done = reading()
    ledger.append(batch(done))
    later = replace(done.item, fetched=NOON + HOUR)
    assert ledger.has_read(later, PRODUCER)
    assert not ledger.has_read(later, NEWER)
    assert not ledger.has_read(later, PRODUCER, text_version="other/1")
    assert not ledger.has_read(replace(later, content=b"changed"), PRODUCER)
    assert not ledger.has_read(replace(later, origin="b.txt"), PRODUCER)


def test_a_changed_article_supersedes_its_last_version(ledger: Ledger) -> None:
    """The new text and its claims stand, the old ones are kept with their end, and the new names the old."""
    old = ledger.append(batch(reading(text="Velmora signed a pact."), reading("b.txt", "Orsenia waits.")))
    new = ledger.append(batch(reading(text="Velmora signed no pact.", hours=1)))
    assert (3, 3) == (new.added, new.superseded)
    assert ["Orsenia waits.", "Velmora signed no pact."] == texts_of(ledger)
    assert 4 == len(list(ledger.claims()))
    ended = [entry for entry in ledger.changes() if entry.superseded_at == new.recorded_at]
    assert 3 == len(ended) == sum(entry.recorded_at == old.recorded_at for entry in ended)
    heir = next(entry for entry in ledger.changes(old.recorded_at) if entry.supersedes)
    assert heir.supersedes in {entry.seq for entry in ended}


def test_as_of_shows_what_was_known(ledger: Ledger) -> None:
    """Each moment shows the version known then, and nothing before the first."""
    moments = [ledger.append(batch(reading(text=f"Pact {n}.", hours=n))).recorded_at for n in (1, 2, 3)]
    texts = [[text.text for text in ledger.documents(as_of=moment)] for moment in moments]
    assert [["Pact 1."], ["Pact 2."], ["Pact 3."]] == texts
    assert () == ledger.snapshot(NOON - HOUR).documents
    assert [2, 2, 2] == [len(list(ledger.claims(as_of=moment))) for moment in moments]


def test_an_article_that_is_put_back_stands_again(ledger: Ledger) -> None:
    """First, second and first version again: the first stands, and history shows both its lives."""
    for hours, text in enumerate(("Pact one.", "Pact two.", "Pact one.")):
        ledger.append(batch(reading(text=text, hours=hours)))
    assert ["Pact one."] == texts_of(ledger)
    name = next(ledger.documents()).doc_id
    assert [True, False] == [entry.superseded_at is not None for entry in ledger.history(name)]


def test_an_earlier_version_that_arrives_late_does_not_stand(ledger: Ledger) -> None:
    """The version fetched last stands, whichever is recorded last; the late one is kept as history."""
    ledger.append(batch(reading(text="Pact two.", hours=2)))
    late = ledger.append(batch(reading(text="Pact one.", hours=1)))
    assert (3, 3) == (late.added, late.superseded)
    assert ["Pact two."] == texts_of(ledger)


def test_a_page_that_fails_leaves_its_last_text(ledger: Ledger) -> None:
    """Bytes that give no document leave a problem beside the last text; a good reading ends the problem."""
    ledger.append(batch(reading(text="Pact one.")))
    ledger.append(batch(failed(hours=1)))
    assert (["Pact one."], ["a.txt"]) == (texts_of(ledger), [problem.where for problem in ledger.problems()])
    ledger.append(batch(reading(text="Pact two.", hours=2)))
    assert (["Pact two."], []) == (texts_of(ledger), list(ledger.problems()))


def test_a_text_stands_while_one_place_has_it(ledger: Ledger) -> None:
    """The same article in two places ends only when both have changed."""
    shared = document("Velmora signed a pact.")
    places = [Reading(item=item(name, b"1"), document=shared, claims=(claim(shared),)) for name in ("a", "b")]
    ledger.append(batch(*places))
    for hours, place in enumerate(("a", "b"), 1):
        assert shared.text in texts_of(ledger)
        ledger.append(batch(reading(place, f"Pact {hours}.", hours)))
    assert ["Pact 1.", "Pact 2."] == texts_of(ledger)


def test_a_feed_that_moves_on_replaces_nothing(ledger: Ledger) -> None:
    """In a container the address tells which article it is: another at the same position is no new version."""
    one, two, new = (document(text) for text in ("Pact one.", "Pact two.", "Pact one, changed."))
    ledger.append(batch(Reading(item=item("feed.xml#1", b"1", url="https://x.example/1"), document=one)))
    ledger.append(batch(Reading(item=item("feed.xml#1", b"2", url="https://x.example/2"), document=two)))
    assert ["Pact one.", "Pact two."] == texts_of(ledger)
    moved = item("feed.xml#2", b"3", NOON + HOUR, url="https://x.example/1")
    ledger.append(batch(Reading(item=moved, document=new)))
    assert ["Pact one, changed.", "Pact two."] == texts_of(ledger)


def test_another_producer_replaces_the_claims_of_a_document(ledger: Ledger) -> None:
    """Reading again with a newer version: what it no longer finds ends, what it finds alike is left alone."""
    first = reading(claims=3)
    ledger.append(batch(first))
    sure = replace(first.claims[1], extraction_confidence=0.9)
    again = Reading(
        item=replace(first.item, fetched=NOON + HOUR), document=first.document, claims=(first.claims[0], sure)
    )
    receipt = ledger.append(batch(again, producer=NEWER))
    assert (1, 2) == (receipt.added, receipt.superseded)
    assert {first.claims[0], sure} == set(ledger.claims())


def test_a_false_quote_never_enters(ledger: Ledger) -> None:
    """A claim whose words do not stand in its text is left out, and a problem says so."""
    good, other = reading(claims=1), claim(document("Velmora dreamt of pacts."), 7)
    false = replace(other, claim_id="", doc_id=good.claims[0].doc_id, trigger=replace(
        other.trigger, doc_id=good.claims[0].doc_id), support=good.claims[0].support)  # fmt: skip
    receipt = ledger.append(batch(Reading(item=good.item, document=good.document, claims=(*good.claims, false))))
    assert ["quote_not_in_text"] == [problem.code for problem in receipt.refused]
    assert receipt.refused == tuple(ledger.problems())
    assert list(good.claims) == list(ledger.claims())


def test_a_record_that_no_file_can_hold_is_a_problem(ledger: Ledger) -> None:
    """A lone surrogate in a title, and in the name of the file, costs that document only."""
    broken = Reading(item=item("bad\udcff.txt", b"1"), document=document("Pact.", title="\ud800"))
    receipt = ledger.append(batch(broken, reading()))
    assert ["record_unwritable"] == [problem.code for problem in receipt.refused]
    assert 1 == len(list(ledger.documents())) == len(list(ledger.problems()))


def test_a_record_that_reads_back_as_none_is_a_problem(ledger: Ledger) -> None:
    """A program that writes a word where a code belongs spoils that record, not the book."""
    receipt = ledger.append(batch(ruling("evt:1", "evt:2", "undecided"), reading()))  # type: ignore[arg-type]
    assert ["record_unwritable"] == [problem.code for problem in receipt.refused]
    assert ledger.integrity().is_sound
    assert 1 == len(ledger.snapshot().documents)


def test_a_later_record_of_the_same_id_replaces_the_first(ledger: Ledger) -> None:
    """A source whose letter the user changes is the same source."""
    source = Source(source_id="gazette", name="The Gazette")
    ledger.append(batch(source))
    ledger.append(batch(replace(source, reliability="B")))
    assert ["B"] == [record.reliability for record in ledger.records("source") if isinstance(record, Source)]
    assert [None, 1] == [entry.supersedes for entry in ledger.history("src:gazette")]


def test_a_ruling_that_is_revoked_ends(ledger: Ledger) -> None:
    """The reversal stands and the first does not, whichever comes first."""
    first = ruling("evt:1", "evt:2")
    reversal = ruling("evt:1", "evt:2", "no", revokes=first.decision_id)
    for order in ((first, reversal), (reversal, first)):
        for part in order:
            ledger.append(batch(part))
        assert (reversal,) == ledger.snapshot().decisions


def test_a_clock_that_jumps_back_keeps_the_order(new_place: Callable[[], str]) -> None:
    """Each batch is recorded after the one before it."""
    times = iter((NOON, NOON - 24 * HOUR, NOON - 23 * HOUR))
    with Ledger.open(new_place(), create=True, clock=lambda: next(times)) as ledger:
        moments = [ledger.append(batch(reading(f"{n}.txt", f"Pact {n}."))).recorded_at for n in range(3)]
        assert moments == sorted(moments, key=str)
        assert len(set(moments)) == 3
        assert [1, 2, 3] == [len(ledger.snapshot(moment).documents) for moment in moments]


def test_rows_are_never_changed_or_removed(ledger: Ledger) -> None:
    """The store itself refuses to update or delete a line."""
    ledger.append(batch(reading()))
    ledger.append(batch(reading(text="Pact two.", hours=1)))
    for statement in ("UPDATE entry SET id = 'x'", "DELETE FROM entry", "DELETE FROM closing", "DELETE FROM raw"):
        with pytest.raises(ledger._connection.refusal, match="append-only"):
            ledger._connection.execute(statement)


def test_bytes_are_kept_as_fetched(ledger: Ledger) -> None:
    """Raw content comes back by its hash, and the latest item of each place for reading again."""
    ledger.append(batch(reading(), reading(text="Pact two.", hours=1), failed("b", b"\0\xff")))
    latest = list(ledger.raw_items())
    assert [b"Pact two.", b"\0\xff"] == [kept.content for kept in latest]
    assert b"\0\xff" == ledger.raw(latest[1].sha256)
    assert ledger.raw("ff" * 32) is None is ledger.raw("not a hash")


PARTS: tuple[Reading | AnyRecord, ...] = (
    *(reading("a.txt", f"Pact {hours}.", hours) for hours in range(3)),
    *(failed("a.txt", bytes([hours]), hours) for hours in (1, 4)),
    *(reading(f"{name}.txt", "Orsenia waits.") for name in "bc"),
    failed("d.txt"),
    ruling("evt:1", "evt:2"),
    ruling("evt:1", "evt:2", "no", revokes=ruling("evt:1", "evt:2").decision_id),
    Problem(code="feed_silent", message="no answer", where="https://x.example/feed"),
    *(Source(source_id=name, name=name) for name in ("gazette", "courier")),
)


@pytest.fixture(scope="module")
def of_one_batch(new_place: Callable[[], str]) -> str:
    """The hash of the snapshot of all parts recorded at once."""
    return _snapshot_hash(new_place(), [batch(*PARTS)])


@settings(max_examples=60)
@given(st.permutations(PARTS), st.lists(st.integers(1, len(PARTS)), max_size=6))
def test_batches_and_their_order_do_not_show(
    new_place: Callable[[], str], of_one_batch: str, parts: list[Reading | AnyRecord], cuts: list[int]
) -> None:
    """The snapshot follows from what was recorded, not from how it was cut into batches nor from the order."""
    edges = sorted({0, *cuts, len(parts)})
    assert of_one_batch == _snapshot_hash(new_place(), [batch(*parts[a:b]) for a, b in itertools.pairwise(edges)])


@settings(max_examples=40)
@given(st.data())
def test_every_kind_of_record_reads_back(new_place: Callable[[], str], data: st.DataObject) -> None:
    """Free records of any kind come back equal, once, and the fold of the entries is the snapshot."""
    kinds = ("sources", "actors", "roles", "conflicts", "measures", "forecasts()", "problems", "decisions")
    strategies = [samples.forecasts() if kind == "forecasts()" else getattr(samples, kind) for kind in kinds]
    records = data.draw(st.lists(st.one_of(strategies), max_size=5))
    with Ledger.open(new_place(), create=True) as ledger:
        receipt = ledger.append(batch(*records))
        snapshot = ledger.snapshot()
        assert snapshot == fold(ledger.changes())
        assert snapshot.hash() == fold(ledger.changes(), receipt.recorded_at or NOON).hash()
        assert set(map(repr, snapshot.records())) <= set(map(repr, records))


def _snapshot_hash(place: str, batches: list[Batch]) -> str:
    with Ledger.open(place, create=True) as ledger:
        for each in batches:
            ledger.append(each)
        return ledger.snapshot().hash()
