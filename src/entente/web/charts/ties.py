"""What states have between them: one line for each two, cooperation and conflict apart."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations, product
from typing import Literal, NamedTuple

from entente.records import Event
from entente.records.codes import COUNTED
from entente.views import Sides
from entente.views.trend import INTERVAL, beta_below

Lean = Literal["cooperation", "conflict", "unsure"]


class Tie(NamedTuple):
    """Counted events between two states, which stand in the order of their ids."""

    a: str
    b: str
    n_cooperation: int
    n_conflict: int

    @property
    def n(self) -> int:
        """Both together."""
        return self.n_cooperation + self.n_conflict

    @property
    def lean(self) -> Lean:
        """To one side only where the interval of the share of cooperation lies wholly on it."""
        below = beta_below(0.5, self.n_cooperation + 0.5, self.n_conflict + 0.5)
        tail = (1 - INTERVAL) / 2
        return "cooperation" if below < tail else "conflict" if below > 1 - tail else "unsure"


def ties(names: Iterable[str], events: Mapping[str, Event], sides: Mapping[str, Sides]) -> tuple[Tie, ...]:
    """What the named events that happened or are under way make of each two states, the fullest first."""
    good: Counter[tuple[str, str]] = Counter()
    bad: Counter[tuple[str, str]] = Counter()
    for name in names:
        event = events[name]
        if event.status in COUNTED and event.quad:
            (good if event.quad < 3 else bad).update(pairs_of(sides[name], hostile=event.quad > 2))
    made = (Tie(*pair, good[pair], bad[pair]) for pair in good.keys() | bad.keys())
    return tuple(sorted(made, key=lambda tie: (-tie.n, tie.a, tie.b)))


def pairs_of(sides: Sides, *, hostile: bool) -> set[tuple[str, str]]:
    """The pairs an act is between: those on one side of a hostile act are not in conflict with each other."""
    if hostile and sides.doers and sides.receivers:
        return {(min(a, b), max(a, b)) for a, b in product(sides.doers, sides.receivers) if a != b}
    return set(combinations(sorted(sides.all), 2))


def totals(found: Iterable[Tie]) -> dict[str, int]:
    """Events of each state with any other, the busiest first."""
    counts: Counter[str] = Counter()
    for tie in found:
        counts.update({tie.a: tie.n, tie.b: tie.n})
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def among(found: Iterable[Tie], states: Sequence[str]) -> tuple[Tie, ...]:
    """Ties between these states alone."""
    chosen = frozenset(states)
    return tuple(tie for tie in found if tie.a in chosen and tie.b in chosen)
