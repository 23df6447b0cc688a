"""Two states: what the texts say of them in their own words, how it went, what was promised, who travelled."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from msgspec.structs import replace

from entente.export.dossier import geometry
from entente.records import RelationMeasure
from entente.records.codes import Quad
from entente.views import Dyad, EventRow, SourceRow, UndertakingRow, dyad
from entente.views.events import is_counted
from entente.web.charts.trend import draw_trend, periods_of, say_trend
from entente.web.edition import Edition
from entente.web.pages.page import Page
from entente.web.phrases import Rank, rank_of, uses_of

LATEST = 30
"""Events listed; the rest is in Explore."""
DRAWN = 400
"""Marks on a timeline."""


class Visit(NamedTuple):
    """A visit or a meeting with the rank of who went."""

    row: EventRow
    rank: Rank


class Outlet(NamedTuple):
    """One outlet with its share of a pair."""

    name: str
    n_documents: int
    n_copies: int
    n_claims: int


def page(edition: Edition, a: str, b: str) -> Page:
    """The page of a pair."""
    part = edition.part(a, b, all_documents=False)
    found = _with_all_read(edition, dyad(part, a, b, edition.today))
    drawn = found.timeline
    periods = periods_of(found.series)
    values = {
        "dyad": found,
        "codes": (edition.code_of(a), edition.code_of(b)),
        "lanes": geometry.lanes(drawn) if drawn and len(found.events) <= DRAWN else (),
        "axis": geometry.axis_of(drawn) if drawn else None,
        "ticks": geometry.ticks(geometry.axis_of(drawn)) if drawn else (),
        "trend": draw_trend(periods),
        "said": say_trend(periods),
        "asked": {"who": edition.code_of(a), "whom": edition.code_of(b)},
        "lines": _lines(found.undertakings, edition.today),
        "visits": visits(edition, found.events),
        "uses": uses_of(quote for voice in found.voices for quote in (said.quote for said in voice.said)),
        "outlets": outlets(found.sources),
        "events": _latest(found.events)[:LATEST],
        "fields": _fields(found.events),
    }
    return Page("dyad", f"{found.a_name} – {found.b_name}", values, "dyads")


def _with_all_read(edition: Edition, found: Dyad) -> Dyad:
    """The page of a part with what was read as a whole, in all and in each period."""
    series = tuple(replace(each, coverage=edition.n_read(*_period(each))) for each in found.series)
    total = replace(found.total, coverage=edition.read.n_documents)
    return replace(found, read=edition.read, series=series, total=total)


def _period(each: RelationMeasure) -> tuple[date, date]:
    """First day, and the day after the last."""
    start = each.period_start
    month = start.year * 12 + start.month - 1 + (12 if each.period == "year" else 3)
    return start, date(month // 12, month % 12 + 1, 1)


def _latest(rows: Sequence[EventRow]) -> list[EventRow]:
    """The latest to have happened first; those without any date last."""
    return sorted(rows, key=lambda row: (row.latest or row.earliest or date.min, row.event_id), reverse=True)


def _lines(rows: Sequence[UndertakingRow], today: date | None) -> dict[str, geometry.LifeLine | None]:
    return {row.undertaking_id: geometry.life_line(row, today or date.max) for row in rows if len(row.milestones) > 1}


def _fields(rows: Sequence[EventRow]) -> list[tuple[str, Counter[Quad]]]:
    """Counted events by field and quad, the fullest first."""
    found: dict[str, Counter[Quad]] = {}
    for row in rows:
        if is_counted(row):
            found.setdefault(row.primary_domain, Counter())[row.quad] += 1
    return sorted(found.items(), key=lambda item: (-item[1].total(), item[0]))


def visits(edition: Edition, rows: Sequence[EventRow]) -> list[Visit]:
    """Talks and visits, the highest rank first, within a rank the latest."""
    talks = [row for row in rows if row.type == "CONSULT"]
    ranked = [Visit(row, rank_of(_named(edition, row))) for row in talks]
    return sorted(ranked, key=lambda v: (v.rank.order, -(v.row.latest or date.min).toordinal(), v.row.event_id))


def _named(edition: Edition, row: EventRow) -> tuple[str, ...]:
    """How the texts name those who met."""
    claims = edition.book.held(edition.events[row.event_id].claims)
    return tuple(mention.surface for claim in claims for mention in (*claim.actors, *claim.recipients))


def outlets(rows: Sequence[SourceRow]) -> list[Outlet]:
    """Who printed it, the most claims first."""
    names = dict.fromkeys(row.source for row in rows)
    made = [_outlet(name, [row for row in rows if row.source == name]) for name in names]
    return sorted(made, key=lambda outlet: (-outlet.n_claims, outlet.name))


def _outlet(name: str, rows: Sequence[SourceRow]) -> Outlet:
    return Outlet(name, len(rows), sum(row.copied_from is not None for row in rows), sum(row.n_claims for row in rows))
