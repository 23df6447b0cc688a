"""Words beside a date that say what it is to the text."""

import re
from functools import cache

from entente.vocab.calendar import load_calendar

__all__ = ["cue_pattern", "has_cue", "sentence_before"]

SENTENCE_LENGTH = 240
"""How far back a sentence is read."""
_SENTENCE_ENDS = (". ", "! ", "? ", ".\n", "\n")


@cache
def cue_pattern(name: str) -> re.Pattern[str]:
    """Any of a group's words, as words."""
    words = sorted(load_calendar().cues[name].words, key=len, reverse=True)
    return re.compile("|".join(map(_as_word, words)), re.IGNORECASE)


def _as_word(word: str) -> str:
    left, right = (r"\b" if char.isalnum() else "" for char in (word[0], word[-1]))
    return f"{left}{re.escape(word)}{right}"


@cache
def _words(name: str) -> tuple[str, ...]:
    return tuple(word.lower() for word in load_calendar().cues[name].words)


def has_cue(name: str, text: str) -> bool:
    """Whether one of a group's words stands in the text."""
    folded = text.lower()
    near = any(word in folded for word in _words(name))  # quick to say no
    return near and cue_pattern(name).search(text) is not None


def sentence_before(text: str, start: int) -> str:
    """The sentence up to a place, no more than a long one."""
    first = max(0, start - SENTENCE_LENGTH)
    found = ((text.rfind(mark, first, start), len(mark)) for mark in _SENTENCE_ENDS)
    return text[max((at + length for at, length in found if at >= 0), default=first) : start]
