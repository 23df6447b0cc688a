"""The quality gate: every task scored on the data at hand, beside the floor it has reached and the bar it aims at.

`python -m tests.gate` prints the table; `python -m tests.gate TASK INPUT OUTPUT` writes predictions for other data of
the same form and never reads a gold field of INPUT. A new task is one module here and one line in `TASKS`.
"""

from tests.gate import (
    actors,
    analysis,
    copies,
    coref,
    events,
    factuality,
    ledger,
    lines,
    pages,
    places,
    quotes,
    regions,
    seeds,
    segment,
    stories,
    time,
)
from tests.gate.task import Task

TASKS: tuple[Task, ...] = (
    pages.TASK,
    lines.TASK,
    regions.TASK,
    segment.TASK,
    analysis.TASK,
    events.TASK,
    events.PAIR_TASK,
    seeds.TASK,
    time.TASK,
    factuality.TASK,
    quotes.TASK,
    actors.TASK,
    places.TASK,
    stories.TASK,
    coref.TASK,
    copies.TASK,
    ledger.TASK,
)
