"""Words a relation is described with, and the rank of those who meet: tables that each prove themselves."""

import re
import tomllib
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from entente.records import Claim
from entente.views import Book, QuoteRow
from entente.views.quote import quote_of, telling_quote
from entente.web.columns import Names, Whole
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


class Rule(NamedTuple):
    """A phrase that is looked for."""

    name: str
    tone: str
    pattern: re.Pattern[str]


class Worded(NamedTuple):
    """For each claim the phrases that its quote holds, so that only the first and the last of each are read."""

    rules: NDArray[np.uint64]
    """A bit for each, in the order of the table."""
    quote: Whole
    """The place of its quote among those that hold one; the same quote has the same."""

    @classmethod
    def of(cls, claims: Iterable[Claim]) -> "Worded":
        """The columns of claims, in their order."""
        quotes = [telling_quote(claim) for claim in claims]
        rules = np.array([_bits(quote.found or quote.exact) for quote in quotes], dtype=np.uint64)
        names = [quote.evidence_id if bits else "" for quote, bits in zip(quotes, rules.tolist(), strict=True)]
        place = {name: at for at, name in enumerate(sorted(set(names)))}
        return cls(rules, np.array([place[name] for name in names], dtype=np.int32))


def _bits(words: str) -> int:
    found = rules_in(words)
    return sum(1 << at for at, rule in enumerate(phrases()) if rule in found) if found else 0


def uses_of(book: Book, claims: Names, worded: Worded, days: Whole) -> tuple[Use, ...]:
    """Phrases in some claims, the one last used most recently first; `days`: of publication, for each, 0: not known."""
    held = (worded.rules[claims.at] > 0) & (days > 0)
    at, day = claims.at[held], days[held]
    ordered = at[np.lexsort((worded.quote[at], day))]
    made = []
    for number, rule in enumerate(phrases()):
        hits = ordered[worded.rules[ordered] >> np.uint64(number) & np.uint64(1) > 0]
        if len(hits):
            first, last = (quote_of(book, book.claims[claims.every[at]]) for at in hits[[0, -1]].tolist())
            made.append(Use(rule.name, rule.tone, len(np.unique(worded.quote[hits])), first, last))
    return tuple(sorted(made, key=lambda use: (*_clock(use.last), use.phrase), reverse=True))


def rules_in(words: str) -> tuple[Rule, ...]:
    """The phrases that some words hold."""
    folded = fold_text(words)
    if not _any_phrase().search(folded):
        return ()
    return tuple(rule for rule in phrases() if rule.pattern.search(folded))


@cache
def _any_phrase() -> re.Pattern[str]:
    return _pattern([word for row in table("wording").values() for word in row["words"]])


def _clock(quote: QuoteRow) -> tuple[str, str]:
    return str(quote.published_on), quote.evidence_id


@cache
def phrases() -> tuple[Rule, ...]:
    """The phrases of `data/wording.toml`, in its order."""
    return tuple(
        Rule(name.replace("_", " "), row["tone"], _pattern(row["words"])) for name, row in table("wording").items()
    )


NO_VISIT = -1
"""In place of the number of a rank."""


def rank_of(names: Sequence[str]) -> Rank:
    """The highest rank that the namings tell; the last of all where they tell none."""
    return all_ranks()[rank_number(names)]


def rank_number(names: Sequence[str]) -> int:
    """The place of that rank among all."""
    ranks = [rank for name in names if (rank := _rank(name))]
    return all_ranks().index(min(ranks)) if ranks else len(all_ranks()) - 1


@cache
def all_ranks() -> tuple[Rank, ...]:
    """Every rank as the table has it, and the one that is not told."""
    return (*(rank for rank, _ in _ranks()), Rank(len(_ranks()), "rank not told"))


@lru_cache(maxsize=10_000)
def _rank(name: str) -> Rank | None:
    folded = fold_text(name)
    return next((rank for rank, pattern in _ranks() if pattern.search(folded)), None)


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
