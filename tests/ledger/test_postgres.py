"""What only the store on PostgreSQL does: writers in turn, its schema, its errors in plain words."""

import itertools
import sqlite3
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entente.errors import ExtraMissing, LedgerError
from entente.ledger import Ledger, Reading, Server
from entente.ledger.arrays import type_of
from entente.ledger.connection import TABLES
from tests.ledger.made import NOON, batch, document, item, reading, texts_of
from tests.ledger.relay import relay
from tests.ledger.test_store import fill, small_disk
from tests.postgres import Cluster


@pytest.fixture
def place(postgres: Cluster) -> str:
    """A ledger with one article."""
    url = postgres.new()
    with Ledger.open(url, create=True) as ledger:
        ledger.append(batch(reading()))
    return url


@contextmanager
def refused(place: str, match: str) -> Iterator[None]:
    """A LedgerError of one line that names the place and says what to do."""
    with pytest.raises(LedgerError, match=match) as caught:
        yield
    assert str(Server(place)) == caught.value.where
    assert caught.value.remedy
    assert "\n" not in str(caught.value)


def append_all(place: str, names: list[str]) -> None:
    """A writer of its own: one batch for each name."""
    with Ledger.open(place) as ledger:
        for name in names:
            ledger.append(batch(*(reading(f"{name}-{n}.txt", f"Pact {name} {n}.") for n in range(3))))


def together(work: Callable[[str, list[str]], None], place: str, shares: list[list[str]]) -> None:
    """Every share in a thread of its own."""
    threads = [threading.Thread(target=work, args=(place, share)) for share in shares]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_several_writers_take_turns(postgres: Cluster) -> None:
    """Nothing is lost or torn, and the lines count without gaps."""
    place = postgres.new()
    Ledger.open(place, create=True).close()
    together(append_all, place, [[f"{writer}.{n}" for n in range(6)] for writer in range(4)])
    with Ledger.open(place, read_only=True) as ledger:
        assert list(range(1, 4 * 6 * 9 + 1)) == [entry.seq for entry in ledger.changes()]
        assert 72 == len(texts_of(ledger))
        assert ledger.integrity().is_sound


def test_writers_of_the_same_add_it_once(postgres: Cluster) -> None:
    """Two readers of one feed come to what one would have."""
    place = postgres.new()
    Ledger.open(place, create=True).close()
    together(append_all, place, [["a", "b"], ["b", "a"], ["a", "b"]])
    with Ledger.open(place) as ledger:
        assert (6, 18) == (len(texts_of(ledger)), ledger.integrity().counts["entries"])


def test_several_make_one_ledger(postgres: Cluster) -> None:
    """Whoever comes first makes the tables, the others find them."""
    place = postgres.new()
    together(lambda place, share: Ledger.open(place, create=True).close(), place, [[]] * 4)
    with Ledger.open(place) as ledger:
        assert ledger.integrity().is_sound


def test_a_broken_transaction_leaves_no_statement_half_prepared(place: str) -> None:
    """What was sent behind the statement that failed, and so was never prepared, can be asked for again."""
    with Ledger.open(place) as ledger:
        connection: Any = ledger._connection  # Any: only a server's has transactions of its own
        for _ in range(2):
            with pytest.raises(Exception, match="division"), connection.transaction():
                connection.ask(("SELECT 1 / 0", [()]), ("SELECT 1, 7", [()]))
            for _ in range(5):
                assert connection.ask(("SELECT 1, 7", [()]))[0][0]


def test_a_reader_does_not_write(place: str) -> None:
    """Neither through the door nor past it."""
    with Ledger.open(place, read_only=True) as ledger:
        with refused(place, "reading only"):
            ledger.append(batch(reading("b.txt", "Pact two.")))
        with pytest.raises(Exception, match="read-only transaction"):
            ledger._connection.execute("INSERT INTO closing VALUES (1, 1)")
        assert 1 == len(texts_of(ledger))


@pytest.mark.parametrize(
    ("address", "match"),
    [
        ("postgresql://velmora:geheim@127.0.0.1:1/ledger", "cannot be reached"),
        ("postgresql://velmora:geheim@127.0.0.1:port/ledger", "no address"),
        ("postgresql://velmora:ge/heim@127.0.0.1/ledger", "no address"),
        ("postgresql://velmora@/ledger?host=/nowhere&password=geheim", "cannot be reached"),
        ("postgresql://velmora@/ledger?hots=/nowhere&password=geheim", "no address"),
    ],
)
def test_a_password_is_never_told(postgres: Cluster, address: str, match: str) -> None:
    """Neither in the message nor in the trace behind it."""
    with pytest.raises(LedgerError, match=match) as caught:
        Ledger.open(address)
    told = "".join(traceback.format_exception(caught.value)) + repr(Server(address))
    assert not [part for part in ("geheim", "heim") if part in told]
    assert caught.value.remedy


