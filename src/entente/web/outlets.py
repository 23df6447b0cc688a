"""Who publishes, and how much: texts as columns, so that eight thousand of them are counted in a millisecond."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from entente.records import Source
from entente.views import Book, Coverage
from entente.views.sources import origin_of
from entente.web.columns import Whole

UNDATED = 0
"""Instead of the ordinal of a day."""


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


class Texts(NamedTuple):
    """One value for each text, in the order of the book; and for each claim its text."""

    outlet_ids: tuple[str, ...]
    outlet: Whole
    """Place in `outlet_ids`."""
    origin: Whole
    """The same number for the same first text to print the words."""
    day: Whole
    """Ordinal of the day of publication."""
    is_copy: NDArray[np.bool_]
    of_claim: Whole
    """The place of its text, for each claim."""

    @classmethod
    def of(cls, book: Book, claims: Iterable[str]) -> "Texts":
        """The columns of a book's texts."""
        place = {name: at for at, name in enumerate(book.documents)}
        ids = tuple(sorted({document.source_id for document in book.documents.values()}))
        number = {source_id: at for at, source_id in enumerate(ids)}
        days = (book.published_on(name) for name in book.documents)
        lines = (book.lineages.get(name) for name in book.documents)
        return cls(
            ids,
            _whole(number[document.source_id] for document in book.documents.values()),
            _numbered(origin_of(book, name) for name in book.documents),
            _whole(day.toordinal() if day else UNDATED for day in days),
            _whole(line is not None and line.copied_from is not None for line in lines) > 0,
            _whole(place[book.claims[name].doc_id] for name in claims),
        )

    def coverage(self, at: Whole) -> Coverage:
        """Totals over some texts."""
        days, n_origins = self.day[at][self.day[at] != UNDATED], len(np.unique(self.origin[at]))
        return Coverage(
            n_documents=len(at), n_origins=n_origins, n_copies=len(at) - n_origins,
            n_outlets=len(np.unique(self.outlet[at])), first_published=_day(days.min()) if len(days) else None,
            last_published=_day(days.max()) if len(days) else None, n_undated=len(at) - len(days),
        )  # fmt: skip

    def outlets(self, book: Book, at: Whole, n_claims: Whole) -> tuple[Outlet, ...]:
        """Who published some texts, the most claims first; `n_claims`: how many each of these texts makes."""
        outlet, days, n = self.outlet[at], self.day[at], len(self.outlet_ids)
        firsts, lasts = np.full(n, date.max.toordinal()), np.zeros(n, dtype=np.int64)
        np.minimum.at(firsts, outlet[days != UNDATED], days[days != UNDATED])
        np.maximum.at(lasts, outlet, days)
        documents, copies = np.bincount(outlet, minlength=n), np.bincount(outlet[self.is_copy[at]], minlength=n)
        claims = np.bincount(outlet, weights=n_claims, minlength=n).astype(int)
        made = [
            Outlet(
                name, book.outlet_name(name), book.sources.get(name), int(documents[k]), int(copies[k]),
                int(claims[k]), _day(firsts[k]) if lasts[k] else None, _day(lasts[k]) if lasts[k] else None,
            )
            for k, name in enumerate(self.outlet_ids) if documents[k]
        ]  # fmt: skip
        return tuple(sorted(made, key=lambda outlet: (-outlet.n_claims, outlet.name)))

    def days_of(self, claims: Whole) -> Whole:
        """The day of publication of some claims."""
        return self.day[self.of_claim[claims]]

    def counted(self, claims: Whole) -> tuple[Whole, Whole]:
        """The texts of some claims, and how many of these each makes."""
        at, counts = np.unique(self.of_claim[claims], return_counts=True)
        return at.astype(np.int32), counts.astype(np.int32)


def _whole(values: Iterable[int]) -> Whole:
    return np.fromiter(values, dtype=np.int32)


def _numbered(names: Iterable[str]) -> Whole:
    known: dict[str, int] = {}
    return _whole(known.setdefault(name, len(known)) for name in names)


def _day(ordinal: np.integer[Any]) -> date:
    return date.fromordinal(int(ordinal))
