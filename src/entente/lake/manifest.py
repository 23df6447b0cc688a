"""What the lake consists of: layers, each of the lines of the ledger between two moments, and their files."""

import hashlib
from datetime import datetime
from pathlib import Path

import msgspec

from entente.errors import EntenteError

NAME = "manifest.json"
FORMAT = 2
"""Raised with any change of columns or rules; a lake of another format is made anew."""


class Segment(msgspec.Struct, frozen=True):
    """One immutable file."""

    table: str
    name: str
    rows: int
    first: int
    """Lowest entry number in it."""
    last: int
    sha256: str
    pairs: tuple[tuple[str, str], tuple[str, str]] | None = None
    """The first and the last pair of states in it; None: it is not sorted by them."""


class Layer(msgspec.Struct, frozen=True):
    """What the ledger recorded after one moment and up to another."""

    since: datetime | None
    """None: from the beginning."""
    upto: datetime
    seal: str
    """Hash of the lines of its last batch: a ledger that does not give it again is another one."""
    segments: tuple[Segment, ...]


class Manifest(msgspec.Struct, frozen=True):
    """All layers, oldest first."""

    actors: str = ""
    """Hash of the actor tables that named the states."""
    format: int = FORMAT
    layers: tuple[Layer, ...] = ()

    @property
    def upto(self) -> datetime | None:
        """The moment of the ledger that the lake stands at; None: nothing is in it."""
        return self.layers[-1].upto if self.layers else None

    def segments(self, table: str) -> tuple[Segment, ...]:
        """The files of one table, in the order of recording."""
        return tuple(each for layer in self.layers for each in layer.segments if each.table == table)

    def of_pair(self, pair: tuple[str, str]) -> tuple[Segment, ...]:
        """The files in which the relations of a pair may lie."""
        return tuple(one for one in self.segments("relations") if one.pairs and one.pairs[0] <= pair <= one.pairs[1])


class _Sealed(msgspec.Struct):
    sha256: str
    manifest: msgspec.Raw


def read_manifest(folder: Path) -> Manifest | None:
    """The manifest of a lake; None: there is none, or it does not match its own hash."""
    try:
        sealed = msgspec.json.decode((folder / NAME).read_bytes(), type=_Sealed)
        body = bytes(sealed.manifest)
        found = msgspec.json.decode(body, type=Manifest)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise EntenteError(f"it cannot be read: {error.strerror}", str(folder / NAME), "allow reading it") from error
    except msgspec.MsgspecError:
        return None
    return found if hashlib.sha256(body).hexdigest() == sealed.sha256 else None


def manifest_bytes(manifest: Manifest) -> bytes:
    """The file that `read_manifest` reads."""
    body = msgspec.json.encode(manifest)
    return msgspec.json.encode(_Sealed(hashlib.sha256(body).hexdigest(), msgspec.Raw(body)))
