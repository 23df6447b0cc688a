"""What was promised or is being built: by stage, the overdue first; and the life of one of them."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from entente.export.dossier import geometry
from entente.records.codes import STAGES, Stage
from entente.views import Outcome, QuoteRow, UndertakingRow
from entente.views.undertakings import Standing
from entente.web.asking import Query, Refused, last, read_page, read_state
from entente.web.charts.saying import say_life
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

OF_A_COLUMN = 5
"""Undertakings shown in a column of the board."""
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
    pair = _pair(edition, query)
    mine = [edition.standings[name] for name in (edition.undertakings_of(*pair) if pair else edition.standings)]
    kept = [each for each in mine if _shown(each.outcome, show)]
    lines, leaf = leaf_of(kept, read_page(query))
    counts = Counter(each.outcome for each in mine)
    values = {
        "rows": edition.undertakings.of(each.undertaking_id for each in lines),
        "leaf": leaf,
        "show": show,
        "shows": [(name, sum(n for outcome, n in counts.items() if _shown(outcome, name))) for name in SHOWS],
        "board": board(edition, kept),
        "latest_quote": latest_quote,
        "pair": _named(edition, *pair) if pair else None,
    }
    return Page("undertakings", _("Undertakings"), values, "undertakings")


def _pair(edition: Edition, query: Query) -> tuple[str, str] | None:
    """The two states asked for; None: all are."""
    words = [word for name in ("who", "whom") if (word := last(query, name))]
    if not words:
        return None
    if len(words) == 1:
        raise Refused(400, _("who and whom belong together"), _("Name two states."))
    return read_state(edition, words[0]), read_state(edition, words[1])


def _shown(outcome: Outcome, show: str) -> bool:
    if show == "all":
        return True
    return outcome in _KEPT if show == "kept" else outcome == show


def latest_quote(row: UndertakingRow) -> QuoteRow | None:
    """The words that last told of it; None: no text that tells of it is dated."""
    quotes = [quote for step in row.milestones for quote in step.quotes if quote.published_on]
    return max(quotes, key=lambda quote: (quote.published_on or date.min, quote.evidence_id), default=None)


class Column(NamedTuple):
    """A stretch of the way from words to deeds."""

    title: str
    rows: tuple[UndertakingRow, ...]
    """The first of them."""
    n: int


def board(edition: Edition, kept: Sequence[Standing]) -> list[Column]:
    """Undertakings by column, each in the order given."""
    found: dict[str, list[str]] = {title: [] for title, _ in COLUMNS}
    for each in kept:
        found[_column(each)].append(each.undertaking_id)
    return [
        Column(_(title), edition.undertakings.of(names[:OF_A_COLUMN]), len(names)) for title, names in found.items()
    ]


def _column(standing: Standing) -> str:
    """Where it stands on the board; what was completed in part is under way."""
    if standing.stage == "completed" and standing.outcome in ("overdue", "silent", "due"):
        return "under way"
    return next((title for title, stages in COLUMNS if standing.stage in stages), COLUMNS[-1][0])


def life_page(edition: Edition, name: str) -> Page:
    """The page of one undertaking."""
    row = known(edition.undertaking, name, "undertaking")
    record = edition.book.undertakings[name]
    claims = {claim for step in record.history for claim in step.claims}
    events = tuple(dict.fromkeys(edition.book.event_of[c] for c in sorted(claims) if c in edition.book.event_of))
    values = {
        "row": row,
        "said": say_life(row),
        "line": geometry.life_line(row, edition.today or date.max),
        "conflicts": edition.conflicts.of(name for name in row.conflicts if name in edition.conflict),
        "events": [edition.row(event) for event in events if event in edition.events],
        "pairs": [_named(edition, *pair) for pair in edition.pairs_of(name)],
        "parent": edition.undertaking.get(record.parent or ""),
        "renews": edition.undertaking.get(record.renews or ""),
        "parts": edition.undertakings.of(edition.parts_of.get(name, ())),
        "spine": STAGES,
    }
    return Page("undertaking", row.title[:1].upper() + row.title[1:], values, "undertakings")


def _named(edition: Edition, a: str, b: str) -> tuple[tuple[str, str], str]:
    return (edition.code_of(a), edition.code_of(b)), f"{edition.book.name_of(a)} – {edition.book.name_of(b)}"
