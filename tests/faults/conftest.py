"""The table of faults at the end of a long run; docs/faults.md has it row by row as they are counted."""

import pytest

from tests.faults.tally import LONG, TALLIES, table


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Under `make soak`; the short forms only fail or pass."""
    if TALLIES and LONG:
        terminalreporter.write_sep("=", "faults")
        terminalreporter.write_line(table())
