"""A person's rulings on the command line: made, listed, never overwritten, taken back."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from entente.ledger import Ledger
from tests.cli.made import ARTICLES, run

Line = dict[str, Any]  # Any: JSON


@pytest.fixture
def own(project: Path, tmp_path: Path) -> Path:
    """A copy of the project, to rule in."""
    return Path(shutil.copytree(project, tmp_path / "own"))


def lines(*words: str, project: Path) -> list[Line]:
    """The JSON lines a command prints."""
    result = run(*words, "--json", project=project)
    assert 0 == result.exit_code, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def two_events(project: Path) -> tuple[str, str]:
    """The ids of two events that may be one: of one family, and dated alike."""
    ids = [row["event_id"] for row in lines("events", project=project)]
    return ids[0], ids[1]


def events(project: Path) -> set[str]:
    """The ids of all events."""
    return {row["event_id"] for row in lines("events", project=project)}


def test_same_joins_two_events_and_undo_parts_them(own: Path) -> None:
    """A ruling makes one event of two, whatever their score; taking it back gives both again, under their old ids."""
    before, (one, other) = events(own), two_events(own)
    run("judge", "same", one, other, project=own)
    assert len(before) - 1 == len(events(own))
    run("judge", "undo", one, other, project=own)
    assert before == events(own)


def test_different_parts_claims_of_one_event(own: Path) -> None:
    """Claims that a ruling joined are parted by the next ruling, which revokes it."""
    one, other = two_events(own)
    (first,) = lines("judge", "same", one, other, project=own)
    (second,) = lines("judge", "different", one, other, project=own)
    assert first["decision_id"] == second["revokes"]
    assert {one, other} <= events(own)


def test_reading_again_leaves_a_ruling_standing(own: Path, tmp_path: Path) -> None:
    """A ruling stands beside the machine's decisions and survives what is read later."""
    one, other = two_events(own)
    run("judge", "same", one, other, "--because", "both tell of the mill", project=own)
    later = tmp_path / "more.txt"
    later.write_text(ARTICLES["later.txt"].replace("Wednesday", "Thursday"), encoding="utf-8")
    run("read", str(later), project=own)
    (row,) = lines("judge", "list", project=own)
    assert ("same", "person", "both tell of the mill") == (row["verdict"], row["by"], row["because"])


def test_what_was_ruled_can_be_ruled_again(own: Path) -> None:
    """Same, taken back, same again: each is a line of its own, and the last one stands."""
    pair = two_events(own)
    for word in ("same", "undo", "same"):
        assert 0 == run("judge", word, *pair, project=own).exit_code
    with Ledger.open(own / "ledger.entente", read_only=True) as ledger:
        assert ["yes"] == [decision.verdict for decision in ledger.decisions()]
    assert 1 == len(lines("judge", "list", project=own))


@pytest.mark.parametrize("word", ["same", "different"])
def test_undertakings_and_documents_can_be_ruled_on(own: Path, word: str) -> None:
    """Of two documents it is ruled that the first has its words from the second, or not."""
    one, other = (row["doc_id"] for row in lines("sources", project=own))
    (made,) = lines("judge", word, one, other, project=own)
    assert ("copy_of", one, other) == (made["relation"], made["left"], made["right"])
    rows = lines("sources", project=own)
    assert (word == "same") == any(row["copied_from"] for row in rows)


def test_nonsense_is_refused(own: Path) -> None:
    """One record twice, records of two kinds, an unknown id, nothing to take back: one line that says what to do."""
    one, other = two_events(own)
    document = lines("sources", project=own)[0]["doc_id"]
    for words in (("same", one, one), ("same", one, document), ("same", one, "evt:zz"), ("undo", one, other)):
        result = run("judge", *words, project=own)
        assert 1 == result.exit_code
        assert result.exception is not None


def test_a_ruling_twice_is_refused(own: Path) -> None:
    """What was ruled already is not written again."""
    pair = two_events(own)
    assert 0 == run("judge", "same", *pair, project=own).exit_code
    assert 1 == run("judge", "same", *pair[::-1], project=own).exit_code


def test_show_tells_a_ruling_with_its_reason(own: Path) -> None:
    """The event that a ruling made shows it, with the person's words, before what the machine decided."""
    one, other = two_events(own)
    run("judge", "same", one, other, "--because", "both tell of the mill", project=own)
    (event,) = ({one, other} & events(own)) or {one}
    assert "both tell of the mill" in run("show", event, project=own).stdout
    (detail,) = lines("show", event, project=own)
    assert "person" == detail["pairs"][0]["by"]
