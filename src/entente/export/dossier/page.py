"""A dyad and its book to HTML: the template decides the order, this the numbers and drawings it needs."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from entente import __version__
from entente.export.dossier import charts, geometry
from entente.records.codes import QUAD_WORDS, STAGES, Quad, Status
from entente.views import OUTCOME_WORDS, Book, Dyad, EventRow, event_detail
from entente.views.events import is_counted
from entente.views.wording import (
    STATUS_NOTES,
    plain,
    say_count,
    say_day,
    say_list,
    say_stage,
    say_status,
    say_type,
)

_QUADS: tuple[Quad, ...] = (1, 2, 3, 4)


def render_dossier(book: Book, dyad: Dyad) -> str:
    """The whole page; the same bytes for the same book, dyad and version."""
    details = {row.event_id: event_detail(book, book.events[row.event_id]) for row in dyad.events}
    today = dyad.as_of or date.max
    lines = {row.undertaking_id: geometry.life_line(row, today) for row in dyad.undertakings}
    drawn = charts.draw(charts.charts_of(dyad.series, dyad.events))
    page: str = _template().render(
        dyad=dyad,
        details=details,
        lines=lines,
        lanes=geometry.lanes(dyad.timeline) if dyad.timeline else (),
        axis=geometry.axis_of(dyad.timeline) if dyad.timeline else None,
        ticks=geometry.ticks(geometry.axis_of(dyad.timeline)) if dyad.timeline else (),
        charts={name: Markup(svg) for name, svg in drawn.items()},  # drawn by vl-convert from numbers and code words
        fields=_fields(dyad),
        statuses=_statuses(dyad),
        parties=lambda row: _parties(row),
        version=__version__,
        style=Markup(_resource("dossier.css")),
    )
    return page


@cache
def _template() -> Any:  # Any: jinja2.Template, whose render takes any values
    environment = Environment(
        loader=FunctionLoader(_resource),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "plain": plain, "day": say_day, "status": say_status, "stage": say_stage, "listed": say_list,
        "count": say_count,
        "period": charts.period_name, "percent": "{:.0%}".format, "opened": lambda words: words[:1].upper() + words[1:],
    }  # fmt: skip
    environment.globals |= {
        "say_type": say_type, "STATUS_NOTES": STATUS_NOTES, "OUTCOME_WORDS": OUTCOME_WORDS, "QUAD_WORDS": QUAD_WORDS,
        "STAGES": STAGES, "QUADS": _QUADS,
    }  # fmt: skip
    return environment.get_template("dossier.html.jinja")


def _resource(name: str) -> str:
    return (files(__package__) / name).read_text(encoding="utf-8")


def _fields(dyad: Dyad) -> Mapping[str, Mapping[Quad, int]]:
    """Counted events by field and quad, fullest field first."""
    found: dict[str, Counter[Quad]] = {}
    for row in dyad.events:
        if is_counted(row):
            found.setdefault(row.primary_domain, Counter())[row.quad] += 1
    order = sorted(found, key=lambda field: (-found[field].total(), field))
    return {field: {quad: found[field][quad] for quad in _QUADS} for field in order}


def _statuses(dyad: Dyad) -> Mapping[Status, int]:
    """Events by status, in the order of the code list."""
    counts = Counter(row.status for row in dyad.events)
    return {status: counts[status] for status in STATUS_NOTES if counts[status]}


def _parties(row: EventRow) -> str:
    """Who to whom; reciprocal acts have dashes."""
    doers, receivers = say_list(row.actors, 3), say_list(row.recipients, 3)
    if not receivers:
        return " – ".join(row.actors[:3]) or "nobody named"
    return f"{doers or 'nobody named'} → {receivers}"
