"""Arguments and options that several commands share."""

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Annotated, Literal

import typer


def read_day(text: str) -> date:
    """A day, or the last day of a month or year: `2025-03-31`, `2025-03`, `2025`, `today`."""
    return _day_of(text, "last")


def read_first_day(text: str) -> date:
    """A day, or the first day of a month or year."""
    return _day_of(text, "first")


def _day_of(text: str, end: Literal["first", "last"]) -> date:
    if text == "today":
        return datetime.now(UTC).date()
    from entente.records.edtf import read_edtf

    try:
        span = read_edtf(text)
    except ValueError as error:
        raise typer.BadParameter(f'"{text}" is no date; write it as 2025-03-31, 2025-03 or 2025') from error
    day = span.earliest if end == "first" else span.latest
    if day is None:
        raise typer.BadParameter(f'"{text}" has no {end} day; write it as 2025-03-31')
    return day


def read_moment(text: str) -> datetime:
    """The end of a day, or an instant with its time, UTC unless it says otherwise."""
    if "T" in text:
        try:
            moment = datetime.fromisoformat(text)
        except ValueError as error:
            raise typer.BadParameter(f'"{text}" is no instant; write it as 2025-03-31T12:00Z') from error
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    return start_of(read_day(text)) + timedelta(days=1, microseconds=-1)


def start_of(day: date) -> datetime:
    """Midnight, UTC."""
    return datetime.combine(day, time.min, UTC)


ProjectOption = Annotated[
    Path,
    typer.Option(
        "--project",
        "-p",
        metavar="DIR",
        envvar="ENTENTE_PROJECT",
        show_default="this folder",
        help="The project's folder.",
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="One JSON record a line, for programs.")]
ModelOption = Annotated[str, typer.Option(help="`en`, or `spacy:PIPELINE` for an installed spaCy pipeline.")]
LimitOption = Annotated[int | None, typer.Option("--limit", "-n", min=0, metavar="N", help="Show at most N lines.")]
SinceOption = Annotated[
    date | None,
    typer.Option(
        "--since", metavar="DATE", parser=read_first_day, help="Only what may have happened on this day or later."
    ),
]
UntilOption = Annotated[
    date | None,
    typer.Option(
        "--until", metavar="DATE", parser=read_day, help="Only what may have happened on this day or earlier."
    ),
]
AsOfOption = Annotated[
    date | None,
    typer.Option(
        "--as-of",
        metavar="DATE",
        parser=read_day,
        help="Judge on this day, from what was published by then; without it, on the day of the latest publication.",
    ),
]
KnownAtOption = Annotated[
    datetime | None,
    typer.Option(
        "--known-at",
        metavar="MOMENT",
        parser=read_moment,
        help="The ledger as it stood at this day or instant: what we knew.",
    ),
]
StateA = Annotated[
    str, typer.Argument(metavar="A", help="A state by code, name or adjective: `RUS`, `Russia`, `Russian`.")
]
StateB = Annotated[str, typer.Argument(metavar="B", help="The other state.")]
OutOption = Annotated[
    Path | None, typer.Option("--out", "-o", metavar="FILE", help="Where to write it; `-`: standard output.")
]
