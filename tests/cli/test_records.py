"""Commands that show what was found."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.cli.made import run


def lines(*words: str, project: Path) -> list[dict[str, Any]]:  # Any: JSON
    """The JSON lines a command prints."""
    result = run(*words, "--json", project=project)
    assert 0 == result.exit_code, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_events_have_their_quotes(project: Path) -> None:
    """Every event line carries exact words that stand in a text at their place."""
    exported = map(json.loads, run("export", "jsonl", "-", project=project).stdout.splitlines())
    documents = {line["doc_id"]: line for line in exported if line["record"] == "document"}
    rows = lines("events", project=project)
    assert rows
    for row in rows:
        quote = row["quote"]
        assert quote["exact"] == documents[quote["doc_id"]]["text"][quote["start"] : quote["end"]]


def test_states_filter_by_name_or_code(project: Path) -> None:
    """`Russian` and `RUS` ask for the same events."""
    assert lines("events", "--state", "Russian", project=project) == lines("events", "--state", "RUS", project=project)
    assert [] == lines("events", "--state", "Japan", project=project)


def test_limits_and_windows(project: Path) -> None:
    """`--limit` cuts, `--until` leaves out what certainly came later."""
    assert 1 == len(lines("events", "--limit", "1", project=project))
    assert all((row["earliest"] or "0") < "2025" for row in lines("events", "--until", "2024", project=project))


def test_as_of_leaves_out_later_texts(project: Path) -> None:
    """Judged on a day, only what was published by then is there."""
    assert 1 == len(lines("sources", "--until", "2024", project=project))
    rows = lines("events", "--as-of", "2024-12-31", project=project)
    assert rows
    assert all(row["last_published"] < "2025" for row in rows)


def test_known_at_asks_the_ledger(project: Path) -> None:
    """Before the first reading nothing was known."""
    assert [] == lines("events", "--known-at", "2000-01-01", project=project)


def test_ids_may_be_short(project: Path) -> None:
    """The beginning of an id that a table shows opens the record."""
    event = lines("events", project=project)[0]["event_id"]
    (detail,) = lines("show", event[:12], project=project)
    assert event == detail["event"]["event_id"]


@pytest.mark.parametrize("kind", ["events", "undertakings", "sources"])
def test_show_prints_words_rule_value(project: Path, kind: str) -> None:
    """Any record can be shown to people and to programs."""
    row = lines(kind, project=project)[0]
    name = next(row[key] for key in ("event_id", "undertaking_id", "doc_id") if key in row)
    result = run("show", name, project=project)
    assert 0 == result.exit_code, result.output
    assert ("rule" in result.stdout) == (kind == "events")


def test_quotes_open_in_context(project: Path) -> None:
    """`quote` prints the words, their text, and their place."""
    event = lines("events", project=project)[0]
    result = run("quote", event["event_id"], project=project)
    assert event["quote"]["exact"][:20] in result.stdout
    assert "characters" in result.stdout


def test_a_timeline_of_nothing_is_said(project: Path) -> None:
    """What a limit hides is said as well."""
    assert "no events\n" == run("timeline", "--known-at", "2000", project=project).stderr
    assert "1 of " in run("timeline", "--limit", "1", project=project).stderr


@pytest.mark.parametrize("command", ["undertakings", "conflicts", "timeline", "sources", "changes", "events"])
def test_every_list_speaks_json(project: Path, command: str) -> None:
    """Lists give one JSON object a line, and a table for people."""
    assert isinstance(lines(command, project=project), list)
    assert 0 == run(command, project=project).exit_code


def test_unknown_ids_are_said(project: Path) -> None:
    """An id that no record has says where to take one from."""
    assert "no record has this id" in str(run("show", "evt:zzz", project=project).exception)


WRONG = (
    ("events", "--since", "foo"),
    ("events", "--status", "maybe"),
    ("dyad", "Russia", "Ruritania"),
    ("dyad", "RUS", "Russia"),
)


@pytest.mark.parametrize("words", WRONG)
def test_wrong_use_exits_2(project: Path, words: tuple[str, ...]) -> None:
    """What cannot be understood is wrong use, with what to write instead."""
    result = run(*words, project=project)
    assert 2 == result.exit_code
    assert "Invalid value" in result.stderr


def test_changes_since_the_beginning(project: Path) -> None:
    """Against the empty book both articles are new."""
    found = lines("changes", "--since", "2000-01-01", project=project)
    assert 2 == sum(row["what"] == "document" and row["change"] == "new" for row in found)


def test_due_days_as_a_calendar(project: Path, tmp_path: Path) -> None:
    """`undertakings --ics` writes an event for each day that `undertakings` tells due."""
    file = tmp_path / "due.ics"
    result = run("undertakings", "--ics", str(file), project=project)
    assert 0 == result.exit_code, result.output
    due = [step for row in lines("undertakings", project=project) for step in row["milestones"] if step["due"]]
    text = file.read_bytes().decode()
    assert due
    assert len(due) == text.count("BEGIN:VEVENT\r\n")
    assert text.split() == run("undertakings", "--ics", "-", project=project).stdout.split()
    assert "BEGIN:VEVENT" not in run("undertakings", "--ics", "-", "--limit", "0", project=project).stdout


def test_a_list_of_outlets_is_kept(project: Path, tmp_path: Path) -> None:
    """The letter of a listed outlet begins the grade of its events; a wrong list is misuse, told with its line."""
    own = Path(shutil.copytree(project, tmp_path / "own"))
    outlet = lines("sources", project=own)[0]["source_id"]
    table = tmp_path / "outlets.csv"
    table.write_text(f"source_id,name,reliability\n{outlet},Gazette,B\n", encoding="utf-8")
    assert "1 outlet listed, 1 new or changed" in run("sources", "--list", str(table), project=own).stderr
    assert "B" in {row["grade"][0] for row in lines("events", project=own)}
    table.write_text(f"source_id,name,reliability\n{outlet},Gazette,Z\n", encoding="utf-8")
    refused = run("sources", "--list", str(table), project=own)
    assert 0 != refused.exit_code
    assert "line 2" in str(refused.output) + str(refused.exception)
