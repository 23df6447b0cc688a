"""Events that fit a wish, and how many of each kind there are."""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from entente.web.asking import Wish
from entente.web.columns import STATUSES, TYPES, Columns, Names, Whole
from entente.web.edition import Edition


class Facets(NamedTuple):
    """How many of the chosen events have each value, the most frequent first."""

    status: Mapping[str, int]
    type: Mapping[str, int]
    field: Mapping[str, int]


def choose(edition: Edition, wish: Wish) -> Names:
    """Ids of the events that fit, in the order wished for."""
    names = _start(edition, wish)
    if wish.is_plain:
        return edition.by_print if wish.order == "print" else names
    at = names.at[_fits(edition.columns, names.at, wish)]
    return Names(names.every, _ordered(edition, at, wish))


def _start(edition: Edition, wish: Wish) -> Names:
    """The smallest list at hand that holds them all, the latest first."""
    if wish.who and wish.whom:
        same = wish.who == wish.whom
        return edition.of_state.of(wish.who) if same else edition.pairs.of((min(wish[:2]), max(wish[:2])))
    return edition.of_state.of(wish.who or wish.whom) if wish.who or wish.whom else edition.all


def _fits(columns: Columns, at: Whole, wish: Wish) -> NDArray[np.bool_]:
    """Whether each fits; an open or undated one may have happened on any day."""
    fits = columns.origins[at] >= wish.origins
    if wish.status:
        fits &= np.isin(columns.status[at], [STATUSES.index(each) for each in wish.status])
    if wish.type:
        fits &= columns.type[at] == TYPES.index(wish.type)
    if wish.field:
        fits &= columns.field[at] == columns.fields.index(wish.field)
    if wish.since:
        fits &= columns.last[at] >= wish.since.toordinal()
    if wish.until:
        fits &= columns.first[at] <= wish.until.toordinal()
    return fits


def _ordered(edition: Edition, at: Whole, wish: Wish) -> Whole:
    if wish.order == "origins":
        return at[np.argsort(-edition.columns.origins[at], kind="stable")]
    return at[np.argsort(edition.print_rank[at])] if wish.order == "print" else at


def facets(edition: Edition, names: Names) -> Facets:
    """Counts over events; those over all of them are made once."""
    return Facets(*(edition.counts if len(names) == len(edition.events) else edition.columns.counts(names)))
