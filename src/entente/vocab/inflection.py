"""The forms a lemma may take in a text: regular endings and `lang/<language>/irregular.toml`."""

import tomllib
from collections.abc import Iterator
from functools import cache

from entente.vocab import read_data

__all__ = ["forms_of"]

_VOWELS = "aeiou"


def forms_of(lemma: str) -> frozenset[str]:
    """The lemma, its third person or plural, past and -ing forms; more than one spelling where usage is split.

    >>> sorted(forms_of("ratify"))
    ['ratified', 'ratifies', 'ratify', 'ratifying']
    """
    return frozenset((lemma, *_regular(lemma), *_irregular().get(lemma, ())))


@cache
def _irregular(language: str = "en") -> dict[str, tuple[str, ...]]:
    """Forms that no ending gives."""
    return {
        lemma: tuple(forms) for lemma, forms in tomllib.loads(read_data("lang", language, "irregular.toml")).items()
    }


def _regular(lemma: str) -> Iterator[str]:
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        yield from (lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing")
    elif lemma.endswith("e"):
        yield from (lemma + "s", lemma + "d", lemma[:-1] + "ing")
    else:
        yield lemma + ("es" if lemma.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")
        yield from (lemma + "ed", lemma + "ing")
        if len(lemma) > 2 and lemma[-1] not in "wxy" + _VOWELS and lemma[-2] in _VOWELS and lemma[-3] not in _VOWELS:
            yield from (lemma + lemma[-1] + "ed", lemma + lemma[-1] + "ing")
