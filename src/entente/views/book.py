"""All that the views read, in one frozen value with its indexes."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from entente.ledger import Snapshot
from entente.merge import Merged
from entente.merge.copies import Lineage
from entente.merge.lifecycle import Due
from entente.records import (
    Actor,
    ActorMention,
    Claim,
    Conflict,
    Document,
    Event,
    Evidence,
    Participant,
    Problem,
    Source,
    Undertaking,
)
from entente.records.codes import SOCIETY
from entente.words import fold_text

if TYPE_CHECKING:
    from entente.views.quote import QuoteRow

R = TypeVar("R")

STATE_KINDS = frozenset({"state", "former_state", "territory"})
"""Actors that are a side of a relation themselves."""

ACTS_FOR_HOME = frozenset({"government_body", "person", "company"})
"""Actors whose acts are counted for their country; an armed group or a party is no state."""


NARROW = timedelta(days=31)
"""Width up to which an interval of publication is taken by its last day."""


class Sides(NamedTuple):
    """The states on the two sides of an act, as `act:` ids."""

    doers: frozenset[str]
    receivers: frozenset[str]

    @property
    def all(self) -> frozenset[str]:
        """Both sides together."""
        return self.doers | self.receivers


@dataclass(frozen=True, kw_only=True)
class Book:
    """Documents, claims and what was folded from them, by id; nothing in it changes."""

    documents: Mapping[str, Document] = field(default_factory=dict)
    claims: Mapping[str, Claim] = field(default_factory=dict)
    events: Mapping[str, Event] = field(default_factory=dict)
    undertakings: Mapping[str, Undertaking] = field(default_factory=dict)
    conflicts: Mapping[str, Conflict] = field(default_factory=dict)
    dues: tuple[Due, ...] = ()
    """Days that texts set for milestones."""
    lineages: Mapping[str, Lineage] = field(default_factory=dict)
    """By document; a document without one shares its words with none."""
    sources: Mapping[str, Source] = field(default_factory=dict)
    """The user's list; a source that is not in it is shown by its id."""
    actors: Mapping[str, Actor] = field(default_factory=dict)
    problems: Sequence[Problem] = ()

    @classmethod
    def of(
        cls,
        documents: Iterable[Document] = (),
        claims: Iterable[Claim] = (),
        events: Iterable[Event] = (),
        undertakings: Iterable[Undertaking] = (),
        conflicts: Iterable[Conflict] = (),
        *,
        dues: Iterable[Due] = (),
        lineages: Iterable[Lineage] = (),
        sources: Iterable[Source] = (),
        actors: Mapping[str, Actor] | None = None,
        problems: Iterable[Problem] = (),
    ) -> "Book":
        """The records, sorted by id; claims that no standing quote opens to are left out."""
        by_doc = _by_id(documents, "doc_id")
        standing = (claim for claim in claims if claim.doc_id in by_doc and claim.publishable)
        return cls(
            documents=by_doc,
            claims=_by_id(standing, "claim_id"),
            events=_by_id(events, "event_id"),
            undertakings=_by_id(undertakings, "undertaking_id"),
            conflicts=_by_id(conflicts, "conflict_id"),
            dues=tuple(dues),
            lineages=_by_id(lineages, "doc_id"),
            sources=_by_id(sources, "source_id"),
            actors=actors or {},
            problems=tuple(problems),
        )

    @classmethod
    def from_ledger(cls, snapshot: Snapshot, merged: Merged, actors: Mapping[str, Actor]) -> "Book":
        """What a ledger's snapshot and its merge hold; actors and sources in the snapshot come before the tables'."""
        own = {record.actor_id: record for record in snapshot.others if isinstance(record, Actor)}
        return cls.of(
            snapshot.documents,
            snapshot.claims,
            merged.events,
            merged.undertakings,
            merged.conflicts,
            dues=merged.dues,
            lineages=merged.lineages,
            sources=(record for record in snapshot.others if isinstance(record, Source)),
            actors={**actors, **own},
            problems=(*snapshot.problems, *merged.problems),
        )

    # Clocks

    @cached_property
    def last_day(self) -> date | None:
        """The latest day of publication; None: no document is dated. Views judge on it unless told another day."""
        days = (self.published_on(doc_id) for doc_id in self.documents)
        return max((day for day in days if day), default=None)

    def published_on(self, doc_id: str) -> date | None:
        """The day of publication; of a wide interval the first day, since nothing is known to be later."""
        document = self.documents.get(doc_id)
        if document is None or document.published is None:
            return None
        first, last = document.published.earliest, document.published.latest
        return first if first and (last is None or last - first > NARROW) else last

    # Who

    def name_of(self, actor_id: str | None, otherwise: str = "") -> str:
        """An actor's own name."""
        actor = self.actors.get(actor_id or "")
        return actor.name if actor else otherwise or actor_id or "somebody"

    def name_of_participant(self, participant: Participant, day: date | None = None) -> str:
        """By its own name, or as the texts name it; who acts for a state, or lives there, has it in brackets."""
        name = self.name_of(participant.actor_id, participant.name)
        state = self.state_of(participant.actor_id, day)
        if state is not None and state == participant.actor_id and participant.acts_as in SOCIETY:
            name = participant.name
        elif state is None or state == participant.actor_id:
            return name
        home = self.name_of(state)
        return name if fold_text(home) in fold_text(name) else f"{name} ({home})"

    @cached_property
    def _state_by_iso3(self) -> Mapping[str, str]:
        return {
            actor.ids.iso3: actor_id
            for actor_id, actor in self.actors.items()
            if actor.ids.iso3 and actor.kind in STATE_KINDS
        }

    def state_of(self, actor_id: str | None, day: date | None = None) -> str | None:
        """The state an actor acts for on a day; None: for none, as an armed group or an international body."""
        actor = self.actors.get(actor_id or "")
        if actor is None:
            return None
        if actor.kind in STATE_KINDS:
            return actor.actor_id
        home = actor.country_on(day or date.max) if actor.kind in ACTS_FOR_HOME else None
        return self._state_by_iso3.get(home or "")

    def states_in(self, mentions: Iterable[ActorMention], day: date | None = None) -> frozenset[str]:
        """The states that the mentions stand for."""
        found = (self.state_of(m.on_behalf_of, day) or self.state_of(m.actor_id, day) for m in mentions)
        return frozenset(state for state in found if state)

    @cached_property
    def sides(self) -> Mapping[str, Sides]:
        """For each claim the states on its two sides; equal sides are kept once, as claims are many and states few."""
        shared: dict[Sides, Sides] = {}
        found: dict[str, Sides] = {}
        for claim_id, claim in self.claims.items():
            sides = self.sides_in(claim)
            found[claim_id] = shared.setdefault(sides, sides)
        return found

    def sides_in(self, claim: Claim) -> Sides:
        """The states on the two sides of one claim."""
        day = claim.when.latest
        return Sides(self.states_in(claim.actors, day), self.states_in(claim.recipients, day))

    def sides_of(self, claims: Iterable[str]) -> Sides:
        """The sides of several claims together."""
        found = {self.sides[claim] for claim in claims if claim in self.sides}
        if len(found) == 1:
            return found.pop()
        return Sides(
            frozenset().union(*(sides.doers for sides in found)),
            frozenset().union(*(sides.receivers for sides in found)),
        )

    # What belongs together

    @cached_property
    def event_of(self) -> Mapping[str, str]:
        """From a claim to its event."""
        return {claim: event.event_id for event in self.events.values() for claim in event.claims}

    @cached_property
    def claims_in(self) -> Mapping[str, Sequence[str]]:
        """From a document to the claims it makes."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for claim in self.claims.values():
            found[claim.doc_id].append(claim.claim_id)
        return dict(found)

    @cached_property
    def undertakings_of(self) -> Mapping[str, tuple[str, ...]]:
        """From a claim to the undertakings whose milestones it tells."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for undertaking in self.undertakings.values():
            for record in undertaking.history:
                for claim in record.claims:
                    found[claim].add(undertaking.undertaking_id)
        return {claim: tuple(sorted(ids)) for claim, ids in found.items()}

    @cached_property
    def dues_of(self) -> Mapping[str, tuple[Due, ...]]:
        """From an undertaking to the days that were set for it."""
        found: defaultdict[str, list[Due]] = defaultdict(list)
        for due in self.dues:
            found[due.undertaking_id].append(due)
        return {name: tuple(dues) for name, dues in found.items()}

    @cached_property
    def conflicts_of(self) -> Mapping[str, tuple[str, ...]]:
        """From a claim to the conflicts it is a side of."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for conflict in self.conflicts.values():
            found[conflict.claim_a].add(conflict.conflict_id)
            found[conflict.claim_b].add(conflict.conflict_id)
        return {claim: tuple(sorted(ids)) for claim, ids in found.items()}

    @cached_property
    def quotes(self) -> Mapping[str, tuple[Evidence, str]]:
        """Every piece of evidence by id, with the claim it belongs to."""
        return {
            quote.evidence_id: (quote, claim.claim_id) for claim in self.claims.values() for quote in claim.quotes()
        }

    @cached_property
    def quoted(self) -> "dict[str, QuoteRow]":
        """Quotes that were put in their context, by claim; views share them."""
        return {}

    def held(self, claims: Iterable[str]) -> tuple[Claim, ...]:
        """The claims that are in the book, earliest published first."""
        found = (self.claims[claim] for claim in claims if claim in self.claims)
        return tuple(sorted(found, key=self.by_publication))

    def by_publication(self, claim: Claim) -> tuple[date, str, int]:
        """What sorts claims as they were told."""
        return self.published_on(claim.doc_id) or date.max, claim.doc_id, claim.trigger.start

    # Where it was printed

    def source_name(self, doc_id: str) -> str:
        """The outlet's name, or its id as words where the list has none."""
        return self.outlet_name(self.documents[doc_id].source_id)

    def outlet_name(self, source_id: str) -> str:
        """The same by its id."""
        source = self.sources.get(source_id)
        if source:
            return source.name
        if source_id == "unknown":
            return "unknown outlet"
        return source_id.replace("_", " ").title() if "_" in source_id else source_id

    def origin_of(self, claim: Claim) -> str:
        """What stands for independence: the first text that printed the words, or the agency credited with them."""
        lineage = self.lineages.get(claim.doc_id)
        if lineage is None:
            return claim.doc_id
        own = lineage.copied_from is not None and not any(lineage.carries_over(*q.span) for q in claim.support)
        return claim.doc_id if own else lineage.group

    def origins_in(self, claims: Iterable[Claim]) -> int:
        """How many texts printed these claims first."""
        return len({self.origin_of(claim) for claim in claims})


