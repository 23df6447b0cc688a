"""Words a relation is described with, and the rank of those who meet: tables that each prove themselves."""

import re
import tomllib
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files
from operator import itemgetter
from typing import Any, NamedTuple

from entente.records import Claim
from entente.views import Book, QuoteRow
from entente.views.quote import quote_of, telling_quote
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


def uses_of(book: Book, claims: Iterable[Claim], wording: Mapping[str, Sequence[Rule]]) -> tuple[Use, ...]:
    """Phrases that claims of dated texts hold, the one last used most recently first; `wording`: which, by claim."""
    found: dict[Rule, dict[str, tuple[date, str, Claim]]] = {}
    for claim in claims:
        rules, day = wording.get(claim.claim_id, ()), book.published_on(claim.doc_id)
        for rule in rules if day else ():
            name = telling_quote(claim).evidence_id
            found.setdefault(rule, {})[name] = day or date.min, name, claim
    made = [_use(book, rule, hits.values()) for rule, hits in found.items()]
    return tuple(sorted(made, key=lambda use: (*_clock(use.last), use.phrase), reverse=True))


def _use(book: Book, rule: Rule, hits: Collection[tuple[date, str, Claim]]) -> Use:
    first, last = min(hits, key=itemgetter(0, 1)), max(hits, key=itemgetter(0, 1))
    return Use(rule.name, rule.tone, len(hits), quote_of(book, first[2]), quote_of(book, last[2]))


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


def rank_of(names: Sequence[str]) -> Rank:
    """The highest rank that the namings tell; the last of all where they tell none."""
    ranks = [rank for name in names if (rank := _rank(name))]
    return min(ranks, default=Rank(len(_ranks()), "rank not told"))


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
