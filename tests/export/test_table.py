"""Events as one wide table."""

import csv
from pathlib import Path

from msgspec.structs import replace

from entente.export import table_lines, write_table
from entente.export.table import COLUMNS
from entente.views import event_rows
from tests.views.made import LOAN, book


def test_every_event_has_its_line(tmp_path: Path) -> None:
    """Planned and denied events are in the table too; the head names the columns."""
    path = tmp_path / "events.csv"
    assert 3 == write_table(event_rows(book()), path)
    rows = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
    assert list(COLUMNS) == list(rows[0])
    assert (LOAN.event_id, "2024-04-17", "Orsenia", "Velmora", "1", "2") == tuple(
        rows[0][name] for name in ("event_id", "edtf", "actors", "recipients", "n_independent", "n_documents")
    )
    assert rows[0]["quote"].startswith("Orsenia agreed")


def test_quotes_are_no_formulas() -> None:
    """A cell that a spreadsheet would run is made text."""
    row = event_rows(book())[0]
    attack = replace(row, actors=('=HYPERLINK("http://x")',))
    (line,) = csv.DictReader([part.decode() for part in table_lines([attack])])
    assert '\'=HYPERLINK("http://x")' == line["actors"]
