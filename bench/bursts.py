"""A year of news as a ledger holds it: texts with their claims, made without reading them.

Stories break on some day and are told in bursts, most by one text and a few by dozens; a third of the later texts are
copies, whole, cut, or with sentences of their own; pairs of states are as unequal as in life, and background sentences
come back. The same seed makes the same bytes, and a story does not depend on how many are made.
"""

import tomllib
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import accumulate, islice
from random import Random
from typing import NamedTuple

import msgspec

from bench.corpora import TEXTS
from entente.records import (
    AUTHOR,
    ActorMention,
    Amount,
    Claim,
    DateSpan,
    Document,
    Evidence,
    Firmness,
    Naming,
)
from entente.records.codes import Domain, EventType, EvidenceRole, Stage, UndertakingKind
from entente.vocab.actors import load_actors
from entente.vocab.merging import load_common_words

FIRST_DAY, DAYS = date(2024, 1, 1), 366
SOURCES = 400
TOLD_ONCE = 0.55
"""Share of the stories that one text alone tells."""
MOST_TELLINGS = 40
COPIED = 0.35
"""Share of the later texts of a story that are copies."""
BACKGROUND = 0.3
"""Share of the texts that repeat a background sentence of their pair of states."""

_PAST = Firmness(polarity="positive", certainty="certain", orientation="past", force="asserted")
_NOW = datetime(2025, 1, 2, tzinfo=UTC)


class Act(msgspec.Struct, frozen=True, kw_only=True):
    """A kind of act, and the ways in which reporters put it."""

    type: EventType
    domain: Domain
    wordings: tuple[tuple[str, str], ...]
    """The words of the act, and the sentence around them."""
    kind: UndertakingKind | None = None
    head: str = ""
    stage: Stage | None = None


class Words(NamedTuple):
    """What stories are made of."""

    acts: tuple[Act, ...]
    syllables: tuple[str, ...]
    """Of the names and of what stands between the facts."""


@cache
def _words() -> Words:
    data = tomllib.loads((TEXTS / "acts.toml").read_text(encoding="utf-8"))
    return Words(msgspec.convert(data["act"], tuple[Act, ...]), tuple(data["syllables"].split()))


class Fact(NamedTuple):
    """One act of a story."""

    act: Act
    a: int
    b: int
    day: date
    thing: str
    place: str
    sum: int


class Sentence(NamedTuple):
    """Words, and what they tell."""

    words: str
    fact: Fact | None = None
    trigger: str = ""


class Told(NamedTuple):
    """A text and its claims."""

    document: Document
    claims: tuple[Claim, ...]


def told(count: int) -> Iterator[Told]:
    """So many texts, story by story."""
    return islice(_texts(), count)


def _texts() -> Iterator[Told]:
    number = 0
    while True:
        yield from _story(number)
        number += 1


