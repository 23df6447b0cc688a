"""The whole book in one file, and a project restored from it."""

from pathlib import Path
from typing import Annotated

import typer

from entente.cli.app import app
from entente.cli.exports import export_app
from entente.cli.options import JsonOption, ProjectOption


@export_app.command()
def book(
    out: Annotated[Path, typer.Argument(metavar="FILE", help="Where to write it.")],
    project: ProjectOption = Path(),
    json: JsonOption = False,
) -> None:
    """Write the ledger with its whole history as JSON lines, from which `entente import` restores it.

    Example: `entente export book relations.jsonl`.
    """
    from entente.api import open_project
    from entente.api.restoring import write_export
    from entente.cli import tables

    tables.print_files({out: write_export(open_project(project), out)}, json=json)


@app.command("import", rich_help_panel="Other programs")
def import_(
    source: Annotated[Path, typer.Argument(metavar="FILE", help="What `entente export book` wrote.")],
    project: ProjectOption = Path(),
    json: JsonOption = False,
) -> None:
    """Restore a ledger from an export into a project without records; a cut or changed export is refused whole.

    Example: `entente import relations.jsonl --project restored`.
    """
    from entente.api.restoring import read_export
    from entente.cli import tables

    entries, snapshot = read_export(source, project)
    if json:
        tables.print_line("restored", entries=entries, snapshot=snapshot)
    else:
        print(f"{entries} entries · snapshot {snapshot}")
