"""Undertakings, carried on from change to change."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import numpy as np

from entente.merge.carry.links import Links, parts, settle
from entente.merge.carry.meetings import Keys, Meetings
from entente.merge.carry.tables import Table, Tables
from entente.merge.lifecycle import Life, lives
from entente.merge.meeting import key_of
from entente.merge.naming import Likeness
from entente.merge.sketch import distinct
from entente.merge.undertakings import (
    WAYS,
    Registry,
    Thing,
    UndertakingMention,
    events_of,
    likeness_of,
    registry_of,
    ties_of,
)
from entente.records import Decision


class Step(NamedTuple):
    """What is kept of a thing."""

    mentions: tuple[UndertakingMention, ...]
    events: dict[str, str]
    """From claims to the events that they tell of."""


class Works:
    """Things by their names, words and parties, and by the events of their steps, where those are known."""

    def __init__(self, tables: Tables, name: str, apart: "Works | None" = None) -> None:
        """`apart`: those that know no events, where this one does; of pairs without a common event they have told."""
        self._apart = apart
        self._steps: Table[Step] = tables.table(f"{name} things", Step)
        self._met = Meetings(tables, name, (*WAYS, WAYS[1]))
        self._links: Links[Likeness] = Links(tables, name, Likeness)
        self._things: dict[str, Thing] = {}
        """Those of one change, since what follows from them is worked out once."""

    def change(self, things: Mapping[str, Step | None]) -> Iterator[tuple[list[str], Registry | None]]:
        """Parts that may come to something else, with what they come to now; None: a thing that is no more."""
        new = dict[str, Keys | None]()
        self._things.clear()
        for key, step in things.items():
            self._steps.put(key, step)
            new[key] = _keys_of(self._thing(key), step.events) if step else None
        altered = settle(self._met, self._links, self._judge, new)
        for key in sorted(altered):
            if self._steps.get(key) is None:
                yield [key], None
        standing = (key for key in altered if self._steps.get(key) is not None)
        for part in parts(self._links, standing, lambda link: True):
            held = {key: self._thing(key) for key in part}
            likely = {(one, other): link for one, other, link in self._links.inside(part)}
            yield part, registry_of(held, likely, {})

    def text_of(self, thing: str) -> str | None:
        """The document that speaks of a thing; None: none any more."""
        step = self._steps.get(thing)
        return step.mentions[0].doc_id if step else None

    def _judge(self, one: str, other: str) -> Likeness | None:
        event_of = self._step(one).events | self._step(other).events
        left, right = self._thing(one), self._thing(other)
        if self._apart and events_of(left, event_of).isdisjoint(events_of(right, event_of)):
            return self._apart.link(one, other)
        return likeness_of(left, right, event_of)

    def link(self, one: str, other: str) -> Likeness | None:
        """What a pair came to."""
        return self._links.of(one).get(other)

    def _thing(self, key: str) -> Thing:
        thing = self._things.get(key)
        if thing is None:
            thing = self._things[key] = Thing(self._step(key).mentions)
        return thing

    def _step(self, key: str) -> Step:
        return self._steps[key]


def _keys_of(thing: Thing, event_of: Mapping[str, str]) -> Keys:
    """Beside words and parties, the events that its milestones are told of."""
    told = events_of(thing, event_of)
    few, whole = ties_of(thing)
    ways = few, whole, {key_of("event", event) for event in told}
    return [distinct(keys) if keys else np.empty(0, dtype=np.uint64) for keys in ways]


class Names:
    """For each thing that bears a name, by itself or with others, the undertaking that it is."""

    def __init__(self, tables: Tables) -> None:
        self.works = Works(tables, "named")
        self._name: Table[str] = tables.table("undertaking of thing", str)

    def of(self, thing: str) -> str | None:
        """None: nobody gives it a name."""
        return self._name.get(thing)

    def text_of(self, thing: str) -> str | None:
        """The document that speaks of it; None: none any more."""
        return self.works.text_of(thing)

    def change(self, things: Mapping[str, Step | None]) -> set[str]:
        """Things that are of another undertaking now."""
        changed = set()
        for part, registry in self.works.change(things):
            now = dict(_named(registry)) if registry else {}
            for key in part:
                if now.get(key) != self._name.get(key):
                    self._name.put(key, now.get(key))
                    changed.add(key)
        return changed


def _named(registry: Registry) -> Iterator[tuple[str, str]]:
    for group in registry.groups:
        if any(thing.keys for thing in group):
            yield from ((thing.thing_id, group[0].thing_id) for thing in group)


class Outcome(NamedTuple):
    """What some things that hang together come to."""

    decisions: tuple[Decision, ...]
    lives: tuple[Life, ...]
    told: tuple[tuple[str, ...], ...]
    """Of each undertaking the claims that name it."""


class Undertakings:
    """What all things come to, part by part."""

    def __init__(self, tables: Tables, names: Names) -> None:
        self._works = Works(tables, "works", names.works)
        self._part: Table[str] = tables.table("part of thing", str)
        self._outcomes: Table[Outcome] = tables.table("outcome", Outcome)

    def change(self, things: Mapping[str, Step | None]) -> dict[str, Outcome | None]:
        """The parts that come to something else; None: such a part is no more."""
        changed = dict[str, Outcome | None]()
        for part, registry in list(self._works.change(things)):
            for key in part:
                before = self._part.get(key)
                if before is not None:
                    changed.setdefault(before, None)
                self._part.put(key, part[0] if registry else None)
            if registry:
                changed[part[0]] = _outcome(registry)
        for key, outcome in changed.items():
            self._outcomes.put(key, outcome)
        return changed

    def outcomes(self) -> Iterable[Outcome]:
        """All of them."""
        return self._outcomes.values()


def _outcome(registry: Registry) -> Outcome:
    told = (sorted({m.claim_id for thing in group for m in thing.mentions}) for group in registry.groups)
    return Outcome(registry.decisions, lives(registry), tuple(map(tuple, told)))
