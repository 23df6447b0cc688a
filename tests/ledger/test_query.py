"""Finding records in the book."""

import threading
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from entente.errors import LedgerError
from entente.ledger import Ledger, Reading
from entente.ledger.connection import RANKED
from entente.records import UNKNOWN_DATE, DateSpan
from tests.ledger.made import NOON, batch, claim, document, item, reading, ruling

ARTICLE = document("Velmora says Orsenia’s ministers signed a transit accord on the Tarn Pass in Łassa.")
DYADS = (("act:xvm", "act:xor"), ("act:xor", "act:xvm"), ("act:xvm", "act:xke"), ("act:xke", "act:xta"))
CLAIMS = tuple(claim(ARTICLE, number, a, b, domains=("trade", f"d{number}")) for number, (a, b) in enumerate(DYADS))


@pytest.fixture(scope="module")
def ledger(new_place: Callable[[], str]) -> Iterator[Ledger]:
    """One article with four claims of four dyads on the first days of 2020."""
    with Ledger.open(new_place(), create=True) as opened:
        opened.append(batch(Reading(item=item("a", b"1"), document=ARTICLE, claims=CLAIMS)))
        yield opened


def test_a_dyad_has_no_direction(ledger: Ledger) -> None:
    """Both parties, on whichever side; an unknown party has no claims."""
    assert list(CLAIMS[:2]) == list(ledger.claims(dyad=("act:xor", "act:xvm")))
    assert list(CLAIMS[:2]) == list(ledger.claims(dyad=("act:xvm", "act:xor")))
    assert [] == list(ledger.claims(dyad=("act:xvm", "act:nobody")))
    assert [] == list(ledger.claims(dyad=("act:xvm", "act:xvm")))


def test_an_actor_is_found_on_any_side(ledger: Ledger) -> None:
    """As doer or recipient, each claim once."""
    assert [CLAIMS[2], CLAIMS[3]] == list(ledger.claims(actor="act:xke"))
    assert [CLAIMS[2]] == list(ledger.claims(actor="act:xke", dyad=("act:xvm", "act:xke")))


def test_filters_are_joined(ledger: Ledger) -> None:
    """Document and days narrow what actor and dyad find."""
    assert list(CLAIMS) == list(ledger.claims(doc_id=ARTICLE.doc_id))
    assert [] == list(ledger.claims(doc_id="doc:other", actor="act:xvm"))
    assert [CLAIMS[1]] == list(ledger.claims(dyad=DYADS[0], since=date(2020, 1, 2)))
    assert [CLAIMS[0]] == list(ledger.claims(dyad=DYADS[0], until=date(2020, 1, 1)))


def test_an_open_date_may_fall_on_any_day(new_place: Callable[[], str]) -> None:
    """Claims without bounds pass the filter on days; those wholly outside do not."""
    spans = (UNKNOWN_DATE, DateSpan.between(date(2020, 5, 1), None, basis="carried"))
    open_, since_may = (claim(ARTICLE, n, when=when) for n, when in enumerate(spans))
    with Ledger.open(new_place(), create=True) as ledger:
        ledger.append(batch(Reading(item=item("a", b"1"), document=ARTICLE, claims=(open_, since_may))))
        assert [open_, since_may] == list(ledger.claims(since=date(2030, 1, 1)))
        assert [open_] == list(ledger.claims(until=date(2020, 4, 30)))


def test_a_minister_acts_for_the_state(new_place: Callable[[], str]) -> None:
    """A party is found under its own id and under that of whom it acts for, and is no dyad with its own state."""
    plain = claim(ARTICLE)
    minister = replace(plain.actors[0], actor_id="act:minister", on_behalf_of="act:xvm")
    made = replace(plain, claim_id="", actors=(minister,))
    with Ledger.open(new_place(), create=True) as ledger:
        ledger.append(batch(Reading(item=item("a", b"1"), document=ARTICLE, claims=(made,))))
        assert [made] == list(ledger.claims(actor="act:xvm")) == list(ledger.claims(actor="act:minister"))
        assert [made] == list(ledger.claims(dyad=("act:xvm", "act:xor")))
        assert [] == list(ledger.claims(dyad=("act:xvm", "act:minister")))


def test_find_by_id(ledger: Ledger) -> None:
    """Any record by its id; None where nothing stands."""
    assert CLAIMS[0] == ledger.find(CLAIMS[0].claim_id)
    assert ARTICLE == ledger.find(ARTICLE.doc_id)
    assert ledger.find("clm:none") is None is ledger.find(ARTICLE.doc_id, as_of=NOON - timedelta(days=99_999))


