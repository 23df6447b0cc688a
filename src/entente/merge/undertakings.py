"""The registry of undertakings: mentions brought together by name, acronym, description and party."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache, partial
from itertools import chain, combinations
from typing import NamedTuple

from entente.merge.clusters import Pair, cluster
from entente.merge.meeting import Meeting, Way, key_of
from entente.merge.memory import Known, Memory, no_memory
from entente.merge.naming import (
    PAPER,
    Likeness,
    NameKey,
    compare_names,
    fields,
    matter_of,
    name_beside,
    name_key,
    own_words,
    place_beside,
    said_of,
    states_joined,
    sum_of,
    telling_words,
    tells_whose,
)
from entente.merge.reasons import reason, shared
from entente.merge.sketch import Postings, distinct
from entente.records import UNKNOWN_DATE, Amount, DateSpan, Decision, Participant, Party, Record, content_id
from entente.records.codes import Answer, Domain, Stage, Status, UndertakingKind
from entente.vocab.merging import head_class, may_name_one, names_generally, stem
from entente.words import fold_text

PAPERS: frozenset[UndertakingKind] = frozenset({"treaty", "agreement", "mou", "ceasefire"})
"""Kinds that each party signs, approves and keeps for itself."""
BINDERS: frozenset[UndertakingKind] = frozenset({"mou", "agreement", "contract"})
"""Kinds of which one that bears no name is a paper of what it is for."""
BOUND: frozenset[UndertakingKind] = frozenset({"project", "pledge"})
"""Kinds of what such a paper is for."""
MONEY: frozenset[UndertakingKind] = frozenset({"loan", "grant"})
"""Kinds of which a memorandum is only the first paper."""
PURPOSE = re.compile(
    r"(?:[^,;.]|[.,](?=\d)){0,60}\b(?:for|of|on|towards?"
    r"|to (?:build|finance|buy|sell|supply|deliver|lease|open|lay|create|set up|construct)"
    r"|covering|opening"
    r"|creating|establishing|setting up)\s+"
    r"(?:(?:the )?(?:\w+, ){0,2}\w+ and \w+ of )?(?:[\w-]+\s+){0,4}"
)
"""Words between two namings that make the second the purpose of the first."""
NAMED_BY_MEASURE = re.compile(r"\b[Tt]he \d[\d,.]*-[\w-]+ (?:[A-Z][\w-]* )+")
"""A measure before a name, which tells of works just introduced what they are called."""
ON_PAPER: frozenset[UndertakingKind] = frozenset({"loan", "grant", "ceasefire", "contract", "mou"})
"""Kinds that "the agreement" may mean where it takes them up."""
PAPER_WORDS = frozenset({"agreement", "accord", "pact", "deal", "document"})
"""Nouns for any paper."""
RECURRING: frozenset[UndertakingKind] = frozenset({"exercise", "visit"})
"""Kinds of which the same parties hold one after the other: another year is another instance."""
STRAY = "same_words_nobody_named"
"""Reason of a pair of which one side names no state; it is one where no other undertaking bears the words."""
CONTRADICTING = frozenset({"other_name", "other_acronym"})
"""Ways in which two names part the groups that they stand in: a bare name between them joins nothing."""
TOO_MANY = frozenset({"accord", "deal", "project", "memorandum", "pledge", "visit", "meeting"})
"""Classes of which the same states have many: "the agreement" of another text may be any."""
SIGNED_BY = frozenset({"accord", "deal", "memorandum"})
"""Classes of papers that two parties sign."""
PASSING_DAYS = 62
"""Longest date span that tells one visit or exercise from the next."""
SINGLE: frozenset[UndertakingKind] = frozenset({"ceasefire"})
"""Kinds of which two parties have one at a time."""
MATTERS: frozenset[UndertakingKind] = frozenset(
    {"mou", "agreement", "treaty", "contract", "ceasefire", "grant", "loan", "pledge", "sanction_regime"}
)
"""Kinds that are told apart by what they are about."""
VAGUE_PLEDGES = frozenset({"pledge", "promise", "commitment", "undertaking", "assurance"})
REPORTED_APART = 7
"""Days by which two reports of one day may differ: that is a conflict, no other undertaking."""
LEAST_NAME = 4
"""Letters of a name's first word from which it may be found again in a description."""
PAIR = 2
FIRST: frozenset[Stage] = frozenset({"signed"})
"""Milestones before which nothing of a paper is done."""
DONE: frozenset[Stage] = frozenset({"under_way", "completed", "closed"})
"""Milestones of works that are begun or in use."""
YEARS_APART = timedelta(days=3 * 365)
"""Time since which works have been in use where they cannot be the ones still to come."""
SIGNED_APART = 180
"""Days between two signings from which they are of two papers: an addendum, or another party's, comes sooner."""
OTHER = frozenset(
    {"further", "additional", "earlier", "previous", "former", "another", "old", "older", "second", "other"}
)
"""Words that say that another one is meant."""
LASTING: frozenset[Stage] = frozenset({"mooted", "proposed", "negotiating"})
"""Milestones that one thing may be told to be at on many days."""
NOTHING: frozenset[str] = frozenset()
NEW = "new"
PARTS = frozenset({"tranche"})
"""Heads of what is a part of something named before."""
CURRENCY = 3
"""Letters of the code of a currency."""
SURE, UNSURE = 1.0, 0.5
"""Scores of `yes` and `maybe`."""
WAYS = Way(64), Way(64, by_first=True)
"""Words of names and descriptions, parties and sums that few have; whole names and descriptions."""


