"""Events that fit a wish, and how many of each kind there are."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from entente.views.events import may_fall
from entente.web.asking import Wish
from entente.web.edition import Edition


class Facets(NamedTuple):
    """How many of the chosen events have each value, the most frequent first."""

    status: Mapping[str, int]
    type: Mapping[str, int]
    field: Mapping[str, int]


def choose(edition: Edition, wish: Wish) -> tuple[str, ...]:
    """Ids of the events that fit, in the order wished for."""
    names = _start(edition, wish)
    if not wish.is_plain:
        names = [name for name in names if _fits(edition, name, wish)]
    return tuple(_ordered(edition, names, wish))


def _start(edition: Edition, wish: Wish) -> Sequence[str]:
    """The smallest list at hand that holds them all, the latest first."""
    if wish.who and wish.whom:
        return edition.pairs.get((min(wish.who, wish.whom), max(wish.who, wish.whom)), ())
    if state := wish.who or wish.whom:
        return edition.of_state.get(state, ())
    return edition.by_print if wish.order == "print" else edition.by_date


def _fits(edition: Edition, name: str, wish: Wish) -> bool:
    event = edition.events[name]
    return (
        (not wish.status or event.status in wish.status)
        and (not wish.type or event.type == wish.type)
        and (not wish.field or event.domains[0] == wish.field)
        and event.n_independent >= wish.origins
        and (not wish.who or wish.who in edition.sides[name].all)
        and (not wish.whom or wish.whom in edition.sides[name].all)
        and may_fall(event.when, wish.since, wish.until)
    )


def _ordered(edition: Edition, names: Sequence[str], wish: Wish) -> Sequence[str]:
    if wish.order == "origins":
        return sorted(names, key=lambda name: -edition.events[name].n_independent)
    if wish.order == "print" and (wish.who or wish.whom):
        chosen = frozenset(names)
        return [name for name in edition.by_print if name in chosen]
    return names


def facets(edition: Edition, names: Sequence[str]) -> Facets:
    """Counts over events; those over all of them are made once."""
    if len(names) == len(edition.events):
        return Facets(*edition.counts)
    events = [edition.events[name] for name in names]
    return Facets(
        status=dict(Counter(event.status for event in events).most_common()),
        type=dict(Counter(event.type for event in events).most_common()),
        field=dict(Counter(event.domains[0] for event in events).most_common()),
    )
