"""Templates to HTML: every value escaped, no style or script in a page, so that the policy can forbid both."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined

from entente import __version__
from entente.records.codes import QUAD_WORDS, RELIABILITY_WORDS, ConflictField, Quad
from entente.views import OUTCOME_WORDS, EventRow
from entente.views.wording import STATUS_NOTES, TYPE_WORDS
from entente.web.edition import Edition
from entente.web.links import Links
from entente.web.pages import Page
from entente.web.tongue import (
    Spoken,
    _,
    dated,
    ngettext,
    plain,
    say_count,
    say_day,
    say_list,
    say_stage,
    say_status,
    say_type,
    spoken,
)
from entente.web.turning import closed

POLICY = "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'"
"""What a page may load: what stands beside it, nothing else, and nothing written into it runs."""

DISPUTED: Mapping[ConflictField, str] = {
    "when": "the date", "amount": "the figure", "polarity": "whether it happened", "actor": "who did it",
    "where": "the place", "stage": "the stage",
}  # fmt: skip
"""What a conflict is over, in words."""

MENU = (
    ("today", "Today"), ("dyads", "Pairs"), ("undertakings", "Undertakings"), ("conflicts", "Conflicts"),
    ("explore", "Explore"), ("sources", "Sources"),
)  # fmt: skip
_QUADS: tuple[Quad, ...] = (1, 2, 3, 4)


def draw(page: Page, edition: Edition, links: Links, **more: object) -> str:
    """The whole page."""
    values: dict[str, object] = {
        "page": page, "edition": edition, "book": edition.book, "link": links.to, "live": links.live,
        "behind": False, "guarded": False, "takes": False, "admin": False, "words": "", "asked_for": "",
        **page.values, **more,
    }  # fmt: skip
    text: str = environment().get_template(f"{page.template}.html.jinja").render(values)
    return text


@cache
def environment() -> Any:  # Any: jinja2.Environment, whose templates take any values
    """The templates with the words of the field."""
    made = Environment(
        loader=FunctionLoader(_template), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True, finalize=closed, extensions=["jinja2.ext.i18n"],
    )  # fmt: skip
    made.install_gettext_callables(_, ngettext, newstyle=True)  # type: ignore[attr-defined]  # the extension brings it
    made.filters |= {
        "plain": plain, "day": say_day, "status": say_status, "stage": say_stage, "listed": say_list,
        "count": say_count, "dated": dated, "percent": "{:.0%}".format,
        "unsaid": _unsaid, "opened": _opened, "moment": _moment, "month": _month,
    }  # fmt: skip
    made.globals |= {
        "say_type": say_type, "STATUS_NOTES": Spoken(STATUS_NOTES), "OUTCOME_WORDS": Spoken(OUTCOME_WORDS),
        "QUAD_WORDS": Spoken(QUAD_WORDS), "TYPE_WORDS": Spoken(TYPE_WORDS),
        "RELIABILITY_WORDS": Spoken(RELIABILITY_WORDS), "QUADS": _QUADS, "MENU": MENU, "DISPUTED": Spoken(DISPUTED),
        "tongue": spoken,
        "POLICY": POLICY, "VERSION": __version__, "parties": parties, "web_address": web_address, "stamp": stamp,
    }  # fmt: skip
    return made


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
    return words[:1].upper() + words[1:]


def _moment(at: datetime | None) -> str:
    return f"{say_day(at.astimezone(UTC).date())}, {at.astimezone(UTC):%H:%M} UTC" if at else _("never")


def _month(day: date | None) -> str:
    return f"{_(f'{day:%b}')} {day.year}" if day else _("undated")


def parties(row: EventRow) -> str:
    """Who to whom; reciprocal acts have dashes."""
    doers, receivers = say_list(row.actors, 3), say_list(row.recipients, 3)
    if not receivers:
        return " – ".join(row.actors[:3]) or _("nobody named")
    return f"{doers or _('nobody named')} → {receivers}"


def web_address(url: str | None) -> str:
    """An address that may be linked; empty for any other scheme, which a page of somebody else's may hold."""
    return url if url and url.startswith(("https://", "http://")) else ""
