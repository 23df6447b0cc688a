"""Care: the installation, the project and the word lists examined."""

from pathlib import Path

import typer

from entente.cli.app import PROBLEMS, app
from entente.cli.options import JsonOption, ProjectOption
from entente.cli.texts import finish

check_app = typer.Typer(help="Check the vocabulary.", no_args_is_help=True)
app.add_typer(check_app, name="check", rich_help_panel="Care")


@check_app.command()
def vocab(json: JsonOption = False) -> None:
    """Check every vocabulary file: what is wrong, in which file and line, and what would be right.

    Example: `entente check vocab`.
    """
    from entente.vocab.check import check_vocabulary

    finish(check_vocabulary(), "the vocabulary holds together", json=json)


@app.command(rich_help_panel="Care")
def doctor(project: ProjectOption = Path(), json: JsonOption = False) -> None:
    """Examine the installation and the project: what is missing or damaged, and how to mend it.

    Example: `entente doctor --project relations`. An older ledger is copied aside and brought up to date.
    """
    from entente.cli import tables
    from entente.cli.health import examine

    findings = examine(project)
    if json:
        tables.print_records(findings)
    else:
        tables.print_table(("what", "how", "found"), [(f.what, "well" if f.well else "ILL", f.found) for f in findings])
        for finding in findings:
            tables.print_problems(finding.problems)
    if not all(finding.well for finding in findings):
        raise typer.Exit(PROBLEMS)