class UndertakingMention(Record, frozen=True, kw_only=True):
    """One naming of an undertaking by a claim: `the Tarn Pass pipeline` in "work on the Tarn Pass pipeline began"."""

    claim_id: str
    doc_id: str
    start: int
    """Of the naming in its document."""
    surface: str
    """The words as they stand."""
    kind: UndertakingKind
    head: str
    """Lemma of its head noun."""
    name: str | None = None
    """Its proper name; None: only described."""
    acronym: str | None = None
    definite: bool = False
    """True for `the pipeline`, `this deal`: something named before; with a name: another name for it."""
    context: str = ""
    """The sentence around it; empty: not given."""
    parties: tuple[Party, ...] = ()
    domains: tuple[Domain, ...] = ()
    stage: Stage | None = None
    """The milestone that the claim reports; None: it only names the undertaking."""
    status: Status = "unclear"
    party: Participant | None = None
    """Whose milestone it is, as in ratification; None: of the whole."""
    provisional: bool = False
    when: DateSpan = UNKNOWN_DATE
    """Of the milestone."""
    due: DateSpan | None = None
    """When the milestone falls due; None: the text sets no day."""
    amounts: tuple[Amount, ...] = ()
    published: DateSpan | None = None
    """Of its document; None: nothing tells."""
    around: tuple[str, ...] = ()
    """The two states that its document names most: whose it may be where its own words name nobody."""

    @property
    def mention_id(self) -> str:
        """An `und:` id: every undertaking bears that of its first mention, so all of them lead to it."""
        return content_id("und", self.claim_id, self.start, self.head)

    @property
    def key(self) -> NameKey | None:
        """Its name taken apart, or the place that tells which works it is; None: it has neither."""
        if self.named:
            return name_key(self.name or self.acronym or "", self.head, self.acronym or "")
        if self.kind != "project":
            return None
        if name := name_beside(self.surface, self.context, self.head):
            return name_key(name, self.head)
        if not (place := place_beside(self.surface, self.context)):
            return None
        return name_key(f"{place} {self.head}", self.head)

    @property
    def named(self) -> bool:
        """Whether it has a name or an acronym of its own."""
        return bool(self.acronym or (self.name and not tells_whose(self.name, self.head)))

    @property
    def before(self) -> str:
        """The word before it in its sentence, folded."""
        at = self.context.find(self.surface)
        return fold_text(self.context[:at].rpartition(" ")[0].rpartition(" ")[2]) if at > 0 else ""

    @property
    def tells_no_other(self) -> bool:
        """Whether it is the rest of goods, or one of several: "the second battery", "Bhutan's second airport"."""
        rest = self.kind == "pledge" and f"the other {self.surface}".lower() in self.context.lower()
        one_of = "second" in (self.before, *self.surface.split()[:2])
        owned = self.surface.startswith("second ") and self.before.endswith(("'s", "’s", "its"))
        return rest or owned or (self.kind == "pledge" and one_of)

    @property
    def points(self) -> bool:
        """Whether something named before is meant, though by whose it is: "the Korean-built port"."""
        return (
            self.definite
            or self.head in PARTS
            or bool(self.name and not self.named and fold_text(self.surface).startswith("the "))
        )

    @property
    def party_keys(self) -> frozenset[str]:
        """Its parties by id or folded name."""
        return frozenset(party.actor.actor_id or fold_text(party.actor.name) for party in self.parties)


@lru_cache(65_536)
def once(words: frozenset[str]) -> frozenset[str]:
    """The same, held once for all things that have them."""
    return words


@dataclass(frozen=True)
class Thing:
    """What one document means by one or more mentions; what follows from them is worked out once."""

    mentions: tuple[UndertakingMention, ...]

    @cached_property
    def thing_id(self) -> str:
        """The least id among its mentions."""
        return min(mention.mention_id for mention in self.mentions)

    @cached_property
    def keys(self) -> tuple[NameKey, ...]:
        """Its names, each once."""
        return tuple(dict.fromkeys(key for mention in self.mentions if (key := mention.key)))

    @cached_property
    def parties(self) -> frozenset[str]:
        """All parties that its mentions name."""
        return once(frozenset(party for mention in self.mentions for party in mention.party_keys))

    @cached_property
    def circle(self) -> frozenset[str]:
        """Its parties; where no mention names any, the states that its document is about."""
        return self.parties or once(frozenset(key for mention in self.mentions for key in mention.around))

    @cached_property
    def reach(self) -> frozenset[str]:
        """Its parties; where one alone is named, the states that its document is about too."""
        around = (key for m in self.mentions for key in m.around)
        return once(self.circle.union(around)) if len(self.parties) < PAIR else self.circle

    @cached_property
    def marks(self) -> frozenset[str]:
        """Words such as "earlier" that tell it from others of its kind."""
        told = (w for m in self.mentions for w in (*fold_text(m.surface).split(), m.before) if not m.tells_no_other)
        return frozenset(word for word in told if word in OTHER)

    @cached_property
    def is_new(self) -> bool:
        """Whether its text calls it a new one, which tells it from the one of before: "a new accord for next year"."""
        return any(NEW in fold_text(mention.surface).split() for mention in self.mentions)

    @cached_property
    def heads(self) -> frozenset[str]:
        """Its head nouns; one that only points to it, and could name no such thing alone, counts for nothing."""
        pointing = frozenset(m.head for m in self.mentions if m.points and m.head in PAPER_WORDS)
        own = frozenset(m.head for m in self.mentions) - pointing
        return once(own.union(head for head in pointing if not own or any(may_name_one(head, one) for one in own)))

    @cached_property
    def tracks(self) -> tuple[frozenset[str], frozenset[str]]:
        """Head nouns of its papers, and of what they are for."""
        papers = frozenset(mention.head for mention in self.mentions if mention.kind in PAPERS | BINDERS)
        return papers, self.heads - papers

    @cached_property
    def bound(self) -> bool:
        """Whether it is works together with the paper that is for them."""
        papers, works = self.tracks
        return not all(may_name_one(a, b) for a in papers for b in works)

    @cached_property
    def words(self) -> frozenset[str]:
        """Stems of what stands before its noun and of what it is about, whatever its kind."""
        told = ((words, m.head) for m in self.mentions for words in (m.surface, matter_of(m.surface, m.context)))
        return once(frozenset(word for words, head in told for word in telling_words(words, head)))

    @cached_property
    def telling(self) -> frozenset[str]:
        """Stems of what stands before its noun and says more than new or joint; none for what recurs."""
        return once(frozenset(() if self.recurs else (word for m in self.mentions for word in _words_of(m))))

    @cached_property
    def hints(self) -> frozenset[str]:
        """Stems of what its sentences say of a paper, by which another text may name it."""
        said = ((said_of(m.surface, m.context), m.head) for m in self.mentions if m.kind in PAPERS and not m.points)
        return frozenset(word for words, head in said for word in telling_words(words, head))

    @cached_property
    def recurs(self) -> bool:
        """Whether it is of a kind that is held one after the other."""
        return any(mention.kind in RECURRING for mention in self.mentions)

    @cached_property
    def numbers(self) -> frozenset[int]:
        """Of its session or edition."""
        return frozenset(number for key in self.keys for number in key.numbers)

    @cached_property
    def signers(self) -> frozenset[str]:
        """Whom its steps are told of."""
        steps = (mention for mention in self.mentions if mention.stage and mention.status in ("happened", "planned"))
        return once(frozenset(party for mention in steps for party in mention.party_keys))

    @cached_property
    def sums(self) -> frozenset[str]:
        """The sums that it is named by: "the $300 million loan", "a grant of 12 million euros"."""
        return frozenset(named for m in self.mentions if (named := sum_of(m.surface, m.context)))

    @cached_property
    def joins(self) -> frozenset[frozenset[str]]:
        """The states that works are told to join: "the Chad-Niger line"."""
        told = (states_joined(m.surface, m.context) for m in self.mentions if m.kind == "project")
        return frozenset(states for states in told if len(states) >= PAIR)

    @cached_property
    def years(self) -> frozenset[int]:
        """Years in which its dated steps lie for certain."""
        spans = [mention.when for mention in self.mentions if mention.stage]
        return frozenset(
            span.earliest.year
            for span in spans
            if span.earliest and span.latest and span.earliest.year == span.latest.year
        )


