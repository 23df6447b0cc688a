"""A record of any size, made up: what `bench.web` asks pages of.

Two texts tell the same five acts, so that an event has two claims; every tenth second text is a copy of the first.
Busy states are told of more often, as in the news: the fullest pair of 120 states has close to one event in a hundred.
Of each pair every twentieth event begins an undertaking; every hundredth event is disputed.
"""

import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import chain, islice
from typing import NamedTuple

from entente.ledger import Batch, Ledger
from entente.ledger.place import Place
from entente.merge.copies import Lineage
from entente.merge.lifecycle import Due
from entente.records import (
    AUTHOR,
    Actor,
    ActorIds,
    ActorMention,
    AnyRecord,
    Claim,
    Conflict,
    DateSpan,
    Document,
    Event,
    Grade,
    Participant,
    Party,
    Producer,
    StageRecord,
    Undertaking,
)
from entente.records.codes import EVENT_TYPES, EventType
from entente.records.firmness import PLAINEST
from entente.views import Book

STATES = 120
ACTS_OF_A_TEXT = 5
OUTLETS = 60
COPIED, PROMISED, DISPUTED = 10, 20, 100
"""One in so many second texts is a copy, events of a pair begin an undertaking, events are disputed."""
ACTS: tuple[tuple[str, EventType], ...] = (
    ("signed a treaty with", "SUPPORT"), ("accused", "ACCUSE"), ("sent aid to", "AID"), ("held talks with", "CONSULT"),
    ("imposed sanctions on", "SANCTION"), ("agreed to lend money to", "AGREE"), ("spoke of", "SAY"),
)  # fmt: skip
FIELDS = ("diplomacy", "energy", "trade", "defence", "transport")
OBJECTS = ("gas", "grain", "rail links", "water", "visas", "shipping", "loans", "satellites", "fishing", "prisoners")
PRODUCER = Producer(name="bench", version="1")
FIRST = date(2005, 1, 1)
BATCH = 4_000
"""Records written together."""


class Act(NamedTuple):
    """What two texts tell."""

    a: Actor
    b: Actor
    words: str
    type: EventType
    field: str
    about: str
    is_meant: bool


class Told(NamedTuple):
    """Two texts with their claims, and what follows from both."""

    documents: tuple[Document, Document]
    claims: tuple[Claim, ...]
    events: tuple[Event, ...]
    lineages: tuple[Lineage, ...]


def states() -> dict[str, Actor]:
    """Invented states."""
    names = [f"Land{chr(65 + n // 26)}{chr(97 + n % 26)}" for n in range(STATES)]
    codes = [f"X{chr(65 + n // 26)}{chr(65 + n % 26)}" for n in range(STATES)]
    made = [
        Actor(actor_id=f"act:{c.lower()}", kind="state", name=n, ids=ActorIds(iso3=c))
        for n, c in zip(names, codes, strict=True)
    ]
    return {actor.actor_id: actor for actor in made}


def weights() -> list[float]:
    """How often each state is told of."""
    return [1 / (4 + rank) for rank in range(STATES)]


def draw_pair(chance: random.Random, actors: Sequence[Actor]) -> tuple[Actor, Actor]:
    """Two states, busy ones more often."""
    a = b = actors[0]
    while a is b:
        a, b = chance.choices(actors, weights(), k=2)
    return a, b


