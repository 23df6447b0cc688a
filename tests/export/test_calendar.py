"""Due days as a calendar."""

import re

from msgspec.structs import replace

from entente.export import write_calendar
from entente.views import undertaking_rows
from tests.views import made


def names(text: str) -> list[str]:
    """What the entries are known by."""
    return re.findall(r"^UID:(.*)\r$", text.replace("\r\n ", ""), re.MULTILINE)


def test_a_day_has_one_entry_however_many_texts_set_it() -> None:
    """A calendar keeps one of two entries of one name, so no name stands twice."""
    row = next(row for row in undertaking_rows(made.book()) if any(step.due for step in row.milestones))
    twice = replace(row, milestones=(*row.milestones, *row.milestones))
    assert names(write_calendar([row])) == names(write_calendar([twice]))
    assert len(names(write_calendar([twice]))) == len(set(names(write_calendar([twice]))))


def test_what_two_parties_are_due_to_do_are_two_entries() -> None:
    """The same step on the same day is told apart by who is to take it."""
    row = next(row for row in undertaking_rows(made.book()) if any(step.due for step in row.milestones))
    step = next(step for step in row.milestones if step.due)
    both = replace(row, milestones=tuple(replace(step, party=party) for party in ("Oltania & Sons", "Velmora")))
    first, second = names(write_calendar([both]))
    assert first.endswith("-oltania-sons@entente")
    assert second.endswith("-velmora@entente")
