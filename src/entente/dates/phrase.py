"""Date phrases: where they stand and what they say, before they are read against any day."""

from collections.abc import Iterator
from functools import cache
from typing import Literal, NamedTuple

from entente.dates.builders import OF_WORDS
from entente.dates.combining import OF_DATES
from entente.dates.grammar import Grammar
from entente.dates.meaning import Ahead, Bound, Fields, Meaning, Range, Stretch
from entente.dates.tokens import Classes, Lexer, Node
from entente.vocab.calendar import Calendar, load_calendar

__all__ = ["DatePhrase", "Finder", "find_dates", "load_finder", "rules_of"]

PhraseKind = Literal["date", "time", "duration", "set", "vague", "range", "bound", "ahead"]

_KINDS: dict[str, PhraseKind] = {
    "DATE": "date", "TIME": "time", "DUR": "duration", "SET": "set", "VAGUE": "vague", "RANGE": "range",
    "BOUND": "bound", "AHEAD": "ahead",
}  # fmt: skip


class DatePhrase(NamedTuple):
    """Words that tell when, how long or how often; offsets into the text."""

    start: int
    end: int
    text: str
    kind: PhraseKind
    meaning: Meaning
    rules: tuple[str, ...]
    """The rules that held, innermost first."""
    parts: tuple["DatePhrase", ...] = ()
    """The ends of a range, or the date inside a bound, without the words that link them."""


class Finder:
    """The words and rules of a language, compiled."""

    def __init__(self, calendar: Calendar) -> None:
        classes = Classes()
        self.calendar = calendar
        self._lexer = Lexer(calendar, classes)
        self._grammar = Grammar(calendar.rules, calendar.aliases, {**OF_WORDS, **OF_DATES}, classes)

    def find(self, text: str, start: int = 0, end: int | None = None) -> tuple[DatePhrase, ...]:
        """All date phrases of a stretch of text, in order, without overlap."""
        last = len(text) if end is None else min(end, len(text))
        phrases = [
            phrase
            for island in self._lexer.islands(text, max(start, 0), last)
            for phrase in self._phrases(text, self._grammar.phrases(island))
        ]
        if any(isinstance(phrase.meaning, Fields) and phrase.meaning.era == 0 for phrase in phrases):
            return _without_loose_years(phrases)
        return tuple(phrases)

    def _phrases(self, text: str, nodes: list[Node]) -> Iterator[DatePhrase]:
        for node in nodes:
            if node.kind in _KINDS:
                yield _phrase(text, node)


def _phrase(text: str, node: Node) -> DatePhrase:
    meaning: Meaning = node.value  # type: ignore[assignment]  # what a rule of these classes builds
    parts: tuple[DatePhrase, ...] = ()
    if isinstance(meaning, Range) and len(node.parts) == 2:
        ends = zip(node.parts, (meaning.first, meaning.last), strict=True)
        parts = tuple(_part(text, part, end, node.rules) for part, end in ends)
    elif isinstance(meaning, Bound) and node.parts:
        base = meaning.base.amount if isinstance(meaning.base, Stretch) and node.rules[-1] == "within" else meaning.base
        parts = (_part(text, node.parts[-1], base, node.rules),)
    elif isinstance(meaning, Ahead):
        parts = (_part(text, node.parts[0], meaning.amount, node.rules),)
    return DatePhrase(node.start, node.end, text[node.start : node.end], _KINDS[node.kind], meaning, node.rules, parts)


def _part(text: str, node: Node, meaning: Meaning, rules: tuple[str, ...]) -> DatePhrase:
    kind = _KINDS.get(node.kind, "date")
    return DatePhrase(node.start, node.end, text[node.start : node.end], kind, meaning, node.rules or rules)


def _without_loose_years(phrases: list[DatePhrase]) -> tuple[DatePhrase, ...]:
    """A bare small number is a year only in a text that counts years before our era."""
    ancient = any("year_era" in phrase.rules for phrase in phrases)
    return tuple(
        phrase for phrase in phrases if ancient or not (isinstance(phrase.meaning, Fields) and phrase.meaning.era == 0)
    )


def rules_of(words: str, before: str = "", after: str = "") -> tuple[str, ...]:
    """The rules by which the words of a date are one, the widest first; empty: they are none by themselves."""
    start = len(before)
    for phrase in find_dates(before + words + after):
        if (phrase.start, phrase.end) == (start, start + len(words)):
            return tuple(reversed(phrase.rules))
    return ()


def load_finder(language: str = "en") -> Finder:
    """The finder of a language, built once."""
    return _built(language)


@cache
def _built(language: str) -> Finder:
    return Finder(load_calendar(language))


def find_dates(text: str, start: int = 0, end: int | None = None) -> tuple[DatePhrase, ...]:
    """Everything in a stretch of English text that TIMEX3 calls a date, time, duration or set."""
    return load_finder().find(text, start, end)
