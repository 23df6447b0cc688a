"""A copy against its origin, sentence by sentence: what is the same, what was reworded, left out, put in or moved."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Literal, NamedTuple

from entente.segment import split_sentences
from entente.words import fold_text

ALIKE = 0.4
"""Share of long words and figures in common from which two sentences are one, reworded."""
SHORT = 3
"""Letters up to which a word says little of what a sentence is about."""
MOST = 250
"""Sentences of a text that are looked at; of a longer one those are compared that are the same."""

Kind = Literal["same", "reworded", "left out", "added"]


class Run(NamedTuple):
    """Words that stand in both sentences, or in this one alone."""

    text: str
    is_own: bool


class Line(NamedTuple):
    """A sentence of the origin beside one of the copy."""

    kind: Kind
    there: tuple[Run, ...]
    """Empty: the origin does not have it."""
    here: tuple[Run, ...]
    """Empty: the copy does not have it."""
    is_moved: bool
    """Whether it stands before one that it followed in the origin."""


@lru_cache(maxsize=64)
def compare(origin: str, copy: str) -> tuple[Line, ...]:
    """Every sentence of both, in the order of the copy; what was left out stands where the origin had it."""
    theirs, mine = _sentences(origin), _sentences(copy)
    found = _pairs(theirs, mine)
    waiting, last, made = dict(enumerate(theirs)), -1, list[Line]()
    kept = set(found.values())
    for at, words in enumerate(mine):
        other = found.get(at)
        if other is not None:
            made += _left_out(waiting, kept, other)
            made.append(_line(theirs[other], words, is_moved=other < last))
            last = max(last, other)
        else:
            made.append(Line("added", (), (Run(words, True),), False))
    return (*made, *_left_out(waiting, kept, len(theirs)))


def _sentences(text: str) -> list[str]:
    return [" ".join(text[start:end].split()) for start, end in split_sentences(text)]


def _pairs(theirs: Sequence[str], mine: Sequence[str]) -> dict[int, int]:
    """From a sentence of the copy to that of the origin: the same words first, then the most alike."""
    free = {fold_text(words): at for at, words in reversed(list(enumerate(theirs)))}
    found = {at: free.pop(words) for at, words in enumerate(map(fold_text, mine)) if words in free}
    taken = set(found.values())
    left = [(at, _words(words)) for at, words in enumerate(theirs[:MOST]) if at not in taken]
    for at, words in enumerate(mine[:MOST]):
        if at not in found and left:
            alike, best = max((_alike(_words(words), each), -place) for place, (_, each) in enumerate(left))
            if alike >= ALIKE:
                found[at] = left.pop(-best)[0]
    return found


def _words(sentence: str) -> frozenset[str]:
    words = re.findall(r"\w+", fold_text(sentence))
    return frozenset(word for word in words if len(word) > SHORT or word.isdigit())


def _alike(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other) or 1)


def _left_out(waiting: dict[int, str], kept: set[int], before: int) -> Iterator[Line]:
    """Sentences of the origin up to one that the copy does not have, each told once."""
    for at in [at for at in waiting if at < before and at not in kept]:
        yield Line("left out", (Run(waiting.pop(at), True),), (), False)


def _line(there: str, here: str, *, is_moved: bool) -> Line:
    if there == here:
        return Line("same", (Run(there, False),), (Run(here, False),), is_moved)
    old, new = there.split(), here.split()
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    left = tuple(Run(" ".join(old[a:b]), tag != "equal") for tag, a, b, _, _ in steps if b > a)
    right = tuple(Run(" ".join(new[a:b]), tag != "equal") for tag, _, _, a, b in steps if b > a)
    return Line("reworded", left, right, is_moved)
