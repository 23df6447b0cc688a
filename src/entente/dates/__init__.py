"""When things happened: date phrases found and read against the text's own time, and that time itself."""

from entente.dates.fields import Tense
from entente.dates.flaws import find_flaws
from entente.dates.named import with_named
from entente.dates.phrase import DatePhrase, Finder, find_dates, load_finder, rules_of
from entente.dates.publication import PublicationHints, Reason, Stated, basis_of, publication_interval
from entente.dates.resolve import Anchor, Dated, Timex, date_text, explain, is_history, resolve, timex

__all__ = [
    "Anchor",
    "DatePhrase",
    "Dated",
    "Finder",
    "PublicationHints",
    "Reason",
    "Stated",
    "Tense",
    "Timex",
    "basis_of",
    "date_text",
    "explain",
    "find_dates",
    "find_flaws",
    "is_history",
    "load_finder",
    "publication_interval",
    "resolve",
    "rules_of",
    "timex",
    "with_named",
]
