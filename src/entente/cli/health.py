"""What `entente doctor` looks at."""

import platform
import sys
from collections.abc import Iterator
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from entente.api import Project
from entente.errors import EntenteError
from entente.records.problem import Problem
from entente.views import Row

if TYPE_CHECKING:
    from entente.ledger import Ledger, Place


class Finding(Row, frozen=True, kw_only=True):
    """One thing that was examined."""

    what: str
    well: bool
    found: str
    problems: tuple[Problem, ...] = ()


def examine(project: Path) -> list[Finding]:
    """Everything in turn; a part that is ill does not hide the next."""
    return [*_installation(), *_project(project)]


def _installation() -> Iterator[Finding]:
    yield Finding(what="python", well=sys.version_info >= (3, 11), found=platform.python_version())
    yield _model()
    yield _vocabulary()
    has_figures = find_spec("vl_convert") is not None
    yield Finding(
        what="charts", well=True, found="drawn" if has_figures else "tables only; pip install 'entente[figures]'"
    )


def _model() -> Finding:
    from entente.analyse import load_analyser

    try:
        analyser = load_analyser("en")
    except EntenteError as error:
        return _ill("model", error)
    return Finding(what="model", well=True, found=f"{analyser.name} {analyser.version}")


def _vocabulary() -> Finding:
    from entente.vocab.check import check_vocabulary

    try:
        problems = tuple(check_vocabulary())
    except EntenteError as error:
        return _ill("vocabulary", error)
    found = f"{len(problems)} problems" if problems else "holds together"
    return Finding(what="vocabulary", well=not problems, found=found, problems=problems)


def _project(project: Path) -> Iterator[Finding]:
    try:
        opened = Project(project)
    except EntenteError as error:
        yield _ill("project", error)
        return
    if not opened.is_there:
        yield Finding(what="project", well=True, found=f"none in {project.resolve()}; `entente read` makes one")
        return
    try:
        with _opened(opened.ledger) as ledger:
            health, recorded = ledger.integrity(), tuple(ledger.problems())
    except EntenteError as error:
        yield _ill("ledger", error)
        return
    counts = " · ".join(_count(number, kind) for kind, number in health.counts.items())
    yield Finding(what="ledger", well=health.is_sound, found=counts, problems=health.problems)
    told = f"{len(recorded)} recorded, of what could not be read" if recorded else "none recorded"
    yield Finding(what="reading", well=True, found=told, problems=recorded)


def _count(number: int, kind: str) -> str:
    """A number of records of a kind; sums over kinds have their plural already."""
    from entente.views.wording import plain, say_count

    return f"{number:,} {kind}" if kind.endswith("s") else say_count(number, plain(kind))


def _opened(place: "Place") -> "Ledger":
    """For reading, which works on a full or read-only disk and beside a writer; an older one is updated before."""
    from entente.ledger import Ledger

    try:
        ledger = Ledger.open(place, read_only=True)
    except EntenteError:
        return Ledger.open(place)
    if ledger.is_older:
        with ledger, suppress(EntenteError):
            Ledger.open(place).close()
        ledger = Ledger.open(place, read_only=True)
    return ledger


def _ill(what: str, error: EntenteError) -> Finding:
    problem = Problem(code=f"{what}_unusable", message=error.what, where=error.where, remedy=error.remedy)
    return Finding(what=what, well=False, found=error.what, problems=(problem,))
