"""The command line as a whole: its name, its version, what its exit codes mean."""

import os
import sys
from pathlib import Path
from typing import Annotated, NoReturn

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
    """Runs the command line; what was misused or is broken is said in one line, a reader who leaves is let go."""
    sys.stdout = sys.stdout or Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115  # closed, as by `>&-`
    try:
        _run()
    except EntenteError as error:
        _end(PROBLEMS, f"entente: {error}")
    except (OSError, SystemExit) as ended:
        cause = ended if isinstance(ended, OSError) else ended.__context__
        if isinstance(cause, BrokenPipeError):
            _end(DONE)  # `| head` has what it wanted
        if isinstance(ended, OSError):
            where = ended.filename or "standard output"
            _end(PROBLEMS, f"entente: {where}: {ended.strerror or ended}; see that it has space and may be written")
        raise


def _run() -> None:
    """The command, and all of its output written; a failure to write shows here and not when the interpreter ends."""
    try:
        app()
    finally:
        sys.stdout.flush()


def _end(code: int, line: str = "") -> NoReturn:
    """Says it and ends; what is held back for standard output and cannot be written is given up in silence."""
    if line:
        print(line, file=sys.stderr)
    try:
        sys.stdout.flush()
    except OSError:
        with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
            os.dup2(nowhere.fileno(), 1)
    sys.exit(code)
