"""Files that are whole or not there at all."""

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from entente.errors import EntenteError

_REMEDY = "name a place that can be written and has space"


def write_whole(path: Path, parts: Iterable[bytes]) -> int:
    """Writes a file beside its place and moves it there at the end; the number of parts."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    count = 0
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with beside.open("wb") as file:
            for part in parts:
                file.write(part)
                count += 1
        beside.replace(path)
    except OSError as error:
        raise EntenteError(f"it cannot be written: {error.strerror}", str(path), _REMEDY) from error
    finally:
        with suppress(OSError):  # where it could not be made, there is nothing to take away
            beside.unlink(missing_ok=True)
    return count
