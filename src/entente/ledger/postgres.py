"""The same book in a PostgreSQL database: many writers take turns, a transaction each."""

import atexit
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache, partial
from importlib.resources import files
from typing import Any, cast

from entente.errors import ExtraMissing, LedgerError
from entente.ledger.arrays import Step, adding, asking, copying
from entente.ledger.connection import RANKED, TABLES, Dialect, Question, Row, Rows, Term, Values
from entente.ledger.idle import Idle
from entente.ledger.place import Server

try:
    import psycopg
    from psycopg.conninfo import conninfo_to_dict
    from psycopg.pq import TransactionStatus
except ImportError as error:
    _REMEDY = "run `pip install 'entente[postgres]'`"
    raise ExtraMissing("what speaks to PostgreSQL is not installed", "psycopg", _REMEDY) from error

WAIT_S = 60
"""How long an append waits for the writers before it."""
CONNECT_S = 10
"""How long a server may take to answer; `connect_timeout` in the address says otherwise."""
AT_ONCE = 500
"""Rows fetched at once."""
BULK = 1000
"""From so many rows of a table on they travel by COPY, which takes a journey of its own and no memory."""
HELD = 20_000
"""Rows kept back at most before they are sent."""
LONGEST_WORD = 255
"""Bytes of the longest word that a search can find; PostgreSQL takes none of 2 KB."""
LONGEST_WORDING = 100_000
"""Code points of a title or of quotes that a search can find; a `tsvector` ends at a megabyte."""
LOCK = 0x456E7465
"""The advisory lock that writers of one database take in turn: `Ente`."""

READABLE = 1
"""The oldest schema that can be read as it is: what was added since, only writers and the lake ask for."""

_BEGIN: tuple[Step, ...] = (
    (b"BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE", None),
    (
        b"SELECT set_config('enable_seqscan', 'off', true), set_config('plan_cache_mode', 'force_generic_plan', true),"
        b" pg_advisory_xact_lock(%s)",
        (LOCK,),
    ),
)
"""What a writer says first: its turn lasts as long as its transaction. All that it asks is found by an index, which a
server that has not counted its rows yet does not know."""

_WORD = re.compile(r"[^\W_]+")
_SETTINGS = """
SET lock_timeout = '60s'; SET idle_in_transaction_session_timeout = '10min';
SET tcp_keepalives_idle = 30; SET tcp_keepalives_interval = 10; SET tcp_keepalives_count = 3;
SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'
"""
"""A writer that hangs or is cut off frees its turn; what is acknowledged is on disk."""
_LOOKING = "; SET default_transaction_read_only = on"

_INIT = "run `entente init --ledger` with this address"
_AGAIN = "run it again; what was acknowledged is recorded"
_SAYINGS: tuple[tuple[str, str, str], ...] = (
    ("53100", "the server's disk is full; nothing of this batch was recorded", "free some space there, run it again"),
    ("53300", "the server takes no more connections", "let others end, or raise its `max_connections`"),
    ("53", "the server lacks memory or another resource", _AGAIN),
    ("55P03", f"others have been writing for {WAIT_S} s", _AGAIN),
    ("42501", "the role lacks a right", "grant it SELECT, and to write INSERT, on the tables; or name another role"),
    ("25006", "the server takes no writes: it is a standby or read-only", "name the primary server"),
    ("23", "a row contradicts those before it", "run `entente doctor`"),
    ("22", "a value that PostgreSQL cannot hold", "report it with the article"),
    ("42P07", "the database has tables of another program", "name a database of its own: `createdb entente`"),
    ("42710", "the database has tables of another program", "name a database of its own: `createdb entente`"),
    ("42P01", "a table of the ledger is missing", "restore a dump of the database"),
    ("57P", "the server is being stopped or started", _AGAIN),
    ("25P", "the server ended a transaction that stood still", _AGAIN),
    ("57014", "the server ended a statement that took too long", "raise its `statement_timeout`"),
    (
        "XX00",
        "the server reports damaged data",
        "restore a dump of the database, or `entente copy` back what was copied",
    ),
    ("08", "the connection to the server was lost", _AGAIN),
)
"""Start of the SQLSTATE, what it means for the user, what to do."""

