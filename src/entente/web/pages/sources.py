"""What was read: outlets with their side and reliability, families of texts that share words, every document."""

from collections import defaultdict
from datetime import date
from typing import NamedTuple

from entente.records import Source
from entente.views import SourceRow
from entente.web.asking import Query, Refused, last, read_page
from entente.web.edition import Edition
from entente.web.pages.page import Page, leaf_of
from entente.web.tongue import _


class Outlet(NamedTuple):
    """Who publishes, with what was read of it."""

    source_id: str
    name: str
    source: Source | None
    """None: the user's list does not have it."""
    n_documents: int
    n_copies: int
    n_claims: int
    first: date | None
    last: date | None


class Family(NamedTuple):
    """Texts that share words: the first to print them, then its copies."""

    origin: SourceRow
    copies: tuple[SourceRow, ...]


def page(edition: Edition, query: Query) -> Page:
    """Outlets, families, documents."""
    outlet = last(query, "outlet")
    made = outlets(edition)
    if outlet and outlet not in {each.source_id for each in made}:
        raise Refused(
            404, _("nothing was read of an outlet “%(outlet)s”", outlet=outlet[:60]), _("Choose one from the list.")
        )
    rows = [row for row in edition.sources if not outlet or row.source_id == outlet]
    lines, leaf = leaf_of(rows, read_page(query))
    values = {
        "outlets": made, "families": families(edition), "rows": lines, "leaf": leaf, "outlet": outlet,
        "months": edition.months, "problems": edition.book.problems[:40], "n_problems": len(edition.book.problems),
    }  # fmt: skip
    return Page("sources", _("Sources"), values, "sources")


def outlets(edition: Edition) -> list[Outlet]:
    """Who was read, the most claims first."""
    found: defaultdict[str, list[SourceRow]] = defaultdict(list)
    for row in edition.sources:
        found[row.source_id].append(row)
    made = [_outlet(edition, name, rows) for name, rows in found.items()]
    return sorted(made, key=lambda outlet: (-outlet.n_claims, outlet.name))


def _outlet(edition: Edition, name: str, rows: list[SourceRow]) -> Outlet:
    days = [row.published_on for row in rows if row.published_on]
    copies = sum(row.copied_from is not None for row in rows)
    return Outlet(
        name, rows[0].source, edition.book.sources.get(name), len(rows), copies, sum(row.n_claims for row in rows),
        min(days, default=None), max(days, default=None),
    )  # fmt: skip


def families(edition: Edition) -> list[Family]:
    """Every origin that others took words from."""
    found: defaultdict[str, list[SourceRow]] = defaultdict(list)
    for row in edition.sources:
        if row.origin != row.doc_id:
            found[row.origin].append(row)
    return [Family(edition.source[name], tuple(rows)) for name, rows in found.items() if name in edition.source]
