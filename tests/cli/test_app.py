"""The command line as a whole."""

import subprocess
import sys
from typing import Any

import pytest
import typer

from entente import __version__
from entente.cli import app
from tests.cli.made import run


def commands(command: Any, words: tuple[str, ...] = ()) -> list[tuple[tuple[str, ...], Any]]:  # Any: typer's own click
    """Every command with the words that call it."""
    below = getattr(command, "commands", None)
    if below is None:
        return [(words, command)]
    return [found for name, each in below.items() for found in commands(each, (*words, name))]


ALL = commands(typer.main.get_command(app))


@pytest.mark.parametrize(
    ("words", "command"), ALL, ids=lambda value: " ".join(value) if isinstance(value, tuple) else ""
)
def test_help_teaches_by_example(words: tuple[str, ...], command: Any) -> None:  # Any: as above
    """The help of every command shows it in use."""
    assert "Example: `entente " in command.help, words
    assert 0 == run(*words, "--help").exit_code


def test_version_is_said() -> None:
    """`--version` prints name and version."""
    assert f"entente {__version__}" == run("--version").stdout.strip()


def test_help_loads_no_machinery() -> None:
    """The help needs neither the model nor the ledger nor a view, so that it comes at once."""
    code = (
        "import sys; from entente.cli import app\n"
        "heavy = {'numpy', 'onnxruntime', 'sqlite3', 'jinja2', 'entente.views', 'entente.api', 'trafilatura'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    assert (
        "[]" == subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()
    )


def test_errors_are_one_line(tmp_path: Any) -> None:  # Any: pathlib's own
    """What is broken is said in one line on stderr, without a trace, and exits 1."""
    code = "import sys; from entente.cli import main; sys.argv = ['entente', 'events', '-p', sys.argv[1]]; main()"
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=False)
    assert (1, 1) == (done.returncode, len(done.stderr.strip().splitlines()))
    assert done.stderr.startswith("entente: ")


def test_analysis_reads_a_file(tmp_path: Any) -> None:  # Any: pathlib's own
    """A text file is shown sentence by sentence."""
    file = tmp_path / "a.txt"
    file.write_text("Velmora signed a pact.")
    assert "1 sentence ·" in run("analyse", str(file)).stdout


def test_vocabulary_holds_together() -> None:
    """`check vocab` exits 0 on what ships."""
    assert 0 == run("check", "vocab").exit_code


def test_terminals_are_not_attacked() -> None:
    """Control characters from a text never reach the terminal."""
    from entente.cli.tables import safe

    assert "red [31m" == safe("red \x1b[31m\u202e").plain


def test_a_text_cannot_steer_the_terminal(tmp_path: Any) -> None:  # Any: pathlib's own
    """Controls of a text that is analysed are shown as spaces."""
    file = tmp_path / "a.txt"
    file.write_text("Kenya \x1b[2J\x07signed a treaty with Uganda.")
    assert not {"\x1b", "\x07"} & set(run("analyse", str(file)).stdout)


def test_analyse_has_a_paragraph_of_its_own() -> None:
    """Without a file, a paragraph that ships is read and shown as a table."""
    shown = run("analyse").stdout
    assert "4 sentences" in shown
    assert "1 hyphenated pair of states" in shown
