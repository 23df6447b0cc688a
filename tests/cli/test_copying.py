"""A project on a server, and a ledger copied, from the command line."""

import json
from pathlib import Path

from tests.cli.made import run
from tests.postgres import Cluster


def test_commands_work_on_a_server(project: Path, tmp_path: Path, postgres: Cluster) -> None:
    """Copied to a database and named by a project, the ledger shows there what it shows from its file."""
    url, shared = postgres.new(), tmp_path / "shared"
    copied = run("copy", str(project), url, "--json")
    assert 0 == copied.exit_code, copied.output
    assert {"entries", "lines", "snapshot", "book"} < json.loads(copied.stdout).keys()
    assert "postgresql://entente@/entente" == run("init", str(shared), "--ledger", url).stdout.strip()
    for command in ("events", "undertakings", "doctor", "changes"):
        shown = [run(command, "--json", project=folder).stdout for folder in (project, shared)]
        assert shown[0] == shown[1]


def test_a_copy_into_records_is_refused(project: Path, tmp_path: Path) -> None:
    """The message says where and what to do."""
    assert 0 == run("copy", str(project), str(tmp_path / "copy.db")).exit_code
    again = run("copy", str(project), str(tmp_path / "copy.db"))
    assert (1, True) == (again.exit_code, "copy to a new or an empty one" in str(again.exception))


def test_a_server_that_is_not_there_is_said_plainly(tmp_path: Path) -> None:
    """Reading names the server without its password, and what to look at."""
    (tmp_path / "ledger.url").write_text("postgresql://velmora:geheim@127.0.0.1:1/ledger")
    for command in ("events", "doctor"):
        result = run(command, project=tmp_path)
        told = result.output + str(result.exception)
        assert (1, True, False) == (result.exit_code, "cannot be reached" in told, "geheim" in told)
