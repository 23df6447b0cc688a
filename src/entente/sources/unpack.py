"""Packed files: gzip as a stream that counts what it gives, ZIP member by member."""

import gzip
import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from entente.records.problem import Problem
from entente.sources.limits import FREE_BYTES, MAX_ITEM_BYTES, MAX_MEMBERS, MAX_RATIO
from entente.sources.troubles import trouble

OFFICE = frozenset({"[Content_Types].xml", "mimetype"})
"""Files by which documents of word processors and books are told from other ZIP archives."""

DAMAGED = (EOFError, gzip.BadGzipFile, zlib.error, zipfile.BadZipFile, NotImplementedError)
"""What the standard library raises on a packed file that is truncated or broken."""


class Unpacked(io.RawIOBase):
    """The bytes of a gzip stream; at damage, or at `MAX_RATIO` times what it was packed in, it ends and says why."""

    def __init__(self, packed: BinaryIO, size: int) -> None:
        self._inner = gzip.GzipFile(fileobj=packed, mode="rb")
        self._left = max(FREE_BYTES, size * MAX_RATIO)
        self.failure = ""
        """Code of the problem that ended it; empty: none has."""

    def readable(self) -> bool:
        """It is read, never written."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # a wider buffer type in typeshed
        """The next bytes, counted."""
        try:
            piece = b"" if self.failure else self._inner.read1(len(buffer))
        except DAMAGED:
            piece, self.failure = b"", "archive_damaged"
        self._left -= len(piece)
        if self._left < 0:
            piece, self.failure = b"", "archive_bomb"
        buffer[: len(piece)] = piece
        return len(piece)


def members_of(stream: BinaryIO, origin: str) -> Iterator[tuple[str, bytes] | Problem]:
    """Name and bytes of each file of a ZIP archive, in order of name."""
    try:
        archive = zipfile.ZipFile(stream)
    except (*DAMAGED, ValueError, OSError):
        yield trouble("archive_damaged", origin)
        return
    if OFFICE & set(archive.namelist()[:MAX_MEMBERS]):
        yield trouble("office_document", origin)
        return
    members = sorted((info for info in archive.infolist() if not info.is_dir()), key=lambda info: info.filename)
    if len(members) > MAX_MEMBERS:
        yield trouble("archive_too_many", origin)
        return
    if sum(info.file_size for info in members) > max(
        FREE_BYTES, MAX_RATIO * sum(info.compress_size for info in members)
    ):
        yield trouble("archive_bomb", origin)
        return
    yield from (_member(archive, info, f"{origin}#{info.filename}") for info in members)


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, origin: str) -> tuple[str, bytes] | Problem:
    """A member's bytes; what its head says of its size is not trusted."""
    if info.flag_bits & 1:
        return trouble("archive_encrypted", origin)
    try:
        with archive.open(info) as stream:
            content = stream.read(MAX_ITEM_BYTES + 1)
    except (*DAMAGED, RuntimeError, ValueError, OSError):
        return trouble("archive_damaged", origin)
    return trouble("item_too_large", origin) if len(content) > MAX_ITEM_BYTES else (info.filename, content)