def find_things(mentions: Iterable[UndertakingMention], memory: Memory | None = None) -> tuple[Thing, ...]:
    """What each document speaks of: names and definite descriptions linked to what it introduced before."""
    kept = (memory or no_memory()).stage("things")
    by_document: defaultdict[str, list[UndertakingMention]] = defaultdict(list)
    for mention in sorted(mentions, key=lambda m: (m.doc_id, m.start, m.claim_id, m.head)):
        by_document[mention.doc_id].append(mention)
    things: list[Thing] = []
    for doc_id, own in sorted(by_document.items()):
        things += kept.recall(kept.number(doc_id, own), partial(_link, own))
    return tuple(sorted(things, key=lambda thing: thing.thing_id))


def _link(mentions: Sequence[UndertakingMention]) -> list[Thing]:
    """One document's mentions in order: each joins the last thing that it may name, or introduces another."""
    things: list[list[UndertakingMention]] = []
    for mention in mentions:
        fitting = [thing for thing in reversed(things) if _continues(mention, Thing(tuple(thing)))]
        fitting = _as_new(mention, fitting) or fitting
        fitting = _paper_of(mention, mentions, things) or fitting or _only_one(mention, things)
        fitting = fitting or _on_paper(mention, things)
        second_name = mention.definite and mention.named
        earlier = max(fitting, key=len, default=None) if second_name else next(iter(fitting), None)
        if earlier is None:
            things.append([mention])
        else:
            earlier.append(mention)
    return [Thing(tuple(thing)) for thing in things]


def _as_new(mention: UndertakingMention, fitting: Sequence[list[UndertakingMention]]) -> list[list[UndertakingMention]]:
    """Of "the new text" those that were called new, where any were."""
    return [thing for thing in fitting if Thing((mention,)).is_new and Thing(tuple(thing)).is_new]


def _only_one(
    mention: UndertakingMention, things: Sequence[list[UndertakingMention]]
) -> list[list[UndertakingMention]]:
    """The treaty or works of which each line names another party, where the document has spoken of one alone."""
    if mention.kind not in PAPERS | {"project", "loan", "grant"} or not mention.points or mention.named:
        return []
    if telling_words(mention.surface, mention.head):
        return []
    alike = [thing for thing in things if all(names_generally(mention.head, one.head) for one in thing)]
    return alike if len(alike) == 1 and not Thing((mention,)).marks else []


def _on_paper(
    mention: UndertakingMention, things: Sequence[list[UndertakingMention]]
) -> list[list[UndertakingMention]]:
    """The only loan, truce or contract told so far that "the agreement" or "a loan contract" puts on paper."""
    if mention.named or Thing((mention,)).marks or telling_words(mention.surface, mention.head):
        return []
    if mention.points and mention.head in PAPER_WORDS:
        kinds = ON_PAPER
    elif mention.kind == "loan" and not PAPER.isdisjoint(mention.head.split()):
        kinds = frozenset({"loan"})
    else:
        return []
    papers = [thing for thing in things if thing[0].kind in kinds | PAPERS and not thing[0].head.endswith("study")]
    fitting = [
        thing for thing in papers[-1:] if thing[0].kind in kinds and _parties_agree(mention, Thing(tuple(thing)))
    ]
    written = not mention.points and any(one.head == mention.head for thing in fitting for one in thing)
    return [] if len(papers) > 1 or written else fitting


def _paper_of(
    works: UndertakingMention, mentions: Sequence[UndertakingMention], things: Sequence[list[UndertakingMention]]
) -> list[list[UndertakingMention]]:
    """The contract, memorandum or agreement that is for these works alone: with them it is one undertaking."""
    return [
        thing
        for thing in things
        if any(is_paper_for(paper, works) and _is_for_one(paper, mentions) for paper in thing)
        and _parties_agree(works, Thing(tuple(thing)))
    ][:1]


def _is_for_one(paper: UndertakingMention, mentions: Iterable[UndertakingMention]) -> bool:
    return len({mention.start for mention in mentions if is_paper_for(paper, mention)}) == 1


def is_paper_for(paper: UndertakingMention, works: UndertakingMention) -> bool:
    """Whether works or goods are told as what an unnamed paper of their sentence is for.

    A memorandum may be for money or for works that have a name, too: it is only their first paper.
    """
    first = paper.kind == "mou"
    bound = works.kind in BOUND or (first and works.kind in MONEY)
    if paper.doc_id != works.doc_id or paper.kind not in BINDERS or not bound:
        return False
    at, end = paper.context.find(paper.surface), paper.start + len(paper.surface)
    if paper.named or (works.named and not first) or paper.head.endswith("study") or at < 0 or works.start <= end:
        return False
    at += len(paper.surface)
    between = paper.context[at : at + works.start - end]
    return paper.context.startswith(works.surface, at + len(between)) and PURPOSE.fullmatch(between) is not None


