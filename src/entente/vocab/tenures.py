"""Heads of state and of government by name, with their days in office: read from the table of offices."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from entente.vocab.actors import first_day, last_day, read_table

__all__ = ["tenures_of_offices"]

HEADS = frozenset({"head_of_state", "head_of_government"})
SHORTEST = 4
"""Letters of a surname that is taken for a name by itself."""
_FAR = date.max


def tenures_of_offices() -> dict[str, tuple[str, ...]]:
    """Every name that only one head bears, in lower case, with terms in EDTF in order; terms that touch are one."""
    bearers: defaultdict[str, set[str]] = defaultdict(set)
    terms: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in read_table("offices.csv"):
        person, aliases, post, _, _, first, last, acting, confidence = row.cells
        if post not in HEADS:
            continue
        for name in (person, *filter(None, aliases.split("|"))):
            bearers[name.lower()].add(person)
        if first and not acting and confidence != "medium":
            terms[person].append((first, last))
    return {
        name: tuple(_joined(terms[person]))
        for name, (person, *others) in ((name, tuple(people)) for name, people in bearers.items())
        if not others and person in terms and _is_a_name(name)
    }


def _is_a_name(name: str) -> bool:
    """Whether a text tells by itself that somebody is meant; only plain letters are looked for."""
    return name.isascii() and len(name) >= SHORTEST and all(part.strip(".'-").isalpha() for part in name.split())


def _joined(terms: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Terms in order, those that overlap or touch as one."""
    ordered = sorted(((_first(term), _last(term)), term) for term in set(terms))
    (_, reach), (begun, ended) = ordered[0]
    for (first, last), (start, end) in ordered[1:]:
        if first > reach:
            yield f"{begun}/{ended or '..'}"
            begun, ended, reach = start, end, last
        elif last > reach:
            ended, reach = end, last
    yield f"{begun}/{ended or '..'}"


def _first(term: tuple[str, str]) -> date:
    return first_day(term[0]) or date.min


def _last(term: tuple[str, str]) -> date:
    return last_day(term[1]) or _FAR
