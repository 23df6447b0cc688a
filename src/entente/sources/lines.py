"""Lines of bytes from a stream, one at a time; a stream of nothing but blank lines is not followed to its end."""

from collections.abc import Iterator
from typing import BinaryIO

from entente.sources.limits import MAX_BLANK_LINES, MAX_ITEM_BYTES


class TooBlankError(Exception):
    """More blank lines in a row than any table or mail has."""


def lines_of(stream: BinaryIO) -> Iterator[bytes | None]:
    """Lines with their ends; None for one over the limit, whose rest is passed over."""
    blank = 0
    while line := stream.readline(MAX_ITEM_BYTES + 1):
        if len(line) <= MAX_ITEM_BYTES:
            blank = blank + 1 if line.isspace() else 0
            if blank > MAX_BLANK_LINES:
                raise TooBlankError
            yield line
            continue
        yield None
        while line and not line.endswith(b"\n"):
            line = stream.readline(MAX_ITEM_BYTES)
