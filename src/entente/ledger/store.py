"""The SQLite file: opened, recognised, migrated after a copy, and its errors in plain words."""

import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from importlib.resources import files
from pathlib import Path
from typing import Any

from entente.errors import LedgerError
from entente.ledger.connection import RANKED, TABLES, Dialect, Question, Row, Term, Values

APPLICATION_ID = 0x456E7465
"""`Ente` in the file's header: what tells a ledger from other SQLite files."""

BUSY_S = 10.0
"""How long a writer waits for another transaction to end."""

PAGE_SIZE = 8192

LOG_BYTES = 2**26
"""What the log beside the file shrinks to once a long reading, which it had to be kept for, is over."""

READABLE = 1
"""The oldest schema that can be read as it is: what was added since, only writers and the lake ask for."""

_MAGIC = b"SQLite format 3\0"
_RESTORE = "restore a copy, or `entente import` an export into a new project; `entente doctor` says what is damaged"
_READ_ONLY = "the file or its folder is read-only"
_ALLOW_WRITING = "allow writing there, or use another --project"

_SAYINGS: tuple[tuple[str, str, str], ...] = (
    ("SQLITE_FULL", "the disk is full; nothing of this batch was recorded", "free some space and run it again"),
    ("SQLITE_READONLY", _READ_ONLY, _ALLOW_WRITING),
    ("SQLITE_PERM", "access is denied", "allow access to the file and its folder"),
    ("SQLITE_AUTH", "access is denied", "allow access to the file and its folder"),
    ("SQLITE_CANTOPEN", "it cannot be opened", "see that the file and its folder exist and can be read and written"),
    ("SQLITE_NOTADB", "this is not a ledger, or its first page is damaged", _RESTORE),
    ("SQLITE_CORRUPT", "the file is damaged", _RESTORE),
    ("SQLITE_BUSY", "another program holds the file", "let it finish and run it again"),
    ("SQLITE_LOCKED", "another program holds the file", "let it finish and run it again"),
    ("SQLITE_IOERR", "the disk cannot be read or written", "see that it has space and is sound, and run it again"),
)
"""Start of SQLite's error name, what it means for the user, what to do."""


@contextmanager
def plain_errors(path: Path) -> Iterator[None]:
    """Errors of SQLite and of the system leave as LedgerError: what, where, what to do."""
    try:
        yield
    except sqlite3.Error as error:
        name = getattr(error, "sqlite_errorname", None) or type(error).__name__
        what, remedy = next(
            ((what, remedy) for start, what, remedy in _SAYINGS if name.startswith(start)),
            ("SQLite reports an error", "run `entente doctor`"),
        )
        raise LedgerError(f"{what} ({name}: {error})", str(path), remedy) from error
    except UnicodeDecodeError as error:  # a name in the file's schema that is no text any more
        raise LedgerError("the file is damaged", str(path), _RESTORE) from error
    except OSError as error:
        raise LedgerError(f"{error.strerror or error}", str(path), "see that it can be read and written") from error


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All of it or nothing; the write lock is taken at the start."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _sought(terms: Sequence[Term]) -> str:
    """Words and phrases that must all occur, in FTS5's words; operators and signs mean nothing."""
    return " AND ".join(f'"{" ".join(term.words)}"{"*" * term.is_open}' for term in terms)


DIALECT = Dialect(
    claims_only=" AND +entry.kind = 'claim'",
    found=" FROM (SELECT rowid AS seq, bm25(wording) AS score FROM wording WHERE wording MATCH :words"
    " AND rowid <= coalesce((SELECT last FROM batch WHERE batch = :upto), 0)"
    f" ORDER BY rowid DESC LIMIT {RANKED}) hit JOIN entry ON entry.seq = hit.seq WHERE TRUE",
    best=" ORDER BY hit.score, entry.seq",
    sought=_sought,
    searchable="(SELECT id FROM wording_docsize)",
)


def _adding(table: str, columns: Sequence[str]) -> str:
    named = ("rowid", *columns[1:]) if table == "wording" else columns
    places = ", ".join("?" for _ in columns)
    return "INSERT INTO " + table + " (" + ", ".join(named) + ") VALUES (" + places + ")"


_ADDING = {table: _adding(table, columns) for table, columns in TABLES.items()}


class FileConnection(sqlite3.Connection):
    """SQLite's own connection, with what the other engine needs words for."""

    dialect = DIALECT
    refusal: type[Exception] = sqlite3.IntegrityError

    def ask(self, *questions: Question) -> list[list[list[Any]]]:  # Any: columns have their own types
        """One by one: there is no journey."""
        return [[self.execute(statement, key).fetchall() for key in keys] for statement, keys in questions]

    def stream(self, statement: str, values: Values = (), /) -> Iterator[Any]:  # Any: columns have their own types
        """SQLite hands out one row at a time anyway."""
        return self.execute(statement, values)

    def add(self, table: str, rows: Iterable[Row], /) -> None:
        """Rows into a table, at once."""
        self.executemany(_ADDING[table], rows)


