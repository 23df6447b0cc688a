"""From what the user names to raw items: each kind of source has one reader."""

import io
import os
import stat
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO, cast

from entente.records.problem import Problem
from entente.records.raw import RawItem
from entente.sources import media
from entente.sources.feeds import read_feed
from entente.sources.folder import files_of
from entente.sources.limits import MAX_ITEM_BYTES, MAX_URLS, URL_LIST_BYTES
from entente.sources.mailbox import read_mailbox
from entente.sources.network import fetch, is_address
from entente.sources.tables import read_csv, read_json, read_json_lines
from entente.sources.troubles import trouble, unreadable
from entente.sources.unpack import Unpacked, members_of
from entente.sources.webarchive import read_web_archive

STANDARD_INPUT = "-"

Found = Iterator[RawItem | Problem]
Buffered = Any  # io.BufferedReader, whose type parameter only later versions of the stubs have


def read_sources(specs: Iterable[str | Path], *, network: bool = False, now: datetime | None = None) -> Found:
    """The items of files, folders, addresses and standard input (`-`), in the order given; never raises.

    Args:
        specs: paths, http(s) addresses, or `-`.
        network: whether addresses may be fetched; without it each gives a problem.
        now: when the items are taken to be fetched, in UTC; the clock when left out.
    """
    moment = now or datetime.now(UTC)
    for spec in specs:
        yield from _read_spec(str(spec), network=network, now=moment)


def _read_spec(spec: str, *, network: bool, now: datetime) -> Found:
    if spec == STANDARD_INPUT:
        yield from _read_stream(sys.stdin.buffer, spec, "", network=network, now=now)
    elif is_address(spec):
        yield from _read_addresses([spec], spec, network=network, now=now)
    elif _is_folder(spec):
        yield from _read_folder(Path(spec), network=network, now=now)
    else:
        yield from _read_file(Path(spec), network=network, now=now)


def _is_folder(spec: str) -> bool:
    """Whether it names a folder; what no system takes for a path names none."""
    try:
        return Path(spec).is_dir()
    except (OSError, ValueError):
        return False


def _read_folder(folder: Path, *, network: bool, now: datetime) -> Found:
    empty = True
    for found in files_of(folder):
        empty = False
        if isinstance(found, Problem):
            yield found
        else:
            yield from _read_file(found, network=network, now=now)
    if empty:
        yield trouble("empty_folder", origin_of(folder))


def origin_of(path: Path) -> str:
    """The path as text that any file can hold: bytes of a name that are no UTF-8 become U+FFFD."""
    return os.fsencode(path).decode("utf-8", "replace")


def _read_file(path: Path, *, network: bool, now: datetime) -> Found:
    origin = origin_of(path)
    try:
        state = path.stat()
        if not stat.S_ISREG(state.st_mode):
            yield trouble("not_a_file", origin)
        elif not state.st_size:
            yield trouble("empty", origin)
        else:
            with path.open("rb") as stream:
                found = _read_stream(stream, origin, path.name, network=network, now=now, size=state.st_size)
                yield from _something(found, origin)
    except (FileNotFoundError, ValueError):
        yield trouble("link_broken" if path.is_symlink() else "not_found", origin)
    except OSError as error:
        yield unreadable(origin, error)


def _something(found: Found, origin: str) -> Found:
    """What was found, or that nothing was: no file passes in silence."""
    empty = True
    for one in found:
        empty = False
        yield one
    if empty:
        yield trouble("nothing_in_it", origin)


def _read_stream(stream: BinaryIO, origin: str, name: str, *, network: bool, now: datetime, size: int = 0) -> Found:
    """By kind; what gzip packs is unpacked once."""
    buffered = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(cast("io.RawIOBase", stream))
    kind = media.media_of(name, buffered.peek(media.HEAD)[: media.HEAD])
    if kind != media.GZIP:
        yield from _read_kind(kind, buffered, origin, network, now)
        return
    unpacked = Unpacked(cast("BinaryIO", buffered), size)
    whole = io.BufferedReader(unpacked)
    head = whole.peek(media.HEAD)[: media.HEAD]
    inner = media.media_of(name.lower().removesuffix(".gz"), head)
    if inner in (media.GZIP, media.ZIP):
        yield trouble("archive_nested", origin)
    elif head or not unpacked.failure:
        yield from _read_kind(inner, whole, origin, network, now)
    if unpacked.failure:
        yield trouble(unpacked.failure, origin)


