"""Sentences that one text took from another, though most of either is its own: digests, merged reports, excerpts."""

from collections.abc import Container, Iterator, Sequence
from typing import NamedTuple

from entente.merge.align import Common, Line, Lines, common_in_order

LEAST_COMMON, WIDE_SHARE = 8, 0.75
"""Telling words that a sentence has in common with two neighbouring ones, and their share of its own,
from which it says the same: two reporters who saw one thing seldom choose so many of the same words."""
MANY_COMMON, MOST_SHARE = 12, 0.6
"""The same for a longer sentence, into which more of its own can be put."""
FEW_COMMON, NARROW_SHARE, LONG_RUN = 6, 0.45, 8
"""The same where it also has this many words in a row from them, outside what it quotes."""
LEAST_NAMES = 1
"""Names and figures, beside the one it may open with, of a sentence that is news."""
IN_ORDER = 0.5
"""Share of the common words that stand in the same order."""
OTHER_MATTER, FAINT_MATTER = 0.2, 0.3
"""Share of the telling words in the rest of a text that the origin has too, up to which the rest is about something
else, after one passage and after several: who reports the same event with words of his own comes back to its names."""
LEAST_REST = 15
"""Telling words of a rest that shows what it is about."""


class Passage(NamedTuple):
    """A sentence of the copy and the one of the origin that it is taken from."""

    left: int
    right: int
    common: int
    share: float
    run: int
    """Words in a row."""


def find_passages(
    copy: Sequence[Line], origin: Sequence[Line], stock: Container[int] = frozenset()
) -> Iterator[Passage]:
    """Each sentence of the copy that says, largely in the same words, what two neighbours of the origin say.

    A sentence that ends both texts is a notice. `stock`: keys of sentences that stand in many texts, which nobody
    takes from anybody.
    """
    copy, origin = Lines.of(copy), Lines.of(origin)
    best: dict[int, tuple[int, int]] = {}
    for at, window in _likely(copy.told_by(origin)):
        common = len(copy.own_sets[at] & frozenset().union(*origin.own_sets[window : window + 2]))
        if common >= FEW_COMMON:
            best[at] = max(best.get(at, (0, 0)), (common, -window))
    for at, (common, place) in sorted(best.items()):
        line, share = copy[at], common / len(copy.own_sets[at])
        if line.quoted or line.names < LEAST_NAMES or line.key in stock or share < NARROW_SHARE:
            continue
        found = _passage(at, line, origin, -place, common, share)
        if found is not None and not (at == len(copy) - 1 and found.right == len(origin) - 1):
            yield found


def _likely(common: Common) -> set[tuple[int, int]]:
    """A sentence and the first of two neighbouring ones that may have enough words in common with it together."""
    totals: dict[int, int] = {}
    for (at, _), count in common.items():
        totals[at] = totals.get(at, 0) + count
    starts = ((at, window) for at, other in common if totals[at] >= FEW_COMMON for window in (other - 1, other))
    return {(at, window) for at, window in starts if window >= 0
            and common.get((at, window), 0) + common.get((at, window + 1), 0) >= FEW_COMMON}  # fmt: skip


def is_foreign(copy: Sequence[Line], origin: Sequence[Line], taken: Container[int], *, passages: int) -> bool:
    """Whether what was taken stands in a text about other matters, as in a digest, and not in a report of the same."""
    rest = {word for at, line in enumerate(copy) if at not in taken for word in line.own}
    known = rest & {word for line in origin for word in line.own}
    most = OTHER_MATTER if passages < 2 else FAINT_MATTER
    return len(rest) >= LEAST_REST and len(known) <= most * len(rest)


def _passage(at: int, line: Line, origin: Sequence[Line], place: int, common: int, share: float) -> Passage | None:
    window = origin[place : place + 2]
    run = max((longest_run(line.words, other.words) for other in window if not other.quoted), default=0)
    told = tuple(word for other in window for word in other.own)
    in_order = common_in_order(line.own, told) >= IN_ORDER * common
    wide = (common >= LEAST_COMMON and share >= WIDE_SHARE) or (common >= MANY_COMMON and share >= MOST_SHARE)
    if not ((wide and in_order) or run >= LONG_RUN):
        return None
    own = frozenset(line.own)
    nearest = max(range(len(window)), key=lambda step: (len(own & frozenset(window[step].own)), -step))
    return Passage(at, place + nearest, common, share, run)


def longest_run(one: Sequence[int], other: Sequence[int]) -> int:
    """The most words in a row that both have."""
    places: dict[int, list[int]] = {}
    for at, word in enumerate(other):
        places.setdefault(word, []).append(at)
    longest, row = 0, dict[int, int]()
    for word in one:
        row = {at: row.get(at - 1, 0) + 1 for at in places.get(word, ())}
        longest = max(longest, *row.values()) if row else longest
    return longest
