"""What states have between them: one line for each two, cooperation and conflict apart."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import combinations, product
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from entente.records import Event
from entente.records.codes import COUNTED
from entente.views import Sides
from entente.views.trend import INTERVAL, beta_below
from entente.web.columns import Names, Whole

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
        return _lean(self.n_cooperation, self.n_conflict)


@lru_cache(maxsize=20_000)
def _lean(n_cooperation: int, n_conflict: int) -> Lean:
    below = beta_below(0.5, n_cooperation + 0.5, n_conflict + 0.5)
    tail = (1 - INTERVAL) / 2
    return "cooperation" if below < tail else "conflict" if below > 1 - tail else "unsure"


class TieLines(NamedTuple):
    """Every event that happened or is under way with each pair of states that it is between."""

    pairs: tuple[tuple[str, str], ...]
    event: Whole
    """Its place in the list of all."""
    pair: Whole
    """Place in `pairs`."""
    is_hostile: NDArray[np.bool_]

    @classmethod
    def of(cls, names: Iterable[str], events: Mapping[str, Event], sides: Mapping[str, Sides]) -> "TieLines":
        """The lines of events, in their order."""
        known: dict[tuple[str, str], int] = {}
        lines: list[tuple[int, int, bool]] = []
        for at, name in enumerate(names):
            event = events[name]
            if event.status in COUNTED and event.quad:
                between = pairs_of(sides[name], hostile=event.quad > 2)
                lines += ((at, known.setdefault(pair, len(known)), event.quad > 2) for pair in sorted(between))
        event_at, pair_at, hostile = np.array(lines, dtype=np.int32).reshape(-1, 3).T
        return cls(tuple(known), np.ascontiguousarray(event_at), np.ascontiguousarray(pair_at), hostile > 0)


def ties(lines: TieLines, chosen: Names | None = None) -> tuple[Tie, ...]:
    """What events make of each two states, the fullest first; `chosen`: these events alone."""
    kept = np.ones(len(lines.event), dtype=bool)
    if chosen is not None:
        among_chosen = np.zeros(len(chosen.every), dtype=bool)
        among_chosen[chosen.at] = True
        kept = among_chosen[lines.event]
    n = len(lines.pairs)
    good = np.bincount(lines.pair[kept & ~lines.is_hostile], minlength=n).tolist()
    bad = np.bincount(lines.pair[kept & lines.is_hostile], minlength=n).tolist()
    made = (Tie(*pair, *counts) for pair, *counts in zip(lines.pairs, good, bad, strict=True) if any(counts))
    return tuple(sorted(made, key=lambda tie: (-tie.n, tie.a, tie.b)))


def pairs_of(sides: Sides, *, hostile: bool) -> set[tuple[str, str]]:
    """The pairs an act is between: those on one side of a hostile act are not in conflict with each other."""
    if hostile and sides.doers and sides.receivers:
        return {(min(a, b), max(a, b)) for a, b in product(sides.doers, sides.receivers) if a != b}
    return set(combinations(sorted(sides.all), 2))


def totals(found: Iterable[Tie]) -> dict[str, int]:
    """Events of each state with any other, the busiest first."""
    counts: defaultdict[str, int] = defaultdict(int)
    for a, b, n_cooperation, n_conflict in found:
        counts[a] += n_cooperation + n_conflict
        counts[b] += n_cooperation + n_conflict
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def among(found: Iterable[Tie], states: Sequence[str]) -> tuple[Tie, ...]:
    """Ties between these states alone."""
    chosen = frozenset(states)
    return tuple(tie for tie in found if tie.a in chosen and tie.b in chosen)
