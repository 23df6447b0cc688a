"""An undertaking's life: milestones with their claims, due dates, and how it stands on a given day."""

import re
from calendar import monthrange
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from typing import Literal, NamedTuple

import msgspec

from entente.merge.clusters import Groups
from entente.merge.naming import matter_of, name_key, place_words, sum_of, telling_words
from entente.merge.undertakings import (
    BINDERS,
    LASTING,
    MATTERS,
    MONEY,
    PAIR,
    PARTS,
    RECURRING,
    VAGUE_PLEDGES,
    Registry,
    Thing,
    UndertakingMention,
    first_heard,
)
from entente.records import Amount, DateSpan, Party, Record, StageRecord, Undertaking, content_id
from entente.records.codes import COUNTED, STAGES, Stage, Status, UndertakingKind
from entente.records.dates import publication_default
from entente.vocab.merging import stem
from entente.vocab.steps import load_steps
from entente.vocab.undertakings import load_undertakings
from entente.words import fold_text

Standing = Literal["pending", "met", "missed", "overdue", "silent"]
"""`missed`: a text says so, or it came late; `overdue`: heard of since, not as done; `silent`: not heard of since."""

CLOSE_DAYS = 31
"""Longest interval of publication that counts as a day on which something was heard."""
LEADING = frozenset(
    {"the", "a", "an", "no", "any", "this", "that", "these", "those", "its", "their", "his", "her", "our", "both"}
)
"""Words before a description that its title does without."""
PASSING = frozenset({"first", "last", "remaining", "final", "further", "promised"})
"""Words before things that tell which part of them is meant, and no name of the whole."""
OWNED = re.compile(r"(?<= of) (?:its|their|his|her|our) ")
"""Inside a description what says whose a thing is: "withdrawal of its troops"."""
OWN_LETTERS = 5
"""Letters of a state's name that its adjective keeps."""
UNITS = frozenset({"tonnes", "tons"})
BINDING: frozenset[Status] = frozenset({"happened", "under_way", "planned", "denied"})
"""Statuses of a step whose doers are parties."""
UNTOLD: frozenset[Status] = frozenset({"denied", "hypothetical", "called_for"})
"""Statuses of a step that no text tells as taken or planned."""
FAILING: frozenset[Stage] = frozenset({"stalled", "suspended", "cancelled", "terminated", "rejected"})
UNDATED = frozenset({"unknown", "publication_default"})
FINISHED: frozenset[Stage] = frozenset({"completed", "closed"})
PLANS = frozenset({"planned"})
PROMISES: frozenset[Stage] = frozenset({"proposed", "agreed"})
REVIVABLE: frozenset[Stage] = frozenset({"mooted", "proposed", "negotiating", "agreed", "signed", "under_way"})
STANDSTILLS: frozenset[Stage] = frozenset({"stalled", "suspended"})


class Due(Record, frozen=True, kw_only=True):
    """A milestone that a text sets a day for."""

    undertaking_id: str
    stage: Stage
    due: DateSpan
    """With the words that set it."""
    claims: tuple[str, ...]
    """`clm:` ids, sorted."""


class Life(NamedTuple):
    """An undertaking with what was promised of it by when."""

    undertaking: Undertaking
    dues: tuple[Due, ...]


def lives(registry: Registry) -> tuple[Life, ...]:
    """Every undertaking of a registry, series above their instances, revivals behind what they revive (L6)."""
    made = [life for group in registry.groups for life in _lives_of(_mentions(group)) if _is_told(life, group)]
    return tuple(sorted(_with_series(made, registry), key=lambda life: life.undertaking.undertaking_id))


