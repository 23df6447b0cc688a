"""How a copy words what it took: letter by letter, with other words in the same places, or as translations do."""

from collections.abc import Sequence
from typing import NamedTuple

from entente.merge.align import Line, Match, common_in_order, order_share

WHOLE = 0.8
"""Share of a text found in the other from which it counts as there in full."""
KEPT_ORDER = 0.42
"""Share of the longer words that a translation keeps in their order: names, figures, what has one word in English."""
KEPT_SMALL = 0.68
"""Share of the small words kept from which somebody replaced the longer ones only: a thesaurus, or an editor."""
LEAST_SENTENCES = 4
"""Sentences below which small words tell nothing."""


class Wording(NamedTuple):
    """What the sentences of a copy have kept of those they are taken from, in shares."""

    sentences: int
    """That come from the origin."""
    spread: float
    """Share of the sentences of the shorter text that have their like in the other."""
    order: float
    """Longer words in the same order."""
    small: float
    """Articles, prepositions and pronouns in the same order."""

    @property
    def reads_translated(self) -> bool:
        """Sentence for sentence with the same names and nouns in place, and other small words between them."""
        return (
            self.sentences >= LEAST_SENTENCES
            and self.spread >= WHOLE
            and self.order >= KEPT_ORDER
            and self.small < KEPT_SMALL
        )


def wording(copy: Sequence[Line], origin: Sequence[Line], matches: Sequence[Match]) -> Wording:
    """The shares over all sentences that were taken."""
    pairs = [(copy[match.left], origin[match.right]) for match in matches]
    shorter = min(len(copy), len(origin))
    longest = sum(max(len(one.small), len(other.small)) for one, other in pairs)
    small = sum(common_in_order(one.small, other.small) for one, other in pairs)
    return Wording(
        len(pairs),
        len(pairs) / shorter if shorter else 0.0,
        sum(order_share(one, other) for one, other in pairs) / len(pairs) if pairs else 0.0,
        small / longest if longest else 1.0,
    )
