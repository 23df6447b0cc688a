"""Rulings of a person: these two are the same, or not; listed, and taken back."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from entente.cli.app import app
from entente.cli.options import JsonOption, LimitOption, ProjectOption

if TYPE_CHECKING:
    from rich.text import Text

    from entente.records import Decision
    from entente.records.codes import Answer
    from entente.views import PairRow

judge = typer.Typer(
    help="Rule that two records are the same, or not; list rulings; take them back.\n\n"
    "Events and claims, undertakings and documents can be ruled on. A ruling is a line of its own in the ledger: "
    "it is never overwritten by reading again or by a new version, and only another ruling takes its place.",
    no_args_is_help=True,
    rich_markup_mode="markdown",
)
app.add_typer(judge, name="judge", rich_help_panel="What was found")

First = Annotated[str, typer.Argument(metavar="A", help="An id or its beginning: `evt:`, `clm:`, `und:` or `doc:`.")]
Second = Annotated[str, typer.Argument(metavar="B", help="Another of the same kind.")]
BecauseOption = Annotated[str, typer.Option("--because", metavar="WORDS", help="Your reason, kept with the ruling.")]


@judge.command()
def same(
    a: First, b: Second, because: BecauseOption = "", project: ProjectOption = Path(), json: JsonOption = False
) -> None:
    """Rule that two records are one: one event, one undertaking; of two documents, that A took its words from B.

    Example: `entente judge same evt:1f3a evt:77c0 --because "both tell of the Kesh signing"`.
    """
    _rule(project, a, b, "yes", because, json=json)


@judge.command()
def different(
    a: First, b: Second, because: BecauseOption = "", project: ProjectOption = Path(), json: JsonOption = False
) -> None:
    """Rule that two records are not one: two events, two undertakings, two texts written apart.

    Example: `entente judge different clm:09ab clm:5d21`. Claims of one event become two events.
    """
    _rule(project, a, b, "no", because, json=json)


@judge.command()
def undo(a: First, b: Second, project: ProjectOption = Path(), json: JsonOption = False) -> None:
    """Take a ruling back: the pair is left to the machine again, and the ledger keeps both lines.

    Example: `entente judge undo evt:1f3a evt:77c0`.
    """
    _rule(project, a, b, "maybe", "", json=json)


@judge.command("list")
def list_(
    unsure: Annotated[
        bool, typer.Option("--unsure", help="Instead, the pairs that the machine leaves open, the likeliest first.")
    ] = False,
    limit: LimitOption = None,
    project: ProjectOption = Path(),
    json: JsonOption = False,
) -> None:
    """List the rulings that stand, or the pairs that wait for one, with what speaks for and against.

    Example: `entente judge list --unsure -n 20`.
    """
    from entente.api import open_project
    from entente.api.judging import Bench
    from entente.cli import tables
    from entente.views import Book, pair_rows

    opened = open_project(project)
    bench = Bench(opened)
    book = Book.from_ledger(bench.snapshot, bench.merged, opened.actors.by_id)
    rows = pair_rows(book, bench.unsure if unsure else bench.standing)
    noun = "open pairs" if unsure else "rulings"
    tables.print_rows(rows, json=json, columns=PAIR_COLUMNS, cells=pair_cells, noun=noun, limit=limit)


PAIR_COLUMNS = ("id", "verdict", "one", "the other", "why")


def pair_cells(row: "PairRow") -> "Sequence[str | Text]":
    """A decision as a line of a table; what spoke for it has a plus."""
    from entente.cli.tables import short

    ids = f"{short(row.left)}\n{short(row.right)}"
    why = row.because or "your ruling" if row.by == "person" else _weighed(row)
    return ids, f"{row.verdict}, {row.by}", row.left_words, row.right_words, why


def _weighed(row: "PairRow") -> str:
    told = (f"{feature.name} {feature.score:+.2f}" for feature in row.features if feature.score)
    return f"{row.score:.2f} = {', '.join(told)}" if row.relation == "same_event" else ", ".join(told)


def _rule(project: Path, a: str, b: str, verdict: "Answer", because: str, *, json: bool) -> None:
    from entente.api import open_project
    from entente.api.judging import Bench

    _print_ruling(Bench(open_project(project)).rule(a, b, verdict, because), json=json)


def _print_ruling(made: "Decision", *, json: bool) -> None:
    from entente.cli import tables

    if json:
        tables.print_records([made])
        return
    words = {"yes": "is the same as", "no": "is not", "maybe": "is left to the machine with"}
    print(f"{made.decision_id}: {made.left} {words[made.verdict]} {made.right}")
