"""Two states: what the texts say of them in their own words, how it went, what was promised, who travelled."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

import numpy as np

from entente.export.dossier import geometry
from entente.records import RelationMeasure
from entente.records.codes import Quad
from entente.views import Coverage, EventRow, Fact, UndertakingRow, beta_interval, timeline
from entente.views.dyad import summary
from entente.views.events import by_date
from entente.web.charts.saying import say_timeline
from entente.web.charts.trend import draw_trend, periods_in, say_trend
from entente.web.columns import NO_MONTH, Names
from entente.web.edition import Edition
from entente.web.pages.page import Page
from entente.web.phrases import NO_VISIT, Rank, all_ranks, uses_of

LATEST = 30
"""Events listed; the rest is in Explore."""
DRAWN = 60
"""Events on the timeline, the latest."""
UNDERTAKINGS, LIVES = 10, 5
"""Undertakings listed, and those whose life is drawn; the most pressing."""
VISITS, CONFLICTS = 24, 8
CLOSE_DAYS = 366
"""Width up to which a date may make an event the latest of its kind."""


class Told(NamedTuple):
    """How much there is of two states."""

    a_name: str
    b_name: str
    as_of: date | None
    about: Coverage
    """The texts that speak of the two."""
    total: RelationMeasure
    n_events: int
    n_undertakings: int
    n_conflicts: int
    n_visits: int
    n_unplaced: int
    """Counted events that no period of the trend holds."""
    n_undrawn: int
    """Events before those on the timeline."""


class Visit(NamedTuple):
    """A visit or a meeting with the rank of who went."""

    row: EventRow
    rank: Rank


def page(edition: Edition, a: str, b: str) -> Page:
    """The page of a pair; it costs what it shows, however much there is."""
    names, claims = edition.pairs.of((min(a, b), max(a, b))), edition.claims_of_pair(a, b)
    promised, disputed = edition.undertakings_of(a, b), edition.conflicts_of_pair(a, b)
    shown = edition.undertakings.of(promised[:UNDERTAKINGS])
    texts, n_claims = edition.texts.counted(claims.at)
    talks = ranked_visits(edition, names)
    drawn = timeline(sorted(edition.rows(names[:DRAWN]), key=by_date), edition.today)
    axis = geometry.axis_of(drawn) if drawn else None
    periods = periods_in(edition, names)
    counted = int(edition.columns.is_counted[names.at].sum())
    told = Told(
        edition.book.name_of(a), edition.book.name_of(b), edition.today, edition.texts.coverage(texts),
        total(edition, names, a, b), len(names),
        len(promised), len(disputed), len(talks), counted - sum(each.n for each in periods),
        max(0, len(names) - DRAWN),
    )  # fmt: skip
    values = {
        "dyad": told,
        "codes": (edition.code_of(a), edition.code_of(b)),
        "summary": facts(edition, names, promised, disputed),
        "undertakings": shown,
        "conflicts": edition.conflicts.of(disputed[:CONFLICTS]),
        "drawn": drawn,
        "lanes": geometry.lanes(drawn) if drawn else (),
        "told": say_timeline(drawn) if drawn else "",
        "axis": axis,
        "ticks": geometry.ticks(axis) if axis else (),
        "trend": draw_trend(periods),
        "said": say_trend(periods),
        "asked": {"who": edition.code_of(a), "whom": edition.code_of(b)},
        "lines": _lines(shown[:LIVES], edition.today),
        "visits": [Visit(edition.row(name), rank) for rank, name in talks[:VISITS]],
        "uses": uses_of(edition.book, claims, edition.worded, edition.texts.days_of(claims.at)),
        "outlets": edition.texts.outlets(edition.book, texts, n_claims),
        "events": edition.rows(names[:LATEST]),
        "fields": _fields(edition, names),
    }
    return Page("dyad", f"{told.a_name} – {told.b_name}", values, "dyads")


def facts(edition: Edition, names: Names, promised: Sequence[str], disputed: Sequence[str]) -> tuple[Fact, ...]:
    """The summary: the latest of each kind, what presses most, and what is in dispute."""
    pressing = edition.undertakings.of(first_of_each(edition, promised))
    events = [edition.events[name] for name in _latest(edition, names)]
    return tuple(summary(edition.book, events, pressing, edition.conflicts.of(disputed[:1])))


def first_of_each(edition: Edition, promised: Sequence[str]) -> Iterable[str]:
    """The most pressing undertaking of each outcome."""
    return {edition.standings[name].outcome: name for name in reversed(promised)}.values()


def _latest(edition: Edition, names: Names) -> Iterator[str]:
    """Of each kind of act those that may be the latest: dated by words where any is, on the last of their days."""
    columns = edition.columns
    counted = names.at[columns.is_counted[names.at]]
    for quads in ((1,), (2,), (3, 4)):
        at = counted[np.isin(columns.quad[counted], quads) & (columns.first_month[counted] != NO_MONTH)]
        at = at[columns.last[at] - columns.first[at] <= CLOSE_DAYS]
        at = at[columns.is_worded[at]] if columns.is_worded[at].any() else at
        yield from Names(names.every, at[columns.last[at] == columns.last[at].max()]) if len(at) else ()


def total(edition: Edition, names: Names, a: str, b: str) -> RelationMeasure:
    """All counted events of the two in one measure."""
    quads = edition.columns.quad[names.at[edition.columns.is_counted[names.at]]]
    n1, n2, n3, n4 = np.bincount(quads, minlength=5)[1:].tolist()
    return RelationMeasure(
        a=a, b=b, directed=False, period="year", period_start=date.min, n1=n1, n2=n2, n3=n3, n4=n4,
        coverage=edition.read.n_documents, interval=beta_interval(n1 + n2 + 0.5, n3 + n4 + 0.5), intensity_mean=None,
        intensity_sum=0.0,
    )  # fmt: skip


def _lines(rows: Sequence[UndertakingRow], today: date | None) -> dict[str, geometry.LifeLine | None]:
    return {row.undertaking_id: geometry.life_line(row, today or date.max) for row in rows if len(row.milestones) > 1}


def _fields(edition: Edition, names: Names) -> list[tuple[str, Counter[Quad]]]:
    """Counted events by field and quad, the fullest first."""
    columns = edition.columns
    at = names.at[columns.is_counted[names.at]]
    found: dict[str, Counter[Quad]] = {}
    kinds, counts = np.unique(np.stack((columns.field[at], columns.quad[at]), axis=1), axis=0, return_counts=True)
    for (field, quad), n in zip(kinds.tolist(), counts.tolist(), strict=True):
        found.setdefault(columns.fields[field], Counter())[quad] = n
    return sorted(found.items(), key=lambda item: (-item[1].total(), item[0]))


def ranked_visits(edition: Edition, names: Names) -> list[tuple[Rank, str]]:
    """Talks and visits, the highest rank first, within a rank the latest."""
    numbers, orders = edition.visit_ranks[names.at], np.array([rank.order for rank in all_ranks()])
    talks = np.flatnonzero(numbers != NO_VISIT)
    talks = talks[np.argsort(orders[numbers[talks]], kind="stable")]
    ranks = [all_ranks()[number] for number in numbers[talks].tolist()]
    return list(zip(ranks, Names(names.every, names.at[talks]), strict=True))
