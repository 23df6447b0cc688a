"""The language pages speak: English as it is written here, or a catalogue below `locale/`."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from functools import cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from typing import Literal, NamedTuple, TypeVar

from entente.records.codes import EventType, Stage, Status
from entente.views import wording
from entente.views.phrase import Phrase, figure

ENGLISH = "en"
LANGUAGE = "language"
"""The cookie that holds the language asked for."""
FROM_RIGHT = frozenset({"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})
"""Languages written from right to left."""
Direction = Literal["ltr", "rtl"]
Key = TypeVar("Key")
T = TypeVar("T")


class Tongue(NamedTuple):
    """A language with its words."""

    code: str
    """BCP 47."""
    words: NullTranslations

    @property
    def name(self) -> str:
        """What its speakers call it."""
        return self.words.gettext("English")

    @property
    def dir(self) -> Direction:
        """Which way it is written."""
        return "rtl" if self.code.partition("-")[0] in FROM_RIGHT else "ltr"


_AS_WRITTEN = Tongue(ENGLISH, NullTranslations())
_spoken: ContextVar[Tongue | None] = ContextVar("spoken", default=None)


def spoken() -> Tongue:
    """The language of the page at hand."""
    return _spoken.get() or _AS_WRITTEN


@contextmanager
def speaking(tongue: Tongue) -> Iterator[None]:
    """What is drawn inside speaks this language."""
    before = _spoken.set(tongue)
    try:
        yield
    finally:
        _spoken.reset(before)


def _(message: str, **values: object) -> str:
    """A message in the language at hand, its places filled; never the empty one, where catalogues keep their head."""
    return filled(spoken().words.gettext(message), values) if message else ""


def ngettext(one: str, several: str, number: int) -> str:
    """A message that depends on a number."""
    return spoken().words.ngettext(one, several, number)


def said(words: T) -> T | str:
    """What a view says, in the language at hand; anything else as it is."""
    if not isinstance(words, Phrase) or spoken().code == ENGLISH:
        return words
    message = ngettext(words.message, words.several, words.number) if words.several else _(words.message)
    return filled(message, words.values)


def filled(message: str, values: Mapping[str, object]) -> str:
    """A message with values in its places, phrases among them in the language at hand."""
    return message % {name: said(say_number(value)) for name, value in values.items()} if values else message


def say_number(value: object) -> object:
    """A number with the separators of the language at hand; anything else as it is."""
    text = figure(value)
    return text.translate(_separators()) if isinstance(text, str) and not isinstance(value, str) else text


def _separators() -> dict[int, str]:
    """What stands in numbers for a comma and a point, by how translators write the number."""
    sample = _("1,234.5")
    return {ord(","): sample[1], ord("."): sample[-2]}


def say_count(number: int, noun: str, several: str = "") -> str:
    """A number with its noun: `1 origin`, `3 origins`."""
    return said(wording.say_count(number, noun, several))


def plain(code: str) -> str:
    """A slug as words."""
    return said(wording.plain(code))


def say_status(status: Status) -> str:
    """A status in words."""
    return said(wording.say_status(status))


def say_stage(stage: Stage | None) -> str:
    """A stage in words."""
    return said(wording.say_stage(stage))


def say_type(kind: EventType | None, mode: str | None = None) -> str:
    """A type with its mode in words; nothing for a claim without one."""
    return said(wording.say_type(kind, mode))


def say_day(day: date | None) -> str:
    """A day as it is read: `13 Nov 2024`."""
    return said(wording.say_day(day))


def say_list(words: Sequence[str], most: int = 0) -> str:
    """Words with commas; beyond `most`, how many more there are."""
    return said(wording.say_list(tuple(words), most))


def say_percent(share: float) -> str:
    """A share of one: `45%`."""
    return _("%(n)s%%", n=f"{share:.0%}"[:-1])


def say_trouble(words: str) -> str:
    """What is wrong with a text, or what to do about it; a detail in brackets behind it is no message."""
    known, bracket, detail = words.rpartition(" (")
    return _(words) if _(words) != words or not detail.endswith(")") else _(known) + bracket + detail


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


def wanted(accepted: str, asked: str = "") -> Tongue:
    """The language asked for, or the one a browser likes best of those there are; English where there is none."""
    if asked in tongues():
        return tongues()[asked]
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
    made = {ENGLISH: _AS_WRITTEN}
    for folder in (files("entente.web") / "locale").iterdir():
        catalogue = folder / "LC_MESSAGES" / "entente.mo"
        if catalogue.is_file():
            code = folder.name.replace("_", "-").lower()
            with catalogue.open("rb") as file:
                made[code] = Tongue(code, GNUTranslations(file))
    return made
