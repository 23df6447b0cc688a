"""Connections to addresses of the open net alone: a list from elsewhere cannot ask this machine's own network."""

import ipaddress
import os
import socket
import ssl
import threading
import weakref
from contextlib import suppress
from http.client import HTTPConnection, HTTPResponse, HTTPSConnection
from urllib.parse import urlsplit
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
    UnknownHandler,
)

from entente.sources.limits import FETCH_TOTAL_S

SETTING = "ENTENTE_PRIVATE_ADDRESSES"
"""`allow`: addresses of this machine and its network may be fetched too."""
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class PrivateAddress(OSError):
    """A name that stands for an address of this machine or its network, or a way there."""


def is_open(address: str) -> bool:
    """Whether an address is of the open net; one that wraps another is what it wraps."""
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour or (found.teredo or (None, None))[1]
        if found in _NAT64:
            inner = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
        if inner is not None:
            return is_open(str(inner))
    return found.is_global and not found.is_multicast


def resolve(host: str, port: int) -> list[tuple[socket.AddressFamily, tuple[str, int]]]:
    """What a name stands for, asked once; PrivateAddress where any of it is not of the open net."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    allowed = os.environ.get(SETTING) == "allow"
    for _, _, _, _, place in found:
        if not allowed and not is_open(str(place[0])):
            raise PrivateAddress(f"{host} is {place[0]}")
    return [(family, (str(place[0]), int(place[1]))) for family, _, _, _, place in found]


def connect(host: str, port: int, timeout: float | None) -> socket.socket:
    """A connection to the very address that was looked at, so that asking twice gives no other."""
    last: OSError = OSError(f"{host} stands for no address")
    for family, place in resolve(host, port):
        made = socket.socket(family, socket.SOCK_STREAM)
        made.settimeout(timeout)
        try:
            made.connect(place)
        except OSError as error:
            made.close()
            last = error
        else:
            return made
    raise last


def _end_in_time(made: socket.socket) -> None:
    """Shuts the connection when a fetch's whole time is over, since a server that drips keeps within every step's."""
    timer = threading.Timer(FETCH_TOTAL_S, _shut, (weakref.ref(made),))
    timer.daemon = True
    weakref.finalize(made, timer.cancel)
    timer.start()


def _shut(made: "weakref.ref[socket.socket]") -> None:
    still = made()
    if still is not None:
        with suppress(OSError):  # it is closed already
            still.shutdown(socket.SHUT_RDWR)


class _Plain(HTTPConnection):
    def connect(self) -> None:
        self.sock = connect(self.host, self.port, self.timeout)
        _end_in_time(self.sock)


class _Encrypted(HTTPSConnection):
    def connect(self) -> None:
        made = connect(self.host, self.port, self.timeout)
        try:
            wrapped = ssl.create_default_context().wrap_socket(
                made, server_hostname=self.host, do_handshake_on_connect=False
            )
            _end_in_time(wrapped)
            wrapped.do_handshake()
        except OSError:
            made.close()
            raise
        self.sock = wrapped


class _Http(HTTPHandler):
    def http_open(self, req: Request) -> HTTPResponse:
        return self.do_open(HTTPConnection if _by_proxy(req) else _Plain, req)


class _Https(HTTPSHandler):
    def https_open(self, req: Request) -> HTTPResponse:
        return self.do_open(HTTPSConnection if _by_proxy(req) else _Encrypted, req)


def _by_proxy(request: Request) -> bool:
    """Whether the user's own proxy is asked, which then resolves the name; the name is looked at all the same."""
    if not request.has_proxy():
        return False
    where = urlsplit(request.full_url)
    resolve(where.hostname or "", where.port or 443)
    return True


def opener() -> OpenerDirector:
    """Fetches over http and https alone: no files, no FTP, which would ask whomever it is told to."""
    made = OpenerDirector()
    for handler in (
        ProxyHandler,
        UnknownHandler,
        HTTPDefaultErrorHandler,
        HTTPErrorProcessor,
        _Http,
        _Https,
        HTTPRedirectHandler,
    ):
        made.add_handler(handler())
    return made
