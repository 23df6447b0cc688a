"""Feeds read as they change."""

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from entente.cli.app import REFUSED, app
from entente.cli.options import JsonOption, ProjectOption
from entente.cli.projects import WorkersOption
from entente.errors import EntenteError

if TYPE_CHECKING:
    from entente.api.watching import Round, Watch
    from entente.sources.opml import Feed

LOOK_S = 1.0
"""Between two looks at what is due and what has answered."""


@app.command(rich_help_panel="Project")
def watch(
    feeds: Annotated[Path, typer.Argument(metavar="FEEDS", help="OPML of a feed reader, or one address a line.")],
    project: ProjectOption = Path(),
    every: Annotated[
        float, typer.Option("--every", min=1, metavar="MINUTES", help="Between two questions to a feed.")
    ] = 15,
    once: Annotated[bool, typer.Option("--once", help="Ask every feed once, read what is new, and end.")] = False,
    pages: Annotated[
        bool, typer.Option("--pages/--no-pages", help="Fetch the page where a feed has only the beginning of it.")
    ] = True,
    workers: WorkersOption = 1,
    metrics: Annotated[
        int | None,
        typer.Option("--metrics", min=0, max=65535, metavar="PORT", help="Serve /health and /metrics on 127.0.0.1."),
    ] = None,
    json: JsonOption = False,
) -> None:
    """Ask feeds again and again, and read what is new into the ledger; Ctrl-C ends it.

    Example: `entente watch feeds.opml --every 30`, or `entente watch feeds.opml --once` from cron.

    This command uses the network: it asks only for what changed, keeps to each site's robots.txt, asks a host one
    thing at a time, and waits longer and longer for a feed that fails.
    """
    from contextlib import nullcontext
    from time import time

    from entente.api import create
    from entente.api.metrics import served
    from entente.api.watching import Watch

    listed, n_problems = _listed(feeds)
    if not listed:
        raise typer.Exit(REFUSED)
    made = Watch(create(project), listed, every=every * 60, pages=pages, workers=workers)
    try:
        with nullcontext() if metrics is None else served(made, metrics, every * 60, time):
            failed = _ask_once(made, json=json) if once else _ask_on(made, json=json)
    finally:
        made.close()
    if failed or n_problems:
        raise typer.Exit(REFUSED)


def _listed(feeds: Path) -> "tuple[list[Feed], int]":
    """The feeds of a list, and of how many lines of it a problem was told."""
    from entente.cli import tables
    from entente.sources.opml import read_opml

    try:
        listed, problems = read_opml(feeds.read_bytes(), str(feeds))
    except OSError as error:
        raise EntenteError(error.strerror or "it cannot be read", str(feeds), "check the path") from error
    return listed, tables.print_problems(problems)


def _ask_once(watch: "Watch", *, json: bool) -> bool:
    """Every feed once; whether any failed."""
    failed = False
    left = watch.start(all_feeds=True)
    while left:
        found = watch.collect()
        left -= len(found.polls)
        failed |= _tell(found, json=json)
    return failed


def _ask_on(watch: "Watch", *, json: bool) -> bool:
    """Until it is interrupted."""
    from time import sleep

    from entente.views.wording import say_count

    if not json:
        due = datetime.fromtimestamp(watch.next_due(), UTC)
        first = "now" if due <= datetime.now(UTC) else f"at {due:%H:%M} UTC"
        print(f"{say_count(len(watch.feeds), 'feed')}, the first is asked {first}; Ctrl-C ends it", file=sys.stderr)
    try:
        while True:
            if watch.start():
                _tell(watch.collect(LOOK_S), json=json)
            else:
                sleep(LOOK_S)
    except KeyboardInterrupt:
        return False


def _tell(found: "Round", *, json: bool) -> bool:
    """One line a feed that answered; whether any failed."""
    from entente.cli import tables

    for poll in found.polls:
        if json:
            at = datetime.now(UTC).isoformat(timespec="seconds")
            said = "; ".join(problem.message for problem in poll.problems)
            items = len(poll.items)
            tables.print_line("poll", at=at, feed=poll.feed.url, result=poll.result, items=items, problem=said)
        else:
            said = f"{len(poll.items)} new" if poll.result == "new" else poll.result
            why = [f"; {one.message}{one.remedy and '; '}{one.remedy}" for one in poll.problems[:1]]
            print(tables.safe(f"{poll.feed.title or poll.feed.url}: {said}{''.join(why)}"), file=sys.stderr)
    if not json and found.report.documents:
        print(f"{found.report.documents} articles read, {found.report.claims} claims", file=sys.stderr)
    return any(poll.result == "failed" for poll in found.polls)
