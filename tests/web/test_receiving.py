"""How far a reading is, told live."""

import asyncio
import json
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from entente.api import create, open_project
from entente.web.app import create_app
from entente.web.auditing import audits
from entente.web.intake import Intake, Job
from entente.web.pacing import Pace
from entente.web.receiving import MOST_SENT, news
from entente.web.shelf import LedgerShelf
from tests.cli.made import ARTICLES
from tests.web.site import sent
from tests.web.test_access import Clock

BAD = ("picture.jpg", b"\xff\xd8")


@pytest.fixture
def client(tmp_path: Path) -> TestClient:
    """A browser on an empty project that takes texts."""
    create(tmp_path)
    app = create_app(LedgerShelf(open_project(tmp_path)), intake=Intake(tmp_path))
    return TestClient(app, base_url="http://127.0.0.1", follow_redirects=False)


def told(job: Job, seen: int = 0) -> list[str]:
    """All news of a job."""

    async def collect() -> list[str]:
        return [each async for each in news(job, seen)]

    with ThreadPoolExecutor(1) as apart:  # a browser that another test drives keeps a loop running in this thread
        return apart.submit(asyncio.run, collect()).result()


def data(line: str) -> dict[str, object]:
    """What a piece of news holds."""
    found: dict[str, object] = json.loads(line.partition("data: ")[2])
    return found


def test_news_come_until_it_is_over(client: TestClient, tmp_path: Path) -> None:
    """Items and problems are told as they come, each problem once, and the last piece of news says that it is over."""
    files = [("files", (name, text.encode())) for name, text in ARTICLES.items()]
    address = sent(client, "/upload", page="/upload", files=[*files, ("files", BAD)]).headers["location"]
    answer = client.get(address + "/events")
    assert answer.headers["content-type"].startswith("text/event-stream")
    pieces = [each for each in answer.text.split("\n\n") if "data: " in each]
    assert "event: over" in pieces[-1]
    assert ("done", 2, 3) == tuple(data(pieces[-1])[name] for name in ("state", "done", "of"))
    problems = [line for each in pieces for line in re.findall(r"picture\.jpg", each)]
    assert 1 == len(problems)
    assert [("local", "hand_in", "3 files")] == [(a.who, a.did, a.note) for a in audits(tmp_path / "ledger.entente")]
    assert "done" == client.get("/api/v1/uploads/" + address.rpartition("/")[2]).json()["state"]


def test_news_go_on_where_they_were_lost(tmp_path: Path) -> None:
    """A browser that comes back is told the problems it has not seen."""
    job = Job("a", tmp_path, ("1", "2"), state="done", problems=[(word, "it", "") for word in ("one", "two", "three")])
    assert [["three: it"]] == [data(each)["problems"] for each in told(job, 2)]
    assert "id: 3\n" in told(job, 2)[0]


@pytest.mark.parametrize("given", ["x", "-1", "9" * 400, "²"])
def test_odd_places_are_the_start(client: TestClient, given: str) -> None:
    """An id that was not given here is none."""
    address = sent(client, "/upload", page="/upload", files=[("files", BAD)]).headers["location"]
    answer = client.get(address + "/events", headers={b"last-event-id": given.encode()})
    assert (200, True) == (answer.status_code, "picture.jpg" in answer.text), answer.text


def test_page_follows_with_and_without_scripts(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page names where its news come from, and asks again by itself only where no script runs."""
    monkeypatch.setattr(Intake, "_read", lambda self, job: None)
    address = sent(client, "/upload", page="/upload", files=[("files", BAD)]).headers["location"]
    page = client.get(address).text
    assert f'data-news="{address}/events"' in page
    assert '<noscript><meta http-equiv="refresh" content="2"></noscript>' in page


def test_handing_in_has_a_pace(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """After so many handings in a while is waited, and while many wait no more are taken."""
    monkeypatch.setattr(Intake, "_read", lambda self, job: setattr(job, "state", "done"))
    statuses = [
        sent(client, "/upload", page="/upload", files=[("files", BAD)]).status_code for _ in range(MOST_SENT + 1)
    ]
    assert [303] * MOST_SENT + [429] == statuses


def test_few_may_wait(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """While many texts wait, no more are taken."""
    monkeypatch.setattr(Intake, "_read", lambda self, job: None)
    monkeypatch.setattr("entente.web.intake.MOST_WAITING", 1)
    one, other = (sent(client, "/upload", page="/upload", files=[("files", BAD)]) for _ in range(2))
    assert (303, 429, "61") == (one.status_code, other.status_code, other.headers["retry-after"])


def test_pace_forgets() -> None:
    """A try counts for as long as the window, for its own key, and the quietest keys are forgotten first."""
    clock = Clock()
    pace = Pace(2, 60, clock)
    pace.note("a")
    clock.now = 30
    pace.note("a")
    assert (30, 0) == (pace.wait_s("a"), pace.wait_s("b"))
    clock.now = 60
    assert 0 == pace.wait_s("a")