def _by_id(records: Iterable[R], key: str) -> Mapping[str, R]:
    """Records by id, in its order."""
    return MappingProxyType(dict(sorted((getattr(record, key), record) for record in records)))


class UnknownActor(NamedTuple):
    """Words that name no state, and the names that come nearest."""

    words: str
    nearest: tuple[str, ...]


def find_state(words: str, actors: Mapping[str, Actor], named: Mapping[str, str] | None = None) -> str | UnknownActor:
    """The `act:` id of a state named by code, name or demonym, in any case; `named`: `state_names`, if known."""
    sought = fold_text(words.strip())
    named = named or state_names(actors)
    if sought in named:
        return named[sought]
    from difflib import get_close_matches

    near = get_close_matches(sought, named, n=6, cutoff=0.7)
    names = dict.fromkeys(actors[named[name]].name for name in near)
    return UnknownActor(words, tuple(names)[:3])


def state_names(actors: Mapping[str, Actor]) -> Mapping[str, str]:
    """Every code and name, folded, to its state; codes win over names, living states over former ones."""
    named: dict[str, str] = {}
    for names_of in (_other_names, _own_names):
        for former in (True, False):
            for actor in actors.values():
                if actor.kind in STATE_KINDS and (actor.kind == "former_state") == former:
                    named.update((fold_text(name), actor.actor_id) for name in names_of(actor))
    return named


def _own_names(actor: Actor) -> Sequence[str]:
    codes = (actor.actor_id, actor.actor_id.removeprefix("act:"), actor.ids.iso3, actor.ids.iso3166_3)
    return [code for code in (actor.name, *codes) if code]


def _other_names(actor: Actor) -> Sequence[str]:
    return [name.text for name in actor.names if name.kind in ("official", "short", "acronym", "demonym", "exonym")]