def _continues(mention: UndertakingMention, thing: Thing) -> bool:
    """The same name; the same words at the same place; or a description of what was introduced before."""
    if any(mention.start == other.start and mention.head == other.head for other in thing.mentions):
        return True
    if not _heads_agree(Thing((mention,)), thing) or not _parties_agree(mention, thing):
        return False
    if _instances_differ(Thing((mention,)), thing) or Thing((mention,)).marks != thing.marks:
        return False
    if mention.definite and mention.named:
        return not any(mention.key == key for other in thing.mentions if other.definite for key in [other.key])
    own = mention.key
    if own and thing.keys:
        return any(compare_names(own, key).answer == "yes" for key in thing.keys)
    if mention.named and not thing.keys and _gives_name(mention, thing):
        return True
    return mention.points and not mention.named and not _described_apart(mention, thing)


def _gives_name(mention: UndertakingMention, thing: Thing) -> bool:
    """Whether a name is told of what was just introduced: "a gas pipeline ... The 1,350-kilometre Ziwa Pipeline"."""
    alike = [one for one in thing.mentions if head_class(one.head) == head_class(mention.head)]
    first = min(alike, key=lambda one: one.start, default=mention)
    said = mention.context.partition(mention.surface)[0] + mention.surface
    return not first.points and not first.named and NAMED_BY_MEASURE.search(said) is not None


def _described_apart(mention: UndertakingMention, thing: Thing) -> bool:
    """Whether both say what they are about, and nothing of it in common: the fisheries protocol is no trade pact."""
    own = telling_words(mention.surface, mention.head)
    others = thing.words | frozenset(word for key in thing.keys for word in key.words)
    return bool(own and others) and own.isdisjoint(others)


def _parties_agree(mention: UndertakingMention, thing: Thing) -> bool:
    """At least one party in common, or none named on one side."""
    own = mention.party_keys
    return not own or not thing.parties or bool(own & thing.parties)


MAYBE_STRAY = Likeness("maybe", STRAY)


class Registry(NamedTuple):
    """Rulings on pairs of things, and the groups that are one undertaking each."""

    decisions: tuple[Decision, ...]
    groups: tuple[tuple[Thing, ...], ...]
    series: tuple[tuple[str, str], ...]
    """Pairs of thing ids whose names number instances of one series."""


def find_undertakings(
    mentions: Iterable[UndertakingMention],
    rulings: Iterable[Decision] = (),
    happenings: Iterable[Sequence[str]] = (),
) -> Registry:
    """Things of all documents brought together; `happenings` are groups of claim ids that tell of one event."""
    return Matching(mentions).registry(rulings, happenings)


class Matching:
    """Things of all documents, and what names, words and parties say of each pair worth it: asked once."""

    def __init__(self, mentions: Iterable[UndertakingMention], memory: Memory | None = None) -> None:
        memory = memory or no_memory()
        self._apart, self._together = memory.stage("named"), memory.stage("in one event")
        self._things = {thing.thing_id: thing for thing in find_things(mentions, memory)}
        self._row = tuple(self._things.values())
        self._of_mention = {mention.mention_id: key for key, one in self._things.items() for mention in one.mentions}
        self._met = tuple(_pairs(map(ties_of, self._row)))
        self._numbers = [self._apart.number(thing.thing_id, thing) for thing in self._row]
        self._likely = dict(self._judge(self._met, {}, self._apart))

    def registry(self, rulings: Iterable[Decision] = (), happenings: Iterable[Sequence[str]] = ()) -> Registry:
        """What is one undertaking; `happenings` are groups of claim ids that tell of one event."""
        by_hand = _by_hand(rulings, self._of_mention)
        return registry_of(self._things, self._likely | self._in_events(happenings), by_hand)

    def _in_events(self, happenings: Iterable[Sequence[str]]) -> dict[Pair, Likeness]:
        """The pairs that have a step in one event, judged anew; nothing else depends on events."""
        event_of = {claim: group[0] for group in happenings for claim in group}
        if not event_of:
            return {}
        events = [events_of(thing, event_of) for thing in self._row]
        known = (pair for pair in self._met if not events[pair[0]].isdisjoint(events[pair[1]]))
        told = _pairs(((), [key_of("event", event) for event in own]) for own in events)
        return dict(self._judge(sorted({*known, *told}), event_of, self._together))

    def _judge(
        self, pairs: Iterable[tuple[int, int]], event_of: Mapping[str, str], known: Known
    ) -> Iterator[tuple[Pair, Likeness]]:
        """The pairs that are, or may be, one or of one series; `known` is of pairs in one event, or of others."""
        for at, other in pairs:
            one, two = self._row[at], self._row[other]
            judge = partial(likeness_of, one, two, event_of)
            if likeness := known.recall_pair(self._numbers[at], self._numbers[other], judge):
                yield (one.thing_id, two.thing_id), likeness


def registry_of(
    things: Mapping[str, Thing], likely: Mapping[Pair, Likeness], by_hand: Mapping[Pair, Answer]
) -> Registry:
    """What things are one undertaking each, by their pairs; a person's rulings stand above ours."""
    judged = dict(sorted(likely.items()))
    groups = _grouped(things, judged, by_hand)
    while strays := _adopted(things, judged, groups):
        judged |= strays
        groups = _grouped(things, judged, by_hand)
    decisions = tuple(_decision(pair, judged[pair]) for pair in sorted(judged)
                      if judged[pair].answer != "no" and pair not in by_hand)  # fmt: skip
    series = tuple(pair for pair in sorted(judged) if judged[pair].series)
    return Registry(decisions, tuple(tuple(things[key] for key in group) for group in groups), series)


