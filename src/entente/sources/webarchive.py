"""A web archive (WARC): the pages that were answered in full, with the time of their crawl."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, BinaryIO

from entente.records.problem import Problem
from entente.records.raw import RawItem
from entente.sources.limits import MAX_ITEM_BYTES
from entente.sources.media import FEED, HTML, PDF, TEXT
from entente.sources.troubles import trouble

READ_TYPES = frozenset({HTML, "application/xhtml+xml", TEXT, PDF, FEED})

ArcRecord = Any  # warcio ships no types


def read_web_archive(stream: BinaryIO, origin: str, now: datetime) -> Iterator[RawItem | Problem]:
    """One item for each page; pictures, scripts and answers that failed are passed over."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    number = 0
    try:
        for number, record in enumerate(ArchiveIterator(stream), start=1):
            if _is_page(record):
                yield _item(record, f"{origin}#{number}", now)
    except (ArchiveLoadFailed, EOFError, ValueError, OSError, AttributeError, TypeError):
        yield trouble("archive_damaged", f"{origin}#{number + 1}")


def _is_page(record: ArcRecord) -> bool:
    if record.rec_type not in ("response", "resource"):
        return False
    answered = record.http_headers is None or record.http_headers.get_statuscode() == "200"
    return answered and _media_type(record).partition(";")[0].strip().lower() in READ_TYPES


def _media_type(record: ArcRecord) -> str:
    headers = record.http_headers or record.rec_headers
    return str(headers.get_header("Content-Type") or "")


def _item(record: ArcRecord, place: str, now: datetime) -> RawItem | Problem:
    content = record.content_stream().read(MAX_ITEM_BYTES + 1)
    if len(content) > MAX_ITEM_BYTES:
        return trouble("item_too_large", place)
    if record.raw_stream.limit > 0:
        return trouble("archive_damaged", place)
    if not content.strip():
        return trouble("empty", place)
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    fetched = _moment(record.rec_headers.get_header("WARC-Date") or "") or now
    return RawItem(
        origin=place,
        content=content,
        media_type=_media_type(record),
        fetched=fetched,
        hints={"url": url} if url else {},
    )


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text.replace("Z", "+00:00")).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
