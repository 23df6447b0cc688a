"""A mail archive (mbox), message by message."""

from collections.abc import Iterator
from datetime import datetime
from typing import BinaryIO

from entente.records.problem import Problem
from entente.records.raw import RawItem
from entente.sources.limits import MAX_ITEM_BYTES
from entente.sources.lines import TooBlankError, lines_of
from entente.sources.media import MAIL
from entente.sources.troubles import trouble

BEGINS = b"From "


def read_mailbox(stream: BinaryIO, origin: str, now: datetime) -> Iterator[RawItem | Problem]:
    """Each message that a `From ` line behind a blank one begins."""
    number = 0
    try:
        for number, message in enumerate(_messages(stream), start=1):
            place = f"{origin}#{number}"
            if message is None:
                yield trouble("item_too_large", place)
            else:
                yield RawItem(origin=place, content=message, media_type=MAIL, fetched=now)
    except TooBlankError:
        yield trouble("table_blank", f"{origin}#{number + 1}")
        return
    if not number:
        yield trouble("mail_too_few", origin)


def _messages(stream: BinaryIO) -> Iterator[bytes | None]:
    """The bytes of each message; None for one over the limit."""
    lines: list[bytes] = []
    size, inside, blank = 0, False, True
    for found in lines_of(stream):
        line = found or b""
        if blank and line.startswith(BEGINS):
            if inside:
                yield b"".join(lines) if size <= MAX_ITEM_BYTES else None
            lines, size, inside = [], 0, True
        elif inside:
            size += len(line)
            if size <= MAX_ITEM_BYTES:
                lines.append(line[1:] if line.startswith(b">From ") else line)
        blank = not line.strip()
    if inside:
        yield b"".join(lines) if size <= MAX_ITEM_BYTES else None
