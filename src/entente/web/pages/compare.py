"""One event as each side tells it, and which outlets were read in those days without a word of it."""

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple

from entente.records import Event
from entente.views import Voice, voices
from entente.web.edition import Edition
from entente.web.pages.page import Page, known
from entente.web.tongue import _

WEEK = timedelta(days=7)


class Silence(NamedTuple):
    """An outlet that was read in the week after the first report and does not tell of the event."""

    name: str
    n_documents: int


def page(edition: Edition, name: str) -> Page:
    """The voices on an event."""
    event = known(edition.events, name, "event")
    a, b = _sides(edition, event)
    heard = heard_on(edition, event)
    columns = _columns(edition, a, b, heard)
    values = {
        "row": edition.row(name),
        "undertakings": edition.undertakings_in(edition.row(name)),
        "columns": columns,
        "unheard": [
            edition.book.name_of(side) for side, told in zip((a, b), columns, strict=False) if side and not told.voices
        ],
        "silent": silences(edition, event),
        "n_voices": len(heard),
    }
    return Page("compare", _("Voices side by side"), values, "explore")


def heard_on(edition: Edition, event: Event) -> tuple[Voice, ...]:
    """Who is heard on an event, side by side."""
    return voices(edition.book, edition.book.held(event.claims), *_sides(edition, event))


class Column(NamedTuple):
    """Voices under one heading."""

    title: str
    voices: tuple[Voice, ...]


def _columns(edition: Edition, a: str, b: str, heard: Sequence[Voice]) -> list[Column]:
    """Each side with its voices, then everybody else."""
    names = {"a": edition.book.name_of(a), "b": edition.book.name_of(b)}
    made = [
        Column(names[side], tuple(v for v in heard if v.side == side)) for side, state in (("a", a), ("b", b)) if state
    ]
    return [*made, Column(_("others and the writers"), tuple(v for v in heard if v.side not in ("a", "b")))]


def _sides(edition: Edition, event: Event) -> tuple[str, str]:
    """Two states to compare: a doer and a receiver, else two doers; empty where there are fewer."""
    sides = edition.sides[event.event_id]
    doers, receivers = sorted(sides.doers), sorted(sides.receivers - sides.doers)
    first, second, *_ = [*doers[:1], *receivers[:1], *doers[1:2], *receivers[1:2], "", ""]
    return first, second


def silences(edition: Edition, event: Event) -> list[Silence]:
    """Outlets with texts of that week, none of which tells of the event; the most read first."""
    start = event.first_published
    if start is None:
        return []
    told = {edition.book.documents[claim.doc_id].source_id for claim in edition.book.held(event.claims)}
    week = Counter(edition.book.documents[name].source_id for name in edition.texts_between(start, start + WEEK))
    named = ((edition.outlet_names[outlet], n) for outlet, n in week.items() if outlet not in told)
    return [Silence(name, n) for name, n in sorted(named, key=lambda each: (-each[1], each[0]))]
