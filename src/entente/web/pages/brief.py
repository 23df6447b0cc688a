"""A brief: records somebody picked, in their order, each with its words; the address holds the whole of it."""

from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import urlencode

from entente.views import ConflictRow, EventRow, QuoteRow, UndertakingRow
from entente.views.wording import plain, say_count, say_day, say_stage, say_status, say_type
from entente.web.asking import Query, Refused, last
from entente.web.edition import Edition
from entente.web.pages.page import Page
from entente.web.render import DISPUTED, environment, parties

MOST = 50
"""Records of one brief."""
LONGEST_TITLE = 200


class Entry(NamedTuple):
    """One record of a brief."""

    id: str
    place: str
    """Which page shows it: event, undertaking, conflicts."""
    heading: str
    line: str
    """What is known of it: date, firmness, origins."""
    quotes: tuple[QuoteRow, ...]


class Brief(NamedTuple):
    """A title and its records."""

    title: str
    entries: tuple[Entry, ...]

    @property
    def ids(self) -> list[str]:
        """In their order."""
        return [entry.id for entry in self.entries]


def page(edition: Edition, query: Query) -> Page:
    """The brief, with what changes it."""
    brief = read_brief(edition, query)
    values = {
        "brief": brief,
        "asked": {"title": brief.title},
        "moved": [_moved(brief.ids, at) for at in range(len(brief.ids))],
        "left": [[*brief.ids[:at], *brief.ids[at + 1 :]] for at in range(len(brief.ids))],
        "address": urlencode([("title", brief.title), *(("id", name) for name in brief.ids)]),
    }
    return Page("brief", brief.title or "Brief", values, "explore")


def _moved(ids: Sequence[str], at: int) -> list[str]:
    """The order in which one stands a place higher."""
    order = list(ids)
    if at:
        order[at - 1], order[at] = order[at], order[at - 1]
    return order


def read_brief(edition: Edition, query: Query) -> Brief:
    """The brief in an address; Refused where a record is not known or there are too many."""
    names = [name for given in query.get("id", ()) for name in given.split()]
    names = list(dict.fromkeys(edition.book.event_of.get(name, name) for name in names))
    if len(names) > MOST:
        raise Refused(400, f"a brief holds {MOST} records at most", "Make two of it.")
    return Brief(last(query, "title")[:LONGEST_TITLE], tuple(_entry(edition, name) for name in names))


def _entry(edition: Edition, name: str) -> Entry:
    conflict = next((row for row in edition.conflicts if row.conflict_id == name), None)
    if name in edition.events:
        return _of_event(edition.row(name))
    if name in edition.undertaking:
        return _of_undertaking(edition.undertaking[name])
    if conflict:
        return _of_conflict(conflict)
    raise Refused(404, f"there is no event, undertaking or conflict “{name[:60]}”", "Pick records in Explore.")


def _of_event(row: EventRow) -> Entry:
    known = (row.when, say_status(row.status), say_count(row.n_independent, "origin"), f"grade {row.grade}")
    heading = f"{parties(row)}: {say_type(row.type, row.mode)}"
    return Entry(row.event_id, "event", heading, ", ".join(known), (row.quote,))


def _of_undertaking(row: UndertakingRow) -> Entry:
    known = [f"stands at {say_stage(row.stage)}", say_count(row.n_independent, "origin")]
    if row.due:
        known.insert(1, f"{say_stage(row.due_stage)} due {say_day(row.due)}: {plain(row.outcome)}")
    quotes = tuple(step.quotes[0] for step in row.milestones if step.quotes)
    return Entry(row.undertaking_id, "undertaking", row.title[:1].upper() + row.title[1:], ", ".join(known), quotes)


def _of_conflict(row: ConflictRow) -> Entry:
    heading = f"In dispute, over {DISPUTED[row.field]}: {row.a.value} against {row.b.value}"
    return Entry(row.conflict_id, "conflicts", heading, f"{plain(row.kind)}, {row.state}", (row.a.quote, row.b.quote))


# As files


def markdown(brief: Brief) -> str:
    """The brief as Markdown; every quote names its text and its place in it."""
    parts = [f"# {_plain_line(brief.title or 'Brief')}\n"]
    for entry in brief.entries:
        parts.append(f"## {_plain_line(entry.heading)}\n\n{_plain_line(entry.line)}. `{entry.id}`\n")
        parts += [f"> {_plain_line(quote.exact)}\n>\n> — {_cited(quote)}\n" for quote in entry.quotes]
    return "\n".join(parts)


def _cited(quote: QuoteRow) -> str:
    place = f"characters {quote.start}–{quote.end}, `{quote.evidence_id}`"
    address = f", <{quote.url}>" if quote.url and quote.url.startswith(("https://", "http://")) else ""
    return f"{_plain_line(quote.source)}, *{_plain_line(quote.title)}*, {quote.published}{address}, {place}"


def _plain_line(text: str) -> str:
    """Words of a text on one line, none of them read as a sign of Markdown or HTML."""
    line = " ".join("".join(char if char.isprintable() else " " for char in text).split())
    return "".join(f"\\{char}" if char in "\\`*_{}[]<>#|!~" else char for char in line)


def html(edition: Edition, brief: Brief) -> str:
    """The brief as one page that needs nothing beside it."""
    text: str = environment().get_template("brief_file.html.jinja").render(brief=brief, edition=edition)
    return text


def written(edition: Edition, brief: Brief, form: str) -> tuple[str, str]:
    """Media type and text of a brief by the ending of its file; Refused for any other ending."""
    if form == "md":
        return "text/markdown", markdown(brief)
    if form == "html":
        return "text/html", html(edition, brief)
    raise Refused(404, f"a brief is saved as md or html, not as “{form[:20]}”")
