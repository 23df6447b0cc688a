"""A brief: records somebody picked and wrote on, in their order, each with its words; the address holds all of it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple
from urllib.parse import urlencode

from entente.segment import split_sentences
from entente.views import ConflictRow, EventRow, QuoteRow, UndertakingRow
from entente.web.asking import Query, Refused, last
from entente.web.edition import Edition
from entente.web.pages.page import Page
from entente.web.render import DISPUTED, headline
from entente.web.saving.forms import FORMS, missing
from entente.web.tongue import _, plain, said, say_count, say_day, say_stage, say_status

MOST = 50
"""Records of one brief."""
LONGEST_TITLE = 200
LONGEST_TEXT = 2_000
"""Characters written on one record."""
LONGEST = 24_000
"""Characters of the address of a brief, which holds what is written in it."""

_CITED = re.compile(r"\s*\[(\d{1,3})\]")


class Statement(NamedTuple):
    """A sentence somebody wrote, and the numbers of the quotes that it rests on."""

    text: str
    rests_on: tuple[int, ...]


class Entry(NamedTuple):
    """One record of a brief."""

    id: str
    place: str
    """Which page shows it: event, undertaking, conflicts."""
    heading: str
    line: str
    """What is known of it: date, firmness, origins."""
    quotes: tuple[QuoteRow, ...]
    first: int = 1
    """Number of its first quote in the brief."""
    text: str = ""
    """What somebody wrote on it."""
    said: tuple[Statement, ...] = ()
    """The same, sentence by sentence."""

    @property
    def numbered(self) -> tuple[tuple[int, QuoteRow], ...]:
        """Its quotes with their numbers in the brief."""
        return tuple(enumerate(self.quotes, self.first))


class Brief(NamedTuple):
    """A title and its records."""

    title: str
    entries: tuple[Entry, ...]

    @property
    def ids(self) -> list[str]:
        """In their order."""
        return [entry.id for entry in self.entries]

    @property
    def heading(self) -> str:
        """Its title; a brief without one is called what it is."""
        return self.title or _("Brief")

    @property
    def address(self) -> str:
        """The query that holds all of it."""
        written = ((f"on.{entry.id}", entry.text) for entry in self.entries if entry.text)
        return urlencode([("title", self.title), *(("id", name) for name in self.ids), *written])


def page(edition: Edition, query: Query) -> Page:
    """The brief, with what changes it."""
    made = read_brief(edition, query)
    values = {"brief": made, "longest": LONGEST_TEXT, "forms": FORMS, "missing": missing()}
    return Page("brief", made.heading, values, "explore")


def read_brief(edition: Edition, query: Query) -> Brief:
    """The brief in an address; Refused where a record is not known or there are too many."""
    names = _ordered(edition, query)
    if len(names) > MOST:
        raise Refused(400, _("a brief holds %(most)s records at most", most=MOST), _("Make two of it."))
    entries = [
        _entry(edition, name)._replace(text=last(query, f"on.{name}").replace("\r\n", "\n")[:LONGEST_TEXT])
        for name in names
    ]
    return Brief(last(query, "title")[:LONGEST_TITLE], tuple(_numbered(entries)))


def _ordered(edition: Edition, query: Query) -> list[str]:
    """Records in their order, after what the buttons of the page ask: one a place higher, one left out."""
    given = [name for part in query.get("id", ()) for name in part.split()]
    names = list(dict.fromkeys(edition.book.event_of.get(name, name) for name in given))
    raised, dropped = last(query, "raise"), last(query, "drop")
    at = names.index(raised) if raised in names else 0
    if at:
        names[at - 1], names[at] = names[at], names[at - 1]
    return [name for name in names if name != dropped]


def _numbered(entries: Sequence[Entry]) -> Iterator[Entry]:
    """Entries with numbers for their quotes, and sentences that name those of them they rest on."""
    n_quotes, number = sum(len(entry.quotes) for entry in entries), 1
    for entry in entries:
        own = range(number, number + len(entry.quotes))
        yield entry._replace(first=number, said=tuple(_statements(entry.text, own, n_quotes)))
        number = own.stop


def _statements(text: str, own: Iterable[int], n_quotes: int) -> Iterator[Statement]:
    """Sentence by sentence: it rests on the quotes it names as `[2]`, or on all of the record it stands under."""
    for start, end in split_sentences(text):
        words = text[start:end]
        named = [int(number) for number in _CITED.findall(words) if 1 <= int(number) <= n_quotes]
        bare = _CITED.sub(lambda found: "" if 1 <= int(found[1]) <= n_quotes else found[0], words).strip()
        if bare:
            yield Statement(" ".join(bare.split()), tuple(dict.fromkeys(named)) or tuple(own))


def _entry(edition: Edition, name: str) -> Entry:
    if name in edition.events:
        return _of_event(edition, edition.row(name))
    if name in edition.undertaking:
        return _of_undertaking(edition.undertaking[name])
    if name in edition.conflict:
        return _of_conflict(edition.conflict[name])
    raise Refused(
        404, _("there is no event, undertaking or conflict “%(name)s”", name=name[:60]), _("Pick records in Explore.")
    )


def _of_event(edition: Edition, row: EventRow) -> Entry:
    known = (
        said(row.when),
        say_status(row.status),
        say_count(row.n_independent, "origin"),
        _("grade %(grade)s", grade=row.grade),
    )
    heading = headline(row, edition.undertakings_in(row))
    return Entry(row.event_id, "event", heading, ", ".join(known), (row.quote,))


def _of_undertaking(row: UndertakingRow) -> Entry:
    known = [_("stands at %(stage)s", stage=say_stage(row.stage)), say_count(row.n_independent, "origin")]
    if row.due:
        stage, day, outcome = say_stage(row.due_stage), say_day(row.due), plain(row.outcome)
        known.insert(1, _("%(stage)s due %(day)s: %(outcome)s", stage=stage, day=day, outcome=outcome))
    quotes = tuple(step.quotes[0] for step in row.milestones if step.quotes)
    return Entry(row.undertaking_id, "undertaking", row.title[:1].upper() + row.title[1:], ", ".join(known), quotes)


def _of_conflict(row: ConflictRow) -> Entry:
    over = _(DISPUTED[row.field])
    heading = _("In dispute, over %(over)s: %(a)s against %(b)s", over=over, a=row.a.value, b=row.b.value)
    return Entry(
        row.conflict_id, "conflicts", heading, f"{plain(row.kind)}, {plain(row.state)}", (row.a.quote, row.b.quote)
    )
