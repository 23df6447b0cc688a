"""Today: what changed since the reader last looked, what is due, what is newly in dispute, and how much was read."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import islice
from typing import NamedTuple

from entente.views import ChangeRow, EventRow, UndertakingRow
from entente.views.conflicts import is_open, told_on
from entente.web.columns import Names
from entente.web.edition import Edition, Pair
from entente.web.pages.page import Page, leaf_of
from entente.web.tongue import _

MOST, OF_ONE_DAY = 18, 6
"""Events in print lately, and of one day of publication; the rest is a click away."""
PRESSING = 9
"""Undertakings that are overdue, silent or due."""
MOST_PAIRS = 8


class Lately(NamedTuple):
    """One day of publication with the events first told on it."""

    day: date | None
    events: tuple[EventRow, ...]
    n_more: int
    """Further events of that day."""


class Figure(NamedTuple):
    """A number of Today, and the list it counts."""

    n: int
    label: str
    note: str
    place: str
    show: str = ""

    @property
    def is_late(self) -> bool:
        """Whether it counts days that passed."""
        return self.show in ("overdue", "silent")


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


def page(edition: Edition, changes: Sequence[ChangeRow] | None = (), since: datetime | None = None) -> Page:
    """The first page.

    Args:
        edition: what is known now.
        changes: what changed since `since`; None: that is still being worked out.
        since: up to when the reader has seen everything; None: not known.
    """
    day = edition.today or date.max
    values = {
        "since": since,
        "changes": _told(changes or ()),
        "n_changes": len(changes or ()),
        "comparing": changes is None,
        "lately": _lately(edition),
        "pressing": _pressing(edition),
        "moved": _moved(edition, day),
        "conflicts": edition.conflicts.of(islice(_disputed(edition), 5)),
        "told_on": told_on,
        "pairs": pair_lines(edition, tuple(edition.pairs)[:MOST_PAIRS]),
        "months": edition.months,
        "lead": _lead(edition),
        "figures": _figures(edition),
    }
    return Page("today", _("Today"), values, "today")


def _figures(edition: Edition) -> list[Figure]:
    """What waits for the reader, each number with what it counts."""
    n, place = edition.outcomes.get, "undertakings"
    return [
        Figure(
            n("overdue", 0), _("overdue"), _("the day passed, and later texts do not tell it done"), place, "overdue"
        ),
        Figure(n("silent", 0), _("silent"), _("the day passed and nothing was heard since"), place, "silent"),
        Figure(n("due", 0), _("due"), _("the day is to come"), place, "due"),
        Figure(edition.n_in_dispute, _("in dispute"), _("claims that cannot both hold"), "conflicts"),
        Figure(len(edition.pairs), _("pairs of states"), _("told of together in an event"), "dyads"),
    ]


def _told(changes: Sequence[ChangeRow]) -> list[ChangeRow]:
    """Undertakings and conflicts before events, what changed before what is new; documents last."""
    order = {"undertaking": 0, "conflict": 1, "event": 2, "document": 3}
    return sorted(changes, key=lambda row: (order[row.what], row.change == "new", row.title))[: 4 * MOST]


def _lately(edition: Edition) -> list[Lately]:
    """The latest days of publication, of each the events that matter most."""
    made: list[Lately] = []
    names = edition.by_print
    while names and (room := MOST - sum(len(each.events) for each in made)) > 0:
        n = int((edition.print_days[names.at] == edition.print_days[names.at[0]]).sum())
        shown = names[: min(OF_ONE_DAY, n, room)]
        made.append(Lately(edition.printed(names[0]), edition.rows(shown), n - len(shown)))
        names = names[n:]
    return made


def _pressing(edition: Edition) -> tuple[UndertakingRow, ...]:
    """What is overdue, silent or due, the most pressing first."""
    names = (name for name, each in edition.standings.items() if each.outcome in ("overdue", "silent", "due"))
    return edition.undertakings.of(islice(names, PRESSING))


def _disputed(edition: Edition) -> Iterator[str]:
    """Conflicts that are open."""
    return (name for name in edition.conflicts.names if is_open(edition.book.conflicts[name]))


def _moved(edition: Edition, day: date) -> tuple[UndertakingRow, ...]:
    """Undertakings whose stage was entered in the last half year."""
    since = day - timedelta(days=183) if day != date.max else date.min
    found = [each for each in edition.standings.values() if each.stage_as_of and since <= each.stage_as_of <= day]
    latest = sorted(found, key=lambda each: (each.stage_as_of or date.min, each.title), reverse=True)[:5]
    return edition.undertakings.of(each.undertaking_id for each in latest)


def _lead(edition: Edition) -> UndertakingRow | None:
    """The promise longest overdue, which is what most readers come for."""
    name = next((name for name, each in edition.standings.items() if each.outcome == "overdue"), None)
    return edition.undertaking[name] if name else None


def pair_lines(edition: Edition, pairs: Sequence[Pair]) -> list[PairLine]:
    """Pairs of states with what there is of each."""
    return [_line(edition, pair, edition.pairs[pair], edition.n_overdue.get(pair, 0)) for pair in pairs]


def _line(edition: Edition, pair: Pair, names: Names, n_overdue: int) -> PairLine:
    quads = edition.columns.quad[names.at[edition.columns.is_counted[names.at]]]
    cooperation = int((quads < 3).sum())
    latest = next(
        (name for name in names if edition.events[name].status == "happened" and edition.events[name].quad), names[0]
    )
    return PairLine(
        pair=pair,
        names=(edition.book.name_of(pair[0]), edition.book.name_of(pair[1])),
        codes=(edition.code_of(pair[0]), edition.code_of(pair[1])),
        n_events=len(names),
        n_counted=len(quads),
        n_cooperation=cooperation,
        n_conflict=len(quads) - cooperation,
        latest=edition.row(latest),
        n_overdue=n_overdue,
    )


def pairs_page(edition: Edition, number: int) -> Page:
    """All pairs of states, the fullest first."""
    lines, leaf = leaf_of(tuple(edition.pairs), number)
    return Page("dyads", _("Pairs of states"), {"pairs": pair_lines(edition, lines), "leaf": leaf}, "dyads")
