"""Date words, rules, holidays, periods and tenures of a language: the files of `lang/<language>/dates/`."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Any

import msgspec

from entente.errors import VocabularyError
from entente.vocab import Proven, read_toml
from entente.vocab.tenures import tenures_of_offices

__all__ = ["Calendar", "Cue", "DateRule", "Holiday", "Period", "Tenures", "Word", "load_calendar"]


LAST_YEAR = 2040
"""Up to when sessions that go on are listed."""
FIRST_WITHOUT_WORDS = 100
"""From where ordinals are written in figures alone."""


class Word(msgspec.Struct, frozen=True, kw_only=True):
    """A word or several, its class, and what it means there."""

    text: str
    kind: str
    value: str | int
    capital: bool = False
    """Whether it counts only with a capital letter."""


class _Group(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    rule: str
    members: dict[str, str | int] = {}
    words: tuple[str, ...] = ()
    capital: bool = False


class DateRule(Proven, frozen=True, kw_only=True):
    """What a run of classes is, with sentences that prove it: the phrase stands in brackets."""

    name: str
    level: int
    """The pass it belongs to; later passes read what earlier ones found."""
    pattern: str
    """Class names, `( | )`, and `? * +` after an element."""
    make: str
    """The function that builds the meaning."""
    gives: str
    """The class of what is found."""
    after: str = ""
    """One of these classes must come before; empty: any."""
    not_after: str = ""
    not_before: str = ""


class Holiday(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A day with a name; exactly one field says how its date is found."""

    names: tuple[str, ...]
    yes: tuple[str, ...]
    no: tuple[str, ...]
    fixed: str = ""
    easter: int | None = None
    orthodox: int | None = None
    islamic: tuple[int, int] | None = None
    hebrew: int | None = None
    nth: tuple[int, int, int] | None = None
    table: str = ""
    offset: int = 0
    days: int = 1
    year: int | None = None
    """The one year it means when the text gives none; None: any year."""