def connect(path: Path, *, create: bool, read_only: bool) -> FileConnection:
    """An open ledger of today's or an older schema; LedgerError if the file is anything else."""
    _check_file(path, create=create)
    if not read_only and not all(os.access(place, os.W_OK) for place in (path, path.parent) if place.exists()):
        raise LedgerError(_READ_ONLY, str(path), _ALLOW_WRITING)
    connection = _open(path, "ro" if read_only else "rwc" if create else "rw")
    try:
        if not read_only:
            _prepare(connection, create=create)
        _check_ledger(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


def schema_of(connection: sqlite3.Connection) -> int:
    """The number of the last migration the file has seen; 0: none."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def migrations() -> tuple[str, ...]:
    """The numbered steps from an empty file to today's schema."""
    folder = files("entente.ledger") / "migrations"
    steps = sorted((file for file in folder.iterdir() if file.name.endswith(".sql")), key=lambda file: file.name)
    return tuple(step.read_text(encoding="utf-8") for step in steps)


def migrate(connection: sqlite3.Connection, steps: Sequence[str]) -> None:
    """Every step the file has not seen, in one transaction."""
    with transaction(connection):
        for number in range(schema_of(connection), len(steps)):
            for statement in _statements(steps[number]):
                connection.execute(statement)
            connection.execute(_SET_SCHEMA + str(number + 1))
        connection.execute(_SET_APPLICATION + str(APPLICATION_ID))


def copy_aside(connection: sqlite3.Connection, path: Path) -> Path:
    """A copy of the whole ledger beside it, on disk before this returns: `NAME.schema-1`."""
    copy = path.with_name(f"{path.name}.schema-{schema_of(connection)}")
    part = copy.with_name(f"{copy.name}.part")
    part.unlink(missing_ok=True)
    target = sqlite3.connect(part)
    try:
        connection.backup(target)
        target.execute("DELETE FROM writer")  # the lock is on the original
        target.commit()
    finally:
        target.close()
    with part.open("rb") as written:
        os.fsync(written.fileno())
    return part.replace(copy)


_SET_SCHEMA = "PRAGMA user_version = "
_SET_APPLICATION = "PRAGMA application_id = "


def _check_file(path: Path, *, create: bool) -> None:
    """The file is there and can be a ledger, judged by its first bytes and its length."""
    if path.is_dir():
        raise LedgerError("this is a folder, not a ledger", str(path), "name the file in it")
    if not path.exists():
        if create and path.parent.is_dir():
            return
        missing = "no ledger here" if path.parent.is_dir() else "the folder does not exist"
        raise LedgerError(missing, str(path), "see that the path is right, or run `entente init` there")
    with path.open("rb") as file:
        head = file.read(100)
    if not head and create:
        return
    if not head.startswith(_MAGIC):
        raise LedgerError("this is not a ledger", str(path), "name a file that `entente init` made")
    if _is_short(path, head):
        raise LedgerError("the file is truncated", str(path), _RESTORE)


def _is_short(path: Path, head: bytes) -> bool:
    """Whether pages are missing; never so while a write-ahead log may still hold them."""
    log = path.with_name(f"{path.name}-wal")
    if len(head) < 100:
        return True
    page = int.from_bytes(head[16:18], "big")
    pages = int.from_bytes(head[28:32], "big")
    has_log = log.exists() and log.stat().st_size > 0
    return not has_log and path.stat().st_size < pages * (65536 if page == 1 else page)


def _open(path: Path, mode: str) -> FileConnection:
    try:
        return _open_as(path, f"?mode={mode}")
    except sqlite3.OperationalError:
        if mode != "ro" or path.with_name(f"{path.name}-wal").exists():
            raise
        return _open_as(path, "?mode=ro&immutable=1")  # a folder that nobody can write to, such as a disc


def _open_as(path: Path, options: str) -> FileConnection:
    uri = path.absolute().as_uri() + options
    connection = sqlite3.connect(
        uri, uri=True, isolation_level=None, timeout=BUSY_S, check_same_thread=False, factory=FileConnection
    )
    try:
        for setting in ("cell_size_check = ON", "trusted_schema = OFF", "cache_size = -16384"):
            connection.execute("PRAGMA " + setting)
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


def _prepare(connection: sqlite3.Connection, *, create: bool) -> None:
    """Commits reach the disk before they are acknowledged; an empty file gets its tables."""
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA journal_size_limit = " + str(LOG_BYTES))
    tables = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
    if create and not tables and not _application_of(connection):
        connection.execute("PRAGMA page_size = " + str(PAGE_SIZE))
        connection.execute("PRAGMA journal_mode = WAL")
        migrate(connection, migrations())


def take_in_log(path: Path) -> None:
    """A long log that a killed writer left goes into the file: whoever opens it alone would read all of that first."""
    log = path.with_name(f"{path.name}-wal")
    if not log.exists() or log.stat().st_size <= LOG_BYTES:
        return
    with suppress(sqlite3.Error), closing(_open_as(path, "?mode=rw")) as connection:
        connection.execute("PRAGMA busy_timeout = 0")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _application_of(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA application_id").fetchone()[0])


def _check_ledger(connection: sqlite3.Connection, path: Path) -> None:
    """The file carries our mark and a schema that this version knows."""
    if _application_of(connection) != APPLICATION_ID:
        remedy = "name a file that `entente init` made"
        raise LedgerError("this is an SQLite file of another program, not a ledger", str(path), remedy)
    schema, known = schema_of(connection), len(migrations())
    if schema > known:
        raise LedgerError(f"it has schema {schema}, and this Entente knows {known}", str(path), "upgrade Entente")


def _statements(script: str) -> Iterator[str]:
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def bring_up_to_date(connection: sqlite3.Connection, path: Path, *, read_only: bool) -> None:
    """An older schema is migrated after the whole file is copied; who only reads is told how."""
    schema, steps = schema_of(connection), migrations()
    if schema == len(steps) or (read_only and schema >= READABLE):
        return
    if read_only:
        remedy = "run `entente doctor`, which copies and then updates it"
        raise LedgerError(f"it has schema {schema}, and this Entente reads {len(steps)}", str(path), remedy)
    copy_aside(connection, path)
    migrate(connection, steps)
