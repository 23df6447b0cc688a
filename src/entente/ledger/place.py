"""Where a ledger lies: in a file, or in a database of a PostgreSQL server."""

import re
from dataclasses import dataclass, field
from pathlib import Path

SCHEMES = ("postgresql://", "postgres://")

_HOST = r"(?:\[[0-9a-fA-F:.]+\]|[^@?#:/,\[\]]*)(?::\d*)?"
_SHOWN = re.compile(
    rf"(?P<scheme>postgres(?:ql)?://)(?P<user>[^:@/?#]*(?=[:@]))?(?::[^@/?#]*)?(?P<at>(?<!/)@)?"
    rf"(?P<place>{_HOST}(?:,{_HOST})*(?:/[^@?#:]*)?)(?:\?[^@]*)?"
)


@dataclass(frozen=True)
class Server:
    """The address of a database; whoever shows it shows no password."""

    url: str = field(repr=False)

    def __str__(self) -> str:
        """User, host and name of the database; no more than the scheme where a password may stand out of place."""
        found = _SHOWN.fullmatch(self.url)
        if not found:
            return "postgresql://"
        user = f"{found['user']}@" if found["at"] else ""
        return f"{found['scheme']}{user}{found['place']}"


Place = Path | Server


def place_of(name: str | Path | Server) -> Place:
    """What begins as an address of PostgreSQL is one; anything else is a path."""
    if isinstance(name, str):
        return Server(name) if name.startswith(SCHEMES) else Path(name)
    return name