_UNREACHED: tuple[tuple[str, str, str], ...] = (
    ("password", "the password was refused, or none was given", "put it into ~/.pgpass or PGPASSWORD, or mend it"),
    ("authentication failed", "the server refuses this role", "name another role, or see its pg_hba.conf"),
    ("no pg_hba.conf entry", "the server takes no connections from here", "see its pg_hba.conf"),
    ('database "', "there is no such database", "make it with `createdb NAME`, then " + _INIT),
    ('role "', "the server does not know the role", "make it with `createuser NAME`, or name another in the address"),
    ("too many", "the server takes no more connections", "let others end, or raise its `max_connections`"),
    ("could not translate host name", "the server's name is not known", "see that the address is right"),
    ("resolve host", "the server's name is not known", "see that the address is right"),
    ("starting up", "the server is being started", "wait a moment and run it again"),
    ("", "the server cannot be reached", "see that it runs, and that host and port in the address are right"),
)
"""Word in what the driver says when no connection is made, what it means, what to do."""


def _sought(terms: Sequence[Term]) -> str:
    """Words that must all occur, phrases in their order, as `to_tsquery` reads them."""
    if any(len(word.encode()) > LONGEST_WORD for term in terms for word in term.words):
        return ""
    return " & ".join(" <-> ".join(f"'{word}'" for word in term.words) + ":*" * term.is_open for term in terms)


DIALECT = Dialect(
    claims_only=" AND entry.kind = 'claim'",
    found=" FROM (SELECT seq, words FROM wording WHERE words @@ to_tsquery('entente', :words)"
    " AND seq <= coalesce((SELECT last FROM batch WHERE batch = :upto), 0)"
    f" ORDER BY seq DESC LIMIT {RANKED}) hit JOIN entry ON entry.seq = hit.seq WHERE TRUE",
    best=" ORDER BY ts_rank(hit.words, to_tsquery('entente', :words), 1) DESC, entry.seq",
    sought=_sought,
    searchable="(SELECT seq FROM wording)",
)


@cache
def _in_server_words(statement: str) -> bytes:
    """Places for values as psycopg marks them."""
    return re.sub(r"(?<!:):([a-z_]+)", r"%(\1)s", statement.replace("?", "%s")).encode()


def _searchable(row: Row) -> Row:
    """The words alone, so that PostgreSQL cuts them as SQLite does."""
    seq, *texts = row
    cut = (" ".join(_WORD.findall(str(text)[:LONGEST_WORDING])) if text else None for text in texts)
    return (seq, *cut)


