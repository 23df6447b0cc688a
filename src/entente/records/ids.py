"""Ids made from content: the same content has the same id in every run, process and machine."""

import json
from hashlib import blake2b, sha256
from typing import Any

import msgspec

Prefix = str
"""`doc`, `ev`, `clm`, `evt`, `und`, `act`, `cnf`, `dec`, `aud`: what an id names."""

DIGEST_BYTES = 10
"""80 bits: among a thousand million ids two are equal with a chance below one in a million."""


def content_id(prefix: Prefix, *content: Any) -> str:  # Any: whatever JSON can write
    """`prefix:` and 20 hexadecimal digits of the hash of the content's JSON."""
    return f"{prefix}:{blake2b(_canonical_bytes(content), digest_size=DIGEST_BYTES).hexdigest()}"


def _canonical_bytes(content: tuple[Any, ...]) -> bytes:
    """JSON without spaces; lone surrogates, which UTF-8 cannot carry, are written as escapes."""
    try:
        return msgspec.json.encode(content)
    except UnicodeEncodeError:
        return json.dumps(msgspec.to_builtins(content), separators=(",", ":")).encode()


def text_sha256(text: str) -> str:
    """SHA-256 of the text in UTF-8, in hexadecimal: the name of the text that offsets refer to."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def check_id(value: str, *prefixes: Prefix) -> None:
    """Refuse an id that does not start with one of the prefixes and a colon."""
    prefix, colon, rest = value.partition(":")
    if prefix not in prefixes or not colon or not rest:
        raise ValueError(f'id "{value}" should start with {" or ".join(f"{p}:" for p in prefixes)}')