@pytest.mark.parametrize(
    "words",
    [
        "transit",
        "Transit ACCORD",
        '"transit accord"',
        "signing",
        "trans*",
        "lassa",
        "ministers tarn",
        '"tarn pass',
        "a-accord",
    ],
)
def test_search_finds_words_however_written(ledger: Ledger, words: str) -> None:
    """Case, accents, endings and order do not matter; quotes hold words together; a star opens the end."""
    found = ledger.search(words)
    assert set(CLAIMS) == set(found)


def test_search_finds_titles_and_keeps_its_limit(ledger: Ledger) -> None:
    """A document is found by its title; words that do not all occur find nothing."""
    assert (ARTICLE,) == ledger.search("pact kesh")
    assert 2 == len(ledger.search("transit", 2))
    assert () == ledger.search("transit treaty") == ledger.search("transit", 0) == ledger.search('"accord transit"')


def test_of_a_word_in_very_many_lines_the_latest_are_ranked(new_place: Callable[[], str]) -> None:
    """What was recorded before the latest so many lines that hold it is not looked at, however well it fits."""
    first, *later = (document(f"Text {n}.", title="pact" + n * " word") for n in range(3))
    more = [document(f"More {n}.", title=f"the pact {n}") for n in range(RANKED - len(later))]
    with Ledger.open(new_place(), create=True) as opened:
        for some in ([first], later, more):
            opened.append(batch(*some))
        found = opened.search("pact", RANKED + 9)
    assert {*later, *more} == set(found)


HOSTILE = ['"', '""', "'", "a\0b", "NEAR(a b)", "title:pact", "a AND", "OR", "NOT", "*", "^a", "(", "a" * 9999,
           "\ud800", "{a}", "-", "a OR" * 500, '"a" "b', "; DROP TABLE entry", "😀", "_ ²", "a + b", "%"]  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(HOSTILE) | st.text() | st.text('"*()^:+-{} \0aANDORNOT'))
def test_any_string_may_be_searched(ledger: Ledger, words: str) -> None:
    """Quotes, operators and control characters are never an error."""
    assert isinstance(ledger.search(words, 3), tuple)


def test_a_moment_needs_its_zone(ledger: Ledger) -> None:
    """A naive moment is refused with what to do."""
    with pytest.raises(LedgerError, match="no time zone"):
        ledger.snapshot(datetime(2024, 6, 12))  # noqa: DTZ001 - the point of the test


def test_changes_since_a_moment(new_place: Callable[[], str]) -> None:
    """What came and what ended since, in order; nothing since the last batch."""
    with Ledger.open(new_place(), create=True) as ledger:
        first = ledger.append(batch(reading(claims=1), ruling("evt:1", "evt:2"))).recorded_at
        last = ledger.append(batch(reading(text="Pact two.", hours=1, claims=1))).recorded_at
        since = list(ledger.changes(first))
        assert [1, 2, 4, 5] == [entry.seq for entry in since]
        assert [last, last, None, None] == [entry.superseded_at for entry in since]
        assert [] == list(ledger.changes(last))
        assert [None] * 3 == [entry.superseded_at for entry in ledger.changes(as_of=first)]


def test_a_reader_does_not_see_later_batches(new_place: Callable[[], str]) -> None:
    """A stream that was begun shows the book as it stood then, though a batch ends what it still has to show."""
    with Ledger.open(new_place(), create=True) as ledger:
        ledger.append(batch(*(reading(f"{n}.txt", f"Pact {n}.") for n in range(50))))
        stream = ledger.documents()
        first = next(stream)
        ledger.append(batch(*(reading(f"{n}.txt", f"Changed {n}.", 1) for n in range(50))))
        assert [f"Pact {n}." for n in range(50)] == sorted((each.text for each in (first, *stream)), key=_number)


def test_readers_during_writes(new_place: Callable[[], str]) -> None:
    """A second reader sees whole batches only, more and more of them, and never an error."""
    path, seen = new_place(), []
    with Ledger.open(path, create=True) as ledger, Ledger.open(path, read_only=True) as reader:
        for number in range(40):
            writing = threading.Thread(
                target=ledger.append,
                args=(batch(*(reading(f"{number}-{n}", f"Pact {number} {n}.") for n in range(5))),),
            )
            writing.start()
            seen.append((sum(1 for _ in reader.documents()), sum(1 for _ in reader.claims())))
            writing.join()
    documents = [count for count, _ in seen]
    assert documents == sorted(documents)
    assert all(count % 5 == 0 for count in documents)
    assert documents[-1] >= 195
    assert all(number % 10 == 0 for _, number in seen)


def _number(text: str) -> int:
    return int(text.rstrip(".").split()[-1])