def _story(number: int) -> Iterator[Told]:
    random = Random(f"story {number}")
    pair = _pair(random)
    breaks = FIRST_DAY + timedelta(random.randrange(DAYS))
    facts = [_fact(random, pair, breaks) for _ in range(random.choice((1, 2, 2, 3)))]
    sources = random.sample(range(SOURCES), _tellings(random))
    first: list[Sentence] = []
    for at, source in enumerate(sources):
        copied = bool(first) and random.random() < COPIED
        sentences = _copy(random, first) if copied else _telling(random, facts)
        first = first or sentences
        yield _record(random, sentences, source, breaks + timedelta(min(at // 8, 6)))


def _tellings(random: Random) -> int:
    """A heavy tail: half of the stories are told once."""
    if random.random() < TOLD_ONCE:
        return 1
    return min(MOST_TELLINGS, 1 + int(random.paretovariate(1.4)))


def _pair(random: Random) -> tuple[int, int]:
    """Two states, the first in the list more often than the last."""
    a = b = _one(random)
    while a == b:
        b = _one(random)
    return a, b


def _one(random: Random) -> int:
    return min(bisect_left(_shares(), random.random()), len(_states()) - 1)


@cache
def _shares() -> tuple[float, ...]:
    parts = [1 / (at + 5) for at in range(len(_states()))]
    return tuple(accumulate(part / sum(parts) for part in parts))


def _fact(random: Random, pair: tuple[int, int], breaks: date) -> Fact:
    act = random.choice(_words().acts)
    a, b = pair if random.random() < 0.7 else pair[::-1]
    works = Random(f"works {min(pair)} {max(pair)} {act.head} {random.randrange(3)}")
    thing = f"{_name(works)} {act.head}"
    return Fact(act, a, b, breaks - timedelta(random.choice((0, 0, 1, 1, 2, 9, 30))), thing, _name(random),
                random.randrange(10, 990))  # fmt: skip


# ------------------------------------------------------------------------------------------------ the words


class State(NamedTuple):
    """One that stands today."""

    actor_id: str
    name: str


@cache
def _states() -> tuple[State, ...]:
    """Those of the vocabulary, in an order of our own."""
    actors = load_actors()
    standing = (actors.by_id[key] for key in sorted(actors.states))
    states = [State(actor.actor_id, actor.name) for actor in standing if actor.valid.to is None]
    return tuple(Random("states").sample(states, len(states)))


def _name(random: Random) -> str:
    return "".join(random.choices(_words().syllables, k=random.choice((2, 3, 3)))).capitalize()


@cache
def _lexicon() -> tuple[tuple[str, ...], tuple[float, ...]]:
    """Words of the language, the common ones used far more than others."""
    words = tuple(load_common_words())
    return words, tuple(accumulate(1 / (at + 10) for at in range(len(words))))


def _filler(random: Random) -> Sentence:
    words, weights = _lexicon()
    chosen = random.choices(words, cum_weights=weights, k=random.randint(9, 24))
    if random.random() < 0.4:
        chosen[random.randrange(1, len(chosen))] = _name(random)
    return Sentence(" ".join(chosen).capitalize() + ".")


def _telling(random: Random, facts: Sequence[Fact]) -> list[Sentence]:
    """The facts in one reporter's words, with others of his own between them."""
    sentences = [_put(random, fact) for fact in facts]
    sentences += [_filler(random) for _ in range(random.randint(5, 10))]
    if random.random() < BACKGROUND:
        fact = facts[0]
        stock = Random(f"background {min(fact.a, fact.b)} {max(fact.a, fact.b)} {random.randrange(3)}")
        sentences.append(_filler(stock))
    return sentences


def _put(random: Random, fact: Fact) -> Sentence:
    trigger, wording = random.choice(fact.act.wordings)
    states = _states()
    words = wording.format(a=states[fact.a].name, b=states[fact.b].name, thing=fact.thing, place=fact.place,
                           sum=f"${fact.sum} million", day=f"{fact.day.day} {fact.day:%B %Y}")  # fmt: skip
    return Sentence(words, fact, trigger)


def _copy(random: Random, first: Sequence[Sentence]) -> list[Sentence]:
    """All of it, its beginning, or some of its sentences among others."""
    how = random.random()
    if how < 0.4:
        return list(first)
    if how < 0.7:
        return list(first[: max(3, len(first) * 2 // 3)])
    return [sentence if random.random() < 0.7 else _filler(random) for sentence in first]


# ------------------------------------------------------------------------------------------------ the records


def _record(random: Random, sentences: Sequence[Sentence], source: int, published: date) -> Told:
    text = "\n\n".join(sentence.words for sentence in sentences)
    document = Document(
        source_id=f"source{source}",
        url=f"https://source{source}.example/{random.randrange(10**12)}",
        title=sentences[0].words[:80],
        language="en",
        media_type="text/plain",
        published=DateSpan.read(published.isoformat(), basis="explicit"),
        published_basis="metadata",
        retrieved_at=_NOW,
        raw_sha256=f"{random.randrange(16**64):064x}",
        text=text,
    )
    at, claims = 0, []
    for number, sentence in enumerate(sentences):
        if sentence.fact:
            claims.append(_claim(document, sentence, sentence.fact, at, number))
        at += len(sentence.words) + 2
    return Told(document, tuple(claims))


def _claim(document: Document, sentence: Sentence, fact: Fact, at: int, number: int) -> Claim:
    """What the sentence tells, each part with its words."""
    act, states = fact.act, _states()
    end = at + len(sentence.words)

    def words(part: str, role: EvidenceRole) -> Evidence:
        start = document.text.index(part, at)
        return document.quote(start, start + len(part), role=role, sentence=number)

    def mention(state: int) -> ActorMention:
        known = states[state]
        evidence = words(known.name, "actor")
        return ActorMention(surface=known.name, evidence=evidence, actor_id=known.actor_id, via="name", confidence=1)

    day = f"{fact.day.day} {fact.day:%B %Y}"
    money = f"${fact.sum} million"
    one, other = mention(fact.a), mention(fact.b)
    both = act.type in ("SUPPORT", "CONSULT", "COOPERATE")
    return Claim(
        doc_id=document.doc_id,
        kind="commitment" if act.stage else "event",
        type=act.type,
        trigger=words(sentence.trigger, "trigger"),
        support=(document.quote(at, end, role="support", sentence=number),),
        actors=(one, other) if both else (one,),
        recipients=() if both else (other,),
        domains=(act.domain,),
        when=DateSpan.read(fact.day.isoformat(), basis="explicit", expression=words(day, "date")),
        holders=(AUTHOR,),
        firmness=_PAST,
        stage=act.stage,
        undertakings=(Naming(evidence=words(fact.thing, "support"), kind=act.kind, head=act.head, name=fact.thing),)
        if act.kind and fact.thing in sentence.words
        else (),
        amounts=(Amount(value=f"{fact.sum}000000", unit="USD", kind="loan", evidence=words(money, "amount")),)
        if money in sentence.words
        else (),
        extraction_confidence=0.9,
    )  # fmt: skip
