"""Names that the analyser finds and the vocabulary does not know: persons, organisations, places."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import Literal, cast

from msgspec.structs import replace

from entente.records.mentions import ActorSpan, Mentions
from entente.records.text import Name

_Label = Literal["PER", "ORG", "LOC"]


def with_names(mentions: Mentions, names: Sequence[Name]) -> Mentions:
    """The mentions with a span for every name that none of their actors overlaps; unknown places are place-like."""
    if not names:
        return mentions
    ends = sorted(span.end for span in mentions.actors)
    starts = sorted(span.start for span in mentions.actors)
    added = [
        ActorSpan(
            start=name.start, end=name.end, via="name", place_like=name.label == "LOC", label=cast(_Label, name.label)
        )
        for name in _apart(names)
        if bisect_left(starts, name.end) == bisect_right(ends, name.start) and name.end > name.start
    ]
    return replace(mentions, actors=tuple(sorted((*mentions.actors, *added), key=_order)))


def _apart(names: Sequence[Name]) -> Iterator[Name]:
    """The names in order, the first of those that overlap."""
    reached = 0
    for name in sorted(names, key=lambda name: (name.start, -name.end)):
        if name.start >= reached and name.label in ("PER", "ORG", "LOC"):
            reached = name.end
            yield name


def _order(span: ActorSpan) -> tuple[int, int]:
    return span.start, -span.end
