"""Explore: one filter, and what fits it as a table, a timeline, a matrix of states or a trend."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from entente.export.dossier import geometry
from entente.records.codes import Quad
from entente.views import timeline
from entente.views.events import by_date
from entente.views.timeline import opening
from entente.web.asking import (
    ORDERS,
    STATUSES,
    TABS,
    TYPES,
    Query,
    Wish,
    edition_fields,
    read_page,
    read_tab,
    read_wish,
)
from entente.web.choosing import choose, facets
from entente.web.edition import Edition
from entente.web.pages.page import Page, leaf_of

DRAWN = 300
"""Events on a timeline at most: the latest."""
STATES = 18
"""Rows of the matrix at most: the busiest states."""


class Cell(NamedTuple):
    """What two states have between them."""

    a: str
    b: str
    n_cooperation: int
    n_conflict: int

    @property
    def n(self) -> int:
        """Both together."""
        return self.n_cooperation + self.n_conflict


class Matrix(NamedTuple):
    """States against states."""

    states: tuple[tuple[str, str], ...]
    """Code and name, the busiest first."""
    cells: dict[tuple[str, str], Cell]
    """By codes; both orders."""
    most: int
    n_left_out: int


class Year(NamedTuple):
    """Counted events of one year by quad."""

    year: int
    counts: dict[Quad, int]


def page(edition: Edition, query: Query) -> Page:
    """What fits the filter, in the drawing asked for."""
    wish, tab = read_wish(edition, query), read_tab(query)
    names = choose(edition, wish)
    lines, leaf = leaf_of(names, read_page(query) if tab == "table" else 1)
    values = {
        "wish": wish, "tab": tab, "tabs": TABS, "orders": ORDERS, "leaf": leaf, "asked": asked(edition, wish),
        "facets": facets(edition, names), "rows": edition.rows(lines) if tab == "table" else (),
        "states": edition.states, "fields": edition_fields(edition), "types": TYPES, "statuses": STATUSES,
        "codes": {"who": asked(edition, wish)["who"], "whom": asked(edition, wish)["whom"]},
        **_drawing(edition, names, tab),
    }  # fmt: skip
    return Page("explore", "Explore", values, "explore")


def asked(edition: Edition, wish: Wish) -> dict[str, object]:
    """The filter as the query of an address."""
    return {
        "who": edition.code_of(wish.who) if wish.who else "",
        "whom": edition.code_of(wish.whom) if wish.whom else "",
        "field": wish.field,
        "type": wish.type,
        "status": list(wish.status),
        "from_": wish.since or "",
        "to_": wish.until or "",
        "origins": wish.origins if wish.origins > 1 else "",
        "order": wish.order if wish.order != "date" else "",
    }


def _drawing(edition: Edition, names: Sequence[str], tab: str) -> dict[str, object]:
    if tab == "timeline":
        return _timeline(edition, names)
    if tab == "matrix":
        return {"matrix": matrix(edition, names)}
    return {"years": years(edition, names)} if tab == "trend" else {}


def _timeline(edition: Edition, names: Sequence[str]) -> dict[str, object]:
    drawn = timeline(sorted(edition.rows(names[:DRAWN]), key=by_date), edition.today)
    axis = geometry.axis_of(drawn) if drawn else None
    return {
        "drawn": drawn,
        "axis": axis,
        "lanes": geometry.lanes(drawn) if drawn else (),
        "ticks": geometry.ticks(axis) if axis else (),
        "n_left_out": max(0, len(names) - DRAWN),
    }


def matrix(edition: Edition, names: Sequence[str]) -> Matrix:
    """Counted events between any two of the busiest states."""
    good: Counter[tuple[str, str]] = Counter()
    bad: Counter[tuple[str, str]] = Counter()
    for name in names:
        event = edition.events[name]
        if event.status in ("happened", "under_way") and event.quad:
            states = sorted(edition.sides[name].all)
            pairs = [(a, b) for at, a in enumerate(states) for b in states[at + 1 :]]
            (good if event.quad < 3 else bad).update(pairs)
    busy: Counter[str] = Counter()
    for (a, b), count in (good + bad).items():
        busy.update({a: count, b: count})
    order = sorted(busy, key=lambda state: (-busy[state], state))
    shown = order[:STATES]
    cells = {}
    for a, b in good.keys() | bad.keys():
        if a in shown and b in shown:
            left, right = edition.code_of(a), edition.code_of(b)
            cells[left, right] = cells[right, left] = Cell(left, right, good[a, b], bad[a, b])
    return Matrix(
        tuple((edition.code_of(state), edition.book.name_of(state)) for state in shown),
        cells,
        max((cell.n for cell in cells.values()), default=1),
        len(order) - len(shown),
    )


def years(edition: Edition, names: Sequence[str]) -> list[Year]:
    """Counted events that fall into one year, year by year from where they come close together."""
    placed: list[tuple[int, Quad]] = []
    for name in names:
        event = edition.events[name]
        first, end = event.when.earliest, event.when.latest
        if event.quad and event.status in ("happened", "under_way") and first and end and first.year == end.year:
            placed.append((first.year, event.quad))
    if not placed:
        return []
    days = [date(year, 1, 1) for year, _ in placed]
    start = opening(days, min(days), max(days)).year
    counts = Counter(placed)
    quads: tuple[Quad, ...] = (1, 2, 3, 4)
    return [Year(year, {quad: counts[year, quad] for quad in quads}) for year in range(start, max(days).year + 1)]
