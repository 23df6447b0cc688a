"""The table of faults at the end of a run that counted any."""

import pytest

from tests.faults.tally import LONG, TALLIES, table, write


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Shown and kept in docs/faults.md under `make soak`; the short forms only fail or pass."""
    if TALLIES and LONG:
        terminalreporter.write_sep("=", "faults")
        terminalreporter.write_line(table())
        write()
