"""What was promised or is being built: by stage, the overdue first; and the life of one of them."""

from collections.abc import Sequence
from datetime import date

from entente.export.dossier import geometry
from entente.records.codes import STAGES, Stage
from entente.views import UndertakingRow
from entente.web.asking import Query, Refused, last, read_page
from entente.web.edition import Edition
from entente.web.pages.page import Page, known, leaf_of
from entente.web.tongue import _

COLUMNS: tuple[tuple[str, frozenset[Stage | None]], ...] = (
    ("talked about", frozenset({None, "mooted", "proposed", "negotiating"})),
    ("agreed", frozenset({"agreed"})),
    ("signed", frozenset({"signed", "approved", "in_force"})),
    ("financed", frozenset({"financed"})),
    ("under way", frozenset({"under_way"})),
    ("held up", frozenset({"stalled", "suspended"})),
    ("done or ended", frozenset()),
)
"""The board from words to deeds; the last column takes every other stage."""

SHOWS = ("all", "overdue", "silent", "due", "kept", "ended")
_KEPT = frozenset({"met", "late", "done"})


def page(edition: Edition, query: Query) -> Page:
    """The board and the table."""
    show = last(query, "show") or "all"
    if show not in SHOWS:
        raise Refused(
            400,
            _("show: “%(show)s” is none of %(join)s", show=show[:60], join=", ".join(SHOWS)),
            _("Choose one of the filters."),
        )
    rows = [row for row in edition.undertakings if _shown(row, show)]
    lines, leaf = leaf_of(rows, read_page(query))
    values = {
        "rows": lines,
        "leaf": leaf,
        "show": show,
        "shows": [(name, sum(_shown(row, name) for row in edition.undertakings)) for name in SHOWS],
        "board": board(rows),
    }
    return Page("undertakings", _("Undertakings"), values, "undertakings")


def _shown(row: UndertakingRow, show: str) -> bool:
    if show == "all":
        return True
    return row.outcome in _KEPT if show == "kept" else row.outcome == show


def board(rows: Sequence[UndertakingRow]) -> list[tuple[str, list[UndertakingRow]]]:
    """Undertakings by column, each in the order given."""
    named = frozenset(stage for _, stages in COLUMNS for stage in stages)
    made = []
    for name, stages in COLUMNS:
        made.append((_(name), [r for r in rows if (r.stage in stages if stages else r.stage not in named)]))
    return made


def life_page(edition: Edition, name: str) -> Page:
    """The page of one undertaking."""
    row = known(edition.undertaking, name, "undertaking")
    record = edition.book.undertakings[name]
    claims = {claim for step in record.history for claim in step.claims}
    events = tuple(dict.fromkeys(edition.book.event_of[c] for c in sorted(claims) if c in edition.book.event_of))
    values = {
        "row": row,
        "line": geometry.life_line(row, edition.today or date.max),
        "conflicts": [each for each in edition.conflicts if each.conflict_id in row.conflicts],
        "events": [edition.row(event) for event in events if event in edition.events],
        "pairs": [_named(edition, *pair) for pair in edition.pairs_of(name)],
        "parent": edition.undertaking.get(record.parent or ""),
        "renews": edition.undertaking.get(record.renews or ""),
        "parts": [
            edition.undertaking[u]
            for u, each in edition.book.undertakings.items()
            if each.parent == name and u in edition.undertaking
        ],
        "spine": STAGES,
    }
    return Page("undertaking", row.title[:1].upper() + row.title[1:], values, "undertakings")


def _named(edition: Edition, a: str, b: str) -> tuple[tuple[str, str], str]:
    return (edition.code_of(a), edition.code_of(b)), f"{edition.book.name_of(a)} – {edition.book.name_of(b)}"