def _is_told(life: Life, group: Sequence[Thing]) -> bool:
    """Things that are only spoken of are no undertaking: one without a name needs somebody, and a step, day or sum.

    What no text tells as done, under way or planned is none, unless it was expected of two: "has not been signed".
    """
    mentions = [mention for thing in group for mention in thing.mentions]
    parties, due = len(life.undertaking.parties), bool(life.dues)
    if any(thing.keys for thing in group):
        return True
    if all(mention.head in VAGUE_PLEDGES and not _tells(mention) for mention in mentions):
        return False
    steps = {(mention.stage, mention.status) for mention in mentions if mention.stage}
    if not steps and not due:
        texts = {mention.doc_id for mention in mentions}
        return life.undertaking.kind != "pledge" and (len(texts) > 1 or bool(life.undertaking.amounts))
    if all(_is_of_many(mention) for mention in mentions):
        return False
    told = any(_tells(mention) or sum_of(mention.surface, mention.context) for mention in mentions)
    if not due and all(status in UNTOLD for _, status in steps):
        return told and parties >= PAIR and any(status == "denied" and stage not in FAILING for stage, status in steps)
    if life.undertaking.kind == "pledge":
        promised = any(stage in PROMISES for stage, _ in steps) or any(one.kind in BINDERS for one in mentions)
        return due or (parties > 0 and promised) or (parties >= PAIR and _is_handed_over(life, mentions))
    if told and life.undertaking.kind not in RECURRING:
        return parties >= PAIR or due or any(_goes_on(mention, of_nobody=not parties) for mention in mentions)
    if life.undertaking.kind == "visit":
        return parties >= PAIR and (due or any(one.stage and one.when.basis not in UNDATED for one in mentions))
    return parties >= PAIR or (parties > 0 and due)


def _is_of_many(mention: UndertakingMention) -> bool:
    """Whether papers or money are told of that could be any: "existing loans", "31 memorandums"."""
    noun = load_undertakings().heads.get(fold_text(mention.surface.split()[-1]))
    many = noun is not None and noun.plural and mention.kind in MATTERS - {"pledge", "sanction_regime"}
    return many and not (mention.points or mention.named or _tells(mention))


def _goes_on(mention: UndertakingMention, *, of_nobody: bool) -> bool:
    """Whether it tells a step after which more is to come; of nobody, one that has a day and is no mere proposal."""
    if mention.stage is None or mention.status in UNTOLD or mention.stage in FINISHED:
        return False
    return not of_nobody or not (mention.when.basis in UNDATED or mention.stage in FAILING | LASTING | {"proposed"})


def _is_handed_over(life: Life, mentions: Iterable[UndertakingMention]) -> bool:
    """Whether goods go from one to another; ships that two states have at sea are promised to nobody."""
    heads = load_undertakings().heads
    goods = all(mention.head in heads and heads[mention.head].counted for mention in mentions)
    return not goods or len({party.role for party in life.undertaking.parties}) >= PAIR


def _tells(mention: UndertakingMention) -> bool:
    """Whether its words say what it is about."""
    return bool(telling_words(mention.surface + matter_of(mention.surface, mention.context), mention.head))


def _mentions(group: Sequence[Thing]) -> list[UndertakingMention]:
    """In the order in which they were told: by publication, then by place in the text."""
    mentions = (mention for thing in group for mention in thing.mentions)
    return sorted(mentions, key=lambda m: (first_heard(m), m.doc_id, m.start, m.claim_id, m.stage or ""))


def _lives_of(mentions: Sequence[UndertakingMention]) -> Iterator[Life]:
    """L6: what begins anew after a certain end is another undertaking that renews the ended one."""
    before: str | None = None
    for part in _split_at_ends(mentions):
        life = _life(part, renews=before)
        before = life.undertaking.undertaking_id
        yield life


def _split_at_ends(mentions: Sequence[UndertakingMention]) -> list[list[UndertakingMention]]:
    """Mentions cut where a beginning certainly follows an end; undated ones stay with the first part."""
    ends = [m.when for m in mentions if m.stage and STAGES[m.stage].track == "end" and m.status in COUNTED]
    last = min((span.latest for span in ends if span.latest), default=None)
    if last is None:
        return [list(mentions)]
    anew = [
        m for m in mentions if m.stage in REVIVABLE and m.status in COUNTED and (m.when.earliest or date.min) > last
    ]
    if not anew:
        return [list(mentions)]
    since = min(m.when.bounds[0] for m in anew)
    later = [m for m in mentions if (m.when.earliest or date.min) >= since]
    return [[m for m in mentions if m not in later], *_split_at_ends(later)]


