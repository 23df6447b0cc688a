"""How one input is made from another: what libFuzzer does to bytes, and what a writer would do to words and tags."""

import random
import re
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.fuzz.targets import TARGETS

WORDS = Path(__file__).parent / "words"
LONG_SHARE = 0.02
"""Of the inputs: those that may be `LONG_TIMES` as long as the others. A parser's time grows with the length."""
LONG_TIMES = 10

_ENTRY = re.compile(r'^"(.*)"$', re.MULTILINE)
_SIGN = re.compile(r'\\(?:x([0-9a-fA-F]{2})|([\\"]))')
_TOKEN = re.compile(rb"<[^<>]{0,80}>|</?\w*|/?\w+|\s+|.", re.DOTALL)

Mutate = Callable[[bytes, int], bytes]


def words_of(name: str) -> tuple[bytes, ...]:
    """The target's words, as libFuzzer reads its dictionary."""
    entries = _ENTRY.findall((WORDS / f"{name}.dict").read_text("ascii"))
    return tuple(
        _SIGN.sub(lambda sign: chr(int(sign[1], 16)) if sign[1] else sign[2], entry).encode("latin-1")
        for entry in entries
    )


def changer(name: str, mutate: Mutate) -> Callable[[bytes, int, int], bytes]:
    """Half of the inputs are changed by `mutate`, half token by token; few are long."""
    words, longest = words_of(name), TARGETS[name].longest

    def change(data: bytes, most: int, seed: int) -> bytes:
        chance = random.Random(seed)
        limit = most if chance.random() < LONG_SHARE else min(most, longest)
        data = cut(data, limit, chance)
        if chance.random() < 0.5:
            return mutate(data, limit)
        return with_tokens_changed(data, words, chance)[:limit]

    return change


def cut(data: bytes, limit: int, chance: random.Random) -> bytes:
    """A piece from anywhere of what is longer than the limit."""
    start = chance.randrange(max(len(data) - limit, 0) + 1)
    return data[start : start + limit]


def with_tokens_changed(data: bytes, words: Sequence[bytes], chance: random.Random) -> bytes:
    """One to four words or tags put in, left out, doubled, exchanged, or moved."""
    tokens = _TOKEN.findall(data)
    for _ in range(chance.randrange(1, 5)):
        at = chance.randrange(len(tokens) + 1)
        kind = chance.randrange(5)
        if kind == 0 or not tokens:
            tokens.insert(at, chance.choice(words))
        elif kind == 1:
            del tokens[at : at + chance.randrange(1, 4)]
        elif kind == 2:
            tokens[at:at] = tokens[at : at + chance.randrange(1, 9)]
        elif kind == 3:
            tokens[at : at + 1] = [chance.choice(words)]
        else:
            tokens.insert(at, chance.choice(tokens))
    return b"".join(tokens)
