"""The command, started once for real."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from h11 import SERVER, Connection

from entente.api import create
from entente.web.listening import HEAD, KEPT, CutLines
from tests.cli.made import run
from tests.views import made
from tests.web.test_shelf import write

START = "from entente.cli import main; main()"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with one article."""
    folder = tmp_path_factory.mktemp("serve")
    create(folder)
    write(folder, made.PROMISE, made.LEND, made.BEGIN)
    return folder


@pytest.fixture(scope="module")
def server(project: Path) -> Iterator[str]:
    """The address of a server that is ended with the tests."""
    words = ["serve", "--project", str(project), "--port", "0", "--no-open", "--json"]
    environment = {name: value for name, value in os.environ.items() if name != "ENTENTE_TOKEN"}
    with subprocess.Popen(
        [sys.executable, "-c", START, *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
    ) as process:
        try:
            assert process.stdout
            yield json.loads(process.stdout.readline())["address"]
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(20)


def ask(address: str, path: str, **headers: str) -> tuple[int, str]:
    """Status and text of an address."""
    connection = HTTPConnection(urlsplit(address).netloc, timeout=10)
    try:
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    finally:
        connection.close()


def test_serves_on_loopback(server: str) -> None:
    """The address printed answers, with the project's records."""
    assert server.startswith("http://127.0.0.1:")
    status, text = ask(server, "/explore")
    assert (200, True) == (status, "lend Velmora" in text)


def test_refuses_foreign_names(server: str) -> None:
    """Over the wire too, another name than this machine's is refused."""
    assert 421 == ask(server, "/", Host="evil.example")[0]


@pytest.mark.parametrize("start", ["/search?q=", "/"])
@pytest.mark.parametrize("length", [30_000, 32_768, 100_000, 10_000_000])
def test_says_what_is_too_long(server: str, start: str, length: int) -> None:
    """An address of up to ten megabytes gets a page that says so, and the next one answers."""
    status, text = ask(server, start + "x" * length)
    assert (414, True) == (status, "The address is too long" in text)
    assert 200 == ask(server, "/help")[0]


@pytest.mark.parametrize("size", [1, 7, KEPT, 10 * KEPT])
def test_cuts_what_comes_in_pieces(size: int) -> None:
    """However a request is cut into pieces, the same line is kept of it, and ends as it did."""
    request = b"GET /" + b"x" * (2 * KEPT) + b" HTTP/1.1\r\nHost: here\r\n\r\n"
    cut = CutLines.__new__(CutLines)
    cut.conn = Connection(SERVER, HEAD)
    kept = b"".join(cut.kept(request[at : at + size]) for at in range(0, len(request), size))
    assert request[:KEPT] + b" HTTP/1.1\r\nHost: here\r\n\r\n" == kept


def test_refuses_to_be_open(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a token no other address is listened on."""
    monkeypatch.delenv("ENTENTE_TOKEN", raising=False)
    result = run("serve", "--host", "0.0.0.0", "--no-open", project=project)
    assert 1 == result.exit_code
    assert "ENTENTE_TOKEN" in str(result.exception)


def test_publishes(project: Path, tmp_path: Path) -> None:
    """The folder is written and its first page named."""
    result = run("publish", str(tmp_path / "site"), "--json", project=project)
    assert 0 == result.exit_code, result.output
    told = json.loads(result.stdout)
    assert told["files"] == sum(path.is_file() for path in (tmp_path / "site").rglob("*"))