def _life(mentions: Sequence[UndertakingMention], renews: str | None) -> Life:
    undertaking = Undertaking(
        undertaking_id=min(mention.mention_id for mention in mentions),
        kind=_kind(mentions),
        title=title_of(mentions),
        parties=_parties(mentions),
        domains=_by_frequency(domain for mention in mentions for domain in mention.domains),
        amounts=_amounts(mentions),
        renews=renews,
        history=history(mentions),
        last_heard=max((day for mention in mentions if (day := heard_on(mention.published))), default=None),
    )
    return Life(undertaking, dues_of(undertaking.undertaking_id, mentions))


def heard_on(published: DateSpan | None) -> date | None:
    """The last day of a publication that is known closely, else the first it may have been: silence is not filled."""
    if published is None or published.latest is None:
        return None
    return published.latest if _width(published) <= CLOSE_DAYS else published.earliest


def _kind(mentions: Sequence[UndertakingMention]) -> UndertakingKind:
    """The commonest; works told with the paper that is for them are works."""
    works = [mention for mention in mentions if mention.kind == "project"]
    counts = Counter(mention.kind for mention in works or mentions)
    return max(counts, key=lambda kind: counts[kind])  # of equals that told first


def title_of(mentions: Sequence[UndertakingMention]) -> str:
    """Its commonest name, written out rather than an acronym, the shorter of equals; else a description."""
    names = Counter(mention.name or mention.acronym or "" for mention in mentions if mention.named)
    if names:
        return min(names, key=lambda name: (-names[name], name.isupper(), len(name)))  # of equals that told first
    whole = [mention for mention in mentions if mention.head not in PARTS] or mentions
    lent = _kind(mentions) in MONEY
    words = max(
        dict.fromkeys(_described(mention) for mention in whole),
        key=lambda told: (_count_told(told) + (lent and bool(sum_of(told, ""))), len(told)),
    )
    told = [fold_text(word) for word in words.split()]
    who = ", ".join(party.actor.name for party in _parties(mentions) if not _stands_in(party.actor.name, told))
    return f"{words} ({who})" if who else words


def _stands_in(name: str, words: Iterable[str]) -> bool:
    """Whether the words tell a party already: Orsenia in "Orsenian wheat"."""
    begun = fold_text(name)[:OWN_LETTERS]
    return len(begun) == OWN_LETTERS and any(word.startswith(begun) for word in words)


def _count_told(words: str) -> int:
    """How many words of a description tell something of it: neither numbers nor words such as "joint"."""
    return len(telling_words(words, "") - {stem(unit) for unit in UNITS} - {stem(word) for word in PASSING})


def _described(mention: UndertakingMention) -> str:
    """The words as they stand, without article or owner; the noun for what a verb tells: "prisoner exchange"."""
    words = mention.surface.split()
    while mention.kind == "pledge" and len(words) > 1 and fold_text(words[0]) in LEADING | PASSING:
        words = words[1:]
    bare = OWNED.sub(" ", " ".join(words[1:] if len(words) > 1 and fold_text(words[0]) in LEADING else words))
    if stem(mention.head.split()[-1]) not in map(stem, fold_text(mention.surface).split()):
        bare = _by_its_noun(mention, bare)
    own = telling_words(mention.surface, mention.head) - {stem(word) for word in mention.head.split()}
    if mention.kind == "project":
        return bare + ("" if own else place_words(mention.surface, mention.context))
    told = mention.head.endswith("study") or (mention.kind in MATTERS and not own)
    matter = matter_of(mention.surface, mention.context) if told else ""
    return bare + ("" if mention.kind == "pledge" and matter.startswith(" for ") else matter.rstrip())


def _by_its_noun(mention: UndertakingMention, words: str) -> str:
    """What a verb or a sum tells, with its noun: "troop withdrawal", "ban on imports of fish", "$40 million loan"."""
    if mention.kind in MONEY:
        return f"{words} {mention.head}"
    if mention.kind == "sanction_regime":
        return f"ban on {words}"
    return mention.head if mention.kind == "pledge" and " " in mention.head else words


