"""Who may look: anybody on this machine, or whoever brings the token."""

import hmac
import ipaddress
import secrets
import time
from collections import deque
from collections.abc import Callable

from entente.errors import EntenteError

LEAST_TOKEN = 16
"""Characters of a token at least."""
SESSION_S = 12 * 3600.0
TRIES, WINDOW_S = 10, 60.0
"""Wrong tokens in a window, after which none is looked at."""
COOKIE = "entente_session"
MOST_SESSIONS = 1_000


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach an address."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def check_binding(host: str, token: str) -> None:
    """An address that others can reach needs a token that cannot be guessed."""
    if token and len(token) < LEAST_TOKEN:
        remedy = f"give one of {LEAST_TOKEN} characters or more, as `openssl rand -hex 16` prints"
        raise EntenteError("the token is too short", "ENTENTE_TOKEN", remedy)
    if not token and not is_loopback(host):
        remedy = "set ENTENTE_TOKEN, which every reader is then asked for, or leave --host out"
        raise EntenteError("others could read the project without being asked for anything", f"--host {host}", remedy)


class Guard:
    """The token, the sessions it opened, and the wrong ones that were tried."""

    def __init__(self, token: str = "", clock: Callable[[], float] = time.monotonic) -> None:
        self._token = token.encode()
        self._clock = clock
        self._sessions: dict[str, float] = {}
        self._wrong: deque[float] = deque(maxlen=TRIES)

    @property
    def asks(self) -> bool:
        """Whether a token is needed."""
        return bool(self._token)

    @property
    def is_closed(self) -> bool:
        """Whether too many wrong tokens were tried of late."""
        return len(self._wrong) == TRIES and self._clock() - self._wrong[0] < WINDOW_S

    def accepts(self, given: str) -> bool:
        """Whether a token is the right one, compared in constant time; none is while the guard is closed."""
        if self.is_closed:
            return False
        right = hmac.compare_digest(given.encode("utf-8", "replace"), self._token)
        if not right:
            self._wrong.append(self._clock())
        return right

    def open_session(self) -> str:
        """A name for a browser that brought the token."""
        now = self._clock()
        self._sessions = {name: end for name, end in self._sessions.items() if end > now}
        while len(self._sessions) >= MOST_SESSIONS:
            self._sessions.pop(next(iter(self._sessions)))
        name = secrets.token_urlsafe(32)
        self._sessions[name] = now + SESSION_S
        return name

    def knows(self, session: str) -> bool:
        """Whether a session is open."""
        return self._sessions.get(session, 0.0) > self._clock()

    def close_session(self, session: str) -> None:
        """Ends a session."""
        self._sessions.pop(session, None)


def host_is_ours(header: str, bound: str) -> bool:
    """Whether a request names this machine, so that a page elsewhere cannot reach it under a name of its own.

    Bound to another address than loopback, any name is taken: the token stands in the way.
    """
    if not is_loopback(bound):
        return True
    name = header.rsplit(":", 1)[0] if header.rsplit(":", 1)[-1].isdigit() else header
    return is_loopback(name)
