"""Inflected forms to their base and back: regular endings, and the irregular verbs as a list."""

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType

from entente.vocab import read_data

__all__ = ["forms_of", "irregular_base", "load_irregular_verbs"]

_PREFIXES = ("over", "under", "with", "fore", "mis", "out", "up", "un", "re")
_VOWELS = "aeiou"


@cache
def load_irregular_verbs(language: str = "en") -> Mapping[str, frozenset[str]]:
    """Past forms and participles by base."""
    text = read_data("lang", language, "irregular_verbs.csv")
    rows = csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))
    return MappingProxyType(
        {row["base"]: frozenset((*row["past"].split("|"), *row["participle"].split("|"))) for row in rows}
    )


@cache
def _bases(language: str) -> Mapping[str, str]:
    """Base by form; a form of two verbs ("wound") is left out."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for base, forms in load_irregular_verbs(language).items():
        for form in forms:
            found[form].append(base)
    return MappingProxyType({form: bases[0] for form, bases in found.items() if len(bases) == 1})


def irregular_base(form: str, language: str = "en") -> str | None:
    """The base of an irregular past form or participle, "overran" and "withheld" included; None: it is regular."""
    bases = _bases(language)
    if form in bases:
        return bases[form]
    for prefix in _PREFIXES:
        if form.startswith(prefix) and form[len(prefix) :] in bases:
            return prefix + bases[form[len(prefix) :]]
    return None


def forms_of(lemma: str) -> frozenset[str]:
    """The lemma, its third person or plural, past and -ing forms; more than one spelling where usage is split.

    >>> sorted(forms_of("ratify"))
    ['ratified', 'ratifies', 'ratify', 'ratifying']
    """
    return frozenset((lemma, *_regular(lemma), *_irregular(lemma)))


def _irregular(lemma: str, language: str = "en") -> Iterator[str]:
    verbs = load_irregular_verbs(language)
    yield from verbs.get(lemma, ())
    for prefix in _PREFIXES:
        if lemma.startswith(prefix):
            yield from (prefix + form for form in verbs.get(lemma[len(prefix) :], ()))


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