@given(st.text("aZ7@:/?#%[]&= ", max_size=8), st.sampled_from(["", "user", "u%40v"]), st.booleans())
def test_no_address_shows_its_password(rest: str, user: str, asked: bool) -> None:
    """Wherever it stands, with signs in it that should have been written otherwise."""
    password = f"geheim{rest}heimlich"
    url = f"postgresql://{user}@host/db?password={password}" if asked else f"postgresql://{user}:{password}@host/db"
    assert "heim" not in str(Server(url)) + repr(Server(url))


def test_an_address_is_shown_without_more() -> None:
    """User, host, port and database."""
    shown = {
        "postgresql://u:p@host:5432/db?sslmode=require": "postgresql://u@host:5432/db",
        "postgres://host/db": "postgres://host/db",
        "postgresql:///db?host=/run/postgresql": "postgresql:///db",
        "postgresql://u@[::1]:5432,other/db": "postgresql://u@[::1]:5432,other/db",
    }
    assert list(shown.values()) == [str(Server(url)) for url in shown]


def test_what_cannot_be_opened_is_said_plainly(postgres: Cluster) -> None:
    """No such database, a role that is not known, a password that is wrong or missing, a database without a ledger."""
    postgres.run("CREATE ROLE locked LOGIN PASSWORD 'right'")
    host = f"host={postgres.folder}"
    for url, match in (
        (postgres.url(database="nowhere"), "no such database"),
        (postgres.url(user="nobody"), "does not know the role"),
        (f"postgresql://locked:wrong@/entente?{host}", "password was refused"),
        (postgres.url(user="locked"), "password was refused"),
        (postgres.new(), "no ledger here"),
    ):
        for read_only in (True, False):
            with refused(url, match):
                Ledger.open(url, read_only=read_only)


def test_a_role_without_rights_is_told(place: str, postgres: Cluster) -> None:
    """Who may look but not add reads, and is told what a writer needs."""
    schema = place.rpartition("%3D")[2]
    postgres.run("CREATE ROLE looker LOGIN; GRANT USAGE ON SCHEMA " + schema + " TO looker")
    postgres.run("GRANT SELECT ON ALL TABLES IN SCHEMA " + schema + " TO looker")
    looking = place.replace("entente@", "looker@")
    with Ledger.open(looking, read_only=True) as ledger:
        assert ["Velmora signed a pact."] == texts_of(ledger)
        assert 3 == len(ledger.search("pact"))
    with Ledger.open(looking) as ledger, refused(looking, "lacks a right"):
        ledger.append(batch(reading("b.txt", "Pact two.")))


def test_a_database_of_another_program_is_left_alone(postgres: Cluster) -> None:
    """Its tables are not taken over, and nothing is added to them."""
    place = postgres.new()
    postgres.run("CREATE TABLE raw (notes TEXT)", place)
    with refused(place, "another program"):
        Ledger.open(place, create=True)
    with refused(place, "no ledger here"):
        Ledger.open(place)


def test_a_database_in_another_encoding_is_refused(postgres: Cluster) -> None:
    """Text must come back as it was."""
    postgres.run("CREATE DATABASE latin ENCODING 'LATIN1' TEMPLATE template0 LOCALE 'C'")
    with refused(postgres.url(database="latin"), "LATIN1"):
        Ledger.open(postgres.url(database="latin"), create=True)


STEP = "CREATE TABLE added (x INTEGER);"


