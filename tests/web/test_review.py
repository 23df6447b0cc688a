"""A person rules on pairs of reports, and takes it back."""

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from entente.api import create, open_project
from entente.ledger import Ledger
from entente.records import Decision
from entente.web.app import create_app
from entente.web.intake import Intake
from entente.web.shelf import LedgerShelf
from tests.views import made
from tests.web.site import browser, sent
from tests.web.test_shelf import write

OTHER = made.claim(made.PROMISE, made.PROMISE.text.split(". ")[0], "lend", "AGREE", when="2024-04-17")
PAIR = dict(zip(("left", "right"), sorted((made.LEND.claim_id, OTHER.claim_id)), strict=True))


@pytest.fixture
def client(tmp_path: Path) -> TestClient:
    """A browser on a project with two reports of one text, of which one may be the other."""
    create(tmp_path)
    write(tmp_path, made.PROMISE, made.BLUNT, made.LEND, OTHER, made.ACCUSED)
    app = create_app(LedgerShelf(open_project(tmp_path)), intake=Intake(tmp_path))
    return TestClient(app, base_url="http://127.0.0.1", follow_redirects=False)


def n_events(client: TestClient) -> int:
    """Events at present."""
    total: int = client.get("/api/v1/events").json()["total"]
    return total


def rule(client: TestClient, word: str, **pair: str) -> int:
    """A ruling; its status."""
    status: int = sent(client, "/review", {**PAIR, **pair, "word": word}, "/upload").status_code
    return status


def test_ruling_is_followed_and_undone(client: TestClient) -> None:
    """Two reports ruled different are two events, ruled same they are one, and taken back they are as before."""
    before = n_events(client)
    assert (303, 3) == (rule(client, "different"), n_events(client))
    assert (303, 303, 2) == (rule(client, "back"), rule(client, "same"), n_events(client))
    assert (303, before) == (rule(client, "back"), n_events(client))
    assert "Taken back" in client.get("/review").text


def test_rulings_are_lines_of_the_ledger(client: TestClient, tmp_path: Path) -> None:
    """Each ruling names the one it replaces; none is lost."""
    for word in ("different", "back", "different"):
        assert 303 == rule(client, word)
    with Ledger.open(tmp_path / "ledger.entente", read_only=True) as ledger:
        lines = [entry.body for entry in ledger.changes() if isinstance(entry.body, Decision)]
    assert ["no", "maybe", "no"] == [line.verdict for line in lines]
    assert [None, lines[0].decision_id, lines[1].decision_id] == [line.revokes for line in lines]


@pytest.mark.parametrize(
    ("word", "pair", "status"),
    [
        ("perhaps", {}, 400), ("back", {}, 409), ("same", {"left": "clm:none"}, 404),
        ("same", {"left": PAIR["right"]}, 400),
    ],
)  # fmt: skip
def test_senseless_rulings_are_refused(client: TestClient, word: str, pair: dict[str, str], status: int) -> None:
    """Nothing is written for what makes no sense."""
    assert status == rule(client, word, **pair)


def test_other_pages_cannot_rule(client: TestClient) -> None:
    """A form on a page elsewhere is refused."""
    answer = sent(client, "/review", {**PAIR, "word": "same"}, "/upload", headers={"origin": "http://evil.example"})
    assert 403 == answer.status_code


def test_busy_ledger_is_told(client: TestClient, tmp_path: Path) -> None:
    """While another process writes, the ruling is refused with a reason, and reading goes on."""
    with Ledger.open(tmp_path / "ledger.entente"):
        assert 503 == rule(client, "same")
        assert 200 == client.get("/review").status_code


def test_readers_with_a_token_rule_nothing() -> None:
    """Where no texts are taken there is no review."""
    assert 404 == browser().get("/review").status_code
