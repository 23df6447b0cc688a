"""From the words that name an actor to the actor, its role and whom it acts for; never a guess."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from entente.actors.memory import Memory
from entente.actors.period import Period, existing, offices_in
from entente.actors.places import Locator
from entente.records.actors import ActorMention, Candidate, Role
from entente.records.codes import Sector, Via
from entente.records.dates import DateSpan
from entente.records.document import Document
from entente.records.mentions import ActorSpan, Mentions
from entente.records.text import Sentence
from entente.vocab.actors import Actors, Alias, Office
from entente.vocab.function_words import load_function_words
from entente.vocab.namebook import NameBook, load_names
from entente.vocab.references import load_references

SURE, CLEAR, LIKELY, DOUBTFUL, OPEN = 0.97, 0.9, 0.75, 0.5, 0.3
"""How sure a kind of reading is: one name, one actor; a rule with one answer; best of several; pointing; open."""

_HOLDERS = frozenset(
    {
        "head_of_state",
        "head_of_government",
        "foreign_minister",
        "defence_minister",
        "minister",
        "ambassador",
        "commander",
    }
)
_FIGHTING = frozenset({"UAF", "MIL", "PRM", "GOV", "COP", "REB"})
"""Sectors of posts that give way to that of an armed group they belong to."""
_THE = re.compile(r"\bthe (?:new |current |present )?$", re.IGNORECASE)
_OWNS = re.compile(r"['’]s? (?:[a-z-]+ ){0,3}(?:" + "|".join(load_references().relations) + r")\b")
_OF_STATES = load_references().of_states
HOUSES = load_references().houses
_STATES = frozenset({"state", "former_state", "territory"})
SHARED = "sovereign"
"""Title of a monarch in states that share one with another, which rank behind the monarch's own state."""
GENERATION = 25
"""Years before and after the offices of a person in which a full name alone still means that person."""


class Reading(NamedTuple):
    """What a span means, before it is cited."""

    actor: str | None
    via: Via
    confidence: float
    acts_as: Sector | None = None
    behalf: str | None = None
    others: tuple[Candidate, ...] = ()


def _of_post(offices: Sequence[Office], span: ActorSpan) -> list[Office]:
    """The offices of the kind that the words name."""
    return [office for office in offices if span.post is not None and office.role.post == span.post]


