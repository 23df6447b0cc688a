"""Sites are asked politely, and nobody else is asked at all."""

import socket
import threading
from urllib.error import URLError
from urllib.robotparser import RobotFileParser

import pytest

from entente.sources.asking import Asker, Refused, gap_of, host_of
from entente.sources.open_net import SETTING, opener


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("http://a.example/x", "http://A.example:80/y", True), ("https://a.example", "https://me@a.example:443/", True),
        ("http://a.example", "http://b.example", False), ("http://a.example", "http://a.example:8080", False),
    ],
)  # fmt: skip
def test_a_host_is_one_however_it_is_written(one: str, other: str, same: bool) -> None:
    """Letters, a port that goes without saying and a user's name make no other host."""
    assert same == (host_of(one) == host_of(other))


@pytest.mark.parametrize("url", ["http://[odd", "http://", "http://a.example:99999/", "/page", "mailto:a@b.example"])
def test_what_is_no_address_is_refused(url: str) -> None:
    """It is told, and never raised."""
    answer = Asker().ask(url)
    assert isinstance(answer, Refused)
    assert "address_not_read" == answer.problem.code


@pytest.mark.parametrize("url", ["file:///etc/hostname", "ftp://127.0.0.1:{port}/x", "data:,x"])
def test_other_ways_than_http_do_not_exist(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A feed may name a file or an FTP server: neither is asked, by the asker or by what fetches for it."""
    monkeypatch.setenv(SETTING, "allow")
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        named = url.format(port=server.getsockname()[1])
        assert isinstance(Asker().ask(named), Refused)
        with pytest.raises(URLError, match="unknown url type"):
            opener().open(named, timeout=0.2)
        with pytest.raises(TimeoutError):
            server.accept()


def test_first_come_first_served() -> None:
    """Who asks a host again and again lets those in who came meanwhile."""
    asker, order, begun = Asker(), [], threading.Event()

    def come(name: str) -> None:
        with asker._turn("a"):
            order.append(name)

    with asker._turn("a"):
        others = [threading.Thread(target=come, args=(str(n),)) for n in range(3)]
        for number, other in enumerate(others):
            other.start()
            while len(asker._lines["a"]) < number + 2:
                begun.wait(0.001)
    come("again")
    assert ["0", "1", "2", "again"] == order
    for other in others:
        other.join()


@pytest.mark.parametrize(
    ("told", "gap"), [("", 1.0), ("Crawl-delay: 0", 1.0), ("Crawl-delay: 9", 9.0), ("Crawl-delay: 9999", 60.0)]
)
def test_a_site_may_ask_for_more_time(told: str, gap: float) -> None:
    """Its crawl delay is kept, within measure."""
    rules = RobotFileParser()
    rules.parse(f"User-agent: *\n{told}\nDisallow: /x".splitlines())
    assert gap == gap_of(rules)
