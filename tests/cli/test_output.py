"""Where results go: to programs as JSON, into pipes that close, onto disks that are full."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
import typer
from rich.console import Console
from rich.text import Text

from entente.cli import app, tables
from tests.cli.made import run
from tests.cli.test_app import ALL

MAIN = "import sys; sys.argv[0] = 'entente'; from entente.cli import main; main()"


@pytest.mark.parametrize(
    ("words", "command"), ALL, ids=lambda value: " ".join(value) if isinstance(value, tuple) else ""
)
def test_every_command_speaks_json(words: tuple[str, ...], command: typer.core.TyperCommand) -> None:
    """`--json` is an option of each."""
    assert "--json" in {name for parameter in command.params for name in parameter.opts}, words


def test_what_is_written_is_told_as_json(project: Path, tmp_path: Path) -> None:
    """A project, a page and files are named on one line each."""
    told = [
        run("init", str(tmp_path / "new"), "--json"),
        run("dossier", "RUS", "PAK", "--json", "-o", str(tmp_path / "a.html"), project=project),
        run("export", "csv", "--json", "-o", str(tmp_path / "a.csv"), project=project),
        run("export", "jsonl", "--json", str(tmp_path / "lines"), project=project),
    ]
    lines = [json.loads(line) for result in told for line in result.stdout.splitlines()]
    assert ["project", "dossier", *["file"] * 6] == [line["record"] for line in lines]
    assert all(Path(line.get("path") or line["ledger"]).is_file() for line in lines)


def test_a_sound_vocabulary_has_no_records() -> None:
    """`check vocab --json` prints its problems and nothing else."""
    result = run("check", "vocab", "--json")
    assert "" == "".join(line for line in result.stdout.splitlines() if json.loads(line)["record"] != "problem")


@pytest.mark.parametrize("words", [("events", "--json"), ("events",), ("export", "jsonl", "-"), ("sources",)])
def test_a_reader_may_leave(project: Path, words: tuple[str, ...]) -> None:
    """A pipe that closes, as `| head -1` does, ends the command in silence and with exit 0."""
    command = [sys.executable, "-c", MAIN, *words, "-p", str(project)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as child:
        assert child.stdout
        assert child.stderr
        child.stdout.close()
        error = child.stderr.read()
    assert 0 == child.returncode, error
    assert "Traceback" not in error
    assert "Broken" not in error


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_output_is_one_line(project: Path) -> None:
    """Results that cannot be written are said in one line, with exit 1."""
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-c", MAIN, "events", "--json", "-p", str(project)]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert (1, 1) == (done.returncode, len(done.stderr.splitlines())), done.stderr
    assert "standard output" in done.stderr


def test_the_app_is_one() -> None:
    """The commands above are all that the application has."""
    assert len(ALL) == len({words for words, _ in ALL}) >= len(app.registered_commands)


@pytest.mark.parametrize(("width", "lines"), [(140, 3), (60, 6)])
def test_records_wider_than_the_terminal_are_stacked(
    width: int, lines: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """No cell is cut into slips: a record is then a line with its id, and its cells by name below."""
    monkeypatch.setattr(tables, "console", lambda: Console(width=width, highlight=False))
    row = ("und:1", "Karachi steel mill", "project", "signed", "31 March 2025, completed", "Russia, Pakistan")
    tables.print_table(("id", "undertaking", "kind", "stage", "due", "parties"), [row, row])
    shown = capsys.readouterr().out.splitlines()
    assert lines == len(shown)
    assert ("und:1  Karachi steel mill" == shown[0].rstrip()) is (width == 60)


def test_words_stay_whole_in_a_stack() -> None:
    """Short cells stand together in their order; a long one and the last have a line of their own."""
    cells = [Text(words) for words in ("a", "", "b" * 50, "c", "d")]
    stacked = tables.lines_below(("one", "two", "three", "four", "five"), cells)
    assert ["one a", f"three {'b' * 50}", "four c", "five d"] == [line.plain for line in stacked]
