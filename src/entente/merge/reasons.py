"""Reasons for decisions, each held once: of millions few differ, and they never change."""

from functools import lru_cache

from entente.records.rulings import Reason

KEPT = 20_000
"""Reasons remembered."""


@lru_cache(KEPT)
def reason(name: str, score: float, left: str = "", right: str = "") -> Reason:
    """One of the values that decided."""
    return Reason(name=name, score=score, left=left, right=right)


@lru_cache(KEPT)
def shared(reasons: tuple[Reason, ...]) -> tuple[Reason, ...]:
    """The same reasons as before, where a pair was ruled on by them."""
    return reasons