def likeness_of(one: Thing, other: Thing, event_of: Mapping[str, str]) -> Likeness | None:
    """None: they are two, and of no series."""
    likeness = judge_things(one, other, event_of)
    return likeness if likeness.answer != "no" or likeness.series else None


def _grouped(
    things: Mapping[str, Thing], judged: Mapping[Pair, Likeness], by_hand: Mapping[Pair, Answer]
) -> tuple[tuple[str, ...], ...]:
    """Things of which the rulings make one undertaking each."""
    return cluster(
        things,
        {pair: SURE for pair, likeness in judged.items() if likeness.answer == "yes"},
        SURE,
        together=[pair for pair, answer in by_hand.items() if answer == "yes"],
        apart=[pair for pair, answer in by_hand.items() if answer == "no"],
        veto=lambda one, other: not _may_be_one([things[key] for key in one], [things[key] for key in other]),
    )


def _adopted(
    things: Mapping[str, Thing], judged: Mapping[Pair, Likeness], groups: Iterable[Sequence[str]]
) -> dict[Pair, Likeness]:
    """Things of texts that name no state, each with the only group that tells more, or else with others as bare."""
    held = list(groups)
    group_of = {key: number for number, group in enumerate(held) for key in group}
    found: defaultdict[str, list[str]] = defaultdict(list)
    for pair, likeness in sorted(judged.items()):
        for key, other in (pair, pair[::-1]):
            if likeness == MAYBE_STRAY and _seeks_more(things[key], things[other]):
                found[key].append(other)
    for key, others in found.items():
        found[key] = [
            other for other in others if not _was_over(things[key], [things[one] for one in held[group_of[other]]])
        ]
    told = {key: [other for other in others if not _is_bare(things[other])] or others for key, others in found.items()}
    single = (
        (key, others[0])
        for key, others in told.items()
        if len({group_of[other] for other in others}) == 1
        and not _parted_from(things[key], [things[other] for other in held[group_of[others[0]]]])
    )
    bare = {key: others for key, others in found.items() if all(_is_bare(things[other]) for other in others)}
    alike = ((key, other) for key, others in bare.items() for other in others)
    return {(min(pair), max(pair)): Likeness("yes", STRAY) for pair in (*single, *alike)}


def _parted_from(thing: Thing, group: Iterable[Thing]) -> bool:
    """Whether what only says less than others has a milestone that parts it from any of them."""
    return bool(thing.circle) and not _is_bare(thing) and any(_parted(thing, other) for other in group)


def _was_over(thing: Thing, group: Iterable[Thing]) -> bool:
    """Whether the group's works were done years before a text tells that these are not."""
    unfinished = [m for m in thing.mentions if m.stage in DONE and m.status in ("planned", "denied")]
    before = (
        min((first_heard(mention) for mention in unfinished), default=date.min) - YEARS_APART if unfinished else None
    )
    done = (m.when.earliest for one in group for m in one.mentions if m.stage in DONE and m.status == "happened")
    return before is not None and any(day is not None and day < before for day in done)


def _seeks_more(thing: Thing, other: Thing) -> bool:
    """Whether it is one that another text may tell more of: without a state, bare, or with fewer words."""
    return not thing.circle or _is_bare(thing) or _says_less(thing, other)


def _by_hand(rulings: Iterable[Decision], of_mention: Mapping[str, str]) -> dict[Pair, Answer]:
    """A person's rulings name mentions or undertakings, which bear the id of a mention."""
    found: dict[Pair, Answer] = {}
    for ruling in rulings:
        if ruling.relation == "same_undertaking" and ruling.left in of_mention and ruling.right in of_mention:
            one, other = sorted((of_mention[ruling.left], of_mention[ruling.right]))
            if one != other:
                found[one, other] = ruling.verdict
    return found


def _score(answer: Answer) -> float:
    return SURE if answer == "yes" else UNSURE if answer == "maybe" else -SURE


def _decision(pair: Pair, likeness: Likeness) -> Decision:
    reasons = shared((reason(likeness.why, _score(likeness.answer)),))
    return Decision(relation="same_undertaking", left=pair[0], right=pair[1], verdict=likeness.answer, reasons=reasons)


def judge_things(one: Thing, other: Thing, event_of: Mapping[str, str]) -> Likeness:
    """By name where both have one, else by the parties, the field and the date of their steps."""
    if not _may_be_one([one], [other]):
        return _apart(one, other)
    named = [compare_names(a, b) for a in one.keys for b in other.keys]
    if named:
        return min(named, key=lambda likeness: (likeness.answer != "yes", not likeness.series, likeness.answer))
    if _shared_event(one, other, event_of) and _described_alike(one, other):
        return Likeness("yes", "same_event")
    if _is_one_mission(one, other):
        return Likeness("yes", "one_at_a_time")
    if one.keys or other.keys:
        return _judge_named_and_described(one, other)
    return _judge_descriptions(one, other)


def _judge_named_and_described(one: Thing, other: Thing) -> Likeness:
    """The Silala agreement, and an agreement on the waters of the Silala: all words of the name describe the other."""
    named, described = (one, other) if one.keys else (other, one)
    words = described.words
    told = any(key.words and len(key.words[0]) >= LEAST_NAME and set(own_words(key)) <= words for key in named.keys)
    if not told and (_takes_up_bare(described, named) or _says_less(described, named)):
        return Likeness("maybe", STRAY)
    if not told and not any(mention.named for mention in named.mentions):
        return _judge_descriptions(one, other)  # "the coast railway between Lassa and Kesh", and the coast railway
    if not told or not _described_alike(one, other):
        return Likeness("no", "name_on_one_side")
    apart = named.circle and described.circle and not named.reach & described.reach
    return Likeness("no", "other_parties") if apart else Likeness("yes", "name_in_description")


def _takes_up_bare(described: Thing, named: Thing) -> bool:
    """Whether one text says no more than "the canal", and another of the same states names one."""
    if not _is_bare(described) or _is_told_anew(described, named):
        return False
    return _is_told_of(described, named) and bool(described.reach & named.reach)


