"""JSON Schema files."""

import json
from pathlib import Path

import pytest

from entente.records.schema import main, schema_files, stale_files, write_schemas

SCHEMAS = Path(__file__).parents[2] / "schemas"


def test_schemas_in_the_tree_are_those_of_the_records() -> None:
    """A record that changes takes its schema file along."""
    assert stale_files(SCHEMAS) == []


def test_a_schema_names_codes_and_refuses_unknown_keys() -> None:
    """Code lists are enumerated, and a key the record lacks is an error."""
    claim = json.loads(schema_files()["claim.schema.json"])["$defs"]["Claim"]
    assert claim["additionalProperties"] is False
    assert "commitment" in claim["properties"]["kind"]["enum"]
    assert {"doc_id", "support", "holders"} <= set(claim["required"])


def test_check_tells_stale_from_fresh(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`--check` fails on a missing, changed or left-over file and names it."""
    write_schemas(tmp_path)
    assert main(["--check", str(tmp_path)]) == 0
    (tmp_path / "claim.schema.json").write_text("{}")
    (tmp_path / "song.schema.json").write_text("{}")
    (tmp_path / "event.schema.json").unlink()
    assert main(["--check", str(tmp_path)]) == 1
    named = [line.split(":")[0].rsplit("/")[-1] for line in capsys.readouterr().err.splitlines()]
    assert named == ["claim.schema.json", "event.schema.json", "song.schema.json"]
    assert main([str(tmp_path)]) == 0
    assert stale_files(tmp_path) == []
