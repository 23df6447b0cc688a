"""A body on its way out."""

import gzip
from hashlib import blake2b

from fastapi import Request, Response

SMALL = 1_000
"""Bytes below which nothing is packed."""


def sent(body: bytes, media: str, request: Request, status: int = 200) -> Response:
    """A body with its tag: 304 where the reader has it, packed where the reader can unpack it."""
    headers = {"Cache-Control": "no-cache", "Vary": "Accept-Encoding, Accept-Language, Cookie"}
    if status == 200:
        headers["ETag"] = f'W/"{blake2b(body, digest_size=12).hexdigest()}"'
        tags = request.headers.get("if-none-match", "")
        if headers["ETag"] in [tag.strip() for tag in tags.split(",")]:
            return Response(status_code=304, headers=headers)
    if len(body) >= SMALL and "gzip" in request.headers.get("accept-encoding", ""):
        body = gzip.compress(body, 5, mtime=0)
        headers["Content-Encoding"] = "gzip"
    return Response(body, status, headers, media)
