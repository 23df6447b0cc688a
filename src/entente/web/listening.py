"""How the server listens: request lines of any length come in, and a page says where one is too long."""

import h11
import uvicorn
from fastapi import FastAPI
from uvicorn.protocols.http.h11_impl import H11Protocol

KEPT = 32_768
"""Bytes of a request line that are kept; every page refuses an address as long as that."""
HEAD = 2 * KEPT
"""Bytes of a request before its body."""
MOST = 64 * 1_048_576
"""Bytes of a request line that are waited for before the connection is ended."""
_REST = b" HTTP/1.1\r"


class CutLines(H11Protocol):
    """HTTP whose request lines are cut as they come in, so that ten megabytes of address take no memory."""

    _length = 0
    """Bytes so far of a request line that has not ended."""
    _in_head = False
    """Whether the request line has ended, and the lines below it come."""

    def data_received(self, data: bytes) -> None:
        """Hands on what came, without the bytes of a request line that are too many."""
        kept = self.kept(data)
        if self._length > MOST:
            self.send_400_response("The address is too long.")
        elif kept:
            super().data_received(kept)
        if self.conn.their_state is not h11.IDLE:
            self._in_head = False

    def kept(self, data: bytes) -> bytes:
        """What came, with the request line cut where there is one in it."""
        return self._cut(data) if self.conn.their_state is h11.IDLE and not self._in_head else data

    def _cut(self, data: bytes) -> bytes:
        line, end, after = data.partition(b"\n")
        before, self._length = self._length, self._length + len(line)
        kept = line[: max(0, KEPT - before)]
        if not end:
            return kept
        if self._length > KEPT:
            kept += _REST
        self._in_head, self._length = True, 0
        return kept + end + after


def config_of(app: FastAPI, *, last_words_s: int) -> uvicorn.Config:
    """How an application is served; as it ends, answers under way have so long."""
    return uvicorn.Config(
        app, http=CutLines, h11_max_incomplete_event_size=HEAD, ws="none", log_level="warning", server_header=False,
        date_header=False, proxy_headers=False, timeout_graceful_shutdown=last_words_s,
    )  # fmt: skip
