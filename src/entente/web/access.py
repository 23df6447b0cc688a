"""Who may look and who may change: anybody on this machine, or whoever signs in or brings the token."""

import hmac
import ipaddress
import secrets
import time
from collections.abc import Callable
from typing import NamedTuple

from entente.errors import EntenteError
from entente.web.asking import Refused
from entente.web.pacing import Pace
from entente.web.tongue import _
from entente.web.users import ROLES, Account, Role, Users

LEAST_TOKEN = 16
"""Characters of a token at least."""
SESSION_S = 12 * 3600.0
TRIES, WINDOW_S = 10, 60.0
"""Wrong tries of one address in a window, after which none is looked at."""
NAME_TRIES, NAME_WINDOW_S = 20, 600.0
"""Wrong tries at one account, from wherever they come."""
ALL_TRIES = 200
"""Wrong tries of all addresses in a window."""
COOKIE = "entente_session"
MOST_SESSIONS = 1_000


class Person(NamedTuple):
    """Who asks."""

    name: str
    role: Role

    def may(self, role: Role) -> bool:
        """Whether this is the role or one above it."""
        return ROLES.index(self.role) >= ROLES.index(role)


LOCAL = Person("local", "editor")
"""Whoever sits at the machine; accounts are managed on its command line."""
TOKEN = Person("token", "reader")
"""Whoever brings the token."""


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach an address."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def check_binding(host: str, token: str, users: Users | None = None) -> None:
    """An address that others can reach needs accounts, or a token that cannot be guessed."""
    if token and len(token) < LEAST_TOKEN:
        remedy = f"give one of {LEAST_TOKEN} characters or more, as `openssl rand -hex 16` prints"
        raise EntenteError("the token is too short", "ENTENTE_TOKEN", remedy)
    if not token and not is_loopback(host) and not (users and users.all()):
        remedy = (
            "add an account with `entente users add NAME`, or set ENTENTE_TOKEN, which every reader is then asked for, "
            "or leave --host out"
        )
        raise EntenteError("others could read the project without being asked for anything", f"--host {host}", remedy)


class _Session(NamedTuple):
    end: float
    person: Person
    password: str
    """The hash it was opened with; a new password ends it. Empty: it was opened with the token."""


class Guard:
    """The token, the accounts, the sessions they opened, and the wrong tries."""

    def __init__(
        self, token: str = "", clock: Callable[[], float] = time.monotonic, users: Users | None = None
    ) -> None:
        self._token = token.encode()
        self._clock = clock
        self.users = users
        self._sessions: dict[str, _Session] = {}
        self._by_address = Pace(TRIES, WINDOW_S, clock)
        self._by_name = Pace(NAME_TRIES, NAME_WINDOW_S, clock)
        self._by_all = Pace(ALL_TRIES, WINDOW_S, clock)

    @property
    def asks(self) -> bool:
        """Whether anybody is asked who they are."""
        return self.takes_token or self.users is not None

    @property
    def takes_token(self) -> bool:
        """Whether there is a token."""
        return bool(self._token)

    def wait_s(self, address: str, name: str = "") -> float:
        """Seconds until an address may try again."""
        return max(self._by_address.wait_s(address), self._by_name.wait_s(name), self._by_all.wait_s(""))

    def accepts(self, given: str, address: str = "") -> bool:
        """Whether a token is the right one, compared in constant time; none is after too many wrong ones."""
        if not self._token or self.wait_s(address):
            return False
        right = hmac.compare_digest(given.encode("utf-8", "replace"), self._token)
        if not right:
            self._note(address)
        return right

    def sign_in(self, name: str, password: str, address: str = "") -> str:
        """The session of an account; Refused where name or password is wrong, or too many were tried."""
        name = name.strip().casefold()[:64]
        self.check_pace(address, name)
        account = self.users.verified(name, password[:1_000]) if self.users else None
        if account is None:
            self._note(address, name)
            raise Refused(401, _("Name and password do not fit together."))
        return self._open(Person(account.name, account.role), account.password)

    def check_pace(self, address: str, name: str = "") -> None:
        """Refused while too many wrong tries were made of late."""
        if wait := self.wait_s(address, name):
            minutes = -(-int(wait) // 60) or 1
            raise Refused(
                429, _("Too many wrong tries were made."), _("Wait %(minutes)s min.", minutes=minutes), wait_s=wait
            )

    def _note(self, address: str, name: str = "") -> None:
        self._by_address.note(address)
        self._by_all.note("")
        if name:
            self._by_name.note(name)

    def open_session(self) -> str:
        """A name for a browser that brought the token."""
        return self._open(TOKEN, "")

    def _open(self, person: Person, password: str) -> str:
        now = self._clock()
        self._sessions = {name: one for name, one in self._sessions.items() if one.end > now}
        while len(self._sessions) >= MOST_SESSIONS:
            self._sessions.pop(next(iter(self._sessions)))
        name = secrets.token_urlsafe(32)
        self._sessions[name] = _Session(now + SESSION_S, person, password)
        return name

    def person_of(self, session: str, bearer: str = "", address: str = "") -> Person | None:
        """Who asks; None: nobody that is known."""
        if not self.asks:
            return LOCAL
        if bearer:
            return TOKEN if self.accepts(bearer, address) else None
        found = self._sessions.get(session)
        if found is None or found.end <= self._clock():
            return None
        return self._still(found) if found.password else found.person

    def _still(self, session: _Session) -> Person | None:
        """The person with the role of today; None: the account is gone, or has another password."""
        account: Account | None = self.users.find(session.person.name) if self.users else None
        if account is None or account.password != session.password:
            return None
        return Person(account.name, account.role)

    def knows(self, session: str) -> bool:
        """Whether a session is open."""
        return self.asks and self.person_of(session) is not None

    def close_session(self, session: str) -> None:
        """Ends a session."""
        self._sessions.pop(session, None)


def host_is_ours(header: str, bound: str) -> bool:
    """Whether a request names this machine, so that a page elsewhere cannot reach it under a name of its own.

    Bound to another address than loopback, any name is taken: the token or the account stands in the way.
    """
    if not is_loopback(bound):
        return True
    name = header.rsplit(":", 1)[0] if header.rsplit(":", 1)[-1].isdigit() else header
    return is_loopback(name)