class Resolver:
    """Reads the actor spans of one document; the order of the calls does not matter."""

    def __init__(
        self,
        document: Document,
        mentions: Mentions,
        *,
        sentences: Sequence[Sentence] = (),
        vocabulary: NameBook | None = None,
    ) -> None:
        self.document = document
        self.book = vocabulary or load_names()
        self.actors: Actors = self.book.actors
        self.memory = Memory(document.text, mentions, self.actors)
        self._starts = [sentence.start for sentence in sentences]
        self.locator = Locator(document.text, mentions, vocabulary=self.book)

    def resolve(self, span: ActorSpan, day: DateSpan | None = None, *, acting: bool = True) -> ActorMention:
        """The one actor a span means; words for two, as `both countries`, keep both as candidates.

        Args:
            day: when the happening took place (A1); None: about the day of publication.
            acting: whether the tree makes it a doer, holder or target; a capital that is not is a place (A2).
        """
        readings = self._readings(span, day, acting)
        if len(readings) == 1:
            return self._mention(span, readings[0])
        shared = tuple(
            Candidate(actor=reading.actor, score=reading.confidence) for reading in readings if reading.actor
        )
        return self._mention(span, Reading(None, span.via, OPEN, span.acts_as, None, shared))

    def resolve_all(
        self, span: ActorSpan, day: DateSpan | None = None, *, acting: bool = True
    ) -> tuple[ActorMention, ...]:
        """One mention for each actor that a span means: two for `both countries`."""
        return tuple(self._mention(span, reading) for reading in self._readings(span, day, acting))

    def _mention(self, span: ActorSpan, reading: Reading) -> ActorMention:
        sentence = max(0, bisect_right(self._starts, span.start) - 1)
        evidence = self.document.quote(span.start, span.end, role="actor", sentence=sentence)
        return ActorMention(
            surface=evidence.exact,
            evidence=evidence,
            actor_id=reading.actor,
            via=reading.via,
            acts_as=reading.acts_as,
            on_behalf_of=reading.behalf,
            confidence=round(reading.confidence, 3),
            candidates=reading.others,
        )

    def _readings(self, span: ActorSpan, day: DateSpan | None, acting: bool) -> tuple[Reading, ...]:
        period = Period(day if Period(day).known else self.document.published)
        if span.points == "counterpart":
            return (self._counterpart(span, period),)
        if self._is_of_several_posts(span) and (both := self._two_of_posts(span)):
            return both
        if span.points is not None:
            return self._pointed(span)
        if span.person is not None or self._are_persons(span.candidates):
            return (self._person(span, period),)
        if span.post is not None:
            return (self._role(span, period),)
        return (self._named(span, period, acting),)

    def _are_persons(self, candidates: Sequence[str]) -> bool:
        known = [self.actors.by_id[actor].kind for actor in candidates if actor in self.actors.by_id]
        return bool(known) and all(kind == "person" for kind in known)

    # Names

    def _named(self, span: ActorSpan, period: Period, acting: bool) -> Reading:
        """A name for as long as it was used and its actor existed; a place that does not act names nobody (A2, A4)."""
        if not span.candidates:
            return self._unknown(span)
        valid = self._valid(span, period)
        ranked = self._ranked(valid or list(span.candidates))
        if span.place_like and not acting:
            others = tuple(Candidate(actor=actor, score=OPEN) for actor in ranked)
            return Reading(None, span.via, CLEAR, None, None, others)
        sure = (CLEAR if span.place_like else SURE) if valid else LIKELY
        if len(ranked) == 1:
            return self._of_kind(ranked[0], span, sure)
        return self._best_of(ranked, span, sure)

    def _unknown(self, span: ActorSpan) -> Reading:
        """A name outside the vocabulary stays open; a house may tell its sector and, by a city in it, its state."""
        owner = self._owning_state(span)
        if owner is not None:
            return Reading(owner, span.via, LIKELY)
        words = self.document.text[span.start : span.end].split(" ")
        if span.label != "ORG":
            return Reading(None, span.via, OPEN)
        sector = next((HOUSES[word] for word in reversed(words) if word in HOUSES), None)
        homes = (self._state_at(" ".join(words[:size])) for size in (3, 2, 1) if size < len(words))
        home = next((state for state in homes if state), None) if sector else None
        return Reading(None, span.via, DOUBTFUL if home else OPEN, sector, home)

    def _owning_state(self, span: ActorSpan) -> str | None:
        """The state of a name that only tells whose ally or rival another one is: `Chad's ally Niger`."""
        text = self.document.text
        term = self.book.term(text[span.start : span.end]) if _OWNS.match(text, span.end) else None
        named = (alias.actor_id for alias in term.names if alias.kind != "demonym") if term else ()
        return next((actor for actor in named if actor in self.actors.states), None)

    def _state_at(self, name: str) -> str | None:
        """The state that a place of the gazetteer lies in."""
        place = self.locator.find(name)
        return self.locator.state(place.country) if place and place.country else None

    def _valid(self, span: ActorSpan, period: Period) -> list[str]:
        """The candidates that existed and bore the name on one of the days."""
        surface = self.document.text[span.start : span.end]
        term = self.book.term(surface)
        aliases: Iterable[Alias] = term.names if term else ()
        used = {alias.actor_id: False for alias in aliases}
        for alias in aliases:
            used[alias.actor_id] = used[alias.actor_id] or period.meets(alias)
        return [actor for actor in existing(span.candidates, period, self.actors) if used.get(actor, True)]

    def _ranked(self, candidates: Sequence[str]) -> list[str]:
        """Those that the document names otherwise first."""
        return sorted(candidates, key=lambda actor: -self._support(actor))

    def _support(self, actor: str) -> int:
        """How often the text names the actor, its home or what it is part of."""
        background = self.actors.backgrounds.get(actor)
        near = {actor} | ({background.home, background.parent} if background else set())
        return sum(self.memory.count[name] for name in near if name)

    def _best_of(self, ranked: Sequence[str], span: ActorSpan, sure: float) -> Reading:
        """The best supported of several; with no lead it stays open (A6)."""
        first, second = (self._support(actor) for actor in ranked[:2])
        own = sum(1 for naming in self.memory.namings if naming.start == span.start)
        lead = first - second - (own if ranked[0] == span.candidates[0] else 0)
        others = tuple(Candidate(actor=actor, score=OPEN) for actor in ranked[1:])
        if lead > 0:
            return self._of_kind(ranked[0], span, min(sure, LIKELY))._replace(others=others)
        if span.via in ("capital", "residence") or self._is_elder(ranked, span):
            return self._of_kind(span.candidates[0], span, DOUBTFUL)._replace(others=others)
        open_ones = tuple(Candidate(actor=actor, score=1 / len(ranked)) for actor in ranked)
        return Reading(None, span.via, OPEN, span.acts_as, None, open_ones)

    def _is_elder(self, ranked: Sequence[str], span: ActorSpan) -> bool:
        """Whether the others are former states of the same name: without a day the present one is meant."""
        kinds = [self.actors.by_id[actor].kind for actor in ranked if actor != span.candidates[0]]
        return all(kind == "former_state" for kind in kinds)

    def _of_kind(self, actor_id: str, span: ActorSpan, confidence: float) -> Reading:
        """A body of a state acts for it."""
        actor = self.actors.by_id[actor_id]
        home = self.actors.backgrounds[actor_id].home if actor_id in self.actors.backgrounds else ""
        behalf = home if actor.kind == "government_body" and home else None
        return Reading(actor_id, span.via, confidence, span.acts_as or self._own_sector(actor_id), behalf)

    def _own_sector(self, actor_id: str) -> Sector | None:
        """The first sector of a body or group, a court's own; a state tells none by its name."""
        actor, background = self.actors.by_id[actor_id], self.actors.backgrounds.get(actor_id)
        if actor.kind in _STATES:
            return None
        if background is not None and background.form == "court":
            return "JUD"
        return actor.sectors[0] if actor.sectors else None

    # Persons and posts

    def _person(self, span: ActorSpan, period: Period) -> Reading:
        """A person with the office held on the day; one who held it before is of the elite (A1, A3)."""
        people = [actor for actor in span.candidates if actor in self.actors.by_id]
        if not people:
            confidence = CLEAR if span.of else OPEN
            return Reading(None, span.via, confidence, span.acts_as, span.of)
        people = [person for person in people if span.post or self._is_of_the_time(person, period)]
        if not people:
            others = tuple(Candidate(actor=actor, score=OPEN) for actor in span.candidates)
            return Reading(None, span.via, OPEN, None, None, others)
        serving = (
            [person for person in people if offices_in(self.actors.offices_of(person), period)] if period.known else []
        )
        ranked = serving or sorted(people, key=lambda person: self._years_off(person, period))
        best = ranked[0]
        alone = len(ranked) == 1 or span.post is not None
        others = () if alone else tuple(Candidate(actor=actor, score=OPEN) for actor in ranked[1:])
        return self._in_office(best, span, period, SURE if alone else DOUBTFUL)._replace(others=others)

    def _is_of_the_time(self, person: str, period: Period) -> bool:
        """Whether an office of the person lies within a generation of the days, or the text names whom it served."""
        served = {office.role.body for office in self.actors.offices_of(person)}
        return self._years_off(person, period) <= GENERATION or any(self._support(body) for body in served)

    def _years_off(self, person: str, period: Period) -> int:
        """How many years lie between the days and the nearest office of the person; none when no day is known."""
        if not period.known:
            return 0
        spans = [
            (office.role.from_ or date.min, office.role.to or date.max) for office in self.actors.offices_of(person)
        ]
        return min(
            (max(since.year - period.last.year, period.first.year - until.year, 0) for since, until in spans), default=0
        )

    def _in_office(self, person: str, span: ActorSpan, period: Period, confidence: float) -> Reading:
        """What the person was on the day; without a day, or by the text's own words, the office known for."""
        offices = self.actors.offices_of(person)
        held = offices_in(offices, period) if period.known else list(reversed(offices))
        former = span.acts_as == "ELI" or (not period.known and person in self.memory.former)
        named = [] if former else _of_post(held, span) or _of_post(offices, span)
        if former:
            held = [] if span.post else [office for office in held if not self._serves_state(office)]
        if not (held or named):
            past = former or self._over(offices, period)
            return Reading(person, span.via, confidence, "ELI" if past else None)
        by_rank = sorted(named or held, key=lambda office: (not self._serves_state(office), office.title == SHARED))
        role = next((office.role for office in by_rank if office.role.body == span.of), by_rank[0].role)
        sure = confidence if period.known and held else min(confidence, LIKELY)
        return Reading(person, span.via, sure, self._serving_as(role, span), role.body)

    def _serves_state(self, office: Office) -> bool:
        """Whether the office is one of a state or territory; an office of a party ranks behind it."""
        body = self.actors.by_id.get(office.role.body)
        return body is not None and body.kind in _STATES

    def _serving_as(self, role: Role, span: ActorSpan) -> Sector:
        """The sector of the words, of a commander, or of the party or group that the person leads."""
        if span.post and span.acts_as:
            return span.acts_as
        return "MIL" if role.post == "commander" else self._own_sector(role.body) or "GOV"

    def _over(self, offices: Sequence[Office], period: Period) -> bool:
        """Whether the last office had ended before the days."""
        ends = [office.role.to for office in offices]
        return bool(ends) and None not in ends and max(end for end in ends if end is not None) < period.first

    def _role(self, span: ActorSpan, period: Period) -> Reading:
        """A post serves the body it names; its holder on the day is the actor where the tables tell one."""
        body = span.of
        if body is None:
            return self._bare_role(span, period)
        if span.acts_as == "ELI":
            return Reading(body, span.via, LIKELY, "ELI")
        confidence = CLEAR if existing((body,), period, self.actors) else LIKELY
        if span.post in _HOLDERS and not span.plural and period.known:
            holders = self._holders(span, body, period)
            if len(holders) == 1:
                return Reading(holders[0], span.via, confidence, span.acts_as, body)
            if holders:
                others = tuple(Candidate(actor=person, score=1 / len(holders)) for person in holders)
                return Reading(body, span.via, confidence, span.acts_as, None, others)
        return self._of_kind(body, span, confidence)._replace(acts_as=self._sector(body, span))

    def _sector(self, body: str, span: ActorSpan) -> Sector | None:
        """That of the words; the fighters and leaders of an armed group act as the group does."""
        actor = self.actors.by_id[body]
        if actor.kind == "armed_group" and actor.sectors and span.acts_as in _FIGHTING:
            return actor.sectors[0]
        return span.acts_as

    def _holders(self, span: ActorSpan, body: str, period: Period) -> list[str]:
        """Who held the post on one of the days, by the titles that its words name."""
        offices = self.actors.offices_by_post.get((span.post, body), ()) if span.post else ()
        titles = self._titles(span)
        held = [office for office in offices_in(offices, period) if not titles or office.title in titles]
        return list(dict.fromkeys(office.role.holder for office in held))

    def _titles(self, span: ActorSpan) -> frozenset[str]:
        """The titles that the longest post noun inside the span names; empty: any."""
        words = self.document.text[span.start : span.end].split(" ")
        for size in range(min(6, len(words)), 0, -1):
            for first in range(len(words) - size + 1):
                term = self.book.term(" ".join(words[first : first + size]))
                if term is not None and term.posts:
                    return frozenset(title for post in term.posts for title in post.titles)
        return frozenset()

    def _bare_role(self, span: ActorSpan, period: Period) -> Reading:
        """`The foreign minister`: the one of that post named before, else nobody (A6)."""
        if span.owner is not None:
            home = self._state_at(span.owner)
            return Reading(home, span.via, LIKELY if home else OPEN, span.acts_as)
        if span.plural:
            return Reading(None, span.via, OPEN, span.acts_as)
        text = self.document.text
        words = text[span.start : span.end].lower().removeprefix("the ")
        for earlier in reversed(self.memory.posts):
            if (
                earlier.end <= span.start
                and earlier.post == span.post
                and words in text[earlier.start : earlier.end].lower()
            ):
                reading = self._readings(earlier, None, True)[0]
                return reading._replace(via="context", confidence=min(LIKELY, reading.confidence))
        return self._of_focus(span, words)

    def _of_focus(self, span: ActorSpan, words: str) -> Reading:
        """`The government` is that of the one state that the sentence or paragraph is about, else nobody's."""
        before = self.document.text[max(0, span.start - 24) : span.start]
        definite = _THE.search(before) is not None or words != self.document.text[span.start : span.end].lower()
        state = self.memory.focus_before(span.start) if definite and words in _OF_STATES else None
        if state is None:
            return Reading(None, span.via, OPEN, span.acts_as)
        return Reading(state, "context", LIKELY, span.acts_as)

    def _is_of_several_posts(self, span: ActorSpan) -> bool:
        """Whether it is `the ministers` or `the two presidents`: people in office who are not named here."""
        if span.points == "pair":
            return span.acts_as == "GOV"
        bare = span.plural and span.post in _HOLDERS and not (span.of or span.owner or span.candidates)
        return bare and _THE.search(self.document.text[max(0, span.start - 24) : span.start]) is not None

    def _two_of_posts(self, span: ActorSpan) -> tuple[Reading, ...]:
        """The states of the two people in office named in this sentence or the one before; of more or fewer nobody."""
        people = self.memory.people_before(span.start)
        if span.points == "pair":  # two of those who are named: "the two presidents"
            people = [person for person in people if person.candidates]
        told = [self._readings(person, None, True)[0] for person in people]
        homes = dict.fromkeys(reading.behalf or reading.actor or "" for reading in told)
        if len(homes) != len(("one", "other")) or not self.actors.states.issuperset(homes):
            return ()
        return tuple(Reading(home, span.via, LIKELY, span.acts_as) for home in reversed(homes))

    # Words that point

    def _counterpart(self, span: ActorSpan, period: Period) -> Reading:
        """His Russian counterpart holds in Russia the post last named here."""
        earlier = self.memory.post_before(span.start)
        post = earlier.post if earlier else None
        sector = (earlier.acts_as if earlier else None) or "GOV"
        if span.person is not None and span.candidates:
            return self._person(span, period)
        if span.of is None:
            return Reading(None, span.via, OPEN, sector)
        if post in _HOLDERS and period.known and earlier is not None:
            holders = self._holders_like(earlier, span.of, period)
            if len(holders) == 1:
                return Reading(holders[0], span.via, LIKELY, sector, span.of)
        return Reading(span.of, span.via, CLEAR, sector)

    def _holders_like(self, earlier: ActorSpan, body: str, period: Period) -> list[str]:
        offices = self.actors.offices_by_post.get((earlier.post, body), ()) if earlier.post else ()
        return list(dict.fromkeys(office.role.holder for office in offices_in(offices, period)))

    def _pointed(self, span: ActorSpan) -> tuple[Reading, ...]:
        if span.points in ("pair", "neighbours"):
            return self._pair(span)
        if span.points in ("former", "latter"):
            return (self._ordered(span),)
        if span.points == "trio":
            three = self.memory.three_before(span.start) or (None,)
            return tuple(Reading(actor, span.via, CLEAR if actor else OPEN, span.acts_as) for actor in three)
        if span.points == "bloc":
            return (self._bloc(span),)
        if span.points == "several":
            return self._several(span)
        return (self._last_named(span),)

    def _pair(self, span: ActorSpan, at_most: float = CLEAR) -> tuple[Reading, ...]:
        """The two states most recently named together."""
        found = self.memory.pair_before(span.start)
        if found is None:
            return (Reading(None, span.via, OPEN, span.acts_as),)
        both, lead = found
        confidence = min(at_most, max(OPEN, lead))
        return tuple(Reading(actor, span.via, confidence, span.acts_as) for actor in both)

    def _bloc(self, span: ActorSpan) -> Reading:
        """`The bloc`: the body of states named last; less sure where the text names several."""
        bodies = self.memory.bodies_before(span.start)
        if not bodies:
            return Reading(None, span.via, OPEN)
        if self.document.text[span.start : span.end].lower().endswith("alliance"):
            bodies.sort(key=lambda body: self.actors.backgrounds[body].form != "alliance")
        others = tuple(Candidate(actor=body, score=OPEN) for body in bodies[1:4])
        return Reading(bodies[0], span.via, DOUBTFUL if others else LIKELY, self._own_sector(bodies[0]), None, others)

    def _several(self, span: ActorSpan) -> tuple[Reading, ...]:
        """`They`: the people, or the two joined, that this sentence or the one before named last; else nobody (A6)."""
        pair, people = self.memory.joined_near(span.start), self.memory.people_near(span.start)
        if people is not None and (pair is None or people.end > pair.end):
            found = self._readings(people, None, True)
            return tuple(one._replace(via=span.via, confidence=min(DOUBTFUL, one.confidence)) for one in found)
        if pair is None:
            return (Reading(None, span.via, OPEN, span.acts_as),)
        return tuple(Reading(actor, span.via, DOUBTFUL, span.acts_as) for actor in (pair.first, pair.second))

    def _ordered(self, span: ActorSpan) -> Reading:
        """The first or the second of two named together just before."""
        both = self.memory.ordered_before(span.start)
        if both is None:
            return Reading(None, span.via, OPEN)
        return Reading(both[span.points == "latter"], span.via, LIKELY)

    def _last_named(self, span: ActorSpan) -> Reading:
        """`The country`, `it`: the one state named in this sentence or the one before; of several none (A6)."""
        if self.document.text[span.start : span.end].lower() in load_function_words().of_people:
            return self._last_person(span)
        named = self.memory.states_before(span.start)
        if span.points == "country":
            named = [actor for actor in named if self.actors.by_id[actor].kind in _STATES]
        if len(named) == 1:
            return Reading(named[0], span.via, DOUBTFUL if span.points == "one" else LIKELY)
        others = tuple(Candidate(actor=actor, score=round(1 / len(named), 3)) for actor in reversed(named[-4:]))
        return Reading(None, span.via, OPEN, None, None, others)

    def _last_person(self, span: ActorSpan) -> Reading:
        """`He`, `her`: the person named last in this sentence or the one before; else the one state, but no body."""
        told = (self._readings(person, None, True)[0] for person in self.memory.people_before(span.start))
        if known := next((reading for reading in told if reading.actor or reading.behalf), None):
            return known._replace(via=span.via, confidence=min(DOUBTFUL, known.confidence))
        named = self.memory.states_before(span.start)
        if len(named) == 1 and self.actors.by_id[named[0]].kind in _STATES:
            return Reading(named[0], span.via, DOUBTFUL)
        return Reading(None, span.via, OPEN)
