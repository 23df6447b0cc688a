"""The book as it stood after a batch, with the indexes that pages look things up in; nothing in it changes."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from entente.records import Claim, Decision, Document, Event, Undertaking
from entente.records.codes import COUNTED
from entente.views import Book, ConflictRow, Coverage, EventRow, Sides, SourceRow, UndertakingRow, coverage, event_row
from entente.views import conflicts as fights
from entente.views import undertakings as promises
from entente.views.book import NARROW, STATE_KINDS, state_names
from entente.views.quote import telling_quote
from entente.views.sources import by_origin, origin_of, source_row
from entente.views.undertakings import Standing
from entente.views.wording import say_month
from entente.web.charts.network import Spot, settle
from entente.web.charts.ties import Tie, TieLines, ties
from entente.web.columns import Columns, Groups, Names, months_of
from entente.web.outlets import UNDATED, Outlet, Texts
from entente.web.phrases import NO_VISIT, Worded, rank_number
from entente.web.rows import ById, Rows

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
    rulings: Sequence[Decision] = ()
    """What the machine decided on pairs, with its reasons."""
    decisions: tuple[Decision, ...] = ()
    """What persons ruled, in the order of recording."""
    placed: Mapping[str, Spot] = field(default_factory=dict)
    """Places that states had in the network before."""
    events_ahead: Mapping[str, EventRow] = field(default_factory=dict)
    """Rows of events that were worked out before."""
    undertakings_ahead: Mapping[str, UndertakingRow] = field(default_factory=dict)
    """The same of undertakings."""

    def warm(self) -> "Edition":
        """Works out ahead what most pages ask for."""
        for name in (
            "columns",
            "by_print",
            "pairs",
            "of_state",
            "counts",
            "ties",
            "claims_of",
            "undertakings",
            "parts_of",
            "n_overdue",
            "outcomes",
            "n_in_dispute",
            "conflicts",
            "sources",
            "family_of",
            "outlets",
            "read",
            "months",
            "told_of",
            "texts",
            "in_dispute",
            "worded",
            "visit_ranks",
            "to_check",
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
    def by_date(self) -> Sequence[str]:
        """Events, the latest to have happened first, undated ones last."""
        return tuple(sorted(self.events, key=self._date_key))

    @cached_property
    def all(self) -> Names:
        """Every event, the latest to have happened first."""
        return Names(self.by_date, np.arange(len(self.by_date), dtype=np.int32))

    @cached_property
    def columns(self) -> Columns:
        """What events are filtered and counted by, in this order."""
        return Columns.of([self.events[name] for name in self.by_date])

    @cached_property
    def counts(self) -> tuple[Mapping[str, int], Mapping[str, int], Mapping[str, int]]:
        """How many events have each status, type and field, the most frequent first."""
        return self.columns.counts(self.all)

    def _date_key(self, name: str) -> tuple[bool, int, int, str]:
        event = self.events[name]
        when = event.when
        undated = when.earliest is None and when.latest is None
        latest, earliest = when.latest or when.earliest or date.min, when.earliest or date.min
        if event.status in COUNTED and event.last_published:
            latest = max(earliest, min(latest, event.last_published))  # what is told as done was not later than that
        return undated, -latest.toordinal(), -earliest.toordinal(), name

    @cached_property
    def by_print(self) -> Names:
        """Events, the latest to have been first in print first."""
        days = self.print_days.tolist()
        weights = [self._weight(name) for name in self.by_date]
        order = sorted(self.all.at.tolist(), key=lambda at: (-days[at], weights[at], self.by_date[at]))
        return Names(self.by_date, np.array(order, dtype=np.int32))

    @cached_property
    def print_days(self) -> NDArray[np.int32]:
        """Ordinal of the first day on which each event was in print; that of the first day of all: no text tells it."""
        days = ((self.printed(name) or date.min).toordinal() for name in self.by_date)
        return np.fromiter(days, dtype=np.int32, count=len(self.by_date))

    @cached_property
    def print_rank(self) -> NDArray[np.int32]:
        """The place of each event in the order of print."""
        ranks = np.empty(len(self.all), dtype=np.int32)
        ranks[self.by_print.at] = self.all.at
        return ranks

    def _weight(self, name: str) -> int:
        """What a reader of a day's news wants first: deeds before words, named parties, a known date."""
        event = self.events[name]
        return (event.quad == 0) * 4 + (not event.actors) * 3 + (event.when.latest is None) + (event.quad in (1, 3))

    def printed(self, name: str) -> date | None:
        """The first day on which an event was in print; None: no text of it is dated to a month or less."""
        claims = (self.book.claims[claim] for claim in self.events[name].claims if claim in self.book.claims)
        return min((day for claim in claims if (day := self._clear_day(claim.doc_id))), default=None)

    def _clear_day(self, doc_id: str) -> date | None:
        published = self.book.documents[doc_id].published
        if published is None or published.earliest is None or published.latest is None:
            return None
        return published.latest if published.latest - published.earliest <= NARROW else None

    @cached_property
    def _rows(self) -> Rows[EventRow]:
        book, events, ahead = self.book, self.events, self.events_ahead  # `self` would outlive its time in a circle
        return Rows(self.by_date, lambda name: ahead.get(name) or event_row(book, events[name]))

    def row(self, name: str) -> EventRow:
        """One event as a row, worked out once."""
        return self._rows.one(name)

    def rows(self, names: Iterable[str]) -> tuple[EventRow, ...]:
        """Events as rows, in the order given."""
        return self._rows.of(names)

    # Pairs

    @cached_property
    def pairs(self) -> Groups[Pair]:
        """Events by pair of states, the fullest pair first; within a pair the latest first."""
        found: defaultdict[Pair, list[int]] = defaultdict(list)
        for at, name in enumerate(self.by_date):
            for pair in _pairs(self.sides[name].all):
                found[pair].append(at)
        return Groups(self.by_date, found)

    @cached_property
    def of_state(self) -> Groups[str]:
        """Events by state, the latest first."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for at, name in enumerate(self.by_date):
            for state in self.sides[name].all:
                found[state].append(at)
        return Groups(self.by_date, found)

    @cached_property
    def told_of(self) -> Groups[Pair]:
        """Claims that have both states of a pair as parties, or tell of an event or an undertaking of the two."""
        every = tuple(self.book.claims)
        place = {name: at for at, name in enumerate(every)}
        found: defaultdict[Pair, set[int]] = defaultdict(set)
        for at, name in enumerate(every):
            for pair in _pairs(self.book.sides[name].all):
                found[pair].add(at)
        for pair, names in self.pairs.items():
            found[pair].update(place[c] for name in names for c in self.events[name].claims if c in place)
        for pair, promised in self.promised.items():
            told = (c for name in promised for c in _told(self.book.undertakings[name]))
            found[pair].update(place[c] for c in told if c in place)
        return Groups(every, {pair: sorted(places) for pair, places in found.items()})

    def claims_of_pair(self, a: str, b: str) -> Names:
        """Claims that speak of two states."""
        return self.told_of.of((min(a, b), max(a, b)))

    @cached_property
    def texts(self) -> Texts:
        """What texts are counted by, and the text of each claim."""
        return Texts.of(self.book, self.told_of.every)

    @cached_property
    def in_dispute(self) -> NDArray[np.bool_]:
        """For each claim whether it is a side of a conflict."""
        return np.fromiter((name in self.book.conflicts_of for name in self.told_of.every), dtype=np.bool_)

    @cached_property
    def worded(self) -> Worded:
        """For each claim the phrases that states describe their relations with."""
        return Worded.of(self.book.claims[name] for name in self.told_of.every)

    @cached_property
    def visit_ranks(self) -> NDArray[np.int16]:
        """For each event how high those stand who talk or visit; `NO_VISIT`: it is none."""
        return np.fromiter(map(self._visit_rank, self.by_date), dtype=np.int16, count=len(self.by_date))

    def _visit_rank(self, name: str) -> int:
        if self.events[name].type != "CONSULT":
            return NO_VISIT
        told = (self.book.claims[claim] for claim in self.events[name].claims if claim in self.book.claims)
        return rank_number([mention.surface for claim in told for mention in (*claim.actors, *claim.recipients)])

    def conflicts_of_pair(self, a: str, b: str) -> list[str]:
        """Conflicts over claims that speak of two states, the open ones first."""
        told = self.claims_of_pair(a, b)
        return self.conflicts_over(Names(told.every, told.at[self.in_dispute[told.at]]))

    def undertakings_of(self, a: str, b: str) -> Names:
        """Undertakings of two states, the most pressing first."""
        return self.promised.of((min(a, b), max(a, b)))

    @cached_property
    def promised(self) -> Groups[Pair]:
        """Undertakings by pair of states, the most pressing first."""
        found: defaultdict[Pair, list[int]] = defaultdict(list)
        for at, name in enumerate(self.undertakings.names):
            for pair in _pairs(self._states_of(self.book.undertakings[name])):
                found[pair].append(at)
        return Groups(self.undertakings.names, found)

    @cached_property
    def _pairs_of_undertaking(self) -> Mapping[str, tuple[Pair, ...]]:
        found: defaultdict[str, list[Pair]] = defaultdict(list)
        for pair, names in self.promised.items():
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
        events = {name: self.book.events[name] for name in self.pairs.of((min(a, b), max(a, b)))}
        promised = {name: self.book.undertakings[name] for name in self.undertakings_of(a, b)}
        names = set(self.claims_of_pair(a, b))
        fights = {c: self.book.conflicts[c] for c in self.conflicts_over(names)}
        names.update(name for fight in fights.values() for name in (fight.claim_a, fight.claim_b))
        claims = {name: self.book.claims[name] for name in sorted(names) if name in self.book.claims}
        return Book(
            documents=self.book.documents if all_documents else self._texts_of(claims.values()),
            claims=claims,
            events=dict(sorted(events.items())),
            undertakings=dict(sorted(promised.items())),
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
        return ties(self.tie_lines)

    @cached_property
    def tie_lines(self) -> TieLines:
        """Each event with each pair of states that it is between."""
        return TieLines.of(self.by_date, self.events, self.sides)

    @cached_property
    def positions(self) -> Mapping[str, Spot]:
        """The place of each state in the network: the one it had, or a new one among them."""
        return settle(self.ties, self.placed)

    # What was read

    def n_read(self, first: date, end: date) -> int:
        """How many texts were published from a day on and before another."""
        days = self._days_of_texts
        return int(np.searchsorted(days, end.toordinal()) - np.searchsorted(days, first.toordinal()))

    @cached_property
    def _texts_by_day(self) -> Names:
        """Dated texts, the first to be published first."""
        order = np.argsort(self.text_days, kind="stable").astype(np.int32)
        return Names(self.source_ids, order[self.text_days[order] != UNDATED])

    @cached_property
    def text_days(self) -> NDArray[np.int32]:
        """Ordinal of the day of publication of each text."""
        days = (self.book.published_on(name) for name in self.book.documents)
        return np.fromiter((day.toordinal() if day else UNDATED for day in days), dtype=np.int32)

    @cached_property
    def _days_of_texts(self) -> NDArray[np.int32]:
        return self.text_days[self._texts_by_day.at]

    def texts_between(self, first: date, last: date) -> Names:
        """Texts published from a day to another, both included."""
        days = self._days_of_texts
        left, right = np.searchsorted(days, first.toordinal()), np.searchsorted(days, last.toordinal(), side="right")
        return self._texts_by_day[int(left) : int(right)]

    @cached_property
    def source_ids(self) -> Sequence[str]:
        """Texts in the order of the book."""
        return tuple(self.book.documents)

    @cached_property
    def months(self) -> tuple[tuple[str, int], ...]:
        """Texts for each month of publication of the last two years, empty months too."""
        days = self._days_of_texts
        if not len(days):
            return ()
        numbers, n = np.unique(months_of(days), return_counts=True)
        counts = Counter(dict(zip(numbers.tolist(), n.tolist(), strict=True)))
        last = max(counts)
        first = max(min(counts), last - 23)
        return tuple((say_month(date(at // 12, at % 12 + 1, 1)), counts[at]) for at in range(first, last + 1))

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

    @cached_property
    def named(self) -> Mapping[str, str]:
        """Every state's name by its code."""
        states = (actor for actor in self.book.actors.values() if actor.kind in STATE_KINDS)
        return {self.code_of(actor.actor_id): actor.name for actor in states}

    @cached_property
    def names_of_states(self) -> Mapping[str, str]:
        """What a state may be named by, folded."""
        return state_names(self.book.actors)

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
    def to_check(self) -> Names:
        """Claims of events on which no ruling of a person stands, the most useful to check first."""
        ruled = {decision.left for decision in self.checked if decision.verdict != "maybe"}
        held = self.book.claims.keys() - ruled
        names = (name for event in self.events.values() for name in event.claims if name in held)
        every = self.told_of.every
        place = {name: at for at, name in enumerate(every)}
        ordered = sorted(names, key=lambda name: (-self.use_of(name), name))
        return Names(every, np.array([place[name] for name in ordered], dtype=np.int32))

    def use_of(self, name: str) -> float:
        """What checking a claim is worth: the doubt in it times what hangs on it."""
        return round((1 - self.book.claims[name].extraction_confidence) * (1 + self.hangs_on(name)), 6)

    def hangs_on(self, name: str) -> int:
        """Undertakings and conflicts that rest on a claim."""
        return len(self.book.undertakings_of.get(name, ())) + len(self.book.conflicts_of.get(name, ()))

    # The rest

    @cached_property
    def standings(self) -> Mapping[str, Standing]:
        """How each undertaking that some text tells of stands today, the most pressing first."""
        day = self.today or date.max
        found = (promises.standing_of(self.book, each, day) for each in self.book.undertakings.values())
        ordered = sorted((each for each in found if each.is_told), key=promises.by_urgency)
        return {each.undertaking_id: each for each in ordered}

    @cached_property
    def undertakings(self) -> Rows[UndertakingRow]:
        """All undertakings, the most pressing first."""
        day, book, ahead = self.today or date.max, self.book, self.undertakings_ahead

        def row(name: str) -> UndertakingRow:
            return ahead.get(name) or promises.undertaking_row(book, book.undertakings[name], day)

        return Rows(tuple(self.standings), row)

    @cached_property
    def undertaking(self) -> Mapping[str, UndertakingRow]:
        """Undertakings by id."""
        return ById(self.undertakings, self.standings)

    def undertakings_in(self, row: EventRow) -> list[UndertakingRow]:
        """What an event is part of."""
        return [self.undertaking[name] for name in row.undertakings if name in self.undertaking]

    @cached_property
    def parts_of(self) -> Mapping[str, tuple[str, ...]]:
        """From an undertaking to those that are parts of it."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for name in self.standings:
            if parent := self.book.undertakings[name].parent:
                found[parent].append(name)
        return {parent: tuple(names) for parent, names in found.items()}

    @cached_property
    def n_overdue(self) -> Mapping[Pair, int]:
        """How many undertakings of each pair are overdue."""
        overdue = (name for name, each in self.standings.items() if each.outcome == "overdue")
        return Counter(pair for name in overdue for pair in self.pairs_of(name))

    @cached_property
    def outcomes(self) -> Mapping[promises.Outcome, int]:
        """How many undertakings stand in each way."""
        return Counter(each.outcome for each in self.standings.values())

    @cached_property
    def n_in_dispute(self) -> int:
        """How many conflicts are open."""
        return sum(fights.is_open(self.book.conflicts[name]) for name in self.by_urgency)

    @cached_property
    def conflicts(self) -> Rows[ConflictRow]:
        """All conflicts, open ones first."""
        book = self.book
        return Rows(self.by_urgency, lambda name: fights.conflict_row(book, book.conflicts[name]))

    @cached_property
    def by_urgency(self) -> Sequence[str]:
        """Conflicts, open ones first."""
        return fights.by_urgency(self.book, self.book.conflicts)

    @cached_property
    def conflict(self) -> Mapping[str, ConflictRow]:
        """Conflicts by id."""
        return ById(self.conflicts, frozenset(self.conflicts.names))

    @cached_property
    def _conflict_rank(self) -> Mapping[str, int]:
        return {name: at for at, name in enumerate(self.conflicts.names)}

    def conflicts_over(self, claims: Iterable[str]) -> list[str]:
        """Conflicts that one of some claims is a side of, the open ones first."""
        rank = self._conflict_rank
        found = {name for claim in claims for name in self.book.conflicts_of.get(claim, ()) if name in rank}
        return sorted(found, key=rank.__getitem__)

    @cached_property
    def sources(self) -> Rows[SourceRow]:
        """All documents, originals before their copies."""
        book, claims = self.book, self.claims_of
        return Rows(
            self.by_origin, lambda name: source_row(book, book.documents[name], len(claims.get(name, ())))
        )  # fmt: skip

    @cached_property
    def by_origin(self) -> Sequence[str]:
        """Documents, originals before their copies."""
        return by_origin(self.book, self.book.documents)

    @cached_property
    def source(self) -> Mapping[str, SourceRow]:
        """Documents by id."""
        return ById(self.sources, self.book.documents)

    @cached_property
    def texts_of(self) -> Groups[str]:
        """Documents of each outlet, originals before their copies."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for at, name in enumerate(self.sources.names):
            found[self.book.documents[name].source_id].append(at)
        return Groups(self.sources.names, found)

    @cached_property
    def outlets(self) -> tuple[Outlet, ...]:
        """Who was read, the most claims first."""
        every = np.arange(len(self.texts.day), dtype=np.int32)
        return self.texts.outlets(
            self.book, every, np.bincount(self.texts.of_claim, minlength=len(every)).astype(np.int32)
        )

    @cached_property
    def outlet_names(self) -> Mapping[str, str]:
        """Outlets with their names."""
        return {each.source_id: each.name for each in self.outlets}

    @cached_property
    def family_of(self) -> Mapping[str, tuple[str, ...]]:
        """From the first text to print some words to all that have them, itself first; a text alone is no family."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for name in self.sources.names:
            if name in self.book.lineages:
                found[origin_of(self.book, name)].append(name)
        first = {origin: [origin] * (origin in self.book.documents) for origin in found}
        whole = {origin: tuple(dict.fromkeys(first[origin] + names)) for origin, names in found.items()}
        return {origin: names for origin, names in whole.items() if len(names) > 1}

    @cached_property
    def claims_of(self) -> Mapping[str, Sequence[Claim]]:
        """Claims of each document, in the order of its text."""
        found: defaultdict[str, list[Claim]] = defaultdict(list)
        for claim in self.book.claims.values():
            found[claim.doc_id].append(claim)
        return {name: tuple(sorted(claims, key=_place)) for name, claims in found.items()}


def _pairs(states: Iterable[str]) -> Iterable[Pair]:
    return combinations(sorted(states), 2)


def _told(undertaking: Undertaking) -> Iterable[str]:
    return (claim for record in undertaking.history for claim in record.claims)


def _place(claim: Claim) -> tuple[int, int, str]:
    return telling_quote(claim).start, claim.trigger.start, claim.claim_id