def test_an_older_ledger_is_migrated(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A writer brings it up to date; who only looks is told; the version before refuses it from then on."""
    from entente.ledger import postgres as engine

    today = engine.migrations()
    monkeypatch.setattr(engine, "migrations", lambda: (*today, STEP))
    monkeypatch.setattr(engine, "READABLE", len(today) + 1)
    with refused(place, f"schema {len(today)}"):
        Ledger.open(place, read_only=True)
    with Ledger.open(place) as ledger:
        assert ["Velmora signed a pact."] == texts_of(ledger)
    monkeypatch.undo()
    for read_only in (True, False):
        with refused(place, "upgrade Entente"):
            Ledger.open(place, read_only=read_only)


def test_a_migration_that_fails_changes_nothing(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """All steps or none: it opens as before with the old version."""
    from entente.ledger import postgres as engine

    today = engine.migrations()
    with monkeypatch.context() as patch, refused(place, "PostgreSQL reports"):
        patch.setattr(engine, "migrations", lambda: (*today, STEP, "CREATE TABLE added (x);"))
        Ledger.open(place)
    with Ledger.open(place) as ledger:
        assert ledger.integrity().is_sound


def test_both_stores_have_the_same_tables(place: str, tmp_path: Path) -> None:
    """Column for column; a file has besides who may write, a server the number of its schema."""
    columns = (
        "SELECT column_name FROM information_schema.columns WHERE table_schema = current_schema AND table_name = ?"
    )
    Ledger.open(tmp_path / "book.db", create=True).close()
    with Ledger.open(place) as ledger, closing(sqlite3.connect(tmp_path / "book.db")) as file:
        for table in (TABLES.keys() | {"producer", "reading"}) - {"wording"}:
            ours = {name for _, name, *_ in file.execute("SELECT * FROM pragma_table_info(?)", (table,))}
            assert ours == {name for (name,) in ledger._connection.execute(columns, (table,)).fetchall()}


def test_columns_travel_as_what_they_are(place: str) -> None:
    """Numbers, bytes and words, as the tables have them."""
    asked = "SELECT data_type FROM information_schema.columns WHERE (table_schema, table_name, column_name) = "
    families = {"bigint": "BIGINT", "integer": "BIGINT", "bytea": "BYTEA", "text": "TEXT"}
    with Ledger.open(place) as ledger:
        for table, column in ((table, column) for table, columns in TABLES.items() for column in columns):
            found = ledger._connection.execute(asked + "(current_schema, ?, ?)", (table, column)).fetchone()
            assert families[found[0]] == type_of(table, column), (table, column)


def test_a_batch_takes_few_journeys(postgres: Cluster) -> None:
    """One to ask, one to write; one more where it replaces what stands, whatever the number of articles."""
    new = [batch(*(reading(f"{n}.txt", f"Pact {n} of {k}.", hours=k) for n in range(9))) for k in range(3)]
    versions = batch(*(reading("page.txt", f"Page {k}.", hours=k) for k in range(9)))
    with relay(postgres.new(), postgres.folder) as (url, counter), Ledger.open(url, create=True) as ledger:
        for hours in range(6):  # the driver prepares what it has said five times
            ledger.append(batch(reading("known.txt", f"Known {hours}.", hours)))
        trips = [counter.trips]
        for each in (*new, new[0], versions):
            ledger.append(each)
            trips.append(counter.trips)
    assert [2, 3, 3, 2, 2] == [later - earlier for earlier, later in itertools.pairwise(trips)]


def test_many_rows_come_out_as_few_do(postgres: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    """By COPY, a table at a time, or by arrays, all at once."""
    from entente.ledger import postgres as engine

    books = []
    for most in (1, 1000):
        monkeypatch.setattr(engine, "BULK", most)
        with Ledger.open(postgres.new(), create=True, clock=lambda: NOON) as ledger:
            for hours in range(3):
                ledger.append(batch(*(reading(f"{n}.txt", f"Pact {n}, {hours}.", hours) for n in range(4))))
            assert ledger.integrity().is_sound
            books.append(list(ledger.export_lines()))
    assert books[0] == books[1]


def test_a_guard_that_is_off_is_found(place: str, postgres: Cluster) -> None:
    """`doctor` names the table whose rows could be changed."""
    postgres.run("ALTER TABLE entry DISABLE TRIGGER kept", place)
    with Ledger.open(place, read_only=True) as ledger:
        assert ["rows of entry could be changed"] == [p.message.partition(":")[0] for p in ledger.integrity().problems]


def test_a_connection_that_breaks_loses_nothing_acknowledged(place: str, postgres: Cluster) -> None:
    """The batch that was under way is refused in words; the next one is recorded, through a connection of its own."""
    with Ledger.open(place) as ledger:
        name = ledger._connection.execute("SELECT pg_backend_pid()").fetchone()[0]
        postgres.run(f"SELECT pg_terminate_backend({name})")
        with refused(place, "run it again|being stopped"):
            ledger.append(batch(reading("b.txt", "Pact two.")))
        assert ["Velmora signed a pact."] == texts_of(ledger)
        assert 3 == ledger.append(batch(reading("b.txt", "Pact two."))).added


def test_many_rows_stream_beside_writing(postgres: Cluster) -> None:
    """A long stream keeps its connection and its moment; what is written meanwhile goes through another."""
    with Ledger.open(postgres.new(), create=True) as ledger:
        ledger.append(batch(*(reading(f"{n}.txt", f"Pact {n}.") for n in range(300))))
        stream = ledger.records()
        first = next(stream)
        assert 3 == ledger.append(batch(reading("z.txt", "Orsenia waits."))).added
        assert 900 == len({repr(record) for record in (first, *stream)})
        assert 301 == len(texts_of(ledger))
        begun = ledger.records()
        next(begun)
    with pytest.raises(LedgerError, match="was closed"):
        ledger.find("doc:1")


def test_a_full_disk_loses_nothing_acknowledged(postgres: Cluster) -> None:
    """The batch that does not fit is refused whole; after room is made the next one is recorded."""
    with small_disk(postgres.folder / "small", "size=18m") as disk, postgres.database_on(disk) as url:
        (ballast := disk / "ballast").write_bytes(bytes(2_000_000))
        with Ledger.open(url, create=True) as ledger:
            kept = fill(ledger)
            ballast.unlink()
            ledger.append(batch(reading("last", "Last pact.")))
            assert {*kept, "Last pact."} == set(texts_of(ledger))
            assert ledger.integrity().is_sound


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """The driver is asked for when an address is opened, not before."""
    monkeypatch.setitem(sys.modules, "psycopg", None)
    monkeypatch.delitem(sys.modules, "entente.ledger.postgres", raising=False)
    with pytest.raises(ExtraMissing, match=r"entente\[postgres\]"):
        Ledger.open("postgresql://127.0.0.1:1/ledger")


TEXTS = (
    "The 1st G7 summit of 2024 cost 3.5% and 1e5 euros", "U.S.-China talks at http://x.example/a-b.html?q=1",
    "Naïve ministers of Łódź rationalised ponies’ caresses", "relational conditional rationals, hopping falling",
    "a@b.example -12 +4.5e-3 /usr/lib v1.2.3 x_y", "Ωmega Москва подписала 条約 عقد",
    "generously universities' skies dying",
)  # fmt: skip
SOUGHT = (
    "1st", "g7", "3.5", "1e5", "u china", "u.s", "x.example", '"a b html"', "naive", "lodz", "rationalise", "pony",
    "caress", "relate", "condit*", "hop", "fall", "b.example", "12", "4.5e", "usr lib", "v1", "x y", "ωmega",
    "москва", "条約", "عقد", "generous", "univers*", "sky", "die", "dying", "the", "of and", "ration*", "q 1",
)  # fmt: skip


def test_both_stores_find_the_same(tmp_path: Path, postgres: Cluster) -> None:
    """Numbers, addresses, signs, accents, endings and other scripts are cut and stemmed alike."""
    articles = [
        Reading(item=item(f"{n}.txt", text.encode()), document=document(text, title=text))
        for n, text in enumerate(TEXTS)
    ]
    with (
        Ledger.open(tmp_path / "book.db", create=True) as file,
        Ledger.open(postgres.new(), create=True) as server,
    ):
        for ledger in (file, server):
            ledger.append(batch(*articles))
        found = {words: [set(ledger.search(words)) for ledger in (file, server)] for words in SOUGHT}
    assert [] == [words for words, (one, other) in found.items() if one != other]
    assert 25 < sum(1 for one, _ in found.values() if one)


def test_words_too_long_for_the_server_do_no_harm(postgres: Cluster) -> None:
    """A word of kilobytes and a title of megabytes enter; the word is not found, what stands before it is."""
    long = document("Pact.", title=f"Accord {'a' * 5000} " + "pacts of old " * 200_000)
    with Ledger.open(postgres.new(), create=True) as ledger:
        ledger.append(batch(Reading(item=item("a", b"1"), document=long)))
        assert (long,) == ledger.search("accord old")
        assert () == ledger.search("a" * 5000) == ledger.search("a" * 300)


def test_no_character_is_too_much(new_place: Callable[[], str]) -> None:
    """NUL, which PostgreSQL cannot hold, in an origin, an address, a title, an id sought: either store takes it."""
    odd = Reading(item=item("a\0.txt", b"\0", url="https://x.example/\0"), document=document("Pact.", title="A\0pact"))
    with Ledger.open(new_place(), create=True) as ledger:
        assert 1 == ledger.append(batch(odd)).added
        assert ledger.has_read(odd.item, batch().producer)
        assert None is ledger.find("doc:\0") is ledger.find("doc:\ud800")
        assert () == ledger.history("\0")
        assert 1 == len(ledger.search("a\0pact"))
        assert [] == list(ledger.claims(actor="\0", doc_id="\0"))
        assert ledger.integrity().is_sound


def test_openings_share_a_connection(place: str) -> None:
    """What one opening leaves the next takes up; one that was ended meanwhile is replaced without a word."""
    backends = set()
    for ended in (False, False, True):
        with Ledger.open(place, read_only=True) as ledger:
            backends.add(ledger._connection.execute("SELECT pg_backend_pid()").fetchone()[0])
        if ended:
            with Ledger.open(place) as other:
                other._connection.execute("SELECT pg_terminate_backend(?)", tuple(backends))
    assert 1 == len(backends)
    with Ledger.open(place, read_only=True) as ledger:
        assert ["Velmora signed a pact."] == texts_of(ledger)
