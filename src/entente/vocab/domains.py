"""Words that tell the field of an act: `lang/<language>/domains.toml`."""

import itertools
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from types import MappingProxyType

import msgspec

from entente.records.codes import DOMAINS, Domain
from entente.records.problem import Problem
from entente.vocab import read_toml

__all__ = ["check_domains", "domains_of", "load_domains"]


class _Field(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    words: tuple[str, ...]
    yes: str


def _fields(language: str) -> dict[Domain, _Field]:
    return read_toml(dict[Domain, _Field], "lang", language, "domains.toml")


@cache
def load_domains(language: str = "en") -> Mapping[str, Domain]:
    """Domain by lemma or phrase of lemmas."""
    return MappingProxyType({word: domain for domain, field in _fields(language).items() for word in field.words})


_FORM: Domain = "diplomacy"
"""How states speak, which comes after whatever they speak of: talks on gas are about energy."""


@cache
def _order(language: str) -> Mapping[str, int]:
    return {domain: i for i, domain in enumerate(_fields(language))}


def domains_of(lemmas: Sequence[str], told: Iterable[Domain] = (), language: str = "en") -> tuple[Domain, ...]:
    """The fields that words tell, the best supported first; `told` are those already known, which stay in front."""
    words, order = load_domains(language), _order(language)
    pairs = (f"{one} {other}" for one, other in itertools.pairwise(lemmas))
    found = Counter(dict.fromkeys(told, 0))
    found.update(words[pair] for pair in pairs if pair in words)
    found.update(words[lemma] for lemma in lemmas if lemma in words)
    for domain in told:
        found[domain] += len(lemmas)
    ranked = sorted(found, key=lambda domain: (domain == _FORM, -found[domain], order.get(domain, len(order))))
    return tuple(ranked[:3]) or ("diplomacy",)


def check_domains(language: str = "en") -> tuple[Problem, ...]:
    """Domains that are none, and words that stand twice."""
    seen: dict[str, Domain] = {}
    problems = []
    for domain, field in _fields(language).items():
        if domain not in DOMAINS:
            problems.append(f"[{domain}] is no domain")
        for word in field.words:
            if word in seen:
                problems.append(f'"{word}" stands under {seen[word]} and {domain}')
            seen[word] = domain
    where = f"vocab/data/lang/{language}/domains.toml"
    return tuple(Problem(code="domains", message=each, where=where, remedy="mend the line") for each in problems)
