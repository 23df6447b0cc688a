"""Small projects for the tests of the command line."""

from collections.abc import Sequence
from pathlib import Path

from typer.testing import CliRunner, Result

from entente.cli import app

ARTICLES = {
    "promise.txt": (
        "Russia to build a steel mill in Pakistan\n\n"
        "MOSCOW, 18 April 2024 - Russia and Pakistan signed an agreement on a steel mill in Karachi on Wednesday. "
        "Russia agreed to lend Pakistan $420 million for the Karachi steel mill. "
        "Construction of the Karachi steel mill is to begin by the end of March 2025, the Russian ambassador said.\n"
    ),
    "later.txt": (
        "No steel in Karachi\n\n"
        "KARACHI, 5 June 2025 - Pakistan accused Russia of delay. "
        "Construction of the Karachi steel mill has not begun, Pakistan said on Wednesday.\n"
    ),
}


def run(*words: str, project: Path | None = None) -> Result:
    """A command with its exit code and both streams."""
    placed: Sequence[str] = ("--project", str(project)) if project else ()
    return CliRunner().invoke(app, [*words, *placed])


def make_articles(folder: Path) -> Path:
    """Two invented articles in a folder."""
    folder.mkdir()
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder
