"""Explore: one filter, and what fits it as a table, a timeline, a matrix of states, a network, a map or a trend."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from entente.export.dossier import geometry
from entente.views import timeline
from entente.views.events import by_date
from entente.web.asking import (
    ORDERS,
    TABS,
    Query,
    Wish,
    edition_fields,
    read_page,
    read_tab,
    read_wish,
    read_worldview,
)
from entente.web.charts.map import draw_map
from entente.web.charts.network import draw_network
from entente.web.charts.saying import say_ties, say_timeline
from entente.web.charts.ties import Tie, among, ties, totals
from entente.web.charts.trend import draw_trend, periods_in, say_trend
from entente.web.charts.world import load_worldviews
from entente.web.choosing import choose, facets
from entente.web.columns import STATUSES, TYPES, Names
from entente.web.edition import Edition
from entente.web.pages.page import Page, leaf_of
from entente.web.tongue import _

DRAWN = 300
"""Events on a timeline at most: the latest."""
STATES = 18
"""Rows of the matrix at most: the busiest states."""
LISTED = 60
"""Ties in the table beside a drawing; the fullest."""

KEYS = {"table": "t", "timeline": "l", "matrix": "x", "network": "n", "map": "m", "trend": "r"}
"""The key that leads to each drawing."""


class Row(NamedTuple):
    """A state of the matrix with what it has with each of the others, in their order."""

    state: str
    n: int
    """With all states, shown or not."""
    cells: tuple[Tie | None, ...]


class Matrix(NamedTuple):
    """States against states, the busiest first."""

    rows: tuple[Row, ...]
    most: int
    n_left_out: int


def page(edition: Edition, query: Query) -> Page:
    """What fits the filter, in the drawing asked for."""
    wish, tab, view = read_wish(edition, query), read_tab(query), read_worldview(query)
    names = choose(edition, wish)
    lines, leaf = leaf_of(names, read_page(query) if tab == "table" else 1)
    filtered = asked(edition, wish)
    values = {
        "wish": wish, "tab": tab, "tabs": TABS, "keys": KEYS, "orders": ORDERS, "leaf": leaf, "asked": filtered,
        "facets": facets(edition, names), "rows": edition.rows(lines) if tab == "table" else (),
        "states": edition.states, "fields": edition_fields(edition), "types": TYPES, "statuses": STATUSES,
        "codes": {"who": filtered["who"], "whom": filtered["whom"]}, "worldview": view,
        "kept": view if view != "default" else "",
        **(_timeline(edition, names) if tab == "timeline" else {}),
        **(_trend(edition, names) if tab == "trend" else {}),
        **(_states(edition, names, tab, view) if tab in ("matrix", "network", "map") else {}),
    }  # fmt: skip
    return Page("explore", _("Explore") if tab == "table" else _("Explore: %(tab)s", tab=_(tab)), values, "explore")


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


def _timeline(edition: Edition, names: Names) -> dict[str, object]:
    drawn = timeline(sorted(edition.rows(names[:DRAWN]), key=by_date), edition.today)
    axis = geometry.axis_of(drawn) if drawn else None
    return {
        "drawn": drawn,
        "said": say_timeline(drawn) if drawn else "",
        "axis": axis,
        "lanes": geometry.lanes(drawn) if drawn else (),
        "ticks": geometry.ticks(axis) if axis else (),
        "n_left_out": max(0, len(names) - DRAWN),
    }


def _trend(edition: Edition, names: Names) -> dict[str, object]:
    periods = periods_in(edition, names)
    counted = int(edition.columns.is_counted[names.at].sum())
    return {
        "trend": draw_trend(periods),
        "said": say_trend(periods),
        "n_unplaced": counted - sum(each.n for each in periods),
    }


def _states(edition: Edition, names: Names, tab: str, view: str) -> dict[str, object]:
    """What states have between them, drawn one way; the table beside it holds the figures."""
    found = edition.ties if len(names) == len(edition.events) else ties(edition.tie_lines, names)
    states = totals(found)
    called = {state: edition.book.name_of(state) for state in states}
    codes = {state: edition.code_of(state) for state in states}
    draw: Mapping[str, Callable[[], object]] = {
        "matrix": lambda: matrix(found),
        "network": lambda: draw_network(found, edition.positions, called),
        "map": lambda: draw_map(found, codes, called, view),
    }
    return {
        "found": found[:LISTED], "n_ties": len(found), "said": say_ties(found, edition.book.name_of),
        "called": called, "coded": codes, "views": load_worldviews().views, "contested": load_worldviews().lines,
        "drawing": draw[tab](),
    }  # fmt: skip


def matrix(found: Sequence[Tie]) -> Matrix:
    """The busiest states against each other."""
    counts = totals(found)
    shown = list(counts)[:STATES]
    cells = {pair: tie for tie in among(found, shown) for pair in ((tie.a, tie.b), (tie.b, tie.a))}
    rows = tuple(Row(state, counts[state], tuple(cells.get((state, other)) for other in shown)) for state in shown)
    return Matrix(rows, max((tie.n for tie in cells.values()), default=1), len(counts) - len(shown))
