"""Rows worked out before they are asked for, as bytes; a phrase stays one, so that pages say it in any language."""

from collections.abc import Callable, Iterator
from typing import Any, TypeVar

import msgspec

from entente.views.phrase import Phrase, as_text
from entente.web.edition import Edition, Pair
from entente.web.pages.dyad import DRAWN, UNDERTAKINGS, VISITS, first_of_each, ranked_visits

R = TypeVar("R")

FULL = 20
"""Events from which what the page of a pair shows is worked out before; of fewer it costs little."""
Path = tuple[str | int, ...]
"""Fields and places in them that lead to a value in a row."""


class Line(msgspec.Struct, array_like=True):
    """A row with its phrases as plain words, and the phrases again, each with its place."""

    row: msgspec.Raw
    phrases: tuple[tuple[Path, Any], ...]  # Any: message, plural, number and what fills its places


_write = msgspec.msgpack.Encoder(enc_hook=as_text).encode
_read = msgspec.msgpack.Decoder(Line).decode


def write_row(row: object) -> bytes:
    """A row as bytes."""
    return _write(Line(msgspec.Raw(_write(row)), tuple(_phrases(row, ()))))


def row_reader(kind: type[R]) -> Callable[[bytes], R]:
    """What makes rows of a kind from their bytes."""
    read_plain = msgspec.msgpack.Decoder(kind).decode

    def read(line: bytes) -> R:
        found = _read(line)
        row = read_plain(found.row)
        for path, parts in found.phrases:
            _put(row, path, _phrase(parts))
        return row

    return read


def _phrases(value: object, path: Path) -> Iterator[tuple[Path, object]]:
    if isinstance(value, Phrase):
        yield path, _parts(value)
    elif isinstance(value, tuple):
        for at, each in enumerate(value):
            yield from _phrases(each, (*path, at))
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from _phrases(getattr(value, name), (*path, name))


def _parts(value: object) -> object:
    if isinstance(value, Phrase):
        filled = {name: _parts(each) for name, each in value.values.items()}
        return value.message, filled, value.several, value.number
    return value


def _phrase(parts: Any) -> Any:  # Any: as in `Line`
    if isinstance(parts, list):
        message, filled, several, number = parts
        return Phrase(message, {name: _phrase(each) for name, each in filled.items()}, several, number)
    return parts


def _put(value: Any, path: Path, phrase: Phrase) -> Any:  # Any: a row, or what stands in it
    """The value with a phrase at its place; a row that nobody has seen yet is changed as it is."""
    if not path:
        return phrase
    first, rest = path[0], path[1:]
    if isinstance(value, tuple) and isinstance(first, int):
        return (*value[:first], _put(value[first], rest, phrase), *value[first + 1 :])
    msgspec.structs.force_setattr(value, str(first), _put(getattr(value, str(first)), rest, phrase))
    return value


def shown_events(edition: Edition) -> list[str]:
    """Events on the pages of full pairs, sorted."""
    found: set[str] = set()
    for names in map(edition.pairs.of, _full(edition)):
        found.update(names[:DRAWN])
        found.update(name for _, name in ranked_visits(edition, names)[:VISITS])
    return sorted(found)


def shown_undertakings(edition: Edition) -> list[str]:
    """Undertakings on these pages, sorted."""
    found: set[str] = set()
    for promised in map(edition.promised.of, _full(edition)):
        found.update(promised[:UNDERTAKINGS])
        found.update(first_of_each(edition, promised))
    return sorted(found)


def _full(edition: Edition) -> list[Pair]:
    """Pairs with many events."""
    return [pair for pair, names in edition.pairs.items() if len(names) >= FULL]
