"""What the faults cost, counted: the table that `make soak` ends with."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import astuple, dataclass

LONG = os.environ.get("ENTENTE_SOAK") == "1"
"""Whether the long forms run, as under `make soak`."""


@dataclass
class Tally:
    """One kind of fault."""

    fault: str
    operations: int = 0
    """Batches, items or reads that were tried."""
    faults: int = 0
    lost: int = 0
    """Acknowledged, and not there afterwards."""
    doubled: int = 0
    torn: int = 0
    """Half there, or not what was written."""

    @property
    def is_clean(self) -> bool:
        """Whether something was tried, and nothing was lost, doubled or torn."""
        return self.operations > 0 and self.faults > 0 and (0, 0, 0) == (self.lost, self.doubled, self.torn)


TALLIES: list[Tally] = []


@contextmanager
def counted(fault: str) -> Iterator[Tally]:
    """A tally that stands in the table whatever happens, and must be clean in the end."""
    tally = Tally(fault)
    TALLIES.append(tally)
    yield tally
    assert tally.is_clean, tally


def table() -> str:
    """A row for each fault."""
    heads = ("fault", "operations", "faults", "lost", "doubled", "torn")
    rows = [heads, *(tuple(map(str, astuple(tally))) for tally in TALLIES)]
    return "\n".join(f"{row[0]:<44}" + "".join(f"{cell:>12}" for cell in row[1:]) for row in rows)


def long_or(short: int, long: int) -> int:
    """How much of it: a taste in the ordinary tests, all of it under `make soak`."""
    return long if LONG else short
