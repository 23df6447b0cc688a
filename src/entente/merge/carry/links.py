"""What pairs that meet come to, and what hangs together by them."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Generic, TypeVar

from entente.merge.carry.meetings import Keys, Meetings
from entente.merge.carry.tables import Table, Tables
from entente.records import Decision

L = TypeVar("L")


class Links(Generic[L]):
    """For each thing the others that it is linked with; pairs that come to nothing are not kept.

    Rulings on pairs stand apart: what hangs together is asked for often, and why only when all is told.
    """

    def __init__(self, tables: Tables, name: str, kind: Any) -> None:  # Any: the type of a link, or a form of one
        self._beside: Table[dict[str, L]] = tables.table(f"{name} beside", dict[str, kind])
        self._rulings: Table[Decision] = tables.table(f"{name} rulings", Decision)

    def of(self, name: str) -> Mapping[str, L]:
        """The others, with what the pair came to."""
        return self._beside.get(name) or {}

    def tie(self, one: str, other: str, link: L | None) -> None:
        """Sets what a pair comes to; None: nothing."""
        for left, right in ((one, other), (other, one)):
            beside = dict(self._beside.get(left) or {})
            if link is None:
                beside.pop(right, None)
            else:
                beside[right] = link
            self._beside.put(left, beside or None)
        if link is None:
            self.rule(one, other, None)

    def rule(self, one: str, other: str, decision: Decision | None) -> None:
        """Keeps the ruling on a pair; None: there is none."""
        self._rulings.put(f"{min(one, other)}\n{max(one, other)}", decision)

    def rulings(self) -> Iterator[Decision]:
        """Those on all pairs."""
        return self._rulings.values()

    def part(self, seed: str, binds: Callable[[L], bool]) -> list[str]:
        """All that hangs together with one thing, in order."""
        found, ahead = {seed}, [seed]
        while ahead:
            for other, link in self.of(ahead.pop()).items():
                if other not in found and binds(link):
                    found.add(other)
                    ahead.append(other)
        return sorted(found)

    def inside(self, part: Iterable[str]) -> Iterator[tuple[str, str, L]]:
        """The pairs of a part, the lesser first, in order."""
        members = set(part)
        for one in sorted(members):
            for other, link in sorted(self.of(one).items()):
                if one < other and other in members:
                    yield one, other, link


def settle(
    meetings: Meetings,
    links: Links[L],
    judge: Callable[[str, str], L | None],
    new: Mapping[str, Keys | None],
    again: Iterable[str] = (),
) -> set[str]:
    """Brings meetings and links up to a change, and names the things whose links changed, and those that did.

    Args:
        meetings: those before.
        links: those before.
        judge: what a pair comes to, the lesser name first.
        new: keys of the things that changed; None: such a thing is no more.
        again: things whose keys are as before, and all of whose pairs are to be judged again.
    """
    changed = meetings.change(new)
    fresh, altered = {*new, *again}, {*new, *again}

    def tie(one: str, other: str, link: L | None) -> None:
        links.tie(one, other, link)
        altered.update((one, other))

    done = set[str]()
    for name in sorted(fresh):
        met, before = meetings.partners(name), dict(links.of(name))
        for other in before.keys() - met:
            tie(name, other, None)
        for other in met - done:
            link = judge(min(name, other), max(name, other))
            if link != before.get(other):
                tie(name, other, link)
        done.add(name)
    for name in changed.closed - fresh:
        for other in links.of(name).keys() - meetings.partners(name):
            tie(name, other, None)
    for name in changed.opened - fresh:
        for other in meetings.partners(name) - links.of(name).keys() - fresh:
            if link := judge(min(name, other), max(name, other)):
                tie(name, other, link)
    return altered


def parts(links: Links[L], seeds: Iterable[str], binds: Callable[[L], bool]) -> Iterator[list[str]]:
    """Each part that holds one of the seeds, once."""
    seen = set[str]()
    for seed in sorted(seeds):
        if seed not in seen:
            part = links.part(seed, binds)
            seen.update(part)
            yield part
