"""What kind of thing a file is: by its first bytes where they are plain, else by its name."""

import re

TEXT, MARKDOWN, HTML, PDF, MAIL = "text/plain", "text/markdown", "text/html", "application/pdf", "message/rfc822"
MBOX, JSON_LINES, CSV, TSV = "application/mbox", "application/x-ndjson", "text/csv", "text/tab-separated-values"
FEED, WARC, URL_LIST, GZIP, ZIP = (
    "application/xml",
    "application/warc",
    "text/uri-list",
    "application/gzip",
    "application/zip",
)

SUFFIXES = {
    "txt": TEXT, "text": TEXT, "md": MARKDOWN, "markdown": MARKDOWN, "html": HTML, "htm": HTML, "xhtml": HTML,
    "shtml": HTML, "pdf": PDF, "eml": MAIL, "mbox": MBOX, "jsonl": JSON_LINES, "ndjson": JSON_LINES, "json": JSON_LINES,
    "csv": CSV, "tsv": TSV, "xml": FEED, "rss": FEED, "atom": FEED, "rdf": FEED, "warc": WARC, "urls": URL_LIST,
    "gz": GZIP, "zip": ZIP,
}  # fmt: skip

HEAD = 1024
"""Bytes that a kind is told from."""

_MAGIC = ((b"%PDF-", PDF), (b"\x1f\x8b", GZIP), (b"PK\x03\x04", ZIP), (b"PK\x05\x06", ZIP), (b"WARC/", WARC))
_PAGE = re.compile(rb"\s*(?:<!--.{0,500}?-->\s*)?<(?:!doctype html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
_LETTER = re.compile(
    rb"(?:[A-Za-z][\w-]*:[^\n]*\n(?:[ \t][^\n]*\n)*)*?(?:MIME-Version|Message-ID|Received|Return-Path):", re.IGNORECASE
)
"""Lines of a head that only mail has."""
_XML = re.compile(rb"\s*(?:<\?xml|<rss\b|<feed\b|<rdf:RDF\b)")
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def media_of(name: str, head: bytes) -> str | None:
    """The media type; None: its name says that it is of a kind that is not read."""
    if magic := next((media for sign, media in _MAGIC if head.startswith(sign)), None):
        return magic
    suffix = name.rpartition("/")[2].rpartition(".")
    if suffix[1] and suffix[2].lower() in SUFFIXES:
        media = SUFFIXES[suffix[2].lower()]
        return _saved_as_text(_unmarked(head)) or media if media in (TEXT, FEED) else media
    return None if suffix[0] and suffix[1] else _by_content(head)


def _saved_as_text(start: bytes) -> str | None:
    """Pages and letters are often saved under the name of a text."""
    return HTML if _PAGE.match(start) else MAIL if _LETTER.match(start) else None


def _by_content(head: bytes) -> str | None:
    """For what has no suffix, as standard input."""
    start = _unmarked(head)
    if saved := _saved_as_text(start):
        return saved
    if _XML.match(start):
        return FEED
    if start.startswith(b"From ") and b"@" in start[:200]:
        return MBOX
    if start.lstrip().startswith(b"{") and b'"' in start:
        return JSON_LINES
    return TEXT if start.startswith(_MARKS) or b"\0" not in start else None


def _unmarked(head: bytes) -> bytes:
    return head.removeprefix(_MARKS[0])
