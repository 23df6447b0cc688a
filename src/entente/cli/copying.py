"""A ledger taken elsewhere."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

from entente.cli.app import app
from entente.cli.options import JsonOption

PLACE = "A project's folder, a ledger file, or postgresql://USER@HOST/NAME."


@app.command(rich_help_panel="Project")
def copy(
    source: Annotated[str, typer.Argument(metavar="SOURCE", help=PLACE)],
    target: Annotated[str, typer.Argument(metavar="TARGET", help=f"{PLACE} It must be empty or new.")],
    json: JsonOption = False,
) -> None:
    """Copy a ledger with its whole history, between files and servers, and compare the two.

    Example: `entente copy relations postgresql://entente@db/ledger`, and back: `entente copy
    postgresql://entente@db/ledger relations-2`.

    The hash of the records that stand and the hash of all lines are printed; they are the same on both sides.
    """
    from entente.api.copying import copy_ledger
    from entente.cli import tables

    with _progress() as step:
        copied = copy_ledger(source, target, progress=step)
    if json:
        tables.print_line("copy", **copied._asdict())
    else:
        print(f"{copied.entries} entries · {copied.lines} lines · snapshot {copied.snapshot} · book {copied.book}")


@contextmanager
def _progress() -> Iterator[Callable[[int, int], None]]:
    """A bar on stderr; nothing where stderr is no terminal."""
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task("lines", total=None)
        yield lambda done, of: bar.update(task, completed=done, total=of)
