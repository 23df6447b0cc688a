"""The agency or outlet that a text itself credits with its words."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from entente.merge.sketch import words_of
from entente.records import Document
from entente.vocab.merging import load_credits
from entente.words import fold_text

LEAST_INITIALS = 3
"""Letters of initials that name a source."""

HEAD, TAIL = 300, 400
"""Letters at the start and at the end of a text among which a credit is looked for."""


def credit_of(document: Document) -> str | None:
    """The key of the agency credited by the page's own field or by the text; an agency credits none for its own."""
    credit = credit_in(document.credited_to, document.text)
    return None if credit == agency_of(document.source_id) else credit


def credit_in(named: str | None, text: str) -> str | None:
    """The key of a name as given, or of the one that the text credits; a name not in the list is its own key."""
    if named:
        folded = fold_text(named)
        return load_credits().keys.get(folded, folded)
    return _credit_at_ends(text[:HEAD], text[-TAIL:])


@lru_cache(4_096)
def _credit_at_ends(start: str, end: str) -> str | None:
    table, words = load_credits(), frozenset(words_of(f"{start} {end}"))
    if not any(name <= words for name in _words_of_names()):
        return None
    found = table.at_end.search(fold_text(end)) or table.at_start.search(fold_text(start))
    return table.keys[next(group for group in found.groups() if group)] if found else None


@cache
def _words_of_names() -> frozenset[frozenset[str]]:
    """The words of each agency's name: a text without them credits nobody, and most texts are such."""
    return frozenset(frozenset(words_of(name)) for name in load_credits().keys)


def names_source(text: str, origin: Document) -> bool:
    """Whether a text names the source of another, or the agency that signs it: "the Sarn Wire Agency reports"."""
    names, bracketed = _names_of(origin.source_id, origin.credited_to or "")
    signed = bracketed in text or _is_signed(text, _initials_of(origin.source_id))
    return signed or any(f" {name} " in _spaced(text) for name in names)


def _is_signed(text: str, initials: str) -> bool:
    return len(initials) >= LEAST_INITIALS and re.search(rf"\b{initials}\b", text) is not None


@lru_cache(4_096)
def _initials_of(source_id: str) -> str:
    """Those of a source of several words, in capitals: "reports SWA", the Sarn Wire Agency."""
    words = words_of(source_id.rpartition(":")[2].replace("_", " "))
    return "".join(word[0] for word in words).upper() if len(words) > 1 else ""


def parts_naming(text: str, origin: Document) -> Iterator[str]:
    """The whole text that names a source, and each paragraph of it that does: a digest credits item by item."""
    if names_source(text, origin):
        yield text
        yield from (part for part in text.split("\n") if names_source(part, origin))


@lru_cache(4_096)
def _spaced(text: str) -> str:
    return f" {' '.join(words_of(text))} "


@lru_cache(4_096)
def _names_of(source_id: str, signature: str) -> tuple[tuple[str, ...], str]:
    """The words of a source's id where they are several, initials left out, and its signature; the id in brackets.

    A single word may be any word, save where a credit has it: "(ACS)".
    """
    source = words_of(source_id.rpartition(":")[2].replace("_", " "))
    bracketed = f"({''.join(source).upper()})"
    if source and source[0] == "".join(word[0] for word in source[1:]):
        source = source[1:]
    names = (source if len(source) > 1 else [], words_of(signature))
    return tuple(" ".join(name) for name in names if name), bracketed


@lru_cache(4_096)
def agency_of(source_id: str, name: str = "") -> str | None:
    """The key of the agency that a source is; None: the source is none of those that texts credit."""
    keys = load_credits().keys
    by_id = fold_text(source_id.rpartition(":")[2].replace("_", " "))
    return keys.get(fold_text(name)) or keys.get(by_id)
