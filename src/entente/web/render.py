"""Templates to HTML: every value escaped, no style or script in a page, so that the policy can forbid both."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined, pass_context
from markupsafe import Markup

from entente import __version__
from entente.records.codes import QUAD_WORDS, RELIABILITY_WORDS, ConflictField, Quad
from entente.views import OUTCOME_WORDS, EventRow, UndertakingRow
from entente.views.changes import Change, What
from entente.views.undertakings import in_part
from entente.views.wording import STATUS_NOTES, TYPE_WORDS
from entente.web.edition import Edition
from entente.web.links import Links
from entente.web.pages import Page
from entente.web.tongue import (
    Spoken,
    _,
    ngettext,
    plain,
    said,
    say_count,
    say_day,
    say_list,
    say_number,
    say_percent,
    say_stage,
    say_status,
    say_trouble,
    say_type,
    spoken,
    tongues,
)
from entente.web.turning import closed

POLICY = "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'"
"""What a page may load: what stands beside it, nothing else, and nothing written into it runs."""

DISPUTED: Mapping[ConflictField, str] = {
    "when": "the date", "amount": "the figure", "polarity": "whether it happened", "actor": "who did it",
    "where": "the place", "stage": "the stage",
}  # fmt: skip
"""What a conflict is over, in words."""

FIELDS: Mapping[str, str] = {
    "kind": "kind of claim", "type": "what", "actor": "who", "recipient": "to whom", "when": "when", "due": "due",
    "status": "firmness", "stage": "stage", "amount": "how much", "where": "where", "holder": "says who",
    "domain": "field",
}  # fmt: skip
"""What each reason is for, in words; a third party is called by its role."""

CHANGES: Mapping[tuple[Change, What], str] = {
    ("new", "document"): "new text", ("changed", "document"): "text changed", ("gone", "document"): "text gone",
    ("new", "event"): "new event", ("changed", "event"): "event changed", ("gone", "event"): "event gone",
    ("new", "undertaking"): "new undertaking", ("changed", "undertaking"): "undertaking changed",
    ("gone", "undertaking"): "undertaking gone",
    ("new", "conflict"): "new conflict", ("changed", "conflict"): "conflict changed",
    ("gone", "conflict"): "conflict gone",
}  # fmt: skip
"""What happened to a record since somebody looked."""

MENU = (
    ("today", "Today"), ("dyads", "Pairs"), ("undertakings", "Undertakings"), ("conflicts", "Conflicts"),
    ("explore", "Explore"), ("sources", "Sources"),
)  # fmt: skip
_QUADS: tuple[Quad, ...] = (1, 2, 3, 4)


def draw(page: Page, edition: Edition, links: Links, **more: object) -> str:
    """The whole page; a NUL, which no page may hold, is shown as the sign for what cannot be."""
    values: dict[str, object] = {
        "page": page, "edition": edition, "book": edition.book, "link": links.to, "live": links.live,
        "behind": False, "guarded": False, "takes": False, "admin": False, "words": "", "asked_for": "",
        **page.values, **more,
    }  # fmt: skip
    text: str = environment().get_template(f"{page.template}.html.jinja").render(values)
    return text.replace("\0", "\ufffd")


@cache
def environment() -> Any:  # Any: jinja2.Environment, whose templates take any values
    """The templates with the words of the field."""
    made = Environment(
        loader=FunctionLoader(_template), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True, finalize=printed, extensions=["jinja2.ext.i18n"],
    )  # fmt: skip
    made.install_gettext_callables(_, ngettext, newstyle=True)  # type: ignore[attr-defined]  # the extension's
    made.filters |= {
        "plain": plain, "day": say_day, "status": say_status, "stage": say_stage, "listed": say_list,
        "count": say_count, "number": say_number, "percent": say_percent, "said": said,
        "trouble": say_trouble, "unsaid": _unsaid, "opened": _opened, "moment": _moment, "field": _field,
    }  # fmt: skip
    made.globals |= {
        "gettext": _filled(made.globals["gettext"]), "ngettext": _filled(made.globals["ngettext"]),
        "say_type": say_type, "STATUS_NOTES": Spoken(STATUS_NOTES), "OUTCOME_WORDS": Spoken(OUTCOME_WORDS),
        "QUAD_WORDS": Spoken(QUAD_WORDS), "TYPE_WORDS": Spoken(TYPE_WORDS),
        "RELIABILITY_WORDS": Spoken(RELIABILITY_WORDS), "QUADS": _QUADS, "MENU": MENU,
        "DISPUTED": Spoken(DISPUTED), "CHANGES": Spoken(CHANGES),
        "tongue": spoken, "tongues": tuple((each.code, each.name) for each in tongues().values()),
        "POLICY": POLICY, "VERSION": __version__, "parties": parties, "headline": headline,
        "in_part": in_part, "web_address": web_address, "stamp": stamp,
    }  # fmt: skip
    return made


def printed(value: Any) -> Any:  # Any: whatever a template prints
    """A value as a page shows it: in the language at hand, turned back where it turns the direction of writing."""
    return value if type(value) is Markup else closed(said(value))  # what macros made was closed part by part


def _filled(mark: Any) -> Any:  # Any: a function of the extension
    """A message of a template: its own tags stand, and what fills its places is said as on a page and escaped."""

    @pass_context
    def marked(context: Any, /, *message: Any, **values: object) -> Any:  # Any: as the extension has it
        if len(message) > 1:
            values.setdefault("num", message[-1])
        return mark(context, *message, **{name: printed(say_number(value)) for name, value in values.items()})

    return marked


def _template(name: str) -> str:
    return (files("entente.web") / "templates" / name).read_text(encoding="utf-8")


def asset(name: str) -> bytes | None:
    """A file that pages load; None: there is none of that name."""
    return _assets().get(name)


@cache
def _assets() -> Mapping[str, bytes]:
    folder = files("entente.web") / "static"
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()}


def asset_names() -> tuple[str, ...]:
    """Every file that pages load."""
    return tuple(sorted(_assets()))


@cache
def stamp(name: str) -> str:
    """What changes in the address of a file when its content does, so that browsers may keep it."""
    return blake2b(_assets()[name], digest_size=6).hexdigest()


def _unsaid(names: Sequence[str], title: str) -> tuple[str, ...]:
    """Names that a title does not hold already."""
    return tuple(name for name in names if name not in title)


def _opened(words: str) -> str:
    told = said(words)
    return told[:1].upper() + told[1:]


def _field(name: str) -> str:
    """What a reason is for, in words."""
    return _(FIELDS[name]) if name in FIELDS else plain(name)


def _moment(at: datetime | None) -> str:
    return f"{say_day(at.astimezone(UTC).date())}, {at.astimezone(UTC):%H:%M} UTC" if at else _("never")


def parties(row: EventRow) -> str:
    """Who to whom; reciprocal acts have dashes."""
    doers, receivers = say_list(row.actors, 3), say_list(row.recipients, 3)
    if not receivers:
        return " – ".join(row.actors[:3]) or _("nobody named")
    return f"{doers or _('nobody named')} → {receivers}"


def headline(row: EventRow, about: Sequence[UndertakingRow]) -> str:
    """Who to whom and what; where nobody is named, what it is part of."""
    what = say_type(row.type, row.mode)
    if row.actors or row.recipients or about:
        return f"{_opened(parties(row) if row.actors or row.recipients else about[0].title)}: {what}"
    return _opened(what)


def web_address(url: str | None) -> str:
    """An address that may be linked; empty for any other scheme, which a page of somebody else's may hold."""
    return url if url and url.startswith(("https://", "http://")) else ""
