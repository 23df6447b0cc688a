"""A few items read together, and the way back of what came of them: bytes where they can be, small and quick."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from entente.records.claim import Claim
from entente.records.document import Document
from entente.records.made import Made
from entente.records.problem import Problem
from entente.records.raw import RawItem

if TYPE_CHECKING:  # a process that only hands out work starts at once, since it loads no stage and no model
    from entente.pipeline import Tools

CHUNK = 4
"""Items a chunk: few, so that no worker ends long after the others."""

_ENCODER = msgspec.msgpack.Encoder()


class ToolsSpec(NamedTuple):
    """What a worker loads for itself; small and picklable, unlike what it loads."""

    model: str = "en"
    vocabulary: tuple[Path, ...] = ()


class Told(NamedTuple):
    """What a worker tells of an item: all that was made of it but the item, which the parent has."""

    document: Document | None
    claims: tuple[Claim, ...]
    problems: tuple[Problem, ...]
    whole: bool


Result = bytes | list[Told]

_DECODER = msgspec.msgpack.Decoder(list[Told])
_ITEMS = msgspec.msgpack.Decoder(tuple[list[RawItem], bool])


@cache
def load(spec: ToolsSpec) -> "Tools":
    """The tools, once a process."""
    from entente.analyse import load_analyser
    from entente.pipeline import tools_with

    return tools_with(lambda: load_analyser(spec.model), spec.vocabulary)


def chunked(items: Iterable[RawItem], size: int = CHUNK) -> Iterator[list[RawItem]]:
    """The items in their order, a few at a time."""
    rest = iter(items)
    while chunk := list(islice(rest, size)):
        yield chunk


def packed(items: Sequence[RawItem]) -> bytes | list[RawItem]:
    """A chunk as bytes that end in no zero, which columns of bytes may lose; as it is where a name is no UTF-8."""
    try:
        return _ENCODER.encode((items, True))
    except UnicodeEncodeError:
        return list(items)


def unpacked(chunk: bytes | list[RawItem]) -> list[RawItem]:
    """The items of a chunk."""
    return _ITEMS.decode(chunk)[0] if isinstance(chunk, bytes) else chunk


def read_chunk(items: Sequence[RawItem], spec: ToolsSpec) -> Result:
    """In a worker: the records as bytes, which cost a tenth of pickling them; as they are where a text is no UTF-8."""
    from entente.pipeline import read_item

    tools = load(spec)
    made = (read_item(item, tools) for item in items)
    told = [Told(one.document, one.claims, one.problems, one.whole) for one in made]
    try:
        return _ENCODER.encode(told)
    except UnicodeEncodeError:
        return told


def made_of(chunk: Sequence[RawItem], result: Result) -> Iterator[Made]:
    """What the worker told, with the items that it was told of."""
    told = _DECODER.decode(result) if isinstance(result, bytes) else result
    return (Made(item, *one) for item, one in zip(chunk, told, strict=True))