def told(n_claims: int, actors: Mapping[str, Actor], seed: int = 7) -> Iterator[Told]:
    """Texts until there are so many claims, the same for the same number and seed."""
    chance, named = random.Random(seed), list(actors.values())
    for number in range(-(-n_claims // (2 * ACTS_OF_A_TEXT))):
        yield _told(number, chance, named)


def generate(n_claims: int) -> Book:
    """A record of so many claims."""
    actors = states()
    texts = list(told(n_claims, actors))
    return book_of(
        [document for each in texts for document in each.documents], [c for each in texts for c in each.claims], texts,
        actors,
    )  # fmt: skip


def book_of(
    documents: Sequence[Document], claims: Sequence[Claim], texts: Sequence[Told], actors: Mapping[str, Actor]
) -> Book:
    """Documents and claims with what follows from the texts they stand in."""
    events = [event for each in texts for event in each.events]
    promised, dues = _undertakings(events)
    return Book.of(
        documents, claims, events, promised, _conflicts(events), dues=dues,
        lineages=(line for each in texts for line in each.lineages), actors=actors,
    )  # fmt: skip


def write(place: Place, n_claims: int) -> None:
    """The states, texts and claims as a ledger."""
    made = (chain[AnyRecord](each.documents, each.claims) for each in told(n_claims, states()))
    records = chain(states().values(), chain.from_iterable(made))
    with Ledger.open(place) as ledger:
        while some := tuple(islice(records, BATCH)):
            ledger.append(Batch(producer=PRODUCER, records=some))


def _told(number: int, chance: random.Random, actors: Sequence[Actor]) -> Told:
    acts = [
        Act(*draw_pair(chance, actors), *chance.choice(ACTS), chance.choice(FIELDS), chance.choice(OBJECTS),
            chance.random() < 0.2) for _ in range(ACTS_OF_A_TEXT)
    ]  # fmt: skip
    day = FIRST + timedelta(days=chance.randrange(20 * 365))
    is_copy = number % COPIED == 0
    first = _text(number, 0, acts, day, chance.randrange(OUTLETS))
    second = _text(number, 0 if is_copy else 1, acts, day + timedelta(days=1), chance.randrange(OUTLETS))
    claims = [[_claim(text, act, day, at) for at, act in enumerate(acts)] for text in (first, second)]
    events = tuple(_event(pair, day, 1 if is_copy else 2) for pair in zip(*claims, strict=True))
    return Told((first, second), (*claims[0], *claims[1]), events, _lineages(first, second) if is_copy else ())


def _text(number: int, wording: int, acts: Sequence[Act], day: date, outlet: int) -> Document:
    ends = ("on Wednesday", "the day before, officials said")[wording]
    lines = [f"{act.a.name} {act.words} {act.b.name} over {act.about} {ends}." for act in acts]
    return Document(
        source_id=f"outlet-{outlet}", title=f"Report {number} on {acts[0].about}", language="en",
        media_type="text/plain", published=DateSpan.read(day.isoformat(), basis="explicit"),
        published_basis="metadata", retrieved_at=datetime(2026, 1, 1, tzinfo=UTC), raw_sha256=f"{number:064x}",
        text="\n\n".join((*lines, f"File {number}.{wording} of {day}.")),
    )  # fmt: skip


def _claim(document: Document, act: Act, day: date, at: int) -> Claim:
    start = sum(len(line) + 2 for line in document.text.split("\n\n")[:at])
    verb = start + len(act.a.name) + 1
    other = verb + len(act.words) + 1
    end = other + len(act.b.name)

    def mention(actor: Actor, first: int) -> ActorMention:
        quote = document.quote(first, first + len(actor.name), role="actor", sentence=at)
        return ActorMention(surface=actor.name, evidence=quote, actor_id=actor.actor_id, via="name", confidence=0.9)

    when = DateSpan.read((day - timedelta(days=1)).isoformat(), basis="carried")
    return Claim(
        doc_id=document.doc_id, kind="event", type=act.type, extraction_confidence=0.8,
        firmness=PLAINEST["planned" if act.is_meant else "happened"], holders=(AUTHOR,), domains=(act.field,),
        when=when, trigger=document.quote(verb, verb + len(act.words), role="trigger", sentence=at),
        support=(document.quote(start, end, role="support", sentence=at),),
        actors=(mention(act.a, start),), recipients=(mention(act.b, other),),
    )  # fmt: skip


def _event(claims: Sequence[Claim], day: date, n_origins: int) -> Event:
    first = claims[0]
    facts = EVENT_TYPES[first.type or "SAY"]
    return Event(
        claims=tuple(sorted({each.claim_id for each in claims})), type=first.type or "SAY", quad=facts.quad,
        actors=tuple(Participant(actor_id=m.actor_id, name=m.surface) for m in first.actors),
        recipients=tuple(Participant(actor_id=m.actor_id, name=m.surface) for m in first.recipients),
        intensity=facts.base, when=first.when, status=first.status, domains=first.domains, n_documents=2,
        n_independent=n_origins, grade=Grade(reliability="F", credibility=3), first_published=day,
        last_published=day + timedelta(days=1),
    )  # fmt: skip


def _lineages(first: Document, second: Document) -> tuple[Lineage, Lineage]:
    whole = (0, second.text.index("File "))
    return (
        Lineage(doc_id=first.doc_id, group=first.doc_id),
        Lineage(
            doc_id=second.doc_id, kind="verbatim_copy", copied_from=first.doc_id, group=first.doc_id, inherited=(whole,)
        ),
    )


def _conflicts(events: Sequence[Event]) -> Iterator[Conflict]:
    for event in events[::DISPUTED]:
        if len(event.claims) > 1:
            yield Conflict(claim_a=event.claims[0], claim_b=event.claims[1], field="when", kind="incompatible_value")


def _undertakings(events: Sequence[Event]) -> tuple[list[Undertaking], list[Due]]:
    """Agreed, signed and meant to begin: three events of a pair that follow each other in time."""
    of_pair: defaultdict[frozenset[str | None], list[Event]] = defaultdict(list)
    for event in sorted(events, key=lambda event: (event.when.bounds, event.event_id)):
        of_pair[frozenset(party.actor_id for party in (*event.actors, *event.recipients))].append(event)
    made = [
        _undertaking(some[at : at + 3], at)
        for some in of_pair.values() for at in range(0, len(some) - 2, PROMISED)
    ]  # fmt: skip
    return [each for each, _ in made], [due for _, due in made]


def _undertaking(steps: Sequence[Event], number: int) -> tuple[Undertaking, Due]:
    agreed, signed, begun = steps
    names = " and ".join(party.name for party in (*agreed.actors, *agreed.recipients))
    days = [event.when.latest or FIRST for event in steps]
    due = DateSpan.read((days[2] + timedelta(days=number % 700)).isoformat(), basis="carried")
    history = (
        StageRecord(stage="agreed", when=agreed.when, status="happened", claims=agreed.claims),
        StageRecord(stage="signed", when=signed.when, status="happened", claims=signed.claims),
        StageRecord(stage="under_way", when=due, status="planned", claims=begun.claims),
    )
    parties = (Party(actor=agreed.actors[0], role="promisor"), Party(actor=agreed.recipients[0], role="beneficiary"))
    made = Undertaking(
        kind="project", title=f"line {number} of {names}", parties=parties, domains=agreed.domains, history=history,
        last_heard=max(days) + timedelta(days=2),
    )  # fmt: skip
    return made, Due(undertaking_id=made.undertaking_id, stage="under_way", due=due, claims=begun.claims)
