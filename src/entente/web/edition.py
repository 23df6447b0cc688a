"""The book as it stood after a batch, with the indexes that pages look things up in; nothing in it changes."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from itertools import combinations

from entente.records import Claim, Decision, Document, Event, Undertaking
from entente.records.codes import COUNTED
from entente.views import (
    Book,
    ConflictRow,
    Coverage,
    EventRow,
    Sides,
    SourceRow,
    UndertakingRow,
    conflict_rows,
    coverage,
    event_row,
    source_rows,
    undertaking_rows,
)
from entente.views.book import NARROW
from entente.web.charts.network import Spot, settle
from entente.web.charts.ties import Tie, ties

KEPT = 20_000
"""Rows kept; made again beyond."""

Pair = tuple[str, str]
"""Two `act:` ids of states, the smaller first."""


@dataclass(frozen=True)
class Edition:
    """A book with its indexes."""

    book: Book
    at: datetime | None = None
    """When its last batch was recorded; None: nothing is recorded, or the book comes from no ledger."""
    number: str = "0"
    """Another number, another content."""
    rulings: tuple[Decision, ...] = ()
    """What the machine decided on pairs, with its reasons."""
    decisions: tuple[Decision, ...] = ()
    """What persons ruled, in the order of recording."""
    placed: Mapping[str, Spot] = field(default_factory=dict)
    """Places that states had in the network before."""
    _rows: dict[str, EventRow] = field(default_factory=dict, repr=False, compare=False)

    def warm(self) -> "Edition":
        """Works out ahead what most pages ask for."""
        for name in (
            "by_date",
            "by_print",
            "printed",
            "pairs",
            "undertakings",
            "conflicts",
            "sources",
            "read",
            "claims_of",
            "months",
            "of_state",
            "counts",
        ):
            getattr(self, name)
        return self

    @property
    def today(self) -> date | None:
        """The day on which what is due is judged."""
        return self.book.last_day

    @cached_property
    def read(self) -> Coverage:
        """How much was read."""
        return coverage(self.book)

    # Events

    @cached_property
    def events(self) -> Mapping[str, Event]:
        """Events that a claim in the book tells of."""
        held = self.book.claims.keys()
        return {name: event for name, event in self.book.events.items() if not held.isdisjoint(event.claims)}

    @cached_property
    def sides(self) -> Mapping[str, Sides]:
        """The states on both sides of each event."""
        return {name: self.book.sides_of(event.claims) for name, event in self.events.items()}

    @cached_property
    def by_date(self) -> tuple[str, ...]:
        """Events, the latest to have happened first, undated ones last."""
        return tuple(sorted(self.events, key=self._date_key))

    @cached_property
    def counts(self) -> tuple[Mapping[str, int], Mapping[str, int], Mapping[str, int]]:
        """How many events have each status, type and field, the most frequent first."""
        events = self.events.values()
        status: Counter[str] = Counter(event.status for event in events)
        kind: Counter[str] = Counter(event.type for event in events)
        domain = Counter(event.domains[0] for event in events)
        return dict(status.most_common()), dict(kind.most_common()), dict(domain.most_common())

    def _date_key(self, name: str) -> tuple[bool, int, int, str]:
        event = self.events[name]
        when = event.when
        undated = when.earliest is None and when.latest is None
        latest, earliest = when.latest or when.earliest or date.min, when.earliest or date.min
        if event.status in COUNTED and event.last_published:
            latest = max(earliest, min(latest, event.last_published))  # what is told as done was not later than that
        return undated, -latest.toordinal(), -earliest.toordinal(), name

    @cached_property
    def by_print(self) -> tuple[str, ...]:
        """Events, the latest to have been first in print first."""
        return tuple(sorted(self.events, key=self._print_key))

    def _print_key(self, name: str) -> tuple[int, int, str]:
        return -(self.printed[name] or date.min).toordinal(), self._weight(name), name

    def _weight(self, name: str) -> int:
        """What a reader of a day's news wants first: deeds before words, named parties, a known date."""
        event = self.events[name]
        return (event.quad == 0) * 4 + (not event.actors) * 3 + (event.when.latest is None) + (event.quad in (1, 3))

    @cached_property
    def printed(self) -> Mapping[str, date | None]:
        """The first day on which each event was in print; None: no text of it is dated to a month or less."""
        clear = {name: self._clear_day(name) for name in self.book.documents}
        return {name: self._first_day(event, clear) for name, event in self.events.items()}

    def _first_day(self, event: Event, clear: Mapping[str, date | None]) -> date | None:
        claims = (self.book.claims[claim] for claim in event.claims if claim in self.book.claims)
        return min((day for claim in claims if (day := clear[claim.doc_id])), default=None)

    def _clear_day(self, doc_id: str) -> date | None:
        published = self.book.documents[doc_id].published
        if published is None or published.earliest is None or published.latest is None:
            return None
        return published.latest if published.latest - published.earliest <= NARROW else None

    def row(self, name: str) -> EventRow:
        """One event as a row, worked out once."""
        found = self._rows.get(name)
        if found is None:
            if len(self._rows) >= KEPT:
                self._rows.clear()
            found = self._rows[name] = event_row(self.book, self.events[name])
        return found

    def rows(self, names: Iterable[str]) -> tuple[EventRow, ...]:
        """Events as rows, in the order given."""
        return tuple(self.row(name) for name in names)

    # Pairs

    @cached_property
    def pairs(self) -> Mapping[Pair, tuple[str, ...]]:
        """Events by pair of states, the fullest pair first; within a pair the latest first."""
        found: defaultdict[Pair, list[str]] = defaultdict(list)
        for name in self.by_date:
            for pair in _pairs(self.sides[name].all):
                found[pair].append(name)
        return dict(sorted(((pair, tuple(names)) for pair, names in found.items()), key=_fullest))

    @cached_property
    def of_state(self) -> Mapping[str, tuple[str, ...]]:
        """Events by state, the latest first."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for name in self.by_date:
            for state in self.sides[name].all:
                found[state].append(name)
        return {state: tuple(names) for state, names in found.items()}

    @cached_property
    def _claims_of_pair(self) -> Mapping[Pair, tuple[str, ...]]:
        found: defaultdict[Pair, list[str]] = defaultdict(list)
        for name, sides in self.book.sides.items():
            for pair in _pairs(sides.all):
                found[pair].append(name)
        return {pair: tuple(names) for pair, names in found.items()}

    @cached_property
    def _undertakings_of_pair(self) -> Mapping[Pair, tuple[str, ...]]:
        found: defaultdict[Pair, list[str]] = defaultdict(list)
        for name, undertaking in self.book.undertakings.items():
            for pair in _pairs(self._states_of(undertaking)):
                found[pair].append(name)
        return {pair: tuple(names) for pair, names in found.items()}

    @cached_property
    def _pairs_of_undertaking(self) -> Mapping[str, tuple[Pair, ...]]:
        found: defaultdict[str, list[Pair]] = defaultdict(list)
        for pair, names in self._undertakings_of_pair.items():
            for name in names:
                found[name].append(pair)
        return {name: tuple(pairs) for name, pairs in found.items()}

    def pairs_of(self, undertaking: str) -> tuple[Pair, ...]:
        """The pairs of states that an undertaking is of."""
        return self._pairs_of_undertaking.get(undertaking, ())

    def _states_of(self, undertaking: Undertaking) -> frozenset[str]:
        """Its parties, or where it names fewer than two states, those of the claims that tell it."""
        parties = (self.book.state_of(party.actor.actor_id, undertaking.last_heard) for party in undertaking.parties)
        named = frozenset(state for state in parties if state)
        return named if len(named) > 1 else self.book.sides_of(_told(undertaking)).all | named

    def part(self, a: str, b: str, *, all_documents: bool = True) -> Book:
        """The book cut down to what speaks of two states; without the other documents it costs what the pair costs."""
        pair = (min(a, b), max(a, b))
        events = {name: self.book.events[name] for name in self.pairs.get(pair, ())}
        promised = {name: self.book.undertakings[name] for name in self._undertakings_of_pair.get(pair, ())}
        names = set(self._claims_of_pair.get(pair, ()))
        names.update(claim for event in events.values() for claim in event.claims)
        names.update(claim for undertaking in promised.values() for claim in _told(undertaking))
        fights = {c: self.book.conflicts[c] for name in names for c in self.book.conflicts_of.get(name, ())}
        names.update(name for fight in fights.values() for name in (fight.claim_a, fight.claim_b))
        claims = {name: self.book.claims[name] for name in sorted(names) if name in self.book.claims}
        return Book(
            documents=self.book.documents if all_documents else self._texts_of(claims.values()),
            claims=claims,
            events=dict(sorted(events.items())),
            undertakings=promised,
            conflicts=dict(sorted(fights.items())),
            dues=tuple(due for name in promised for due in self.book.dues_of.get(name, ())),
            lineages=self.book.lineages,
            sources=self.book.sources,
            actors=self.book.actors,
        )

    def _texts_of(self, claims: Iterable[Claim]) -> Mapping[str, Document]:
        """The texts of claims, and those they took their words from."""
        names = {claim.doc_id for claim in claims}
        kin = [self.book.lineages[name] for name in names if name in self.book.lineages]
        names.update(name for line in kin for name in (line.copied_from, line.group) if name)
        return {name: self.book.documents[name] for name in sorted(names) if name in self.book.documents}

    @cached_property
    def ties(self) -> tuple[Tie, ...]:
        """What each two states have between them, the fullest first."""
        return ties(self.events, self.events, self.sides)

    @cached_property
    def positions(self) -> Mapping[str, Spot]:
        """The place of each state in the network: the one it had, or a new one among them."""
        return settle(self.ties, self.placed)

    # What was read

    @cached_property
    def _days_read(self) -> list[date]:
        """Days of publication of all texts that have one, in order."""
        return sorted(day for name in self.book.documents if (day := self.book.published_on(name)))

    def n_read(self, first: date, end: date) -> int:
        """How many texts were published from a day on and before another."""
        return bisect_left(self._days_read, end) - bisect_left(self._days_read, first)

    @cached_property
    def months(self) -> tuple[tuple[str, int], ...]:
        """Texts for each month of publication of the last two years, empty months too."""
        if not self._days_read:
            return ()
        counts = Counter(day.year * 12 + day.month - 1 for day in self._days_read)
        last = max(counts)
        first = max(min(counts), last - 23)
        return tuple((f"{date(at // 12, at % 12 + 1, 1):%b} {at // 12}", counts[at]) for at in range(first, last + 1))

    # Actors

    def code_of(self, actor_id: str) -> str:
        """How an address names a state: its ISO code, or its slug."""
        actor = self.book.actors.get(actor_id)
        return (actor.ids.iso3 if actor and actor.ids.iso3 else actor_id.removeprefix("act:")).upper()

    @cached_property
    def states(self) -> tuple[tuple[str, str], ...]:
        """Code and name of every state that takes part in an event, by name."""
        named = ((self.code_of(state), self.book.name_of(state)) for state in self.of_state)
        return tuple(sorted(named, key=lambda each: each[1]))

    # Rulings

    @cached_property
    def judged(self) -> tuple[Decision, ...]:
        """A person's rulings on events that no later one replaced."""
        revoked = {decision.revokes for decision in self.decisions}
        mine = (decision for decision in self.decisions if decision.relation == "same_event")
        return tuple(decision for decision in mine if decision.decision_id not in revoked)

    @cached_property
    def checked(self) -> tuple[Decision, ...]:
        """A person's rulings on single records that no later one replaced, in the order of recording."""
        revoked = {decision.revokes for decision in self.decisions}
        mine = (decision for decision in self.decisions if decision.relation == "told_in")
        return tuple(decision for decision in mine if decision.decision_id not in revoked)

    @cached_property
    def to_check(self) -> tuple[str, ...]:
        """Claims of events on which no ruling of a person stands, the most useful to check first."""
        ruled = {decision.left for decision in self.checked if decision.verdict != "maybe"}
        held = self.book.claims.keys() - ruled
        names = (name for event in self.events.values() for name in event.claims if name in held)
        return tuple(sorted(names, key=lambda name: (-self.use_of(name), name)))

    def use_of(self, name: str) -> float:
        """What checking a claim is worth: the doubt in it times what hangs on it."""
        return round((1 - self.book.claims[name].extraction_confidence) * (1 + self.hangs_on(name)), 6)

    def hangs_on(self, name: str) -> int:
        """Undertakings and conflicts that rest on a claim."""
        return len(self.book.undertakings_of.get(name, ())) + len(self.book.conflicts_of.get(name, ()))

    # The rest

    @cached_property
    def undertakings(self) -> tuple[UndertakingRow, ...]:
        """All undertakings, the most pressing first."""
        return undertaking_rows(self.book)

    @cached_property
    def undertaking(self) -> Mapping[str, UndertakingRow]:
        """Undertakings by id."""
        return {row.undertaking_id: row for row in self.undertakings}

    @cached_property
    def conflicts(self) -> tuple[ConflictRow, ...]:
        """All conflicts, open ones first."""
        return conflict_rows(self.book)

    @cached_property
    def sources(self) -> tuple[SourceRow, ...]:
        """All documents, originals before their copies."""
        return source_rows(self.book)

    @cached_property
    def source(self) -> Mapping[str, SourceRow]:
        """Documents by id."""
        return {row.doc_id: row for row in self.sources}

    @cached_property
    def claims_of(self) -> Mapping[str, tuple[Claim, ...]]:
        """Claims of each document, in the order of its text."""
        found: defaultdict[str, list[Claim]] = defaultdict(list)
        for claim in self.book.claims.values():
            found[claim.doc_id].append(claim)
        return {name: tuple(sorted(claims, key=_place)) for name, claims in found.items()}


def _pairs(states: Iterable[str]) -> Iterable[Pair]:
    return combinations(sorted(states), 2)


def _fullest(item: tuple[Pair, tuple[str, ...]]) -> tuple[int, Pair]:
    return -len(item[1]), item[0]


def _told(undertaking: Undertaking) -> Iterable[str]:
    return (claim for record in undertaking.history for claim in record.claims)


def _place(claim: Claim) -> tuple[int, int, str]:
    quote = next((quote for quote in claim.support if quote.stands), claim.support[0])
    return quote.start, claim.trigger.start, claim.claim_id
