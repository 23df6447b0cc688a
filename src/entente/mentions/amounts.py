"""Figures with their unit: money, capacity, length, weight, shares, persons and things."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Literal, NamedTuple

from entente.records.codes import AmountKind, AmountPer
from entente.records.mentions import AmountSpan
from entente.vocab.amounts import load_amounts

TABLE = load_amounts()
CURRENCIES = TABLE.currency_of
UNITS = TABLE.unit_of
REACH = 60
"""Code points around a figure that may tell what it is."""

Sense = Literal["level", "change", "unknown"]


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_MAGNITUDE = _any(TABLE.magnitudes)
_SIGN = _any(text for currency in TABLE.currencies.values() for text in currency.before)
_MONEY = _any(word for currency in TABLE.currencies.values() for word in currency.words)
_TENS = _any(word for word, value in TABLE.numbers.items() if value.isdigit() and int(value) >= 20)
_UNITS = _any(word for word, value in TABLE.numbers.items() if value.isdigit() and 0 < int(value) < 10 and word != "a")
_NUMBER = rf"(?:{_TENS})[ -](?:{_UNITS})|{_any(TABLE.numbers)}"
_FIGURE = r"(?:\d{1,3}(?:,\d{3})+|\d{1,15})(?:\.\d{1,6})?"
_SMALL = (
    r"the|of|in|and|to|for|by|with|on|at|per|a|an|its|his|her|their|was|were|has|had|have|is|are|as|from|that|which"
    r"|who|when|after|before|or|but|while|will|would|could|may|out|if|said|not|than|into|over|since|until|during|under"
)
_COUNTED = _any(word for word in TABLE.numbers if word not in ("a", "one"))
_ANCHOR = re.compile(rf"\d|illion|\b(?:{_COUNTED})\b|\b(?:a|one)[ -](?:{_MAGNITUDE})\b", re.IGNORECASE)
"""Where an amount may begin: `a` and `one` count before a magnitude only."""
_VALUE = re.compile(
    rf"(?P<low>{_FIGURE}|\b(?:{_NUMBER})\b)(?:[ -]?(?P<lowmag>{_MAGNITUDE})\b)?"
    rf"(?:(?P<range> ?[-–—] ?| to | and )(?:{_SIGN})? ?"
    rf"(?P<high>{_FIGURE}|\b(?:{_NUMBER})\b)(?:[ -]?(?P<mag>{_MAGNITUDE})\b)?)?",
    re.IGNORECASE,
)
_UNIT = re.compile(
    rf"[ -]?(?:(?P<money>{_MONEY})\b|(?P<unit>{_any(UNITS)})(?!\w)"
    rf"|(?P<between>(?:(?!(?:{_SMALL})\b)[A-Za-z][\w-]{{2,14}} ){{1,2}})(?P<far>{_any(UNITS)})(?!\w))",
    re.IGNORECASE,
)
_SIGN_BEFORE = re.compile(rf"(?<![A-Za-z])(?P<sign>{_SIGN}) ?$")
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_DATE_BEFORE = re.compile(
    r"\b(?:in|since|by|until|from|during|after|before|of|early|late|mid|and|to|january|february|march|april|may|june|july|august"
    r"|september|october|november|december)[ -]$",
    re.IGNORECASE,
)
_RATE = re.compile(
    rf"(?P<year>[ ,-]*(?:{_any(TABLE.words['per_year'])})\b)|(?P<month>[ ,-]*(?:{_any(TABLE.words['per_month'])})\b)"
    rf"|(?P<total>[ ,-]*(?:{_any(TABLE.words['total'])})\b)",
    re.IGNORECASE,
)
_APPROX_BEFORE = re.compile(rf"(?<!\w)(?:{_any(TABLE.words['approximators'])}) ?$", re.IGNORECASE)
_BETWEEN_BEFORE = re.compile(r"\bbetween $", re.IGNORECASE)
_VAGUE_BEFORE = re.compile(
    r"\b(?:(?:multi|hundreds of|tens of|dozens of|several|many|a few)[ -]?){0,2}(?:m|b|tr)$", re.IGNORECASE
)
_VAGUE_AFTER = re.compile(rf"illions?(?: of |[ -])(?P<money>{_MONEY})\b", re.IGNORECASE)
_CHANGE_VERB = re.compile(rf"\b(?:{_any(TABLE.words['change_verbs'])})\b[^;]{{0,45}}$", re.IGNORECASE)
_CHANGE_NOUN = re.compile(rf"\b(?:{_any(TABLE.words['change_nouns'])}) (?:\w+ )?$", re.IGNORECASE)
_LEVEL = re.compile(rf"\b(?:{_any(TABLE.words['level_words'])}) (?:\w+ )?$", re.IGNORECASE)
_BY = re.compile(r"\b(?:by|(?<!made )up|down) (?:\w+ ){0,2}$", re.IGNORECASE)
_SHARE = re.compile(r"\b(?:ma[dk]es?|making) up (?:\w+ )?$", re.IGNORECASE)
_TO = re.compile(r"\b(?:to|from) (?:\w+ ){0,2}$", re.IGNORECASE)
_KIND_WORD = re.compile(
    "|".join(rf"(?P<{kind}>\b(?:{_any(words)})\b)" for kind, words in TABLE.kinds.items()), re.IGNORECASE
)
_CLAUSE_END = re.compile(r"[.;!?](?=\s|$)|\n")


class _Figure(NamedTuple):
    """One amount before its surroundings are read."""

    start: int
    end: int
    low: Decimal | None
    high: Decimal | None
    unit: str


def find_amounts(text: str, start: int = 0, end: int | None = None) -> tuple[AmountSpan, ...]:
    """The amounts between two offsets, in order."""
    stop = len(text) if end is None else end
    return tuple(_span(text, figure, start, stop) for figure in _figures(text, start, stop))


def _figures(text: str, start: int, stop: int) -> Iterator[_Figure]:
    done = start
    for anchor in _ANCHOR.finditer(text, start, stop):
        at = anchor.start()
        if at < done:
            continue
        if anchor.group().lower() == "illion":
            figure, done = _vague(text, at, start, stop), anchor.end()
        else:
            figure, done = _figure(text, at, start, stop)
        if figure is not None:
            done = figure.end
            yield figure


def _figure(text: str, at: int, start: int, stop: int) -> tuple[_Figure | None, int]:
    """The amount whose number stands here, and where to look on."""
    found = _VALUE.match(text, at, stop)
    if found is None:
        return None, at + 1
    sign = _SIGN_BEFORE.search(text, max(start, at - 6), at)
    if sign is None and at > start and (text[at - 1].isalnum() or text[at - 1] in "./-"):
        return None, found.end("low")
    low, high, end = _values(text, found, start)
    unit, factor, stop_at = _unit(text, found, end, sign, stop)
    if not unit:
        return None, end
    bounds = low * factor, None if high is None else high * factor
    begin = sign.start() if sign else at
    between = _BETWEEN_BEFORE.search(text, max(start, begin - 8), begin) if high is not None else None
    return _Figure(between.start() if between else begin, stop_at, *bounds, unit), stop_at


def _values(text: str, found: re.Match[str], start: int) -> tuple[Decimal, Decimal | None, int]:
    """Lower and upper value and where they end; `and` joins a range only after `between`."""
    low, high = _number(found["low"]), _number(found["high"])
    end = found.end("lowmag") if found["lowmag"] else found.end("low")
    low_magnitude = found["lowmag"] or found["mag"]
    if high is None or low is None:
        return (low or Decimal(0)) * _magnitude(found["lowmag"]), None, end
    high *= _magnitude(found["mag"] or found["lowmag"])
    joined = (
        found["range"] != " and "
        or _BETWEEN_BEFORE.search(text, max(start, found.start() - 12), found.start("low"))
        or ("between" in text[max(start, found.start() - 12) : found.start()].lower())
    )
    if not joined or low * _magnitude(low_magnitude) >= high:
        return low * _magnitude(found["lowmag"]), None, end
    return low * _magnitude(low_magnitude), high, found.end()


def _number(words: str | None) -> Decimal | None:
    if words is None:
        return None
    if words[0].isdigit():
        return Decimal(words.replace(",", ""))
    if words.lower() in TABLE.numbers:
        return Decimal(TABLE.numbers[words.lower()])
    return sum((Decimal(TABLE.numbers[part]) for part in re.split("[ -]", words.lower())), Decimal(0))


def _magnitude(word: str | None) -> Decimal:
    return Decimal(TABLE.magnitudes[word.lower()]) if word else Decimal(1)


def _unit(text: str, found: re.Match[str], end: int, sign: re.Match[str] | None, stop: int) -> tuple[str, Decimal, int]:
    """Code of the unit, factor to it and end of the amount; an empty code where none is told."""
    if sign is not None:
        return CURRENCIES[sign["sign"].lower()], Decimal(1), end
    named = _UNIT.match(text, end, stop)
    if named is None:
        return "", Decimal(1), end
    if named["money"]:
        return CURRENCIES[named["money"].lower()], Decimal(1), named.end()
    unit, factor = UNITS[(named["unit"] or named["far"]).lower()]
    if _is_year(text, found, named):
        return "", Decimal(1), end
    return unit, Decimal(factor), named.end()


def _is_year(text: str, found: re.Match[str], named: re.Match[str]) -> bool:
    """In 2016 Chinese workers came: the figure is a year or a day."""
    number = found["low"]
    if named["unit"] in ("%", "MW", "km") or not number.isdigit() or found["lowmag"]:
        return False
    dated = _DATE_BEFORE.search(text, max(0, found.start() - 12), found.start()) is not None
    return bool(_YEAR.fullmatch(number)) and (dated or named["far"] is not None)


def _vague(text: str, at: int, start: int, stop: int) -> _Figure | None:
    """Multi-billion dollar, hundreds of millions of euros: money without a value."""
    before = _VAGUE_BEFORE.search(text, max(start, at - 24), at)
    after = _VAGUE_AFTER.match(text, at, stop)
    if before is None or after is None:
        return None
    return _Figure(before.start(), after.end(), None, None, CURRENCIES[after["money"].lower()])


def _span(text: str, figure: _Figure, start: int, stop: int) -> AmountSpan:
    """The amount with what the words around it tell."""
    begin = figure.start
    approx = _APPROX_BEFORE.search(text, max(start, begin - 20), begin)
    begin = approx.start() if approx else begin
    rate = _RATE.match(text, figure.end, stop)
    end = rate.end() if rate else figure.end
    return AmountSpan(
        start=begin,
        end=end,
        value=_written(figure.low),
        value_max=_written(figure.high),
        unit=figure.unit,
        kind=_kind(text, begin, end, start, stop, figure.unit),
        approx=approx is not None,
        per=_per(rate),
        sense=_sense(text[max(start, begin - REACH) : begin]),
    )


def _written(value: Decimal | None) -> str | None:
    """The number as a decimal string without exponent or trailing zeros."""
    if value is None:
        return None
    plain = format(value, "f")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def _per(rate: re.Match[str] | None) -> AmountPer | None:
    if rate is None:
        return None
    return "year" if rate["year"] else "month" if rate["month"] else "total"


def _sense(before: str) -> Sense:
    """`rose by` and `a rise of` tell a change, `rose to` and `reached` a level."""
    if _SHARE.search(before):
        return "level"
    if _CHANGE_NOUN.search(before):
        return "change"
    changes = _CHANGE_VERB.search(before) is not None
    if changes and _TO.search(before):
        return "level"
    if changes and (_BY.search(before) or before.split()[-1].lower() in TABLE.words["change_verbs"]):
        return "change"
    return "level" if _LEVEL.search(before) else "unknown"


def _kind(text: str, begin: int, end: int, start: int, stop: int, unit: str) -> AmountKind:
    """What the nearest telling word of the same clause says; a capacity or length is told by its unit."""
    fixed = TABLE.units[unit].kind if unit in TABLE.units else "other"
    if fixed != "other":
        return fixed
    left = text[max(start, begin - REACH) : begin]
    cuts = [match.end() for match in _CLAUSE_END.finditer(left)]
    left = left[cuts[-1] :] if cuts else left
    right = text[end : min(stop, end + REACH)]
    cut = _CLAUSE_END.search(right)
    right = right[: cut.start()] if cut else right
    near = [(len(left) - match.end(), str(match.lastgroup)) for match in _KIND_WORD.finditer(left)]
    near += [(match.start(), str(match.lastgroup)) for match in _KIND_WORD.finditer(right)]
    persons = unit == "persons"
    fitting = [found for found in near if (found[1] == "casualties") == persons]
    return min(fitting)[1] if fitting else "other"  # type: ignore[return-value]  # the groups are the kinds
