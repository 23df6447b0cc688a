"""Names, states and offices on a day, or in the days of a span."""

from collections.abc import Iterable, Sequence
from datetime import date

from entente.records.actors import Validity
from entente.records.dates import DateSpan
from entente.vocab.actors import Actors, Office


class Period:
    """The days a mention is read on; open ends reach as far as the calendar."""

    def __init__(self, when: DateSpan | None) -> None:
        self.known = when is not None and (when.earliest is not None or when.latest is not None)
        earliest, latest = (when.earliest, when.latest) if when else (None, None)
        self.first = earliest or latest or date.min
        self.last = latest or earliest or date.max

    def meets(self, valid: Validity) -> bool:
        """Whether something holds on one of the days; always when no day is known."""
        return not self.known or self.overlap(valid) > 0

    def overlap(self, valid: Validity) -> int:
        """How many of the days it holds on."""
        first = max(self.first, valid.from_ or date.min)
        last = min(self.last, valid.to or date.max)
        return (last - first).days + 1 if first <= last else 0


def offices_in(offices: Iterable[Office], period: Period) -> list[Office]:
    """Those held on one of the days, the longest held first."""
    held = [(period.overlap(office.role), office) for office in offices]
    return [office for days, office in sorted(held, key=lambda item: -item[0]) if days > 0]


def existing(candidates: Sequence[str], period: Period, actors: Actors) -> list[str]:
    """The actors that existed on one of the days, in the order given."""
    return [actor for actor in candidates if actor in actors.by_id and period.meets(actors.by_id[actor].valid)]
