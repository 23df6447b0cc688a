"""Who, how much, whose words and which undertaking: spans that one look at a text finds."""

from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter
from typing import TypeVar

from entente.mentions.actors import find_actors
from entente.mentions.amounts import find_amounts
from entente.mentions.everyday import is_everyday
from entente.mentions.gate import gate, is_peopled, load_triggers
from entente.mentions.quotes import find_quotes
from entente.mentions.undertakings import find_undertakings, without_actor_names
from entente.mentions.unknown import with_names
from entente.records.mentions import ActorSpan, AmountSpan, Mentions, QuoteSpan, UndertakingSpan
from entente.vocab.namebook import NameBook, load_names

__all__ = [
    "find_actors",
    "find_amounts",
    "find_mentions",
    "find_quotes",
    "find_undertakings",
    "gate",
    "is_everyday",
    "is_peopled",
    "load_triggers",
    "with_names",
    "within",
]

_START = attrgetter("start")
_SpanKind = TypeVar("_SpanKind", ActorSpan, AmountSpan, QuoteSpan, UndertakingSpan)


def find_mentions(text: str, start: int = 0, end: int | None = None, *, vocabulary: NameBook | None = None) -> Mentions:
    """All spans between two offsets; names that need context look for it there, so give a whole document.

    >>> found = find_mentions("Foreign Minister Sergei Lavrov met his Turkish counterpart.")
    >>> [span.of for span in found.actors if span.of]
    ['act:tur']
    """
    stop = len(text) if end is None else end
    actors = find_actors(text, start, stop, vocabulary or load_names())
    return Mentions(
        actors=actors,
        amounts=find_amounts(text, start, stop),
        quotes=find_quotes(text, start, stop),
        undertakings=without_actor_names(text, find_undertakings(text, start, stop), actors),
    )


def within(mentions: Mentions, start: int, end: int) -> Mentions:
    """The spans that lie wholly between two offsets, as in one sentence; quotations that touch it."""
    return Mentions(
        actors=_cut(mentions.actors, start, end),
        amounts=_cut(mentions.amounts, start, end),
        quotes=tuple(quote for quote in mentions.quotes if quote.start < end and quote.end > start),
        undertakings=_cut(mentions.undertakings, start, end),
    )


def _cut(spans: Sequence[_SpanKind], start: int, end: int) -> tuple[_SpanKind, ...]:
    """Spans are in order of start, so the stretch is found by bisection."""
    if not spans:
        return ()
    first = bisect_left(spans, start, key=_START)
    last = bisect_left(spans, end, lo=first, key=_START)
    return tuple([span for span in spans[first:last] if span.end <= end]) if first < last else ()
