"""A PostgreSQL server for the tests: Debian's binaries, a folder and a socket of its own, gone when they end."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest

STARTED_S = 300
"""How long the server may take to start or to stop."""
KEPT = 300
"""Places for ledgers that stay: a long run makes thousands, of fifty files each."""
OPTIONS = (
    "-c listen_addresses='' -c fsync=off -c full_page_writes=off -c autovacuum=off -c shared_buffers=32MB"
    " -c max_connections=40 -c lc_messages=C"
)
ACCESS = "local all locked scram-sha-256\nlocal all all trust\n"


class Cluster:
    """A running server, whose ledgers lie in schemas of one database."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._numbers = count(1)

    def url(self, *, user: str = "entente", database: str = "entente", options: str = "") -> str:
        """An address of it."""
        return f"postgresql://{user}@/{database}?host={self.folder}{options}"

    def new(self) -> str:
        """The address of an empty place for a ledger."""
        number = next(self._numbers)
        self.run("CREATE SCHEMA ledger_" + str(number))
        if number > KEPT:
            self.run("DROP SCHEMA ledger_" + str(number - KEPT) + " CASCADE")
        return self.url(options=f"&options=-csearch_path%3Dledger_{number}")

    @contextmanager
    def database_on(self, disk: Path) -> Iterator[str]:
        """The address of a database whose tables lie on that disk."""
        disk.chmod(0o777)
        (disk / "space").mkdir(mode=0o700)
        if os.geteuid() == 0:
            shutil.chown(disk / "space", "postgres", "postgres")
        self.run(f"CREATE TABLESPACE small LOCATION '{disk / 'space'}'")
        self.run("CREATE DATABASE small TABLESPACE small")
        try:
            yield self.url(database="small")
        finally:
            self.run("DROP DATABASE small WITH (FORCE)")
            self.run("DROP TABLESPACE small")

    def run(self, statement: str, url: str = "") -> None:
        """A statement, past any ledger."""
        import psycopg

        with psycopg.connect(url or self.url(), autocommit=True) as connection:
            connection.execute(statement.encode())


def _programs() -> Path:
    """The folder of the server's programs; the test is left out where there is none, or no driver."""
    pytest.importorskip("psycopg", reason="PostgreSQL's driver is not installed: pip install entente[postgres]")
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
    found = shutil.which("initdb")
    if not folders and not found:
        pytest.skip("PostgreSQL is not installed: apt-get install postgresql")
    return folders[-1] if folders else Path(str(found)).parent


def _user() -> str | None:
    """PostgreSQL never runs as root: then as its own user."""
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam("postgres").pw_name
    except KeyError:
        pytest.skip("PostgreSQL does not run as root, and there is no user `postgres`")


@contextmanager
def running() -> Iterator[Cluster]:
    """A server from first file to last."""
    programs, user = _programs(), _user()
    folder = Path(tempfile.mkdtemp(prefix="entente-pg-"))  # short: the path of a socket has 107 bytes at most
    if user:
        shutil.chown(folder, user, user)
    folder.chmod(0o755)
    data = folder / "data"

    def run(program: str, *arguments: str) -> None:
        subprocess.run(
            [programs / program, *arguments], user=user, cwd=folder, check=True, timeout=STARTED_S,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip

    try:
        run("initdb", "-D", str(data), "-U", "entente", "-E", "UTF8", "--locale", "C.UTF-8", "-A", "trust", "--no-sync")
        (data / "pg_hba.conf").write_text(ACCESS)
        options = f"-k {folder} {OPTIONS}"
        run("pg_ctl", "start", "-D", str(data), "-w", "-o", options, "-l", str(folder / "log"))
        try:
            cluster = Cluster(folder)
            cluster.run("CREATE DATABASE entente", cluster.url(database="postgres"))
            yield cluster
        finally:
            run("pg_ctl", "stop", "-D", str(data), "-m", "immediate")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
