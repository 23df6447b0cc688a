"""Every command, each a few lines over the Python door."""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from entente import __version__
from entente.errors import EntenteError
from entente.records.problem import Problem

DONE, PROBLEMS, WRONG_USE, REFUSED = 0, 1, 2, 3

app = typer.Typer(
    name="entente",
    help="Reads articles and keeps a sourced ledger of relations between states: which words became deeds?",
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
)
check_app = typer.Typer(help="Check the vocabulary that ships, or your own.", no_args_is_help=True)
app.add_typer(check_app, name="check")

JsonOption = Annotated[bool, typer.Option("--json", help="One JSON record a line, for programs.")]
ModelOption = Annotated[str, typer.Option(help="`en`, or `spacy:PIPELINE` for an installed spaCy pipeline.")]


def _version(asked: bool) -> None:
    if asked:
        print(f"entente {__version__}")
        raise typer.Exit


@app.callback()
def entente(
    _: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")] = False,
) -> None:
    """Reads articles and keeps a sourced ledger of relations between states."""


@app.command()
def analyse(
    file: Annotated[Path, typer.Argument(help="A text file, or `-` for standard input.", allow_dash=True)],
    json: JsonOption = False,
    model: ModelOption = "en",
) -> None:
    """Show how a text is read: sentences, words, tags, tree and names.

    Example: `entente analyse article.txt`, or `pbpaste | entente analyse - --json`.
    """
    _show_analysis(_text_of(file), json=json, model=model)


@app.command()
def demo(json: JsonOption = False) -> None:
    """Analyse a paragraph that ships with Entente and show what was found."""
    from importlib.resources import files

    _show_analysis((files("entente.cli") / "demo.txt").read_text("utf-8"), json=json, model="en")


@check_app.command()
def vocab() -> None:
    """Check every vocabulary file: what is wrong, in which file and line, and what would be right."""
    from entente.vocab.check import check_vocabulary

    _finish(check_vocabulary(), "the vocabulary holds together")


def _text_of(file: Path) -> str:
    if str(file) == "-":
        return sys.stdin.buffer.read().decode("utf-8", "replace")
    try:
        return file.read_bytes().decode("utf-8", "replace")
    except OSError as error:
        raise typer.BadParameter(
            f"{file}: {error.strerror}; name a readable text file, or - for standard input"
        ) from error


def _show_analysis(text: str, *, json: bool, model: str) -> None:
    from entente.api import analyse_text
    from entente.cli import tables

    analyses, problems = analyse_text(text, model=model)
    if json:
        tables.print_records((*analyses, *problems))
    else:
        tables.print_analyses(text, analyses)
    _finish(problems, "")


def _finish(problems: Iterable[Problem], well: str) -> None:
    from entente.cli import tables

    if found := tables.print_problems(problems):
        raise typer.Exit(PROBLEMS if found else DONE)
    if well:
        print(well)


def main() -> None:
    """Runs the command line; what was misused or is broken is said in one line."""
    try:
        app()
    except EntenteError as error:
        print(f"entente: {error}", file=sys.stderr)
        sys.exit(WRONG_USE)
