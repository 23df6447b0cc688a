"""Today: what changed since the reader last looked, what is due, what is newly in dispute, and how much was read."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import NamedTuple

from entente.views import ChangeRow, EventRow, UndertakingRow
from entente.views.conflicts import is_open, told_on
from entente.web.edition import Edition, Pair
from entente.web.pages.page import Page, leaf_of
from entente.web.tongue import _

MOST = 14
OF_ONE_DAY = 5
"""Events of one day of publication."""
"""Lines of each list; the rest is a click away."""
MOST_PAIRS = 8


class Lately(NamedTuple):
    """One day of publication with the events first told on it."""

    day: date | None
    events: tuple[EventRow, ...]
    n_more: int
    """Further events of that day."""


class PairLine(NamedTuple):
    """A pair of states with what there is of it."""

    pair: Pair
    names: tuple[str, str]
    codes: tuple[str, str]
    n_events: int
    n_counted: int
    n_cooperation: int
    n_conflict: int
    latest: EventRow
    n_overdue: int


def page(edition: Edition, changes: Sequence[ChangeRow] = (), since: datetime | None = None) -> Page:
    """The first page.

    Args:
        edition: what is known now.
        changes: what changed since `since`.
        since: up to when the reader has seen everything; None: not known.
    """
    day = edition.today or date.max
    values = {
        "since": since,
        "changes": _told(changes),
        "n_changes": len(changes),
        "lately": _lately(edition),
        "pressing": [row for row in edition.undertakings if row.outcome in ("overdue", "silent", "due")][:MOST],
        "moved": _moved(edition, day),
        "conflicts": [row for row in edition.conflicts if is_open(edition.book.conflicts[row.conflict_id])][:5],
        "told_on": told_on,
        "pairs": pair_lines(edition, tuple(edition.pairs)[:MOST_PAIRS]),
        "months": edition.months,
        "lead": _lead(edition),
    }
    return Page("today", _("Today"), values, "today")


def _told(changes: Sequence[ChangeRow]) -> list[ChangeRow]:
    """Undertakings and conflicts before events, what changed before what is new; documents last."""
    order = {"undertaking": 0, "conflict": 1, "event": 2, "document": 3}
    return sorted(changes, key=lambda row: (order[row.what], row.change == "new", row.title))[: 4 * MOST]


def _lately(edition: Edition) -> list[Lately]:
    """The latest days of publication, of each the events that matter most."""
    made: list[Lately] = []
    for day, group in groupby(edition.by_print, key=edition.printed.__getitem__):
        names = tuple(group)
        shown = names[: min(OF_ONE_DAY, MOST - sum(len(each.events) for each in made))]
        if not shown:
            break
        made.append(Lately(day, edition.rows(shown), len(names) - len(shown)))
    return made


def _moved(edition: Edition, day: date) -> list[UndertakingRow]:
    """Undertakings whose stage was entered in the last half year."""
    since = day - timedelta(days=183) if day != date.max else date.min
    rows = [row for row in edition.undertakings if row.stage_as_of and since <= row.stage_as_of <= day]
    return sorted(rows, key=lambda row: (row.stage_as_of or date.min, row.title), reverse=True)[:6]


def _lead(edition: Edition) -> UndertakingRow | None:
    """The promise longest overdue, which is what most readers come for."""
    return next((row for row in edition.undertakings if row.outcome == "overdue"), None)


def pair_lines(edition: Edition, pairs: Sequence[Pair]) -> list[PairLine]:
    """Pairs of states with what there is of each."""
    overdue = [row.undertaking_id for row in edition.undertakings if row.outcome == "overdue"]
    counts = Counter(pair for name in overdue for pair in edition.pairs_of(name))
    return [_line(edition, pair, edition.pairs[pair], counts[pair]) for pair in pairs]


def _line(edition: Edition, pair: Pair, names: Sequence[str], n_overdue: int) -> PairLine:
    events = [edition.events[name] for name in names]
    counted = [event for event in events if event.status in ("happened", "under_way") and event.quad]
    cooperation = sum(event.quad < 3 for event in counted)
    latest = next(
        (name for name in names if edition.events[name].status == "happened" and edition.events[name].quad), names[0]
    )
    return PairLine(
        pair=pair,
        names=(edition.book.name_of(pair[0]), edition.book.name_of(pair[1])),
        codes=(edition.code_of(pair[0]), edition.code_of(pair[1])),
        n_events=len(names),
        n_counted=len(counted),
        n_cooperation=cooperation,
        n_conflict=len(counted) - cooperation,
        latest=edition.row(latest),
        n_overdue=n_overdue,
    )


def pairs_page(edition: Edition, number: int) -> Page:
    """All pairs of states, the fullest first."""
    lines, leaf = leaf_of(tuple(edition.pairs), number)
    return Page("dyads", _("Pairs of states"), {"pairs": pair_lines(edition, lines), "leaf": leaf}, "dyads")
