"""Bad input on the whole application: a clear page, the right status, nothing executed, nothing lost."""

import shutil
import sqlite3
import time
import unicodedata
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from entente.api import create, open_project
from entente.ledger import Ledger
from entente.web.app import create_app
from entente.web.intake import Intake
from entente.web.shelf import LedgerShelf
from tests.clean.test_clean import pdf
from tests.cli.made import ARTICLES
from tests.cli.test_bad_input import ENTITIES, ENTRY, FEED, packed
from tests.views import made
from tests.web.site import Seen, sent, walk
from tests.web.test_intake import over
from tests.web.test_shelf import write

GOOD = ("promise.txt", ARTICLES["promise.txt"].encode())
WILD = "Ruѕѕia\u202e<script>alert(1)</script>\u2066\u200f <img src=x onerror=alert(2)> “quoted”"
HOSTILE = (
    f"{WILD} lends Pakistan money\n\nMOSCOW, 18 April 2024 - Russia agreed to lend Pakistan $420 million {WILD} for "
    "the Karachi steel mill.\n"
)


TURNED = made.document(
    f"Velmora accused Orsenia of delay \u202e{WILD} in May.", "2025-06-06", title=f"\u202eturned {WILD}",
    source_id="odd\u202e",
)  # fmt: skip
TURNING = made.claim(
    TURNED, f"Velmora accused Orsenia of delay \u202e{WILD} in May", "accused", "ACCUSE", when="2025-05",
    actors=(("Velmora", "xvm"),), recipients=(("Orsenia", "xor"),),
)  # fmt: skip


@pytest.fixture
def client(tmp_path: Path) -> TestClient:
    """A browser on a project with one article, which takes texts."""
    create(tmp_path)
    write(tmp_path, made.PROMISE, made.LEND)
    app = create_app(LedgerShelf(open_project(tmp_path)), intake=Intake(tmp_path))
    return TestClient(app, base_url="http://127.0.0.1", follow_redirects=False)


def handed_in(client: TestClient, *files: tuple[str, bytes]) -> str:
    """The page of a handing in, once it is read."""
    answer = sent(client, "/upload", page="/upload", files=[("files", file) for file in files])
    assert 303 == answer.status_code
    return over(client, answer.headers["location"])


BOMBS = {
    "zip": ("bomb.zip", packed(60_000_000)),
    "pdf": ("bomb.pdf", pdf(["a" * 32] * 20, repeat=100_000)),
    "html": ("bomb.html", b"<!doctype html><title>T</title>" + b"<div><b><table>" * 60_000 + b"Kenya signed a treaty."),
    "xml": ("bomb.xml", f"{ENTITIES}{FEED.format(ENTRY.format('&b;'))}".encode()),
}  # fmt: skip


@pytest.mark.parametrize("kind", BOMBS)
def test_a_bomb_is_named_and_the_rest_is_read(client: TestClient, tmp_path: Path, kind: str) -> None:
    """A file that would burst is named with what to do, what stood beside it is read, and the server goes on."""
    page = handed_in(client, BOMBS[kind], GOOD)
    assert "<h1>Read</h1>" in page
    assert BOMBS[kind][0] in page.partition("Problems met")[2]
    with Ledger.open(tmp_path / "ledger.entente", read_only=True) as ledger:
        assert any("steel mill" in document.title for document in ledger.documents())
    assert 200 == client.get("/").status_code


