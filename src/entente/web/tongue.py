"""The language pages speak: English as it is written here, or a catalogue below `locale/`."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from functools import cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from typing import Literal, NamedTuple, TypeVar

from entente.records.codes import EventType, Stage
from entente.views import wording

ENGLISH = "en"
FROM_RIGHT = frozenset({"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})
"""Languages written from right to left."""
Direction = Literal["ltr", "rtl"]
Key = TypeVar("Key")


class Tongue(NamedTuple):
    """A language with its words."""

    code: str
    """BCP 47."""
    words: NullTranslations

    @property
    def dir(self) -> Direction:
        """Which way it is written."""
        return "rtl" if self.code.partition("-")[0] in FROM_RIGHT else "ltr"


MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
"""As dates are written here."""
_MONTH = re.compile(rf"\b(?:{'|'.join(MONTHS)})\b")

_spoken: ContextVar[Tongue | None] = ContextVar("spoken", default=None)


def spoken() -> Tongue:
    """The language of the page at hand."""
    return _spoken.get() or Tongue(ENGLISH, NullTranslations())


@contextmanager
def speaking(tongue: Tongue) -> Iterator[None]:
    """What is drawn inside speaks this language."""
    before = _spoken.set(tongue)
    try:
        yield
    finally:
        _spoken.reset(before)


def _(message: str, **values: object) -> str:
    """A message in the language at hand, its places filled."""
    text = spoken().words.gettext(message)
    return text % values if values else text


def ngettext(one: str, several: str, number: int) -> str:
    """A message that depends on a number."""
    return spoken().words.ngettext(one, several, number)


def say_count(number: int, noun: str, several: str = "") -> str:
    """A number with its noun: `1 origin`, `3 origins`."""
    plural = several or f"{noun}s"
    return ngettext(f"%(num)s {noun}", f"%(num)s {plural}", number) % {"num": f"{number:,}"}


def plain(code: str) -> str:
    """A slug as words."""
    return _(wording.plain(code))


def say_status(status: str) -> str:
    """A status in words."""
    return plain(status)


def say_stage(stage: Stage | None) -> str:
    """A stage in words."""
    return _(wording.say_stage(stage))


def say_type(kind: EventType | None, mode: str | None = None) -> str:
    """A type with its mode in words; nothing for a claim without one."""
    words = _(wording.TYPE_WORDS[kind]) if kind else ""
    return f"{words} ({plain(mode)})" if words and mode else words


def say_day(day: date | None) -> str:
    """A day as it is read: `13 Nov 2024`."""
    return f"{day.day} {_(f'{day:%b}')} {day.year}" if day else _("an unknown day")


def say_list(words: Sequence[str], most: int = 0) -> str:
    """Words with commas; beyond `most`, how many more there are."""
    shown = words[:most] if most and len(words) > most else words
    told = ", ".join(shown)
    return _("%(listed)s and %(n)s more", listed=told, n=len(words) - len(shown)) if len(shown) < len(words) else told


def dated(words: str) -> str:
    """Words with a date in them, its months in the language at hand."""
    return _MONTH.sub(lambda found: _(found[0]), words) if spoken().code != ENGLISH else words


class Spoken(Mapping[Key, str]):
    """A table of words, each said in the language at hand."""

    def __init__(self, words: Mapping[Key, str]) -> None:
        self._words = words

    def __getitem__(self, key: Key) -> str:
        return _(self._words[key])

    def __iter__(self) -> Iterator[Key]:
        return iter(self._words)

    def __len__(self) -> int:
        return len(self._words)


def wanted(accepted: str) -> Tongue:
    """The language a browser likes best of those there are; English where there is none of them."""
    for code in _ranked(accepted[:500]):
        for known in (code, code.partition("-")[0]):
            if known in tongues():
                return tongues()[known]
    return tongues()[ENGLISH]


def _ranked(accepted: str) -> list[str]:
    """Codes of an Accept-Language header, the best liked first."""
    found: list[tuple[float, str]] = []
    for part in accepted.split(","):
        code, _, weight = part.partition(";q=")
        try:
            found.append((-float(weight or 1), code.strip().lower()))
        except ValueError:
            continue
    return [code for liked, code in sorted(found, key=lambda each: each[0]) if liked < 0]


@cache
def tongues() -> Mapping[str, Tongue]:
    """English, and every language with a catalogue."""
    made = {ENGLISH: Tongue(ENGLISH, NullTranslations())}
    for folder in (files("entente.web") / "locale").iterdir():
        catalogue = folder / "LC_MESSAGES" / "entente.mo"
        if catalogue.is_file():
            code = folder.name.replace("_", "-").lower()
            with catalogue.open("rb") as file:
                made[code] = Tongue(code, GNUTranslations(file))
    return made
