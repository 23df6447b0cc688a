"""Titles of books, films and panels between quotation marks: names of things, in which nobody does anything."""

from collections.abc import Sequence

from entente.extract.drafts import Draft
from entente.records.mentions import QuoteSpan
from entente.records.text import Span

SHORTEST = 3
"""Words from which capitals alone show a title."""
SMALL = 4
"""Letters below which a word of a title may be written small."""


def titles_in(text: str, quotes: Sequence[QuoteSpan]) -> tuple[Span, ...]:
    """The quotations in which every longer word begins with a capital."""
    return tuple((quote.start, quote.end) for quote in quotes if _is_title(text[quote.start + 1 : quote.end - 1]))


def _is_title(words: str) -> bool:
    own = words.split()
    long = [word for word in own if len(word) >= SMALL and word[0].isalpha()]
    return len(own) >= SHORTEST and len(long) >= SHORTEST - 1 and all(word[0].isupper() for word in long)


def in_titles(titles: Sequence[Span], span: Span) -> bool:
    """Whether words stand in one of the titles."""
    return any(start <= span[0] and span[1] <= end for start, end in titles)


def without_titled(drafts: Sequence[Draft], titles: Sequence[Span]) -> list[Draft]:
    """The drafts whose trigger stands in no title: "the author of \"How Chad Freed Togo\"" frees nobody."""
    return [draft for draft in drafts if not in_titles(titles, draft.trigger)]