class ServerConnection:
    """A connection that keeps rows back and sends them with the next statement, or at the end, in one journey.

    A stream of many rows takes the connection with it; the next statement then opens another. What is closed in order
    may serve the next ledger at the same address.
    """

    dialect = DIALECT
    refusal: type[Exception] = psycopg.IntegrityError

    def __init__(
        self,
        connect: Callable[[], "psycopg.Connection[Any]"],  # Any: columns have their own types
        rest: Callable[["psycopg.Connection[Any]"], None],  # Any: as above
    ) -> None:
        self._connect = connect
        self._rest = rest
        self._free: psycopg.Connection[Any] | None = connect()  # Any: as above
        self._is_pinned = False  # in a transaction no other connection takes its place
        self._is_closed = False
        self._first: tuple[Step, ...] = ()  # what a transaction begins with, not yet sent
        self._held: defaultdict[str, list[Row]] = defaultdict(list)
        self._n_held = 0

    @property
    def _raw(self) -> "psycopg.Connection[Any]":  # Any: as above
        if self._is_closed:
            raise psycopg.InterfaceError("the ledger was closed")
        if self._free is None or (self._free.closed and not self._is_pinned):
            self._free = self._connect()
        return self._free

    def execute(self, statement: str, values: Any = (), /) -> Rows:  # Any: psycopg takes what SQLite takes
        """One statement, after the rows that were kept back."""
        (cursor,) = self._send((_in_server_words(statement), values or None))
        return cast("Rows", cursor)  # what changes a row only in how its iterator is typed

    def ask(self, *questions: Question) -> list[list[list[Any]]]:  # Any: as above
        """A statement for each question, all sent together, after the rows that were kept back."""
        answers: list[list[list[Any]]] = [[[] for _ in keys] for _, keys in questions]  # Any: as above
        for found, cursor in zip(answers, self._send(*map(asking, questions)), strict=True):
            for place, *row in cursor:
                found[place - 1].append(tuple(row))
        return answers

    def stream(self, statement: str, values: Values = (), /) -> Iterator[Any]:  # Any: as above
        """The rows as they were when asked for; never in the middle of writing."""
        self._send()
        raw = self._raw
        try:
            with raw.transaction(), raw.cursor("stream") as cursor:
                cursor.execute(_in_server_words(statement), values or None)
                rows = cursor.fetchmany(AT_ONCE)
                if len(rows) == AT_ONCE:
                    self._free = None
                    while rows:
                        yield from rows
                        rows = cursor.fetchmany(AT_ONCE)
        finally:
            if self._free is None and not self._is_closed:
                self._free = raw
            elif self._free is not raw:
                raw.close()
        yield from rows

    def add(self, table: str, rows: Iterable[Row], /) -> None:
        """Kept back until the next statement, or until there are many."""
        before = len(self._held[table])
        self._held[table] += map(_searchable, rows) if table == "wording" else rows
        self._n_held += len(self._held[table]) - before
        if self._n_held >= HELD:
            self._send()

    def close(self) -> None:
        """Gives the connection back, or ends it; what was kept back outside a transaction is lost."""
        raw, self._free, self._is_closed = self._free, None, True
        if raw is not None:
            is_idle = raw.info.transaction_status == TransactionStatus.IDLE
            self._rest(raw) if is_idle else raw.close()

    def _send(self, *after: Step) -> "list[psycopg.Cursor[Any]]":  # Any: as above
        """The rows kept back, then the statements, in one journey; many rows travel before, a table at a time."""
        steps, held = list(self._first), self._held
        self._first, self._held, self._n_held = (), defaultdict(list), 0
        many = {table: rows for table, rows in held.items() if len(rows) >= BULK}
        few = {table: rows for table, rows in held.items() if rows and table not in many}
        if few:
            steps.append(adding(few))
        if many:
            self._run(steps)
            self._copy(many)
            steps = []
        return self._run([*steps, *after])[len(steps) :]

    def _run(self, steps: Sequence[Step]) -> "list[psycopg.Cursor[Any]]":  # Any: as above
        """One statement as it is, several without waiting for each other."""
        raw = self._raw
        if len(steps) < 2:
            return [raw.execute(statement, values) for statement, values in steps]
        with raw.pipeline():
            return [raw.execute(statement, values) for statement, values in steps]

    def _copy(self, held: Mapping[str, Iterable[Row]]) -> None:
        for table, rows in held.items():
            with self._raw.cursor() as cursor, cursor.copy(copying(table)) as copy:
                for row in rows:
                    copy.write_row(row)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All of it or nothing; writers wait for each other, so numbers have no gaps."""
        raw, self._first = self._raw, _BEGIN
        self._is_pinned = True
        try:
            yield
            self._send((b"COMMIT", None))
        except BaseException:
            self._held.clear()
            self._n_held = 0
            if not raw.closed and raw.info.transaction_status != TransactionStatus.IDLE:
                raw.rollback()  # unlike the statement, this forgets what a broken pipeline only seemed to prepare
            raise
        finally:
            self._is_pinned, self._first = False, ()


class ServerStore:
    """A database; an append takes its turn, and nobody holds it longer."""

    def __init__(self, place: Server, connection: ServerConnection, *, read_only: bool) -> None:
        self.place = place
        self.connection = connection
        self._read_only = read_only

    @property
    def schema(self) -> int:
        """The number of the last migration the database has seen."""
        return schema_of(self.connection)

    @contextmanager
    def plain_errors(self) -> Iterator[None]:
        """Errors of the server and of the connection leave as LedgerError."""
        try:
            yield
        except psycopg.Error as error:
            raise _plain(error, self.place) from error

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One transaction, in turn."""
        if self._read_only:
            raise LedgerError("it was opened for reading only", str(self.place), "open it without `read_only`")
        with self.connection.transaction():
            yield

    def faults(self) -> Iterator[str]:
        """Tables whose rows could be changed; `pg_amcheck` examines the pages."""
        for (table,) in self.connection.execute(_UNGUARDED, {"tables": [*TABLES, "producer"]}).fetchall():
            yield f"rows of {table} could be changed: its trigger `kept` is missing or off"

    def close(self) -> None:
        """Ends the connection."""
        self.connection.close()


_UNGUARDED = """
SELECT name FROM unnest(CAST(:tables AS TEXT[])) AS name WHERE NOT EXISTS (SELECT 1 FROM pg_trigger t
    WHERE t.tgrelid = to_regclass(name) AND t.tgname = 'kept' AND t.tgenabled IN ('O', 'A'))
"""


def open_server(place: Server, *, create: bool, read_only: bool) -> ServerStore:
    """The ledger in a database, brought up to date by who writes."""
    key = (place.url, read_only)
    connection = ServerConnection(partial(_connection, place, read_only=read_only), partial(_IDLE.give, key))
    store = ServerStore(place, connection, read_only=read_only)
    try:
        with store.plain_errors():
            _prepare(store, create=create, read_only=read_only)
    except BaseException:
        store.close()
        raise
    return store


_IDLE: "Idle[psycopg.Connection[Any]]" = Idle()  # Any: as above
atexit.register(_IDLE.clear)


def _connection(place: Server, *, read_only: bool) -> "psycopg.Connection[Any]":  # Any: as above
    """One that rests and still answers, or a new one."""
    while made := _IDLE.take((place.url, read_only)):
        try:
            made.execute(b"")
            return made
        except psycopg.Error:
            made.close()
    return _connect(place, read_only=read_only)


