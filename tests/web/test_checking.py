"""A person rules on single records: what is rejected is gone, what is accepted stays, and both are taken back."""

from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from entente.api import create, open_project
from entente.ledger import Batch, Ledger, Reading
from entente.records import Claim, Decision, Producer
from entente.records.raw import RawItem
from entente.web.app import create_app
from entente.web.intake import Intake
from entente.web.pages.checking import doubtful
from entente.web.shelf import LedgerShelf
from tests.views import made
from tests.web.site import edition, sent
from tests.web.test_shelf import write

NAME = made.LEND.claim_id


@pytest.fixture
def client(tmp_path: Path) -> TestClient:
    """A browser on a project with two records of two texts."""
    create(tmp_path)
    write(tmp_path, made.PROMISE, made.BLUNT, made.LEND, made.ACCUSED)
    app = create_app(LedgerShelf(open_project(tmp_path)), intake=Intake(tmp_path))
    return TestClient(app, base_url="http://127.0.0.1", follow_redirects=False)


def rule(client: TestClient, word: str, claim: str = NAME, **more: str) -> int:
    """A ruling; its status."""
    answer = sent(client, "/review/records", {"claim": claim, "word": word, **more}, "/upload")
    status: int = answer.status_code
    return status


def shown(client: TestClient) -> list[dict[str, Any]]:
    """The events at present."""
    items: list[dict[str, Any]] = client.get("/api/v1/events").json()["items"]
    return items


def test_most_useful_come_first() -> None:
    """The more doubt and the more that rests on a record, the earlier it is asked about."""
    found = [doubtful(edition(), name) for name in edition().to_check]
    assert [each.use for each in found] == sorted((each.use for each in found), reverse=True)
    assert any(each.hangs for each in found[:3])


def test_rejected_record_is_gone_and_comes_back(client: TestClient) -> None:
    """What is rejected is on no page and in no list, until that is taken back."""
    assert (303, 1) == (rule(client, "reject"), len(shown(client)))
    assert "Rejected" in client.get("/review/records").text
    assert 404 == client.get(f"/event/{NAME}").status_code
    assert (303, 2) == (rule(client, "back"), len(shown(client)))


def test_accepted_record_is_asked_no_more(client: TestClient) -> None:
    """A record that was accepted leaves the queue and stays in the book."""
    assert NAME in client.get("/api/v1/doubtful").text
    assert 303 == rule(client, "accept")
    assert NAME not in client.get("/api/v1/doubtful").text
    assert 2 == len(shown(client))


def test_edited_record_says_the_other(client: TestClient) -> None:
    """What is edited stands with its new firmness and date on the same words; the first reading is rejected."""
    assert 303 == rule(client, "edit", type="AGREE", status="planned", when="2024-05")
    found = next(row for row in shown(client) if row["type"] == "AGREE")
    assert ("planned", made.LEND.support[0].exact) == (found["status"], found["quote"]["exact"])
    assert 2 == len(shown(client))


def test_edit_is_taken_back_whole(client: TestClient) -> None:
    """Taking an edit back brings the first reading back and takes the other out."""
    before = shown(client)
    assert [303, 303] == [rule(client, "edit", status="planned"), rule(client, "back")]
    assert [row["status"] for row in before] == [row["status"] for row in shown(client)]


@pytest.mark.parametrize(
    ("word", "more", "status"),
    [
        ("perhaps", {}, 400), ("back", {}, 409), ("edit", {}, 409), ("edit", {"when": "soon"}, 400),
        ("edit", {"type": "SING"}, 400), ("edit", {"status": "sung"}, 400),
    ],
)  # fmt: skip
def test_senseless_rulings_are_refused(client: TestClient, word: str, more: dict[str, str], status: int) -> None:
    """Nothing is written for what makes no sense."""
    assert status == rule(client, word, **more)
    assert 404 == rule(client, "accept", "clm:none")
    assert 2 == len(shown(client))


def test_rulings_are_lines_of_the_ledger(client: TestClient, tmp_path: Path) -> None:
    """Each ruling names the one it replaces; none is lost."""
    assert [303, 303, 303] == [rule(client, word) for word in ("accept", "back", "reject")]
    with Ledger.open(tmp_path / "ledger.entente", read_only=True) as ledger:
        lines = [entry.body for entry in ledger.changes() if isinstance(entry.body, Decision)]
    assert ["yes", "maybe", "no"] == [line.verdict for line in lines]
    assert [None, lines[0].decision_id, lines[1].decision_id] == [line.revokes for line in lines]


def test_other_pages_cannot_rule(client: TestClient) -> None:
    """A form on a page elsewhere is refused."""
    form = {"claim": NAME, "word": "reject"}
    answer = sent(client, "/review/records", form, "/upload", headers={"origin": "http://evil.example"})
    assert 403 == answer.status_code


def read_again(folder: Path, *claims: Claim) -> list[str]:
    """The records that stand after a later version of the program read the text anew."""
    item = RawItem(origin="promise.txt", content=b"", media_type="text/plain", fetched=made.FETCHED)
    with Ledger.open(folder / "ledger.entente") as ledger:
        reading = Reading(item=item, document=made.PROMISE, claims=claims)
        ledger.append(Batch(producer=Producer(name="entente", version="99"), readings=(reading,)))
        return [claim.claim_id for claim in ledger.snapshot().claims if claim.doc_id == made.PROMISE.doc_id]


def test_accepted_record_outlasts_a_later_reading(client: TestClient, tmp_path: Path) -> None:
    """What a person accepted stands though a later version no longer reads it; what nobody saw does not."""
    assert 303 == rule(client, "accept")
    assert [NAME] == read_again(tmp_path)


def test_unseen_record_gives_way_to_a_later_reading(client: TestClient, tmp_path: Path) -> None:
    """A record that nobody ruled on goes when a later version no longer reads it."""
    assert [] == read_again(tmp_path)


def test_edited_parties_stand(client: TestClient) -> None:
    """Sides are exchanged and actors set right by name or code; the words they stand on stay."""
    sides = {"side.0": "to whom", "side.1": "who", "actor.1": "KEN"}
    assert 303 == rule(client, "edit", **sides)
    (row,) = (row for row in shown(client) if row["type"] == "AGREE")
    assert (["Kenya"], ["Orsenia"]) == (row["actors"], row["recipients"])


def test_added_party_needs_its_words(client: TestClient) -> None:
    """A party is added on words of the text; words that do not stand there are refused."""
    assert 400 == rule(client, "edit", **{"words.new": "the harbour master", "actor.new": "KEN"})
    assert 303 == rule(
        client, "edit", **{"words.new": "the Orsenian envoy", "actor.new": "Ugandan", "side.new": "to whom"}
    )
    (row,) = (row for row in shown(client) if row["type"] == "AGREE")
    assert 2 == len(row["recipients"])


def test_unknown_actor_is_refused(client: TestClient) -> None:
    """A name that no actor has is said back, and nothing is recorded."""
    assert [400, 400] == [rule(client, "edit", **each) for each in ({"actor.0": "Atlantis"}, {"side.0": "up"})]
    assert 2 == len(shown(client))


def test_a_claim_keeps_an_actor(client: TestClient) -> None:
    """A record without any actor cannot be written."""
    assert 400 == rule(client, "edit", **{"side.0": "no party"})
