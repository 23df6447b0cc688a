"""From bytes to text: byte order mark, strict UTF-8, the declared charset, then a guess that is told."""

import codecs
import re
from typing import NamedTuple

SAMPLE_BYTES = 64 * 1024
"""How much of the bytes a charset is guessed from."""

MAX_CONTROL_SHARE = 0.02
"""Share of control characters from which bytes are no text."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_META = re.compile(rb"<meta[^>]{0,200}?charset=[\"']?([\w-]{2,40})", re.IGNORECASE)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")


class Decoded(NamedTuple):
    """Text with the charset it was read in."""

    text: str
    charset: str
    guessed: bool = False
    """Whether nothing but the bytes themselves spoke for the charset, or some of them did not fit."""


def decode(content: bytes, declared: str | None = None) -> Decoded | None:
    """The text of the bytes; None: they are no text."""
    decoded = _with_mark(content) or _strict(content, "utf-8") or _declared(content, declared) or _guess(content)
    return None if _is_binary(decoded.text) else decoded


def declared_charset(media_type: str, head: bytes) -> str | None:
    """The charset that the media type or a `meta` element near the top names."""
    if named := re.search(r"charset=[\"']?([\w.:-]+)", media_type):
        return named[1]
    meta = _META.search(head)
    return meta[1].decode("ascii") if meta else None


def _with_mark(content: bytes) -> Decoded | None:
    charset = next((charset for mark, charset in _MARKS if content.startswith(mark)), None)
    return _strict(content, charset) if charset else None


def _declared(content: bytes, charset: str | None) -> Decoded | None:
    """In the charset named; `latin-1` means its superset windows-1252, as browsers take it."""
    try:
        name = codecs.lookup(charset).name if charset else None
    except LookupError:
        return None
    return _strict(content, "cp1252" if name in ("iso8859-1", "ascii") else name) if name else None


def _strict(content: bytes, charset: str) -> Decoded | None:
    try:
        return Decoded(content.decode(charset), charset)
    except (UnicodeError, LookupError):
        return None


def _guess(content: bytes) -> Decoded:
    from charset_normalizer import from_bytes

    best = from_bytes(content[:SAMPLE_BYTES]).best()
    charset = best.encoding if best else "cp1252"
    return Decoded(content.decode(charset, "replace"), charset, guessed=True)


def _is_binary(text: str) -> bool:
    sample = text[:SAMPLE_BYTES]
    return len(_CONTROL.findall(sample)) > MAX_CONTROL_SHARE * len(sample)