def _connect(place: Server, *, read_only: bool) -> "psycopg.Connection[Any]":  # Any: as above
    """A connection; what the driver says of its failure is told without the password, and its own error is dropped."""
    given = _parts(place)
    options: Mapping[str, Any] = {  # Any: psycopg takes words and numbers
        "connect_timeout": CONNECT_S, "application_name": "entente", "client_encoding": "UTF8",
    } | given  # fmt: skip
    try:
        made = psycopg.connect(**options, autocommit=True)
        made.execute((_SETTINGS + _LOOKING * read_only).encode())
        return made
    except psycopg.Error as error:
        said = " ".join(str(error).split())
        what, remedy = next((what, remedy) for word, what, remedy in _UNREACHED if word in said)
        secret = str(given.get("password") or "")
        shown = said.replace(secret, "***") if secret else said
        raise LedgerError(f"{what} ({shown})", str(place), remedy) from None


def _parts(place: Server) -> dict[str, Any]:  # Any: psycopg says so; they are words
    """Host, port, user and the rest; a password out of place often reads as a port."""
    try:
        given = conninfo_to_dict(place.url)
    except psycopg.Error:
        given = {"port": "none"}
    if not re.fullmatch(r"[\d,]*", str(given.get("port", ""))):
        what = "this is no address of a database"
        remedy = "write postgresql://user@host:5432/name, signs such as @ / : in the password as %40 %2F %3A"
        raise LedgerError(what, str(place), remedy)
    return given


def _prepare(store: ServerStore, *, create: bool, read_only: bool) -> None:
    """The schema is made, brought up to date or refused."""
    encoding, is_there = store.connection.execute(_CONDITION).fetchone()
    if encoding != "UTF8":
        remedy = "make another: `createdb --encoding UTF8 --template template0 NAME`"
        raise LedgerError(f"the database keeps text as {encoding}, a ledger needs UTF8", str(store.place), remedy)
    schema, steps = _number(store.connection) if is_there else 0, migrations()
    if schema == len(steps):
        return
    if schema > len(steps):
        what = f"it has schema {schema}, and this Entente knows {len(steps)}"
        raise LedgerError(what, str(store.place), "upgrade Entente")
    if schema == 0 and not (create and not read_only):
        raise LedgerError("no ledger here", str(store.place), _INIT)
    if read_only and schema >= READABLE:
        return
    if read_only:
        what = f"it has schema {schema}, and this Entente reads {len(steps)}"
        raise LedgerError(what, str(store.place), "make a dump of it, then run `entente doctor`, which updates it")
    with store.connection.transaction():
        migrate(store.connection, steps)


_CONDITION = "SELECT current_setting('server_encoding'), to_regclass('entente_ledger') IS NOT NULL"
_IS_THERE = "SELECT count(*) FROM pg_class WHERE oid = to_regclass('entente_ledger')"
"""Asked of the catalogue itself: the name alone may be answered from before the wait for another that makes it."""


def schema_of(connection: ServerConnection) -> int:
    """The number of the last migration the database has seen; 0: none."""
    return _number(connection) if connection.execute(_IS_THERE).fetchone()[0] else 0


def _number(connection: ServerConnection) -> int:
    return int(connection.execute("SELECT schema FROM entente_ledger").fetchone()[0])


def migrations() -> tuple[str, ...]:
    """The numbered steps from an empty database to today's schema."""
    folder = files("entente.ledger") / "migrations" / "postgres"
    steps = sorted((file for file in folder.iterdir() if file.name.endswith(".sql")), key=lambda file: file.name)
    return tuple(step.read_text(encoding="utf-8") for step in steps)


def migrate(connection: ServerConnection, steps: Sequence[str]) -> None:
    """Every step that the database has not seen; another writer may have been quicker."""
    seen = schema_of(connection)
    for step in steps[seen:]:
        connection.execute(step)
    if seen == 0:
        connection.execute("INSERT INTO entente_ledger VALUES (1, ?)", (len(steps),))
    else:
        connection.execute("UPDATE entente_ledger SET schema = ?", (len(steps),))


def _plain(error: "psycopg.Error", place: Server) -> LedgerError:
    state, said = error.sqlstate or "08", " ".join(str(error).split())
    what, remedy = next(
        ((what, remedy) for start, what, remedy in _SAYINGS if state.startswith(start)),
        ("PostgreSQL reports an error", "run `entente doctor`"),
    )
    return LedgerError(f"{what} ({said})" if not error.sqlstate else f"{what} ({state}: {said})", str(place), remedy)
