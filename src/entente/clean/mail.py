"""A mail message: its headers as facts, its text or page as the item to clean."""

from email import message_from_bytes
from email.errors import MessageError
from email.message import EmailMessage
from email.policy import default
from email.utils import parseaddr
from typing import NamedTuple

from entente.clean.facts import Facts, host_of
from entente.clean.stamps import read_stamp

MAX_PARTS = 200
"""Parts of a message that are looked at."""


class Letter(NamedTuple):
    """The part of a message that holds its text."""

    content: bytes
    media_type: str
    facts: Facts
    encrypted: bool = False


def read_letter(content: bytes) -> Letter | None:
    """The message, plain text before a page; None: it holds neither."""
    try:
        message = message_from_bytes(content, policy=default)
        facts = _facts(message)
        if message.get_content_type() in ("multipart/encrypted", "application/pkcs7-mime"):
            return Letter(b"", "", facts, encrypted=True)
        part = _text_part(message)
        return None if part is None else Letter(_payload(part), _media_type(part), facts)
    except (MessageError, ValueError, LookupError, TypeError, AttributeError, IndexError, RecursionError):
        return None  # the parser of the standard library raises these on headers that break its grammar


def _facts(message: EmailMessage) -> Facts:
    name, address = parseaddr(str(message["From"] or ""))
    stamp = read_stamp(str(message["Date"] or ""))
    outlet = host_of(f"mail://{address.rpartition('@')[2]}") if address else ""
    return Facts(
        title=str(message["Subject"] or "").strip(),
        byline=name.strip(),
        outlet=outlet,
        language=str(message["Content-Language"] or ""),
        published=stamp,
        basis="metadata" if stamp else "unknown",
    )


def _text_part(message: EmailMessage) -> EmailMessage | None:
    """The first plain part that is no attachment, else the first page."""
    parts = [part for _, part in zip(range(MAX_PARTS), message.walk(), strict=False) if not part.is_multipart()]
    texts = [part for part in parts if part.get_content_disposition() != "attachment"]
    for kind in ("text/plain", "text/html"):
        for part in texts:
            if part.get_content_type() == kind and _payload(part).strip():
                return part
    return None


def _payload(part: EmailMessage) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _media_type(part: EmailMessage) -> str:
    charset = part.get_content_charset()
    return part.get_content_type() + (f"; charset={charset}" if charset else "")
