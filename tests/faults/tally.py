"""What the faults cost, counted: the table that `make soak` ends with."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from pathlib import Path

LONG = os.environ.get("ENTENTE_SOAK") == "1"
"""Whether the long forms run, as under `make soak`."""
PAGE = Path(__file__).parents[2] / "docs" / "faults.md"
BEGIN, END = "<!-- counted by make soak: begin -->", "<!-- counted by make soak: end -->"


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
def counted(fault: str, place: str = "") -> Iterator[Tally]:
    """A tally that stands in the table whatever happens, and must be clean in the end; a second of the same goes on.

    Args:
        fault: what is done to it.
        place: of the ledger, where both stores are tried.
    """
    store = f" ({'PostgreSQL' if '://' in place else 'SQLite'})" if place else ""
    tally = next((old for old in TALLIES if old.fault == fault + store), None) or Tally(fault + store)
    TALLIES[:] = [*(old for old in TALLIES if old is not tally), tally]
    try:
        yield tally
    finally:
        if LONG:
            write()
    assert tally.is_clean, tally


HEADS = ("fault", "operations", "faults", "lost", "doubled", "torn")


def table() -> str:
    """A row for each fault."""
    rows = [HEADS, *(tuple(map(str, astuple(tally))) for tally in TALLIES)]
    return "\n".join(f"{row[0]:<60}" + "".join(f"{cell:>12}" for cell in row[1:]) for row in rows)


def write(page: Path = PAGE) -> None:
    """The rows of this run into the table of the page; those of faults that it did not try stay."""
    before, _, rest = page.read_text("utf-8").partition(BEGIN)
    inside, _, after = rest.partition(END)
    rows = dict(_row(line) for line in inside.splitlines() if line.startswith("| ") and "fault" not in line[:8])
    rows |= {_named(tally): f"| {' | '.join(map(str, astuple(tally)))} |" for tally in TALLIES}
    head = f"| {' | '.join(HEADS)} |\n|---|{'--:|' * (len(HEADS) - 1)}"
    page.write_text("\n".join((before + BEGIN, head, *(rows[name] for name in sorted(rows)), END)) + after, "utf-8")


def _row(line: str) -> tuple[str, str]:
    """The name of a row's fault, how often apart, and the row."""
    return line.strip("| ").split(" | ")[0].split(", ")[0], line


def _named(tally: Tally) -> str:
    return tally.fault.split(", ")[0]


def long_or(short: int, long: int) -> int:
    """How much of it: a taste in the ordinary tests, all of it under `make soak`."""
    return long if LONG else short