def _says_less(less: Thing, more: Thing) -> bool:
    """Whether one is told of the same two parties with some of the other's words, and no step parts them."""
    whose = less.circle if less.telling or head_class(min(less.heads)) not in TOO_MANY else less.parties
    lent = less.telling and all(mention.kind == "loan" for mention in (*less.mentions, *more.mentions))
    shared = less.reach & more.reach if lent else whose & more.circle  # a text may name lender or borrower alone
    if len(shared) < PAIR or less.recurs or more.recurs:
        return False
    if not less.telling < more.telling | (more.hints if less.telling else NOTHING):
        return False
    if (less.is_new and not more.is_new) or _is_told_anew(less, more):
        return False
    own = less.tracks[1] if less.bound else less.heads
    heads = all(any(names_generally(a, b) for b in more.heads) for a in own)
    return heads and _heads_agree(less, more) and not _parted(less, more)


def _parted(one: Thing, other: Thing) -> bool:
    """Whether a milestone of both, one before the signing, or one that a side denies tells that they are two."""
    return _parted_by_date(one, other) or _before_its_signing(one, other) or _denied_by_one(one, other)


def _denied_by_one(one: Thing, other: Thing) -> bool:
    """Whether one tells that a milestone was reached, and the other that it was not: fewer words do not join those."""
    told, others = ({(m.stage, m.status) for m in thing.mentions if m.stage} for thing in (one, other))
    return any(
        (stage, "denied") in right
        for left, right in ((told, others), (others, told))
        for stage, status in left
        if status == "happened"
    )


def _before_its_signing(one: Thing, other: Thing) -> bool:
    """Whether a step of either was taken before the other was signed or agreed."""
    return any(
        a.stage in FIRST and b.stage and a.status == b.status == "happened" and b.when.bounds[1] < a.when.bounds[0]
        for left, right in ((one, other), (other, one))
        for a in left.mentions
        for b in right.mentions
    )


def _may_take_up(bare: Thing, told: Thing) -> bool:
    """Whether "the contract" of one text may be the one that another tells more of; of accords there are too many."""
    if not _is_bare(bare) or head_class(min(bare.heads)) in TOO_MANY or _parted_by_date(bare, told):
        return False
    if _is_told_anew(bare, told):
        return False
    return _is_told_of(bare, told) and bare.circle <= told.reach


def _is_told_of(bare: Thing, told: Thing) -> bool:
    """Whether the head nouns of the one are of the other's classes, or name its goods more generally: "the ships"."""
    others = fields() & (told.words | {word for key in told.keys for word in key.words})
    if bare.words and others and bare.words.isdisjoint(others):
        return False  # "the gas line" is no oil line
    if _classes(bare) <= _classes(told):
        return True
    goods = all(mention.kind == "pledge" for mention in bare.mentions)
    return goods and all(any(names_generally(a, b) for b in told.heads) for a in bare.heads)


def _classes(thing: Thing) -> frozenset[str]:
    """The classes of its head nouns: a supply contract is a contract."""
    return frozenset(head_class(head) for head in thing.heads)


def _is_bare(thing: Thing) -> bool:
    """Whether it is only pointed to, with no word that tells which one it is but for its field: "the gas line"."""
    works = all(mention.kind == "project" for mention in thing.mentions)
    if thing.keys or thing.words - (fields() if works else NOTHING):
        return False
    return all(m.points or m.kind == "project" or _denies(m) or _is_a_sum(m) for m in thing.mentions)


def _is_told_anew(bare: Thing, told: Thing) -> bool:
    """Whether "a dam" stands beside another that its own text tells of: what a text introduces twice are two."""
    told_of = {mention.doc_id for mention in told.mentions}
    first = min(bare.mentions, key=lambda mention: mention.start)
    return first.doc_id in told_of and first.kind == "project" and not first.points


def _is_a_sum(mention: UndertakingMention) -> bool:
    """Whether it is named by its sum alone: "will lend Chad $40 million"."""
    return mention.kind in ("loan", "grant") and mention.surface[-1:].isalnum() and mention.head not in mention.surface


def _denies(mention: UndertakingMention) -> bool:
    """Whether what was expected is said not to be: "no loan agreement has been signed"."""
    return mention.surface[:3].lower() == "no "


def _apart(one: Thing, other: Thing) -> Likeness:
    """Instances of one series keep their tie."""
    compared = (compare_names(a, b) for a in one.keys for b in other.keys)
    series = any(likeness.series or likeness.answer == "yes" for likeness in compared)
    return Likeness("no", "other_instance" if series else "disagree", series and _instances_differ(one, other))


def _shared_event(one: Thing, other: Thing, event_of: Mapping[str, str]) -> bool:
    return bool(events_of(one, event_of) & events_of(other, event_of))


def events_of(thing: Thing, event_of: Mapping[str, str]) -> set[str]:
    """The events that its steps are told of."""
    return {event_of[mention.claim_id] for mention in thing.mentions if mention.claim_id in event_of and mention.stage}


def _described_alike(one: Thing, other: Thing) -> bool:
    """Head nouns of one class, things that were promised, or papers that share words, one named more generally."""
    papers = all(mention.kind in PAPERS for thing in (one, other) for mention in thing.mentions)
    if papers and one.words & other.words:
        return all(may_name_one(a, b) for a in one.heads for b in other.heads)
    return bool({head_class(head) for head in one.heads} & {head_class(head) for head in other.heads}) or all(
        mention.kind == "pledge" and may_name_one(mention.head, head)
        for mention in one.mentions
        for head in other.heads
    )


def _judge_descriptions(one: Thing, other: Thing) -> Likeness:
    """The parties in common, and the same telling words, or the same field and a dated milestone."""
    if not _described_alike(one, other) and not (_same_money(one, other) and one.reach & other.reach):
        return Likeness("no", "described_apart")
    if not one.circle or not other.circle:
        return _judge_strays(one, other)
    if not one.reach & other.reach:
        return Likeness("no", "described_apart")
    if why := next((why for why, check in SIGNS.items() if check(one, other)), None):
        return Likeness("yes", why)
    return _judge_by_words(one, other)