class Period(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A stretch of history with a name."""

    names: tuple[str, ...]
    edtf: str
    yes: tuple[str, ...]
    no: tuple[str, ...]
    shape: str = "span"
    talked_of: str = ""
    """EDTF: when writers spoke of it as the trouble of the day; empty: no such time is known."""
    topics: tuple[str, ...] = ()
    """Words that speak of it and date nothing by themselves."""


class Sessions(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Meetings that are counted, with the month in which that of a number opens."""

    names: tuple[str, ...]
    """`{n}`: the ordinal, in figures or words; `{d}`: the number."""
    first: int
    until: int = 0
    """The last number for which the count holds; 0: it goes on."""
    zero: int
    """The year to which the number is added."""
    opens: int
    months: int
    yes: tuple[str, ...]
    no: tuple[str, ...]

    def periods(self, key: str, ordinals: "Ordinals") -> Iterator[tuple[str, Period]]:
        """Each session by its key, as a stretch of months with its names."""
        for number in range(self.first, (self.until or LAST_YEAR - self.zero) + 1):
            opening = self.zero + number
            year, month = divmod(12 * opening + self.opens + self.months - 2, 12)
            edtf = f"{opening}-{self.opens:02d}" + (f"/{year}-{month + 1:02d}" if self.months > 1 else "")
            told = (text.format(n=n, d=number) for text in self.names for n in ordinals.of(number))
            shape = "point" if self.months == 1 else "span"
            yield f"{key}_{number}", Period(names=tuple(dict.fromkeys(told)), edtf=edtf, shape=shape, yes=(), no=())


class Ordinals(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How the language writes the place in a count."""

    low: tuple[str, ...]
    whole: tuple[str, ...]
    tens: tuple[str, ...]
    endings: tuple[str, ...]

    def of(self, number: int) -> Iterator[str]:
        """The ordinal in figures, and below a hundred in words."""
        tens, unit = divmod(number, 10)
        yield f"{number}{self.endings[0 if tens % 10 == 1 else unit]}"
        if number <= len(self.low):
            yield self.low[number - 1]
        elif number < FIRST_WITHOUT_WORDS:
            yield self.tens[tens - 2] + self.low[unit - 1] if unit else self.whole[tens - 2]


class Tenures(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who held an office when, by surname, in order."""

    rule: str
    yes: tuple[str, ...]
    no: tuple[str, ...]
    holders: dict[str, tuple[str, ...]]


class Cue(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words beside a date that say what it is to the text, with examples."""

    rule: str
    words: tuple[str, ...]
    yes: tuple[str, ...]
    no: tuple[str, ...]


class Calendar(msgspec.Struct, frozen=True, kw_only=True):
    """Everything the date stage reads of one language."""

    language: str
    words: tuple[Word, ...]
    rules: tuple[DateRule, ...]
    aliases: Mapping[str, str]
    holidays: Mapping[str, Holiday]
    tables: Mapping[str, Mapping[int, date]]
    periods: Mapping[str, Period]
    tenures: Tenures
    cues: Mapping[str, Cue]
    """What gives away when a text was published: the groups of `publication.toml`."""

    def with_tenures(self, holders: Mapping[str, tuple[str, ...]]) -> "Calendar":
        """The same calendar with more office-holders, by surname in lower case, each term as EDTF in order."""
        merged = {**self.tenures.holders, **holders}
        people = [Word(text=name, kind="PERSON", value=name, capital=True) for name in holders]
        return msgspec.structs.replace(
            self, tenures=msgspec.structs.replace(self.tenures, holders=merged), words=(*self.words, *people)
        )


def load_calendar(language: str = "en") -> Calendar:
    """The language's calendar with the heads of the table of offices, read once; its own list goes first."""
    return _with_heads(language)


@cache
def _with_heads(language: str) -> Calendar:
    calendar = _load(language)
    other = {word.text for word in calendar.words}
    return calendar.with_tenures(
        {name: terms for name, terms in tenures_of_offices().items() if not other & {name, name.split()[-1]}}
    )


@cache
def _load(language: str) -> Calendar:
    raw_rules = _read(language, "rules.toml")
    raw_holidays = _read(language, "holidays.toml")
    raw_periods = _read(language, "periods.toml")
    tables = {name: _table(text) for name, text in raw_holidays.pop("tables", {}).items()}
    holidays = _converted(raw_holidays, Holiday, "holidays.toml")
    periods = _converted(raw_periods["periods"], Period, "periods.toml")
    periods |= _sessions(language)
    tenures: Tenures = _convert(raw_periods["tenures"], Tenures, "periods.toml: tenures")
    words = [
        *_words(_converted(_read(language, "words.toml"), _Group, "words.toml")),
        *_names(holidays, "HOLIDAY"),
        *_names(periods, "PERIOD"),
        *(Word(text=name, kind="PERSON", value=name, capital=True) for name in tenures.holders),
    ]
    _check_words(words)
    return Calendar(
        language=language,
        words=tuple(words),
        aliases=MappingProxyType(raw_rules.pop("aliases")),
        rules=tuple(
            _convert({"name": name, **rule}, DateRule, f"rules.toml: {name}") for name, rule in raw_rules.items()
        ),
        holidays=MappingProxyType(holidays),
        tables=MappingProxyType(tables),
        periods=MappingProxyType(periods),
        tenures=tenures,
        cues=MappingProxyType(_converted(_read(language, "publication.toml"), Cue, "publication.toml")),
    )


def _sessions(language: str) -> dict[str, Period]:
    """Every counted meeting as a period of its own."""
    raw = _read(language, "sessions.toml")
    ordinals: Ordinals = _convert(raw.pop("ordinals"), Ordinals, "sessions.toml: ordinals")
    series = _converted(raw, Sessions, "sessions.toml")
    return {key: period for name, each in series.items() for key, period in each.periods(name, ordinals)}


def _read(language: str, name: str) -> dict[str, Any]:  # TOML is what it is until it is converted
    return read_toml(dict[str, Any], "lang", language, "dates", name)


def _converted(tables: Mapping[str, object], kind: type[Any], file: str) -> dict[str, Any]:
    return {name: _convert(table, kind, f"{file}: {name}") for name, table in tables.items()}


def _convert(table: object, kind: type[Any], where: str) -> Any:  # the caller names the type it gets
    try:
        return msgspec.convert(table, kind)
    except msgspec.ValidationError as error:
        raise VocabularyError(str(error), f"dates/{where}", "mend the entry") from error


def _table(text: str) -> Mapping[int, date]:
    days = [date.fromisoformat(day) for day in text.split()]
    return MappingProxyType({day.year: day for day in days})


def _words(groups: Mapping[str, _Group]) -> Iterator[Word]:
    for kind, group in groups.items():
        for text, value in {**{word: word for word in group.words}, **group.members}.items():
            yield Word(text=text, kind=kind, value=value, capital=group.capital)


def _names(entries: Mapping[str, Any], kind: str) -> Iterator[Word]:
    for key, entry in entries.items():
        for name in entry.names:
            yield Word(text=name, kind=kind, value=key, capital=False)


def _check_words(words: list[Word]) -> None:
    """A word belongs to one class with a capital letter and to one without."""
    seen: dict[tuple[str, bool], str] = {}
    for word in words:
        first = seen.setdefault((word.text, word.capital), word.kind)
        if first != word.kind:
            raise VocabularyError(
                f'"{word.text}" is in {first} and in {word.kind}', "dates/words.toml", "leave it in one class"
            )
