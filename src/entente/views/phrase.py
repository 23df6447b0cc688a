"""Words that a view gives: English as they stand, and a message with its arguments for who says them otherwise."""

from collections.abc import Iterable, Mapping
from typing import Any

Values = Mapping[str, object]


class Phrase(str):
    """English words that know which message they fill, and with what; a value may be a phrase itself.

    A number among the values is written with its separators; a year or a day of the month is handed in as text.
    """

    __slots__ = ("message", "number", "several", "values")

    message: str
    several: str
    """The message for more than one; empty: it does not depend on a number."""
    number: int
    """What chooses between the two."""
    values: Values

    def __new__(cls, message: str, values: Values, several: str = "", number: int = 1) -> "Phrase":
        """The English of a message."""
        chosen = several if several and number != 1 else message
        text = chosen % {name: figure(value) for name, value in values.items()} if values else chosen
        made = super().__new__(cls, text)
        made.message, made.several, made.number, made.values = message, several, number, values
        return made

    def __reduce__(self) -> tuple[Any, ...]:  # Any: as pickle has it
        """What makes it again in another process."""
        return Phrase, (self.message, dict(self.values), self.several, self.number)


def phrase(message: str, /, **values: object) -> Phrase:
    """A message with its places filled; `scripts/catalogue.py` collects what stands here."""
    return Phrase(message, values)


def counted(one: str, several: str, number: int, /, **values: object) -> Phrase:
    """A message that depends on a number, which fills its place `num`."""
    return Phrase(one, {"num": number, **values}, several, number)


def joined(parts: Iterable[object], between: str = ", ") -> Phrase:
    """Words one after the other."""
    values = {f"part{at}": part for at, part in enumerate(parts)}
    return Phrase(between.replace("%", "%%").join(f"%({name})s" for name in values), values)


def figure(value: object) -> object:
    """A number as English writes it; anything else as it is."""
    if isinstance(value, float):
        return f"{value:,.10g}"
    return f"{value:,}" if isinstance(value, int) else value


def as_text(value: object) -> str:
    """What an encoder that knows plain text only writes of a phrase."""
    if isinstance(value, Phrase):
        return str(value)
    raise NotImplementedError(f"a view holds no {type(value).__name__}")
