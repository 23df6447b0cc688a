"""How likely a claim is right, from what found it: calibrated on labelled sentences that nothing was trained on."""

import math
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from entente.records.actors import ActorMention

READER = "reader="
"""Begins the rule that tells the share which the trained reader gives to the type of a claim."""
UNREAD = (0.4, 0.6, 0.8)
"""Confidence where no reader looked, by the number of sides that are known."""


class Signals(NamedTuple):
    """What is known about the making of a claim."""

    share: float
    """The reader's, of the type."""
    by_entry: bool
    """Whether an entry of the lexicon fired."""
    sides: int
    """Sides with a known actor: 0, 1 or 2; of a mutual act its known actors, at most 2."""


def signals(rules: Sequence[str], actors: Sequence[ActorMention], recipients: Sequence[ActorMention]) -> Signals | None:
    """The signals of a claim; None: no reader looked."""
    share = next((float(rule.removeprefix(READER)) for rule in rules if rule.startswith(READER)), None)
    if share is None:
        return None
    return Signals(share, not rules[0].startswith(("reader_", "clause_")), sides(actors, recipients))


def sides(actors: Sequence[ActorMention], recipients: Sequence[ActorMention]) -> int:
    """How many sides have a known actor."""
    known = [sum(1 for mention in side if mention.actor_id or mention.on_behalf_of) for side in (actors, recipients)]
    return min(2, known[0]) if not recipients else bool(known[0]) + bool(known[1])


def confidence(rules: Sequence[str], actors: Sequence[ActorMention], recipients: Sequence[ActorMention]) -> float:
    """Share of claims with these signals that are right in type and parties."""
    found = signals(rules, actors, recipients)
    if found is None:
        return UNREAD[sides(actors, recipients)]
    weights = _weights()
    score = sum(weight * value for weight, value in zip(weights, features(found), strict=True))
    return round(1 / (1 + math.exp(-score)), 2)


def features(found: Signals) -> tuple[float, ...]:
    """The columns of the calibration: one, log odds of the share, entry, one side, both sides."""
    share = min(max(found.share, 0.01), 0.99)
    return 1.0, math.log(share / (1 - share)), float(found.by_entry), float(found.sides == 1), float(found.sides == 2)


@cache
def _weights() -> tuple[float, ...]:
    """Written by `python -m train.calibrate`."""
    text = files("entente.vocab").joinpath("data/lang/en/confidence.toml").read_text(encoding="utf-8")
    return tuple(tomllib.loads(text)["weights"])