def _judge_by_words(one: Thing, other: Thing) -> Likeness:
    """By the words that tell which one it is, else by the parties, the field and a dated milestone."""
    if _parted_by_date(one, other):
        return Likeness("no", "other_date")
    left, right = one.telling, other.telling
    if any(takes(a, b) for takes in (_may_take_up, _says_less) for a, b in ((one, other), (other, one))):
        return Likeness("maybe", STRAY)
    if (max(len(one.circle), len(other.circle)) > 1 and left & right) or (left == right and left):
        return Likeness("yes", "same_description")
    if _is_bare_treaty(one, other):
        return Likeness("yes", "same_parties")
    if len(one.parties) < 2 or one.parties != other.parties:
        return Likeness("no", "described_apart")
    if _domain(one) != _domain(other) and (bool(left) == bool(right) or not _dated_alike(one, other)):
        return Likeness("no", "described_apart")
    return Likeness("yes", "same_parties_and_date") if _dated_alike(one, other) else Likeness("maybe", "same_parties")


def _same_occasion(one: Thing, other: Thing) -> bool:
    """A visit or exercise of the same parties in the same weeks, told under two descriptions."""
    if not (one.recurs and other.recurs) or not (one.parties <= other.reach or other.parties <= one.reach):
        return False
    spans, others = ([m.when for m in thing.mentions if m.stage and _short(m.when)] for thing in (one, other))
    return any(a.overlaps(b) != "no" for a in spans for b in others)


def _judge_strays(one: Thing, other: Thing) -> Likeness:
    """Where a text names no state at all, the same telling words may mean the only undertaking that bears them."""
    left, right = one.telling, other.telling
    same = bool(left and right) and (left <= right or right <= left)
    alike = (same or bool(one.sums & other.sums)) and not _parted_by_date(one, other)
    return Likeness("maybe", STRAY) if alike else Likeness("no", "described_apart")


def _is_bare_treaty(one: Thing, other: Thing) -> bool:
    """A treaty of the same two parties of which one text says nothing that tells it from the other's."""
    kinds = {mention.kind for thing in (one, other) for mention in thing.mentions}
    bare = bool(one.telling) != bool(other.telling)
    return kinds == {"treaty"} and bare and len(one.circle & other.circle) >= PAIR


def _is_one_mission(one: Thing, other: Thing) -> bool:
    """The observers that two states let in, and the mission that they make up."""
    heads = {head_class(head) for thing in (one, other) for head in thing.heads}
    return heads == {"mission"} and len(one.reach & other.reach) >= PAIR


def _same_money(one: Thing, other: Thing) -> bool:
    """The same exact sum of money, or the same tonnes promised."""
    left, right = (
        {(a.unit, a.value) for mention in thing.mentions for a in mention.amounts if _is_sum(a.unit)}
        for thing in (one, other)
    )
    return bool(left & right) or bool(one.sums & other.sums)


def _is_sum(unit: str) -> bool:
    return unit == "t" or (len(unit) == CURRENCY and unit.isupper())


def _only_one_at_a_time(one: Thing, other: Thing) -> bool:
    """Two states have one truce with each other, unless their days lie further apart than reports of one day do."""
    both = [mention for thing in (one, other) for mention in thing.mentions]
    if not all(mention.kind in SINGLE for mention in both) or len(one.circle & other.circle) < min(
        2, len(one.circle), len(other.circle)
    ):
        return False
    return all(_near(a.when, b.when) for a in one.mentions for b in other.mentions if a.stage == b.stage is not None)


def _same_truce(one: Thing, other: Thing) -> bool:
    """A truce for the same place, of days that two reports may give of one, whoever the texts name beside it."""
    both = [mention for thing in (one, other) for mention in thing.mentions]
    if not all(mention.kind in SINGLE for mention in both) or not one.telling & other.telling:
        return False
    return all(_near(a.when, b.when) for a in one.mentions for b in other.mentions if a.stage == b.stage is not None)


def _near(one: DateSpan, other: DateSpan) -> bool:
    """Whether two days may be those that two reports give of one."""
    if one.overlaps(other) != "no":
        return True
    first, last = sorted((one, other), key=lambda span: span.bounds)
    return (last.bounds[0] - first.bounds[1]).days <= REPORTED_APART


def _joins_the_same(one: Thing, other: Thing) -> bool:
    """Works of one class that join the same two states, with no other word or milestone that parts them."""
    words = one.words - fields(), other.words - fields()
    alike = not words[0] or not words[1] or bool(words[0] & words[1])
    return bool(one.joins & other.joins) and alike and not _parted(one, other) and one.marks == other.marks


SIGNS: Mapping[str, Callable[[Thing, Thing], bool]] = {
    "same_occasion": _same_occasion,
    "same_amount": _same_money,
    "one_at_a_time": _only_one_at_a_time,
    "same_truce": _same_truce,
    "same_states_joined": _joins_the_same,
}
"""What makes two descriptions one, whatever their words; the first that holds is the reason."""


def _words_of(mention: UndertakingMention) -> frozenset[str]:
    """What stands before its noun and what it is about; of a thing that was promised the noun itself too."""
    words = telling_words(mention.surface, mention.head)
    if mention.kind in MATTERS:
        words |= telling_words(matter_of(mention.surface, mention.context), mention.head)
    return words | {stem(mention.head)} if mention.kind == "pledge" and mention.head not in VAGUE_PLEDGES else words


def _parted_by_date(one: Thing, other: Thing) -> bool:
    """The same milestone reached on days that cannot be one; what is handed over in parts is so on many."""
    return any(
        a.stage == b.stage is not None
        and a.status == b.status == "happened"
        and not (a.stage == "under_way" and "pledge" in (a.kind, b.kind))
        and a.stage not in LASTING
        and a.when.overlaps(b.when) == "no"
        for a in one.mentions
        for b in other.mentions
    )


def _domain(thing: Thing) -> str | None:
    counts = Counter(domain for mention in thing.mentions for domain in mention.domains[:1])
    return min(counts, key=lambda domain: (-counts[domain], domain), default=None)


def _dated_alike(one: Thing, other: Thing) -> bool:
    """The same milestone in the same two months on both sides."""
    return any(
        a.stage == b.stage and a.stage and _short(a.when) and _short(b.when) and a.when.overlaps(b.when) != "no"
        for a in one.mentions
        for b in other.mentions
    )


