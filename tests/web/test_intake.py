"""Texts handed in through a page."""

from io import BytesIO
from pathlib import Path
from time import monotonic, sleep

import pytest
from fastapi.testclient import TestClient

from entente.api import create, open_project
from entente.ledger import Ledger
from entente.web.app import create_app
from entente.web.asking import Refused
from entente.web.intake import MOST_BYTES, Intake, Job, safe_name
from entente.web.shelf import LedgerShelf
from tests.cli.made import ARTICLES
from tests.web.site import Seen, browser, sent

HOSTILE = "<script>alert(1)</script>\u202e.txt"


@pytest.fixture
def client(tmp_path: Path) -> TestClient:
    """A browser on an empty project that takes texts."""
    create(tmp_path)
    shelf = LedgerShelf(open_project(tmp_path))
    return TestClient(create_app(shelf, intake=Intake(tmp_path)), base_url="http://127.0.0.1", follow_redirects=False)


def over(client: TestClient, address: str) -> str:
    """The page of a job once it is over, or after a minute."""
    end = monotonic() + 60
    while 'http-equiv="refresh"' in (text := client.get(address).text) and monotonic() < end:
        sleep(0.1)
    return text


def test_texts_are_read(client: TestClient, tmp_path: Path) -> None:
    """Files handed in are in the ledger when the page says so, and what cannot be read is named."""
    files = [("files", ("promise.txt", ARTICLES["promise.txt"].encode())), ("files", (HOSTILE, b"\x00\x01"))]
    answer = sent(client, "/upload", page="/upload", files=files)
    assert 303 == answer.status_code
    page = over(client, answer.headers["location"])
    assert "1 new text" in page, page[page.index("<main") :]
    assert {"script": 2} == {tag: Seen(page).tags.count(tag) for tag in ("script",)}
    with Ledger.open(tmp_path / "ledger.entente", read_only=True) as ledger:
        assert 1 == len(list(ledger.documents()))


def test_writer_elsewhere_is_told(client: TestClient, tmp_path: Path) -> None:
    """Where another process writes, the job fails and says why."""
    with Ledger.open(tmp_path / "ledger.entente"):
        answer = sent(client, "/upload", page="/upload", files=[("files", ("a.txt", b"Kenya signed a treaty."))])
        assert "Could not be read" in over(client, answer.headers["location"])


@pytest.mark.parametrize("headers", [{"sec-fetch-site": "cross-site"}, {"origin": "http://evil.example"}])
def test_other_pages_cannot_hand_in(client: TestClient, tmp_path: Path, headers: dict[str, str]) -> None:
    """A form on a page elsewhere is refused, and nothing is kept."""
    answer = sent(client, "/upload", page="/upload", files=[("files", ("a.txt", b"text"))], headers=headers)
    assert 403 == answer.status_code
    assert not (tmp_path / "inbox").exists()


def test_nothing_is_refused_plainly(client: TestClient) -> None:
    """An empty form, a length that is too great, and one that is not told have their status."""
    assert 400 == sent(client, "/upload", page="/upload", files=[("files", ("", b""))]).status_code
    assert 413 == client.post("/upload", headers={"content-length": str(MOST_BYTES + 1)}).status_code
    assert 411 == client.post("/upload", content=iter([b"x"])).status_code
    assert 404 == client.get("/upload/none").status_code


def test_others_hand_in_nothing() -> None:
    """Where no texts are taken there is no such page, and no link to it."""
    assert 404 == browser().get("/upload").status_code
    assert "/upload" not in browser().get("/sources").text


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"), ("C:\\mine\\a b.pdf", "a b.pdf"), ("..", "text"), ("", "text"),
        ("\u202etxt.exe\n", "txt.exe"), ("x" * 300 + ".html", "x" * 80 + ".html"), ("письмо.txt", "письмо.txt"),
    ],
)  # fmt: skip
def test_names_are_made_safe(given: str, kept: str) -> None:
    """A name loses its folders and what steers, and keeps its ending."""
    assert kept == safe_name(given)


def test_only_some_jobs_are_remembered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The oldest jobs are forgotten, their files are not."""
    monkeypatch.setattr("entente.web.intake.MOST_JOBS", 2)
    monkeypatch.setattr(Intake, "_read", lambda self, job: None)
    intake = Intake(tmp_path)
    jobs: list[Job] = [intake.take([("a.txt", BytesIO(b"x"))]) for _ in range(3)]
    with pytest.raises(Refused):
        intake.job(jobs[0].name)
    assert jobs[2] is intake.job(jobs[2].name)
    assert 3 == len(list((tmp_path / "inbox").iterdir()))
