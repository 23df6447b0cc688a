"""Words a relation is described with, and the rank of those who meet: tables that each prove themselves."""

import re
import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from entente.views import QuoteRow
from entente.words import fold_text


class Rank(NamedTuple):
    """How high somebody stands who travels or meets; 0 is a head of state."""

    order: int
    words: str


class Use(NamedTuple):
    """A phrase with its first and its last use."""

    phrase: str
    tone: str
    n: int
    first: QuoteRow
    last: QuoteRow


class _Rule(NamedTuple):
    name: str
    tone: str
    pattern: re.Pattern[str]


def uses_of(quotes: Iterable[QuoteRow]) -> tuple[Use, ...]:
    """Phrases found in quotes of dated texts, the one last used most recently first."""
    dated = sorted((quote for quote in quotes if quote.published_on), key=_clock)
    found: dict[_Rule, list[QuoteRow]] = {}
    for quote in {quote.evidence_id: quote for quote in dated}.values():
        words = fold_text(quote.exact)
        for rule in phrases():
            if rule.pattern.search(words):
                found.setdefault(rule, []).append(quote)
    made = [Use(rule.name, rule.tone, len(hits), hits[0], hits[-1]) for rule, hits in found.items()]
    return tuple(sorted(made, key=lambda use: (*_clock(use.last), use.phrase), reverse=True))


def _clock(quote: QuoteRow) -> tuple[str, str]:
    return str(quote.published_on), quote.evidence_id


@cache
def phrases() -> tuple[_Rule, ...]:
    """The phrases of `data/wording.toml`, in its order."""
    return tuple(
        _Rule(name.replace("_", " "), row["tone"], _pattern(row["words"])) for name, row in table("wording").items()
    )


def rank_of(names: Sequence[str]) -> Rank:
    """The highest rank that the namings tell; the last of all where they tell none."""
    ranks = [rank for name in names if (rank := _rank(fold_text(name)))]
    return min(ranks, default=Rank(len(_ranks()), "rank not told"))


def _rank(name: str) -> Rank | None:
    return next((rank for rank, pattern in _ranks() if pattern.search(name)), None)


@cache
def _ranks() -> tuple[tuple[Rank, re.Pattern[str]], ...]:
    return tuple(
        (Rank(row["order"], name.replace("_", " ")), _pattern(row["words"])) for name, row in table("ranks").items()
    )


def _pattern(words: Sequence[str]) -> re.Pattern[str]:
    """Any of the words, whole, with any letters where a star stands."""
    ends = (re.escape(fold_text(word)).replace(r"\*", r"\w*") for word in words)
    return re.compile(rf"\b(?:{'|'.join(ends)})\b")


@cache
def table(name: str) -> dict[str, dict[str, Any]]:  # Any: lists and words, as the file has them
    """The rows of a table in `data/`."""
    return tomllib.loads((files("entente.web") / "data" / f"{name}.toml").read_text(encoding="utf-8"))
