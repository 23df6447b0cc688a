"""What was read: outlets with their side and reliability, families of texts that share words, every document."""

from typing import NamedTuple

from entente.views import SourceRow
from entente.web.asking import Query, Refused, last, read_page
from entente.web.edition import Edition
from entente.web.pages.page import Page, leaf_of
from entente.web.rows import Rows
from entente.web.tongue import _

FAMILIES = 30
"""Families listed: those printed first."""


class Family(NamedTuple):
    """Texts that share words: the first to print them, then its copies."""

    origin: SourceRow
    copies: tuple[SourceRow, ...]


def page(edition: Edition, query: Query) -> Page:
    """Outlets, families, documents."""
    outlet = last(query, "outlet")
    if outlet and outlet not in edition.texts_of:
        raise Refused(
            404, _("nothing was read of an outlet “%(outlet)s”", outlet=outlet[:60]), _("Choose one from the list.")
        )
    found = families(edition)
    lines, leaf = leaf_of(edition.texts_of[outlet] if outlet else edition.sources.names, read_page(query))
    values = {
        "outlets": edition.outlets, "families": found[:FAMILIES], "n_families": len(found),
        "rows": edition.sources.of(lines), "leaf": leaf, "outlet": outlet,
        "months": edition.months, "problems": edition.book.problems[:40], "n_problems": len(edition.book.problems),
    }  # fmt: skip
    return Page("sources", _("Sources"), values, "sources")


def families(edition: Edition) -> Rows[Family]:
    """Every origin that others took words from."""
    names = tuple(name for name in edition.family_of if name in edition.source)
    return Rows(names, lambda name: _family(edition, name))


def _family(edition: Edition, origin: str) -> Family:
    copies = edition.sources.of(name for name in edition.family_of[origin] if name != origin)
    return Family(edition.source[origin], copies)
