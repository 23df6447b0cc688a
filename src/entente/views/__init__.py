"""Views: a book of records in, frozen rows out. Pure, one file each; a line is shown with its quote or not at all.

The book (`book.py`) holds what a ledger's snapshot and the merge give; every view reads that and nothing else:
events, one event, a quote, two states, undertakings, conflicts, a timeline, voices, sources, news, changes.
"""

from entente.views.book import Book, Sides, UnknownActor, find_state
from entente.views.changes import ChangeRow, changes
from entente.views.conflicts import ConflictRow, conflict_rows
from entente.views.dyad import Dyad, Fact, dyad
from entente.views.events import EventDetail, EventRow, Report, event_detail, event_row, event_rows
from entente.views.news import News, StageMove, news
from entente.views.pairs import FeatureRow, PairRow, pair_rows
from entente.views.quote import Piece, QuoteRow, find_quotes, quote_of, quotes_of
from entente.views.reasons import Reason, reasons_of
from entente.views.row import Row
from entente.views.sources import Coverage, SourceRow, coverage, source_rows
from entente.views.timeline import Lane, Timeline, timeline
from entente.views.trend import beta_interval, measure, trend
from entente.views.undertakings import OUTCOME_WORDS, Milestone, Outcome, UndertakingRow, undertaking_rows
from entente.views.voices import Said, Voice, voices

__all__ = [
    "OUTCOME_WORDS",
    "Book",
    "ChangeRow",
    "ConflictRow",
    "Coverage",
    "Dyad",
    "EventDetail",
    "EventRow",
    "Fact",
    "FeatureRow",
    "Lane",
    "Milestone",
    "News",
    "Outcome",
    "PairRow",
    "Piece",
    "QuoteRow",
    "Reason",
    "Report",
    "Row",
    "Said",
    "Sides",
    "SourceRow",
    "StageMove",
    "Timeline",
    "UndertakingRow",
    "UnknownActor",
    "Voice",
    "beta_interval",
    "changes",
    "conflict_rows",
    "coverage",
    "dyad",
    "event_detail",
    "event_row",
    "event_rows",
    "find_quotes",
    "find_state",
    "measure",
    "news",
    "pair_rows",
    "quote_of",
    "quotes_of",
    "reasons_of",
    "source_rows",
    "timeline",
    "trend",
    "undertaking_rows",
    "voices",
]
