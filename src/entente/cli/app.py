"""The command line as a whole: its name, its version, what its exit codes mean."""

import sys
from typing import Annotated

import typer

from entente import __version__
from entente.errors import EntenteError

DONE, PROBLEMS, WRONG_USE, REFUSED = 0, 1, 2, 3
"""Done; problems found or failed; wrong use; finished with some documents refused."""

app = typer.Typer(
    name="entente",
    help="Reads articles and keeps a sourced ledger of relations between states: **which words became deeds?**\n\n"
    "Start with `entente demo`, or with `entente read FOLDER` and then `entente dossier RUS PAK`.",
    epilog="Results go to standard output, all else to standard error. Every report also speaks `--json`, one record "
    "a line. Exit codes: 0 done, 1 problems found or failed, 2 wrong use, 3 finished with some documents refused.",
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(asked: bool) -> None:
    if asked:
        print(f"entente {__version__}")
        raise typer.Exit


@app.callback()
def entente(
    _: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")] = False,
) -> None:
    """Reads articles and keeps a sourced ledger of relations between states."""


def main() -> None:
    """Runs the command line; what was misused or is broken is said in one line."""
    try:
        app()
    except EntenteError as error:
        print(f"entente: {error}", file=sys.stderr)
        sys.exit(PROBLEMS)
