"""A relay before a PostgreSQL server that counts how often a client waits for it."""

import selectors
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

PORT = 5432


class Spoken:
    """What a client says, cut into messages: a kind of one byte, a length that counts itself, the rest."""

    def __init__(self) -> None:
        self._bytes = b""
        self._is_greeted = False  # the first message has no kind

    def trips(self, data: bytes) -> int:
        """How many of the messages in it end in waiting for the server: a Sync or a Query."""
        self._bytes, found = self._bytes + data, 0
        while len(self._bytes) >= (head := 4 + self._is_greeted):
            length = int.from_bytes(self._bytes[head - 4 : head], "big") + self._is_greeted
            if len(self._bytes) < length:
                break
            found += self._is_greeted and self._bytes[:1] in b"SQ"
            self._bytes, self._is_greeted = self._bytes[length:], True
        return found


class Relay:
    """Passes bytes on between clients and the server."""

    def __init__(self, server: Path, folder: Path) -> None:
        self.trips = 0
        self._server = server
        self._door = socket.socket(socket.AF_UNIX)
        self._door.bind(str(folder / f".s.PGSQL.{PORT}"))
        self._door.listen()
        threading.Thread(target=self._welcome, daemon=True).start()

    def _welcome(self) -> None:
        while True:
            try:
                client, _ = self._door.accept()
            except OSError:
                return  # the door is closed
            threading.Thread(target=self._pass_on, args=(client,), daemon=True).start()

    def _pass_on(self, client: socket.socket) -> None:
        server, spoken = socket.socket(socket.AF_UNIX), Spoken()
        server.connect(str(self._server / f".s.PGSQL.{PORT}"))
        with client, server, selectors.DefaultSelector() as ready:
            ready.register(client, selectors.EVENT_READ, server)
            ready.register(server, selectors.EVENT_READ, client)
            while True:
                for key, _ in ready.select():
                    data = key.fileobj.recv(1 << 16)  # type: ignore[union-attr]  # both are sockets
                    if not data:
                        return
                    if key.fileobj is client:
                        self.trips += spoken.trips(data)
                    key.data.sendall(data)

    def close(self) -> None:
        """Lets nobody in any more."""
        self._door.shutdown(socket.SHUT_RDWR)
        self._door.close()


@contextmanager
def relay(url: str, server: Path) -> Iterator[tuple[str, Relay]]:
    """The same address through a relay."""
    with TemporaryDirectory(prefix="entente-") as folder:  # short: the path of a socket has 107 bytes at most
        made = Relay(server, Path(folder))
        try:
            yield url.replace(f"host={server}", f"host={folder}"), made
        finally:
            made.close()
