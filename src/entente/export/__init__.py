"""Files from a book: what leaves, in the order a user meets it.

`jsonl` writes every record, `table` one wide line for each event, `dossier` a page on two states, `calendar` the days
set for what was promised.
"""

from entente.export.calendar import write_calendar
from entente.export.dossier import render_dossier
from entente.export.jsonl import lines_of, write_jsonl
from entente.export.table import table_lines, write_table
from entente.export.writing import write_whole

__all__ = [
    "lines_of",
    "render_dossier",
    "table_lines",
    "write_calendar",
    "write_jsonl",
    "write_table",
    "write_whole",
]