def _parties(mentions: Sequence[UndertakingMention]) -> tuple[Party, ...]:
    """Each actor of its steps once, in the role that most mentions give it; who only speaks of it is no party.

    Where the steps tell one alone, those count too of whom the same words are told: "completed its withdrawal from".
    """
    steps = [mention for mention in mentions if mention.stage and mention.status in BINDING]
    named = {(mention.doc_id, mention.start) for mention in steps}
    beside = [mention for mention in mentions if (mention.doc_id, mention.start) in named and mention.status in BINDING]
    alone = len({party for mention in steps for party in mention.party_keys}) < PAIR
    steps = beside if alone else steps
    mentions = steps if any(mention.parties for mention in steps) else mentions
    roles: defaultdict[str, Counter[str]] = defaultdict(Counter)
    known: dict[tuple[str, str], Party] = {}
    for party in (party for mention in mentions for party in mention.parties):
        key = party.actor.actor_id or fold_text(party.actor.name)
        roles[key][party.role] += 1
        known.setdefault((key, party.role), party)
    chosen = {key: max(counts, key=lambda role: counts[role]) for key, counts in roles.items()}
    return tuple(known[key, chosen[key]] for key in chosen)


def _by_frequency(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(value for value, _ in Counter(values).most_common())


def _amounts(mentions: Sequence[UndertakingMention]) -> tuple[Amount, ...]:
    """Each figure once, with its first quote."""
    found: dict[tuple[str, str, str], Amount] = {}
    for amount in (amount for mention in mentions for amount in mention.amounts):
        key = amount.unit, amount.kind, amount.value
        if key not in found or amount.evidence.evidence_id < found[key].evidence.evidence_id:
            found[key] = amount
    return tuple(found[key] for key in sorted(found))


def history(mentions: Iterable[UndertakingMention]) -> tuple[StageRecord, ...]:
    """One record a milestone, party and status; dates that may meet are one record, the narrowest date stands."""
    groups: defaultdict[tuple[str, str, str, bool], list[UndertakingMention]] = defaultdict(list)
    for mention in mentions:
        if mention.stage is not None:
            whose = (mention.party.actor_id or fold_text(mention.party.name)) if mention.party else ""
            dated = msgspec.structs.replace(mention, when=entered(_known_by(mention)))
            groups[mention.stage, whose, mention.status, mention.provisional].append(dated)
    records = [record for key in sorted(groups) for record in _records(groups[key])]
    return tuple(sorted(records, key=_order))


def _known_by(mention: UndertakingMention) -> DateSpan:
    """The day of a milestone; one not reached, or a stall, that a text gives no day was so when the text came out."""
    standing_still = mention.status == "denied" or mention.stage in STANDSTILLS
    if not standing_still or mention.when.basis != "unknown" or mention.published is None:
        return mention.when
    return publication_default(mention.published) if heard_on(mention.published) else mention.when


def entered(span: DateSpan) -> DateSpan:
    """Of what lasts since a day that day: the one on which the milestone was reached."""
    if not span.edtf.endswith("/..") or span.earliest is None:
        return span
    day = DateSpan.read(span.edtf.removesuffix("/.."), basis=span.basis, confidence=span.confidence)
    return msgspec.structs.replace(day, expression=span.expression, anchor=span.anchor)


def _order(record: StageRecord) -> tuple[date, date, int, str, str, tuple[str, ...]]:
    whose = record.party.name if record.party else ""
    return *record.when.bounds, STAGES[record.stage].rank, record.status, whose, record.claims


def _records(mentions: Sequence[UndertakingMention]) -> Iterator[StageRecord]:
    ordered = sorted(mentions, key=lambda m: (_width(m.when), m.when.bounds, m.when.edtf, m.mention_id))
    parts: list[list[UndertakingMention]] = []
    for mention in ordered:
        part = next((part for part in parts if part[0].when.overlaps(mention.when) != "no"), None)
        if part is None:
            parts.append([mention])
        else:
            part.append(mention)
    for part in parts:
        first = part[0]
        if first.stage is not None:
            yield StageRecord(
                stage=first.stage,
                when=first.when,
                party=first.party,
                status=first.status,
                provisional=first.provisional,
                claims=tuple(sorted({mention.claim_id for mention in part})),
            )


def _width(span: DateSpan) -> int:
    low, high = span.bounds
    return (high - low).days


def dues_of(undertaking_id: str, mentions: Iterable[UndertakingMention]) -> tuple[Due, ...]:
    """What a text sets a day for, and what it plans for a bounded time after its own publication (L7)."""
    found: defaultdict[tuple[Stage, str], list[tuple[UndertakingMention, DateSpan]]] = defaultdict(list)
    mentions = tuple(mentions)
    for mention in mentions:
        span = mention.due or _planned_for(mention)
        span = span and _counted_from(span, mention, mentions)
        if mention.stage and span and span.latest:
            found[_due_stage(mention, mention.stage), span.edtf].append((mention, span))
    return tuple(
        Due(
            undertaking_id=undertaking_id,
            stage=stage,
            due=min((span for _, span in held), key=lambda span: (-span.confidence, span.basis, repr(span))),
            claims=tuple(sorted({mention.claim_id for mention, _ in held})),
        )
        for (stage, _), held in sorted(found.items(), key=lambda item: item[0])
    )


@cache
def _behind_time() -> re.Pattern[str]:
    """Behind a length of time the milestone that it is counted from: "within a year of its signing"."""
    nouns = "|".join(sorted(load_steps().deadlines.stages))
    return re.compile(rf"\s+(?:of|after|from|following)\s+(?:(?:its|the|their|this|that)\s+)?(?P<stage>{nouns})\b")


def _counted_from(span: DateSpan, mention: UndertakingMention, mentions: Iterable[UndertakingMention]) -> DateSpan:
    """A time counted from a milestone runs from the day on which any text tells that it was reached."""
    words = span.expression.exact if span.expression else ""
    at = mention.context.find(words) if words else -1
    match = _behind_time().match(mention.context, at + len(words)) if at >= 0 else None
    if match is None or span.latest is None or not re.fullmatch(r"\d{4}-\d\d-\d\d", span.anchor or ""):
        return span
    stage = load_steps().deadlines.stages[match["stage"]]
    days = [m.when for m in mentions if m.stage == stage and m.status == "happened" and _width(m.when) <= CLOSE_DAYS]
    start = min((when.latest for when in days if when.latest), default=None)
    if start is None:
        return span
    last = _as_long(start, date.fromisoformat(span.anchor or ""), span.latest)
    return DateSpan.between(
        start, last, basis="relative_to_event", confidence=span.confidence, shape="point", granularity="open",
        anchor=start.isoformat(), expression=span.expression,
    )  # fmt: skip


def _as_long(start: date, first: date, last: date) -> date:
    """As many months after a day as lie between two others, where they are whole months; else as many days."""
    if first.day != last.day:
        return start + (last - first)
    months = start.month - 1 + 12 * (last.year - first.year) + last.month - first.month
    year, month = start.year + months // 12, months % 12 + 1
    return date(year, month, min(start.day, monthrange(year, month)[1]))


def _due_stage(mention: UndertakingMention, stage: Stage) -> Stage:
    """What falls due of a promise that was made is its keeping, not the promise."""
    return "completed" if stage in PROMISES and mention.status in COUNTED else stage


def _planned_for(mention: UndertakingMention) -> DateSpan | None:
    if mention.status not in PLANS or mention.when.basis in ("unknown", "publication_default"):
        return None
    return mention.when if mention.when.latest else None


def standing(undertaking: Undertaking, due: Due, day: date) -> Standing:
    """How a promise stands at the end of a day; silence is shown as silence, never as done or failed."""
    known = [record for record in undertaking.history if (record.when.earliest or date.min) <= day]
    latest = due.due.latest or date.max
    reached = [record for record in known if record.reached and _fulfils(record, due) and not _contested(record, known)]
    if any((record.when.earliest or date.min) <= latest for record in reached):
        return "met"
    if day <= latest:
        return "pending"
    if reached or any(_fails(record, due) for record in known):
        return "missed"
    return "overdue" if undertaking.last_heard and latest < undertaking.last_heard <= day else "silent"


def _contested(record: StageRecord, known: Sequence[StageRecord]) -> bool:
    """Whether another text denies the milestone for a day that is no earlier: what is in dispute was not kept."""
    denials = (one for one in known if one.stage == record.stage and one.status == "denied")
    return any(one.when.before(record.when) != "yes" and one.when.basis != "unknown" for one in denials)


def _fulfils(record: StageRecord, due: Due) -> bool:
    """The stage itself, or one that is only entered after it on the same track; what runs out may be ended sooner."""
    if due.stage == "closed" and record.stage == "terminated":
        return True
    if STAGES[record.stage].track != "milestone" or STAGES[due.stage].track != "milestone":
        return record.stage == due.stage
    return STAGES[record.stage].rank >= STAGES[due.stage].rank


def _fails(record: StageRecord, due: Due) -> bool:
    """A denial of the milestone, a stall or an end, told of a day not before the due one."""
    after = (record.when.latest or date.max) >= (due.due.latest or date.max)
    if record.stage in FAILING:
        undated = record.stage in STANDSTILLS and record.when.basis in ("unknown", "publication_default")
        return record.reached and after and not undated
    return record.status == "denied" and record.stage == due.stage and after


def _with_series(made: Sequence[Life], registry: Registry) -> Iterator[Life]:
    """Instances of a series hang on the undertaking that bears the bare name, else on one made of their common name."""
    held = {life.undertaking.undertaking_id: life for life in made}
    above: dict[str, str] = {}
    for family in _families(registry):
        members = [held[key] for key in family if key in held]
        if len(members) > 1:
            parent = _bare(members) or _parent(members)
            held[parent.undertaking.undertaking_id] = parent
            above.update((member.undertaking.undertaking_id, parent.undertaking.undertaking_id) for member in members)
    for key, life in held.items():
        parent_id = above.get(key, key)
        yield life if parent_id == key else _below(life, parent_id)


def _below(life: Life, parent: str) -> Life:
    return life._replace(undertaking=msgspec.structs.replace(life.undertaking, parent=parent))


def _families(registry: Registry) -> tuple[tuple[str, ...], ...]:
    """Ids of undertakings whose names number instances of one series."""
    of_thing = {
        thing.thing_id: min(mention.mention_id for one in group for mention in one.mentions)
        for group in registry.groups
        for thing in group
    }
    pairs = [(of_thing[one], of_thing[other]) for one, other in registry.series]
    groups = Groups(key for pair in pairs for key in pair)
    for one, other in pairs:
        groups.join(one, other)
    return groups.groups()


def _bare(members: Sequence[Life]) -> Life | None:
    """The one named without a number, where the others have one."""
    numbered = [bool(name_key(life.undertaking.title, life.undertaking.kind).numbers) for life in members]
    bare = [life for life, has_number in zip(members, numbered, strict=True) if not has_number]
    return bare[0] if len(bare) == 1 and len(members) > 1 else None


def _parent(members: Sequence[Life]) -> Life:
    undertakings = sorted((life.undertaking for life in members), key=lambda u: u.undertaking_id)
    common = _common_words([undertaking.title for undertaking in undertakings])
    parent = Undertaking(
        undertaking_id=content_id("und", "series", undertakings[0].kind, fold_text(common)),
        kind=undertakings[0].kind,
        title=common,
        parties=_shared_parties(undertakings),
        domains=_by_frequency(domain for undertaking in undertakings for domain in undertaking.domains),
        last_heard=max((u.last_heard for u in undertakings if u.last_heard), default=None),
    )
    return Life(parent, ())


def _common_words(titles: Sequence[str]) -> str:
    """The words that every instance's name has, in the order of the first."""
    others = [{fold_text(word) for word in title.replace("-", " ").split()} for title in titles[1:]]
    kept = [word for word in titles[0].replace("-", " ").split() if all(fold_text(word) in other for other in others)]
    return " ".join(kept) or titles[0]


def _shared_parties(undertakings: Sequence[Undertaking]) -> tuple[Party, ...]:
    """Parties of every instance that names any."""
    named = [u for u in undertakings if u.parties]
    if not named:
        return ()
    keys = [{party.actor.actor_id or fold_text(party.actor.name) for party in u.parties} for u in named]
    common = set.intersection(*keys)
    return tuple(p for p in named[0].parties if (p.actor.actor_id or fold_text(p.actor.name)) in common)