class Steered(HTMLParser):
    """Texts that turn the direction of writing, outside of every element that keeps it inside."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._open: list[tuple[str, bool]] = []
        self.loose: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Notes whether an element keeps its direction to itself."""
        if tag not in ("meta", "link", "input", "br", "img", "hr"):
            self._open.append((tag, "dir" in dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        """The element is over."""
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        """Notes a text that would turn what follows it."""
        if data.count("\u202e") > data.count("\u202c") and not any(kept for _, kept in self._open):
            self.loose.append(data[:60])


def wait_for(words: str, client: TestClient, path: str) -> None:
    """Until a page shows what was written: a busy room shows the edition before for a while."""
    until = time.monotonic() + 60
    while words not in client.get(path).text and time.monotonic() < until:
        time.sleep(0.2)


def test_hostile_text_stays_text(client: TestClient, tmp_path: Path) -> None:
    """What was handed in under a hostile title, with hostile words and a hostile name, runs nowhere, turns nothing."""
    assert "1 new text" in handed_in(client, (f"{WILD}.txt", HOSTILE.encode()))
    write(tmp_path, TURNED, TURNING)
    wait_for("\u202e", client, "/sources")
    shown = turned = 0
    for path, status, seen, _ in walk(client):
        text = client.get(path).text
        assert 200 == status, path
        assert ([], False) == (seen.inline, "img" in seen.tags), path
        assert [] == (Steered(text).loose if seen.tags else []), path
        shown += "alert(1)" in text
        turned += "\u202e" in text
    assert min(shown, turned) > 3


def test_lookalikes_are_nobody(client: TestClient) -> None:
    """A name in letters of another alphabet names no state, and is said back."""
    name = "Orѕenia"
    assert "CYRILLIC" in unicodedata.name(name[2])
    answer = client.get(f"/dyad/{name}/Velmora")
    assert (404, True) == (answer.status_code, "names no state" in answer.text)


def newer(ledger: Path) -> None:
    """As a version of the future would leave it."""
    connection = sqlite3.connect(ledger)
    connection.execute("PRAGMA user_version = 99")
    connection.commit()
    connection.close()


def a_folder(ledger: Path) -> None:
    """Another thing under its name."""
    ledger.unlink()
    ledger.mkdir()


STATES: dict[str, Callable[[Path], object]] = {
    "moved": lambda ledger: ledger.rename(ledger.with_name("elsewhere")),
    "deleted": lambda ledger: ledger.unlink(),
    "newer": newer,
    "damaged": lambda ledger: ledger.write_bytes(b"no ledger at all" * 400),
    "empty": lambda ledger: ledger.write_bytes(b""),
    "a folder": a_folder,
}


@pytest.mark.parametrize("state", STATES)
def test_a_ledger_that_cannot_be_read_is_told(client: TestClient, tmp_path: Path, state: str) -> None:
    """The page says so with status 503, programs get a problem document, and all is well when the ledger is back."""
    ledger, copy = tmp_path / "ledger.entente", tmp_path / "copy"
    shutil.copy(ledger, copy)
    STATES[state](ledger)
    answer, data = client.get("/explore"), client.get("/api/v1/events")
    assert (503, 503) == (answer.status_code, data.status_code)
    assert "application/problem+json" == data.headers["content-type"]
    assert {"h1", "p"} <= set(Seen(answer.text).tags)
    if ledger.is_dir():
        ledger.rmdir()
    shutil.copy(copy, ledger)
    assert (200, 1) == (client.get("/explore").status_code, client.get("/api/v1").json()["documents"])


@pytest.mark.parametrize("state", STATES)
def test_texts_handed_in_meanwhile_are_kept(client: TestClient, tmp_path: Path, state: str) -> None:
    """Where the ledger cannot be written the texts lie in the inbox, and the page says where."""
    form = client.get("/upload").text.partition('name="form" value="')[2][:64]
    (tmp_path / "ledger.entente").rename(tmp_path / "copy")
    shutil.copy(tmp_path / "copy", tmp_path / "ledger.entente")
    STATES[state](tmp_path / "ledger.entente")
    answer = client.post("/upload", data={"form": form}, files=[("files", GOOD)])
    assert 303 == answer.status_code
    kept = tmp_path / "inbox" / answer.headers["location"].rpartition("/")[2] / "001-promise.txt"
    assert GOOD[1] == kept.read_bytes()


def test_a_ledger_that_grows_is_read_on(client: TestClient, tmp_path: Path) -> None:
    """While another process holds the ledger, pages are shown and what it commits is shown soon."""
    with Ledger.open(tmp_path / "ledger.entente"):
        assert 200 == client.get("/").status_code
        assert 200 == client.get("/api/v1/events").status_code


def test_a_full_disk_is_told(client: TestClient, tmp_path: Path) -> None:
    """Where files cannot be kept, none of them is, and the page says what to do."""
    (tmp_path / "inbox").write_text("in the way")
    answer = sent(client, "/upload", page="/upload", files=[("files", GOOD)])
    assert (507, True) == (answer.status_code, "disk" in answer.text)


@pytest.mark.parametrize("path", ["/explore", "/search", "/api/v1/events", "/api/v1/search", "/brief", "/review"])
def test_long_questions_are_refused(client: TestClient, path: str) -> None:
    """A question of 60,000 characters is refused before it is looked at, as page and as problem document."""
    answer = client.get(path, params={"q": "x" * 60_000})
    assert (414, True) == (answer.status_code, len(answer.content) < 20_000)


@pytest.mark.parametrize("body", [b"", b"form=", b"\xff\xfe=%zz&&&==", b"form=" + b"\x00" * 64, b"a" * 1_000_000])
@pytest.mark.parametrize("path", ["/seen", "/review", "/upload", "/login", "/logout"])
def test_malformed_forms_are_refused(client: TestClient, tmp_path: Path, path: str, body: bytes) -> None:
    """A form that is none changes nothing and is refused with a status of its own."""
    before = (tmp_path / "ledger.entente").read_bytes()
    answer = client.post(path, content=body, headers={"content-type": "application/x-www-form-urlencoded"})
    assert answer.status_code in (303, 400, 403, 413)
    assert answer.status_code != 303 or path == "/login"
    assert before == (tmp_path / "ledger.entente").read_bytes()


def test_a_broken_upload_is_refused(client: TestClient, tmp_path: Path) -> None:
    """A body that is no form of files is refused, and nothing is kept."""
    for kind in ("multipart/form-data", "multipart/form-data; boundary=x", "text/plain"):
        answer = client.post("/upload", content=b"--y\r\nnonsense", headers={"content-type": kind})
        assert answer.status_code in (400, 403)
    assert not (tmp_path / "inbox").exists()