def _short(span: DateSpan) -> bool:
    return bool(span.earliest and span.latest and (span.latest - span.earliest).days <= PASSING_DAYS)


def _may_be_one(one: Sequence[Thing], other: Sequence[Thing]) -> bool:
    """Head nouns, parties, names, numbers and, for what recurs, dates that do not contradict each other."""
    left, right = _as_one(one), _as_one(other)
    if not _heads_agree(left, right):
        return False
    if left.parties and right.parties and not left.reach & right.reach:
        return False
    if left.marks != right.marks:
        return False
    if (
        _other_side(left, right)
        or _names_contradict(left, right)
        or _signed_apart(left, right)
        or _other_money(left, right)
    ):
        return False
    return not _instances_differ(left, right)


def _other_side(one: Thing, other: Thing) -> bool:
    """Whether two papers are of one party with two others: a union's with Senegal, and with Guinea-Bissau."""
    both = (*one.mentions, *other.mentions)
    if not all(head_class(mention.head) in SIGNED_BY and not mention.named for mention in both):
        return False
    return len(one.signers) == len(other.signers) == PAIR and len(one.signers & other.signers) == 1


def _signed_apart(one: Thing, other: Thing) -> bool:
    """Whether both were signed, on days further apart than texts or parties differ; a name on both sides tells more."""
    if one.keys and other.keys:
        return False
    left, right = ([m.when.bounds for m in thing.mentions if _is_signed(m)] for thing in (one, other))
    days = [max(a[0], b[0]) - min(a[1], b[1]) for a in left for b in right]
    return bool(days) and min(days).days > SIGNED_APART


def _is_signed(mention: UndertakingMention) -> bool:
    return mention.stage in FIRST and mention.status == "happened" and _short(mention.when)


def _other_money(one: Thing, other: Thing) -> bool:
    """Whether two loans or grants are named by other sums, and no year has steps of both."""
    both = (*one.mentions, *other.mentions)
    if not all(mention.kind in ("loan", "grant") for mention in both) or one.years & other.years:
        return False
    return bool(one.years and other.years and one.sums and other.sums) and one.sums.isdisjoint(other.sums)


def _heads_agree(one: Thing, other: Thing) -> bool:
    """Head nouns that may all name one thing; of works with their paper, works with works and paper with paper."""
    if all(may_name_one(a, b) for a in one.heads for b in other.heads):
        return True
    if not (one.bound or other.bound):
        return False
    both = [(a, b) for a, b in zip(one.tracks, other.tracks, strict=True) if a and b]
    return bool(both) and all(may_name_one(a, b) for left, right in both for a in left for b in right)


def _as_one(things: Sequence[Thing]) -> Thing:
    return things[0] if len(things) == 1 else Thing(tuple(mention for thing in things for mention in thing.mentions))


def _names_contradict(one: Thing, other: Thing) -> bool:
    """Names that cannot be of one thing; where a text says that one has two names, either will do."""
    compared = [compare_names(a, b) for a in one.keys for b in other.keys]
    second = any(mention.definite and mention.named for mention in (*one.mentions, *other.mentions))
    if second and any(likeness.answer == "yes" for likeness in compared):
        return False
    return any(likeness.why in CONTRADICTING for likeness in compared)


def _instances_differ(one: Thing, other: Thing) -> bool:
    """Another session, another edition, or another year of what recurs."""
    if one.numbers != other.numbers and one.keys and other.keys:
        return True
    return one.recurs and other.recurs and one.years.isdisjoint(other.years) and bool(one.years and other.years)


def _pairs(keys: Iterable[Sequence[Iterable[int]]]) -> Iterator[tuple[int, int]]:
    """Pairs of positions that meet by their keys in any way, in order."""
    held = [Postings() for _ in WAYS]
    for own in keys:
        for way, some in zip(held, own, strict=True):
            way.add(distinct(some))
    meeting = Meeting(WAYS, held)
    for at in range(held[0].count):
        yield from ((at, other) for other in meeting.after(at).tolist())


def ties_of(thing: Thing) -> tuple[frozenset[int], frozenset[int]]:
    """By what a thing meets others in each way: a word of a name, an acronym, a party or two, a sum; all its words."""
    return frozenset(key_of(*tie) for tie in _ties(thing)), frozenset(key_of(*tie) for tie in _whole(thing))


def _whole(thing: Thing) -> Iterator[tuple[str, ...]]:
    """Its names, else what describes it and whose it is, each as one."""
    yield from (("name", *sorted(key.words), key.acronym) for key in thing.keys)
    if not thing.keys:
        classes = sorted({head_class(head) for head in thing.heads})
        yield "described", *classes, *sorted(thing.words), *sorted(thing.circle)


def _ties(thing: Thing) -> Iterator[tuple[str, ...]]:
    for key in thing.keys:
        yield from (("word", word) for word in key.words)
        if key.acronym:
            yield "initials", "".join(char for char in key.acronym if char.isalpha())
        yield from (("initials", key.initials[:length]) for length in range(2, len(key.initials) + 1))
    if not thing.keys:
        for head in sorted(thing.heads):
            yield from (("party", head_class(head), *some) for some in _some_of(thing.circle))
        yield from (("word", word) for word in sorted(thing.words))
    for head in sorted(thing.heads):
        yield from (("named", head, *some) for some in _some_of(thing.reach) if thing.keys or not thing.words)
    if "mission" in {head_class(head) for head in thing.heads}:
        yield from (("mission", *some) for some in _some_of(thing.reach))
    yield from (("sum", a.unit, a.value) for m in thing.mentions for a in m.amounts if _is_sum(a.unit))


def _some_of(parties: frozenset[str]) -> Iterator[tuple[str, ...]]:
    """Each party, and each two of them: what one has many of, two may have few of."""
    ordered = sorted(parties)
    return chain(((party,) for party in ordered), combinations(ordered, PAIR))


def first_heard(mention: UndertakingMention) -> date:
    """The first day on which its document may have been published; the last of the calendar when nothing tells."""
    return (mention.published and mention.published.earliest) or date.max
