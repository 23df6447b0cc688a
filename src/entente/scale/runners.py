"""Ways to run the reading of raw items; the results come in the order of the items whatever the runner."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from entente.records.made import Made
from entente.records.raw import RawItem
from entente.scale.chunks import ToolsSpec, load
from entente.scale.cluster import on_ray
from entente.scale.pool import processes


class Crew(NamedTuple):
    """Who reads."""

    workers: int = 1
    address: str | None = None
    """Of a Ray cluster; other runners need none."""


Runner = Callable[[Iterable[RawItem], ToolsSpec, Crew], Iterator[Made]]


def inline(items: Iterable[RawItem], spec: ToolsSpec) -> Iterator[Made]:
    """One item after the other, in this process."""
    from entente.pipeline import read_item

    tools = load(spec)
    return (read_item(item, tools) for item in items)


RUNNERS: Mapping[str, Runner] = {
    "inline": lambda items, spec, crew: inline(items, spec),
    "processes": lambda items, spec, crew: processes(items, spec, crew.workers),
    "ray": lambda items, spec, crew: on_ray(items, spec, crew.workers, crew.address),
}
"""Runners by name; all make the same of the same items."""
