"""The agency or outlet that a text itself credits with its words."""

from functools import lru_cache

from entente.merge.sketch import words_of
from entente.records import Document
from entente.vocab.merging import load_credits
from entente.words import fold_text

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
    table = load_credits()
    if table.openings.isdisjoint(words_of(f"{start} {end}")):
        return None
    found = table.at_end.search(fold_text(end)) or table.at_start.search(fold_text(start))
    return table.keys[next(group for group in found.groups() if group)] if found else None


def agency_of(source_id: str, name: str = "") -> str | None:
    """The key of the agency that a source is; None: the source is none of those that texts credit."""
    keys = load_credits().keys
    by_id = fold_text(source_id.rpartition(":")[2].replace("_", " "))
    return keys.get(fold_text(name)) or keys.get(by_id)
