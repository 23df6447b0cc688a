"""A merge that is carried on: what a change of some texts comes to, without looking at those that it cannot touch.

The stages are those of `merge`, by the same rules. Each keeps in tables who meets whom and what the pairs came to, so
that a change opens only the groups that it concerns; `tests/merge/test_carry.py` holds both to the same bytes.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from entente.merge.carry.disputes import Disputes
from entente.merge.carry.happenings import Happenings, Regrouped
from entente.merge.carry.lineages import Lineages
from entente.merge.carry.stories import Stories
from entente.merge.carry.tables import Table, Tables
from entente.merge.carry.works import Names, Outcome, Step, Undertakings
from entente.merge.compose import Merged, dues_of_all, heads_of, in_order
from entente.merge.conflicts import dates_apart, in_event, in_life
from entente.merge.copies import Lineage
from entente.merge.events import Fold, fold_event
from entente.merge.grounds import BY_DATE, IN_EVENT, IN_LIFE, OF_WORK, Ranked, in_work, ranked
from entente.merge.lifecycle import Life
from entente.merge.origins import Origins
from entente.merge.reports import EVENT_KINDS, Report, report_of
from entente.merge.steps import place_steps
from entente.merge.undertakings import UndertakingMention, find_things
from entente.records import Claim, Document, Source

__all__ = ["Article", "Carry", "Table", "Tables"]


class Article(NamedTuple):
    """A text with its claims, and the undertakings that they name."""

    document: Document
    claims: tuple[Claim, ...] = ()
    mentions: tuple[UndertakingMention, ...] = ()


class Told(NamedTuple):
    """What is kept of a text."""

    claims: tuple[str, ...]
    """`clm:` ids."""
    things: dict[str, tuple[UndertakingMention, ...]]


class Carry:
    """What the texts so far come to."""

    def __init__(self, tables: Tables | None = None, sources: Iterable[Source] = ()) -> None:
        self._tables = tables = tables or Tables()
        self._sources = tuple(sources)
        self._documents: Table[Document] = tables.table("document", Document)
        self._claims: Table[Claim] = tables.table("claim", Claim)
        self._told: Table[Told] = tables.table("told", Told)
        self._folds: Table[Fold] = tables.table("fold", Fold)
        self._lineages = Lineages(tables, self._documents)
        self._stories = Stories(tables, self._documents)
        self._names = Names(tables)
        self._happenings = Happenings(tables)
        self._undertakings = Undertakings(tables, self._names)
        self._disputes = Disputes(tables, self._claims, self._documents)

    def follow(self, changed: Mapping[str, Article | None]) -> None:
        """Takes in texts that came or changed, by id; None: such a text is no more."""
        before = {doc_id: self._told.get(doc_id) for doc_id in changed}
        claims = {doc_id: self._put(doc_id, article) for doc_id, article in changed.items()}
        copied = self._lineages.change(changed)
        retold = self._stories.change(changed) - changed.keys()
        things = self._things_of(changed, before)
        renamed = self._names.change({key: Step(own, {}) if own else None for key, own in things.items()})
        events = self._happenings.change(self._reports(changed, before, retold, renamed))
        outcomes = self._undertakings.change(self._steps(things, events))
        self._settle(changed, claims, events, outcomes, copied)
        self._tables.close_change()

    def _put(self, doc_id: str, article: Article | None) -> tuple[Claim, ...]:
        """Keeps a text, and says which claims it has."""
        for key in (self._told.get(doc_id) or Told((), {})).claims:
            self._claims.put(key, None)
        if article is None:
            self._documents.put(doc_id, None)
            self._told.put(doc_id, None)
            return ()
        own = {claim.claim_id: claim for claim in article.claims if claim.doc_id == doc_id}
        for key, claim in own.items():
            self._claims.put(key, claim)
        things = find_things(place_steps(article.mentions, own))
        self._documents.put(doc_id, article.document)
        self._told.put(doc_id, Told(tuple(sorted(own)), {thing.thing_id: thing.mentions for thing in things}))
        return tuple(own[key] for key in sorted(own))

    def _things_of(
        self, changed: Iterable[str], before: Mapping[str, Told | None]
    ) -> dict[str, tuple[UndertakingMention, ...] | None]:
        """The things of texts that changed, and None for those that they no longer tell."""
        found: dict[str, tuple[UndertakingMention, ...] | None] = {}
        for doc_id in changed:
            old = before[doc_id]
            found |= dict.fromkeys(old.things if old else ())
            told = self._told.get(doc_id)
            found |= told.things if told else {}
        return found

    def _reports(
        self, changed: Iterable[str], before: Mapping[str, Told | None], retold: Iterable[str], renamed: Iterable[str]
    ) -> dict[str, Report | None]:
        """The reports that are others now."""
        found: dict[str, Report | None] = {}
        for doc_id in changed:
            old = before[doc_id]
            found |= dict.fromkeys(old.claims if old else ())
        texts = {*changed, *retold, *self._texts_of(renamed)}
        for doc_id in texts:
            found |= self._reports_in(doc_id)
        return {key: report for key, report in found.items() if report != self._happenings.reports.get(key)}

    def _texts_of(self, things: Iterable[str]) -> set[str]:
        return {doc_id for key in things if (doc_id := self._names.text_of(key)) is not None}

    def _reports_in(self, doc_id: str) -> dict[str, Report]:
        told, steps = self._told.get(doc_id), defaultdict[str, set[str]](set)
        if told is None:
            return {}
        for thing, mentions in told.things.items():
            for mention in mentions if self._names.of(thing) else ():
                steps[mention.claim_id].add(self._names.of(thing) or "")
        heads = heads_of(mention for mentions in told.things.values() for mention in mentions)
        own = (self._claims[key] for key in told.claims)
        return {
            one.claim_id: report_of(one, self._stories.of(doc_id), sorted(steps[one.claim_id]), heads[one.claim_id])
            for one in own
            if one.type is not None and one.kind in EVENT_KINDS
        }

    def _steps(
        self, things: Mapping[str, tuple[UndertakingMention, ...] | None], events: Regrouped
    ) -> dict[str, Step | None]:
        """The things that changed, and those whose steps are told of other events now."""
        found = dict(things)
        for key in events.moved:
            claim = self._claims.get(key)
            told = self._told.get(claim.doc_id) if claim else None
            for thing, mentions in told.things.items() if told else ():
                if any(mention.claim_id == key and mention.stage for mention in mentions):
                    found[thing] = mentions
        return {key: self._step(own) if own else None for key, own in found.items()}

    def _step(self, mentions: tuple[UndertakingMention, ...]) -> Step:
        events = {m.claim_id: event for m in mentions if (event := self._happenings.of(m.claim_id)) is not None}
        return Step(mentions, events)

    def _settle(
        self,
        changed: Iterable[str],
        claims: Mapping[str, tuple[Claim, ...]],
        events: Regrouped,
        outcomes: Mapping[str, Outcome | None],
        copied: set[str],
    ) -> None:
        """Conflicts, and the events that a change or a conflict makes other ones."""
        groups = events.groups | self._events_of(changed)
        others = {f"event {first}": self._in_event(first) for first in groups}
        others |= {f"date {key}": self._by_date(key) for key in events.altered | self._reports_of(changed)}
        for key, outcome in outcomes.items():
            others[f"life {key}"] = self._in_lives(outcome)
            others[f"work {key}"] = self._in_works(outcome)
        disputed = self._disputes.change(changed, claims, others)
        first_of = (self._happenings.of(key) for key in disputed)
        for first in groups | self._events_of(copied) | {first for first in first_of if first}:
            self._folds.put(first, self._fold(first))

    def _reports_of(self, texts: Iterable[str]) -> set[str]:
        told = (self._told.get(doc_id) for doc_id in texts)
        return {key for one in told if one for key in one.claims if self._happenings.of(key)}

    def _events_of(self, texts: Iterable[str]) -> set[str]:
        return {self._happenings.of(key) or "" for key in self._reports_of(texts)}

    def _group(self, first: str) -> list[Claim]:
        return [self._claims[key] for key in self._happenings.group(first)]

    def _texts(self, claims: Iterable[Claim]) -> dict[str, Document]:
        return {one.doc_id: text for one in claims if (text := self._documents.get(one.doc_id)) is not None}

    def _in_event(self, first: str) -> list[Ranked]:
        group = self._group(first)
        return list(ranked(IN_EVENT, in_event(group, self._texts(group))))

    def _by_date(self, key: str) -> list[Ranked]:
        if self._happenings.of(key) is None:
            return []
        one = self._claims[key]
        others = (self._claims[other] for other in self._happenings.misses(key))
        return [found for other in others for found in ranked(BY_DATE, dates_apart(one, other))]

    def _in_lives(self, outcome: Outcome | None) -> list[Ranked]:
        if outcome is None:
            return []
        keys = {key for life in outcome.lives for record in life.undertaking.history for key in record.claims}
        claims = {key: claim for key in keys if (claim := self._claims.get(key)) is not None}
        return [found for life in outcome.lives for found in ranked(IN_LIFE, in_life(life, claims))]

    def _in_works(self, outcome: Outcome | None) -> list[Ranked]:
        found: list[Ranked] = []
        for told in outcome.told if outcome else ():
            claims = {key: claim for key in told if (claim := self._claims.get(key)) is not None}
            found += ranked(OF_WORK, in_work(told, claims, self._texts(claims.values())))
        return found

    def _fold(self, first: str) -> Fold | None:
        group = self._group(first)
        if not group:
            return None
        texts = self._texts(group)
        lineages = [line for doc_id in texts if (line := self._lineages.held.get(doc_id)) is not None]
        origins = Origins(lineages, {key: document.source_id for key, document in texts.items()}, self._sources)
        return fold_event(group, texts, origins, self._disputes.between(self._happenings.group(first)))

    def merged(self) -> Merged:
        """All of it, as `merge` gives it."""
        outcomes, folds = list(self._undertakings.outcomes()), list(self._folds.values())
        lives = sorted((life for one in outcomes for life in one.lives), key=_by_undertaking)
        works = (decision for one in outcomes for decision in one.decisions)
        return Merged(
            lineages=tuple(sorted(self._lineages.held.values(), key=_by_text)),
            decisions=in_order((*self._lineages.decisions(), *works, *self._happenings.decisions())),
            events=tuple(sorted((fold.event for fold in folds), key=lambda event: event.event_id)),
            undertakings=tuple(life.undertaking for life in lives),
            dues=dues_of_all(lives),
            conflicts=tuple(sorted(self._disputes.conflicts(), key=lambda conflict: conflict.conflict_id)),
            problems=tuple(sorted((problem for fold in folds for problem in fold.problems), key=repr)),
        )


def _by_text(lineage: Lineage) -> str:
    return lineage.doc_id


def _by_undertaking(life: Life) -> str:
    return life.undertaking.undertaking_id
