"""How a single text is read."""

import sys
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from entente.cli.app import PROBLEMS, app
from entente.cli.options import JsonOption, ModelOption

if TYPE_CHECKING:
    from entente.records.problem import Problem


@app.command(rich_help_panel="One text")
def analyse(
    file: Annotated[
        Path | None,
        typer.Argument(
            help="A text file, or `-` for standard input; a paragraph of ours when left out.", allow_dash=True
        ),
    ] = None,
    json: JsonOption = False,
    model: ModelOption = "en",
) -> None:
    """Show how a text is read: sentences, words, tags, tree and names.

    Example: `entente analyse article.txt`, or `pbpaste | entente analyse - --json`.
    """
    from entente.api import analyse_text
    from entente.cli import tables

    text = _text_of(file)
    analyses, problems = analyse_text(text, model=model)
    if json:
        tables.print_records((*analyses, *problems))
    else:
        tables.print_analyses(text, analyses)
    finish(problems)


def finish(problems: "Iterable[Problem]", well: str = "", *, json: bool = False) -> None:
    """Problems on stderr, or as records, and exit 1 if there are any; else a word that all is well."""
    from entente.cli import tables

    found = tuple(problems)
    if json:
        tables.print_records(found)
    else:
        tables.print_problems(found)
    if found:
        raise typer.Exit(PROBLEMS)
    if well and not json:
        print(well)


def _text_of(file: Path | None) -> str:
    if file is None:
        return (files("entente.cli") / "paragraph.txt").read_text("utf-8")
    if str(file) == "-":
        return sys.stdin.buffer.read().decode("utf-8", "replace")
    try:
        return file.read_bytes().decode("utf-8", "replace")
    except OSError as error:
        raise typer.BadParameter(
            f"{file}: {error.strerror}; name a readable text file, or - for standard input"
        ) from error
