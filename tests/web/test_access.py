"""Who may look."""

import pytest

from entente.errors import EntenteError
from entente.web.access import SESSION_S, TRIES, WINDOW_S, Guard, check_binding, host_is_ours, is_loopback
from tests.web.site import browser, sent

TOKEN = "a-token-of-27-characters-ok"


class Clock:
    """A clock that stands until it is moved."""

    now = 0.0

    def __call__(self) -> float:
        """Its time."""
        return self.now


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "[::1]", "127.8.8.8"])
def test_loopback_needs_nothing(host: str) -> None:
    """An address of this machine alone is open."""
    assert is_loopback(host)
    check_binding(host, "")


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.4", "example.org", "::"])
def test_other_addresses_need_a_token(host: str) -> None:
    """An address that others reach is refused without a token, and taken with one."""
    with pytest.raises(EntenteError, match="ENTENTE_TOKEN"):
        check_binding(host, "")
    check_binding(host, TOKEN)


def test_short_tokens_are_refused() -> None:
    """A token that can be guessed is no token."""
    with pytest.raises(EntenteError, match="too short"):
        check_binding("127.0.0.1", "secret")


def test_nothing_shows_without_the_token() -> None:
    """Every page asks for the token, programs get a problem document, and no record leaks."""
    client = browser(guard=Guard(TOKEN))
    for path in ("/", "/explore", "/undertakings.ics", "/nowhere"):
        answer = client.get(path)
        assert (401, False) == (answer.status_code, "Tarn" in answer.text)
    assert "application/problem+json" == client.get("/api/v1").headers["content-type"]


def test_token_opens_a_session() -> None:
    """The right token opens the pages for this browser, until it leaves."""
    client = browser(guard=Guard(TOKEN))
    opened = sent(client, "/login", {"token": TOKEN})
    assert {"HttpOnly", "SameSite=lax"} <= set(opened.headers["set-cookie"].split("; "))
    assert 200 == client.get("/").status_code
    assert 303 == sent(client, "/logout").status_code
    assert 401 == client.get("/").status_code


def test_programs_send_the_token() -> None:
    """A bearer token opens the data interface; a wrong one does not."""
    client = browser(guard=Guard(TOKEN))
    assert 200 == client.get("/api/v1", headers={"authorization": f"Bearer {TOKEN}"}).status_code
    assert 401 == client.get("/api/v1", headers={"authorization": "Bearer wrong"}).status_code


def test_guessing_is_slowed() -> None:
    """After so many wrong tokens even the right one waits a minute."""
    clock = Clock()
    guard = Guard(TOKEN, clock)
    assert not any(guard.accepts("wrong") for _ in range(TRIES))
    assert not guard.accepts(TOKEN)
    clock.now = WINDOW_S + 1
    assert guard.accepts(TOKEN)


def test_sessions_end() -> None:
    """A session lasts half a day, and a made-up one never was."""
    clock = Clock()
    guard = Guard(TOKEN, clock)
    session = guard.open_session()
    assert guard.knows(session)
    assert not guard.knows("made-up")
    clock.now = SESSION_S + 1
    assert not guard.knows(session)


def test_forms_are_short() -> None:
    """A login of a megabyte is refused."""
    assert 413 == browser(guard=Guard(TOKEN)).post("/login", content=b"x" * 1_000_000).status_code


def test_names_are_free_behind_a_token() -> None:
    """Bound to another address, any name of it is taken."""
    assert host_is_ours("reading.example", "0.0.0.0")
    assert not host_is_ours("reading.example", "127.0.0.1")