def _read_kind(kind: str | None, stream: Buffered, origin: str, network: bool, now: datetime) -> Found:
    """Containers are read as streams, however long they are; all else as one item."""
    if kind is None:
        return iter((trouble("type_not_read", origin),))
    if kind == media.ZIP:
        return _read_zip(stream, origin, network=network, now=now)
    if kind == media.WARC:
        return read_web_archive(stream, origin, now)
    if kind == media.MBOX:
        return read_mailbox(stream, origin, now)
    if kind in (media.CSV, media.TSV):
        return read_csv(stream, origin, now, delimiter="," if kind == media.CSV else "\t")
    if kind == media.JSON_LINES:
        return _read_rows(stream, origin, now)
    return _read_whole(kind, stream, origin, network=network, now=now)


def _read_zip(stream: Buffered, origin: str, *, network: bool, now: datetime) -> Found:
    packed: BinaryIO = stream if stream.seekable() else io.BytesIO(stream.read(MAX_ITEM_BYTES))
    for member in members_of(packed, origin):
        if isinstance(member, Problem):
            yield member
            continue
        name, content = member
        place = f"{origin}#{name}"
        kind = media.media_of(name, content[: media.HEAD])
        if not content.strip():
            yield trouble("empty", place)
        elif kind in (media.GZIP, media.ZIP):
            yield trouble("archive_nested", place)
        elif not name.rpartition("/")[2].startswith("."):
            whole = io.BufferedReader(cast("io.RawIOBase", io.BytesIO(content)))
            yield from _read_kind(kind, whole, place, network, now)


def _read_rows(stream: Buffered, origin: str, now: datetime) -> Found:
    """JSON Lines; a file whose first line is no whole value may be one JSON list or object."""
    head = stream.peek(media.HEAD).lstrip()
    if head.startswith(b"[") or head.partition(b"\n")[0].strip() == b"{":
        content = stream.read(MAX_ITEM_BYTES + 1)
        if len(content) > MAX_ITEM_BYTES:
            return iter((trouble("item_too_large", origin),))
        rows = read_json(content, origin, now)
        return iter((trouble("row_not_read", origin),)) if rows is None else rows
    return read_json_lines(stream, origin, now)


def _read_whole(kind: str, stream: BinaryIO, origin: str, *, network: bool, now: datetime) -> Found:
    content = stream.read(MAX_ITEM_BYTES + 1)
    if len(content) > MAX_ITEM_BYTES:
        yield trouble("item_too_large", origin)
    elif not content.strip():
        yield trouble("empty", origin)
    elif kind == media.FEED:
        yield from read_feed(content, origin, now)
    elif addresses := _addresses(kind, content):
        yield from _read_addresses(addresses, origin, network=network, now=now)
    else:
        yield RawItem(origin=origin, content=content, media_type=kind, fetched=now)


def _addresses(kind: str, content: bytes) -> list[str]:
    """The addresses of a list of them; empty when it is none. Lines that begin with `#` are notes."""
    if kind not in (media.TEXT, media.URL_LIST) or len(content) > URL_LIST_BYTES:
        return []
    if (
        kind == media.TEXT
        and not content.lstrip(b"\xef\xbb\xbf# \t\r\n").startswith(b"http")
        and b"http" not in content[:200]
    ):
        return []
    lines = [line.strip() for line in content.decode("utf-8-sig", "replace").splitlines()]
    named = [line for line in lines if line and not line.startswith("#")]
    return named[:MAX_URLS] if kind == media.URL_LIST or (named and all(map(is_address, named))) else []


def _read_addresses(addresses: list[str], origin: str, *, network: bool, now: datetime) -> Found:
    """Pages as items, feeds as their entries; one problem for all of them when the network is off."""
    if not network:
        yield trouble("network_off", origin, f"{len(addresses)} address" + "es" * (len(addresses) != 1))
        return
    for url in addresses:
        found = fetch(url, now)
        if isinstance(found, RawItem) and _is_feed(found):
            yield from read_feed(found.content, url, now)
        else:
            yield found


def _is_feed(item: RawItem) -> bool:
    kind = item.media_type.partition(";")[0].strip().lower()
    return (
        kind.endswith(("rss+xml", "atom+xml", "rdf+xml", "/xml"))
        and media.media_of("", item.content[: media.HEAD]) == media.FEED
    )
