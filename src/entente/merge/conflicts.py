"""Claims that cannot both hold, by field; growth, rounding and other units are no conflict."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations
from math import asin, cos, radians, sin, sqrt
from typing import NamedTuple

from entente.merge.contradictions import (
    CURRENCY,
    all_named,
    of_another_party,
    shared_words,
    support,
)
from entente.merge.events import as_printed
from entente.merge.lifecycle import Life
from entente.merge.occasions import TOLD, are_two
from entente.merge.reports import party_keys
from entente.merge.stances import Opposed
from entente.records import Amount, Claim, Conflict, DateSpan, Document, Place, StageRecord
from entente.records.codes import ConflictField, ConflictKind, ConflictState, Stage
from entente.vocab.merging import figure_is, stem

ROUNDING = Decimal("0.05")
"""Two figures within a twentieth of the larger are one figure, rounded."""
OPEN_ROUNDING = Decimal("0.25")
"""Room that `about`, `over` and `nearly` give."""
FAR_KM = 100
"""Distance between two towns from which they are two places."""
ONCE: frozenset[Stage] = frozenset({"agreed", "signed", "in_force", "closed"})
"""Milestones reached on one day; the others last or come back."""
OF_PAPERS: frozenset[Stage] = frozenset({"agreed", "signed"})
"""Milestones of the papers of a project, of which it may have many."""
ANOTHER_PAPER = 62
"""Days between two signings from which two papers of a project were signed."""
ANOTHER_TIME = 730
"""The same for a treaty, a pledge or a loan, of which two days may contradict each other."""
BUILT_ONCE: frozenset[str] = frozenset({"project", "exercise", "agreement", "pledge"})
"""Kinds whose beginning or opening has one day."""
OFFERED: frozenset[Stage] = frozenset({"mooted", "proposed"})
"""Milestones of which the taking back is no denial."""
BEGINNINGS = frozenset(stem(word) for word in ("begin", "start", "commence", "open", "launch", "inaugurate", "enter"))
PART = re.compile(
    r"\b(?:first|second|third|last|half|some|section|part|batch|of the|more|another|phase|stage|(?!(?:19|20)\d\d)\d+)\b"
    r"(?! (?:January|February|March|April|May|June|July|August|September|October|November|December))",
    re.IGNORECASE,
)
"""Words by which a part of it is told."""
PAIR = 2
EMPTY = frozenset(
    {
        "have", "has", "had", "having", "be", "is", "are", "was", "were", "been", "do", "does", "did", "remain",
        "remains", "remained", "become", "becomes", "became", "get", "gets", "getting", "come", "comes", "one", "part",
        "same",
    }
)  # fmt: skip
"""Words that two statements may share and speak of different things."""
ATTENDED = frozenset(map(stem, ["part", "attend", "join", "participate", "present"]))
"""Stems of the words for being at a meeting."""
LIFTED = re.compile(r"\b(?:lift|end|revok|scrap|eas|drop|repeal|remov)\w* (?:its|the|their|this|that) $")
"""Words before a measure that is no longer: "lifted its ban" tells no ban."""
ASSERTED = frozenset({"happened", "under_way"})
BULK = frozenset({"t", "barrels"})
"""Units of what is delivered bit by bit."""
DELIVERED = frozenset(
    map(stem, ["deliver", "delivered", "delivery", "reach", "arrive", "ship", "send", "receive", "hand"])
)
"""Acts by which it comes."""
ONE_DAY = 7
"""Days within which a date is told closely enough for two of them to contradict each other."""
EARTH_KM = 6371.0


class Found(NamedTuple):
    """A contradiction between two claims."""

    one: Claim
    other: Claim
    field: ConflictField
    kind: ConflictKind
    note: str | None = None
    explained: bool = False


Check = Callable[[Claim, Claim], ConflictKind | None]
"""What kind of contradiction two claims of one event make in a field; None: none."""


def polarity(one: Claim, other: Claim) -> ConflictKind | None:
    """One says it did or will happen, the other denies it, of days that may be the same."""
    denial, claim = (one, other) if one.status == "denied" else (other, one)
    if denial.status != "denied" or claim.status not in (*ASSERTED, "planned"):
        return None
    if _came_later(claim, denial) or not shared_words(claim, denial) - all_named(denial):
        return None
    if of_another_party(claim, denial):
        return None
    return "denial" if _same_act(claim, denial) or claim.stage == denial.stage is not None else None


def _came_later(claim: Claim, denial: Claim) -> bool:
    """Not yet begun in June is no contradiction of begun in July."""
    return denial.when.before(claim.when) == "yes"


def amount(one: Claim, other: Claim) -> ConflictKind | None:
    """Two exact figures for one thing that rounding does not explain."""
    return "incompatible_value" if differ(one.amounts, other.amounts) else None


def differ(left: Sequence[Amount], right: Sequence[Amount]) -> bool:
    """Whether figures that can be compared differ, and none agrees."""
    pairs = [(a, b) for a in left for b in right if comparable(a, b)]
    return bool(pairs) and not any(close(a, b) for a, b in pairs)


def comparable(one: Amount, other: Amount) -> bool:
    """The same unit, kind and period, and both of them levels: a change contradicts no level.

    Money of no kind that is told may be of any: "granted 45 million" is a grant.
    """
    same = (one.unit, one.per) == (other.unit, other.per) and (
        one.kind == other.kind or _may_be_of_one_kind(one, other)
    )
    return same and not _is_change(one) and not _is_change(other)


def _may_be_of_one_kind(one: Amount, other: Amount) -> bool:
    return "other" in (one.kind, other.kind) and len(one.unit) == CURRENCY and one.unit.isupper()


def _is_change(amount: Amount) -> bool:
    return figure_is("change", amount.evidence.prefix, amount.evidence.suffix)


def close(one: Amount, other: Amount) -> bool:
    """Ranges that meet, or figures within a twentieth; `about` and `over` give more room."""
    low, high = sorted((Decimal(a.value), Decimal(a.value_max or a.value)) for a in (one, other))
    room = OPEN_ROUNDING if _is_open(one) or _is_open(other) else ROUNDING
    return high[0] - low[1] <= room * abs(high[0])


def _is_open(amount: Amount) -> bool:
    return amount.approx or figure_is("open", amount.evidence.prefix, amount.evidence.suffix)


def actor(one: Claim, other: Claim) -> ConflictKind | None:
    """Somebody else is said to have done it to the same side; reciprocal acts and unresolved names say nothing."""
    if one.status not in ASSERTED or other.status not in ASSERTED or one.type != other.type:
        return None
    if not _all_resolved(one) or not _all_resolved(other) or not one.recipients or not other.recipients:
        return None
    suffer = set(party_keys(one.recipients)) & set(party_keys(other.recipients))
    return "incompatible_value" if suffer and not set(party_keys(one.actors)) & set(party_keys(other.actors)) else None


def _all_resolved(claim: Claim) -> bool:
    return bool(claim.actors) and all(mention.actor_id for mention in claim.actors)


def where(one: Claim, other: Claim) -> ConflictKind | None:
    """Two towns far apart, or two countries, for one act on one day."""
    if one.where is None or other.where is None or one.status not in ASSERTED or other.status not in ASSERTED:
        return None
    return "incompatible_value" if _elsewhere(one.where, other.where) else None


def _elsewhere(one: Place, other: Place) -> bool:
    if one.country and other.country and one.country != other.country:
        return True
    if min(one.precision, other.precision) < 4 or one.lat is None or other.lat is None:
        return False
    return distance_km(one, other) > FAR_KM


def distance_km(one: Place, other: Place) -> float:
    """Great-circle distance of two located places."""
    lat, lon, lat2, lon2 = (radians(angle or 0.0) for angle in (one.lat, one.lon, other.lat, other.lon))
    half = sin((lat2 - lat) / 2) ** 2 + cos(lat) * cos(lat2) * sin((lon2 - lon) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(half))


def when(one: Claim, other: Claim) -> ConflictKind | None:
    """Told as still to come for days already past when it was published, and as done, by one text."""
    coming, done = (one, other) if one.status == "planned" else (other, one)
    if coming.status != "planned" or done.status not in ASSERTED or coming.doc_id != done.doc_id:
        return None
    if coming.firmness.orientation != "future" or coming.when.basis != "explicit" or len(coming.holders) > 1:
        return None
    return "incompatible_value" if coming.when.overlaps(done.when) != "no" and done.when.latest else None


CHECKS: tuple[tuple[ConflictField, Check], ...] = (
    ("polarity", polarity),
    ("amount", amount),
    ("actor", actor),
    ("where", where),
    ("when", when),
)
"""What is compared between two claims of one event, field by field."""


def settled(found: Sequence[Found]) -> tuple[Conflict, ...]:
    """What two claims come to: a milestone denied and affirmed is told by its stage; of one field, the first stands."""
    staged = any(one.kind == "denial" and one.field == "stage" for one in found)
    told: dict[ConflictField, Conflict] = {}
    for one in found:
        if not (staged and one.kind == "denial" and one.field == "polarity"):
            told.setdefault(one.field, _conflict(one))
    return tuple(told.values())


def of_views(pair: Opposed) -> Found:
    """Opposite views as a contradiction."""
    kind: ConflictKind = "denial" if pair.field == "polarity" else "incompatible_value"
    return Found(pair.one, pair.other, pair.field, kind, pair.note, pair.explained)


def unequal(
    pairs: Iterable[tuple[Claim, Claim]],
    documents: Mapping[str, Document],
    figures_of: Callable[[Claim], Sequence[Amount]],
) -> Iterator[Found]:
    """Those whose figures differ, each pair of figures once: between the first texts that give them."""
    seen: set[frozenset[object]] = set()
    for one, other in sorted(pairs, key=lambda pair: [_published(claim, documents).bounds for claim in pair]):
        left, right = figures_of(one), figures_of(other)
        figures = frozenset((_values(left), _values(right)))
        if differ(left, right) and figures not in seen:
            seen.add(figures)
            yield _dated(one, other, "amount", "incompatible_value", documents)


def _conflict(found: Found) -> Conflict:
    one, other = found.one.claim_id, found.other.claim_id
    if found.kind != "superseded":
        one, other = sorted((one, other))
    state: ConflictState = "explained" if found.kind == "superseded" or found.explained else "open"
    return Conflict(claim_a=one, claim_b=other, field=found.field, kind=found.kind, state=state, note=found.note)


def in_event(claims: Sequence[Claim], documents: Mapping[str, Document]) -> Iterator[Found]:
    """Each contradiction of an event once for each pair of values: between the first claims that give them."""
    for field, check in CHECKS:
        for one, other in combinations(_first_of_each(field, claims, documents), 2):
            kind = check(one, other)
            if kind is not None:
                yield _dated(one, other, field, kind, documents)


def _first_of_each(field: ConflictField, claims: Sequence[Claim], documents: Mapping[str, Document]) -> list[Claim]:
    """One claim for each value of a field in each document that differs in it."""
    firsts: dict[object, Claim] = {}
    for claim in sorted(claims, key=lambda claim: (*_published(claim, documents).bounds, claim.claim_id)):
        firsts.setdefault(_value(field, claim), claim)
    return list(firsts.values())


def _value(field: ConflictField, claim: Claim) -> object:
    match field:
        case "polarity":
            return claim.status == "denied", claim.status in (*ASSERTED, "planned"), claim.when.bounds
        case "amount":
            return _values(claim.amounts)
        case "actor":
            return party_keys(claim.actors), party_keys(claim.recipients), claim.type
        case "where":
            return (claim.where.name, claim.where.country) if claim.where else None
        case _:
            return claim.doc_id, claim.status, claim.when.bounds


def _values(amounts: Iterable[Amount]) -> tuple[tuple[str, str | None, str, str], ...]:
    return tuple((amount.value, amount.value_max, amount.unit, amount.kind) for amount in amounts)


def _published(claim: Claim, documents: Mapping[str, Document]) -> DateSpan:
    document = documents.get(claim.doc_id)
    return document.published if document and document.published else claim.when


def _dated(
    one: Claim, other: Claim, field: ConflictField, kind: ConflictKind, documents: Mapping[str, Document]
) -> Found:
    """A later figure that is higher, or by the same holder, has replaced the earlier one."""
    if field == "amount" and (order := _in_order(one, other, documents)):
        older, newer = order
        if _same_voice(older, newer) or _toll_grew(older, newer):
            return Found(older, newer, field, "superseded", "a later figure")
    return Found(one, other, field, kind)


def _in_order(one: Claim, other: Claim, documents: Mapping[str, Document]) -> tuple[Claim, Claim] | None:
    """The earlier published first; None: nobody can tell."""
    left, right = _published(one, documents), _published(other, documents)
    if left.before(right) == "yes":
        return one, other
    return (other, one) if right.before(left) == "yes" else None


def _same_voice(one: Claim, other: Claim) -> bool:
    left, right = (_voice(claim) for claim in (one, other))
    return left == right and left is not None


def _voice(claim: Claim) -> str | None:
    mention = claim.holders[-1].actor_mention
    return (mention.on_behalf_of or mention.actor_id) if mention else None


def _toll_grew(older: Claim, newer: Claim) -> bool:
    """Casualties are counted up, and so is what is delivered bit by bit, save by two texts that tell of one day."""
    told = {older.when.basis, newer.when.basis} <= TOLD
    one_load = told and _close(older.when) and older.when.bounds == newer.when.bounds
    delivered = not one_load and all(set(map(stem, c.trigger.exact.split())) & DELIVERED for c in (older, newer))
    pairs = [
        (a, b)
        for a in older.amounts
        for b in newer.amounts
        if comparable(a, b) and (a.kind == "casualties" or (delivered and a.unit in BULK))
    ]
    return bool(pairs) and all(Decimal(a.value) <= Decimal(b.value) for a, b in pairs)


def dates_apart(one: Claim, other: Claim) -> Iterator[Found]:
    """Two dates told closely by two texts for what is alike in all else."""
    told = one.status in ASSERTED and other.status in ASSERTED and _close(one.when) and _close(other.when)
    news = not any(LIFTED.search(claim.trigger.prefix) for claim in (one, other)) and not are_two(one, other)
    if told and news and one.stage == other.stage and _same_act(one, other) and _dated_alike(one.when, other.when):
        yield Found(one, other, "when", "incompatible_value")


def _same_act(one: Claim, other: Claim) -> bool:
    """The same words for it, two words for violence, a meeting and being there; a ban and its lifting are two acts."""
    left, right = (frozenset(stem(word) for word in claim.trigger.exact.split()) for claim in (one, other))
    met = one.type == other.type == "CONSULT" and bool(left & ATTENDED) != bool(right & ATTENDED)
    return bool(left & right) or met or one.type == other.type == "ASSAULT"


def _close(span: DateSpan) -> bool:
    known = span.basis not in ("publication_default", "unknown")
    return known and bool(span.earliest and span.latest and (span.latest - span.earliest).days <= ONE_DAY)


def in_life(life: Life, claims: Mapping[str, Claim]) -> Iterator[Found]:
    """L4, D5: a milestone denied and affirmed, reached on two days, or completed before it was signed."""
    for one, other in combinations(life.undertaking.history, 2):
        several = _are_two_papers(one, other, ANOTHER_PAPER if life.undertaking.kind == "project" else ANOTHER_TIME)
        found = None if several else _stages_clash(one, other) or _begun_twice(life, one, other, claims)
        if found and (pair := _first_claims(one, other, claims)):
            field, kind, note = found
            yield Found(*pair, field, kind, note)


def _are_two_papers(one: StageRecord, other: StageRecord, least: int) -> bool:
    """Whether a thing was signed or agreed again so many days later that it was another paper."""
    first, last = sorted((one.when, other.when), key=lambda span: span.bounds)
    far = (last.bounds[0] - first.bounds[1]).days > least
    return one.stage == other.stage and one.stage in OF_PAPERS and far


def _begun_twice(
    life: Life, one: StageRecord, other: StageRecord, claims: Mapping[str, Claim]
) -> tuple[ConflictField, ConflictKind, str] | None:
    """Works that begin, or open, on two days that two texts give closely."""
    if one.stage != other.stage or not (one.reached and other.reached) or life.undertaking.kind not in BUILT_ONCE:
        return None
    starts = all(_is_once(record, claims) for record in (one, other))
    apart = _close(one.when) and _close(other.when) and one.when.overlaps(other.when) == "no"
    return ("when", "incompatible_value", f"{one.stage} on two days") if starts and apart else None


def _is_once(record: StageRecord, claims: Mapping[str, Claim]) -> bool:
    """Whether its claims tell a beginning or an end, and no part of it."""
    told = [claims[key] for key in record.claims if key in claims]
    if record.stage == "completed":
        return bool(told) and not any(PART.search(claim.support[0].exact) for claim in told)
    words = {stem(word) for claim in told for word in claim.trigger.exact.split()}
    return record.stage == "under_way" and bool(words & BEGINNINGS)


def _stages_clash(one: StageRecord, other: StageRecord) -> tuple[ConflictField, ConflictKind, str] | None:
    if one.party != other.party and one.party and other.party and not _same_chamber(one, other):
        return None
    if one.stage == other.stage:
        if (one.status == "denied" and other.reached) or (other.status == "denied" and one.reached):
            denied, reached = (one, other) if one.status == "denied" else (other, one)
            if one.stage in OFFERED or reached.when.basis == "unknown":
                return None  # what is done on no day that is told may have been done since
            return None if denied.when.before(reached.when) == "yes" else ("stage", "denial", f"{one.stage} or not")
        told = one.reached and other.reached and (_both_dated(one, other) or _told_before(one, other))
        once = one.stage in ONCE or (one.stage == "approved" and one.party and _same_chamber(one, other))
        if told and once and _first_day(one).overlaps(_first_day(other)) == "no":
            return "when", "incompatible_value", f"{one.stage} on two days"
        return None
    if one.reached and other.reached and {one.stage, other.stage} == {"signed", "completed"}:
        signed, completed = (one, other) if one.stage == "signed" else (other, one)
        if completed.when.before(signed.when) == "yes":
            return "stage", "incompatible_value", "completed before it was signed"
    return None


def _first_day(record: StageRecord) -> DateSpan:
    """When it was reached: what "has been in force since 5 May" was so from that day."""
    if record.stage != "in_force" or record.when.earliest is None or record.when.latest is not None:
        return record.when
    first = record.when.earliest
    return DateSpan.between(first, first, basis="unknown", confidence=record.when.confidence, granularity="day")


def _both_dated(one: StageRecord, other: StageRecord) -> bool:
    return _is_dated(one.when) and _is_dated(other.when) and _dated_alike(one.when, other.when)


def _dated_alike(one: DateSpan, other: DateSpan) -> bool:
    """Whether not just one is taken over from another sentence: such a day contradicts none that stands at the act."""
    return (one.basis == "carried") == (other.basis == "carried")


def _told_before(one: StageRecord, other: StageRecord) -> bool:
    """Whether one text tells as done what another dates to a later day."""
    told, dated = (one, other) if one.when.basis == "publication_default" else (other, one)
    default = told.when.basis == "publication_default" and dated.when.basis == "explicit"
    return default and told.when.before(dated.when) == "yes"


def _same_chamber(one: StageRecord, other: StageRecord) -> bool:
    """Whether one parliament, told twice: "the Philippine Senate", "the Senate"."""
    names = [record.party.name.split()[-1] for record in (one, other) if record.party and record.party.name]
    return len(names) == PAIR and names[0] == names[1]


def _is_dated(span: DateSpan) -> bool:
    """Whether a text says when, and not only that it is so on the day of the report."""
    return span.basis not in ("publication_default", "unknown")


def _first_claims(one: StageRecord, other: StageRecord, claims: Mapping[str, Claim]) -> tuple[Claim, Claim] | None:
    lefts, rights = ([key for key in record.claims if key in claims] for record in (one, other))
    pairs = [(a, b) for a in lefts for b in rights if a != b]
    return (claims[pairs[0][0]], claims[pairs[0][1]]) if pairs else None


def in_states(claims: Iterable[Claim]) -> Iterator[Found]:
    """A standing state of affairs between the same parties, said in the same words, affirmed and denied."""
    groups: defaultdict[tuple[object, ...], list[Claim]] = defaultdict(list)
    for claim in sorted(claims, key=lambda claim: claim.claim_id):
        parties = tuple(sorted({*party_keys(claim.actors), *party_keys(claim.recipients)}))
        if claim.kind == "state" and len(parties) > 1 and claim.trigger.exact.split()[-1].lower() not in EMPTY:
            groups[parties, stem(claim.trigger.exact.split()[-1])].append(claim)
    for group in groups.values():
        denied = [claim for claim in group if claim.status == "denied"]
        affirmed = [claim for claim in group if claim.status in ASSERTED]
        meeting = [(a, b) for a in denied for b in affirmed if a.when.overlaps(b.when) != "no"]
        if meeting:
            yield Found(*meeting[0], "polarity", "denial")


def in_measures(claims: Iterable[Claim], documents: Mapping[str, Document]) -> Iterator[Found]:
    """Two figures of one series for one time; a series that grew from one time to another contradicts nothing."""
    series: defaultdict[tuple[object, ...], dict[object, Claim]] = defaultdict(dict)
    for claim in as_printed(claims, documents):
        if claim.kind == "measure" and claim.when.basis not in ("unknown", "publication_default"):
            parties = frozenset(party_keys([*claim.actors, *claim.recipients]))
            for party in sorted(parties) or [""]:
                series[party, claim.domains[0], claim.when.bounds].setdefault((parties, _values(claim.amounts)), claim)
    pairs = dict.fromkeys(pair for group in series.values() for pair in combinations(group.values(), 2))
    for one, other in pairs:
        if _same_time(one.when, other.when) and _of_one_series(one, other) and amount(one, other):
            yield _dated(one, other, "amount", "incompatible_value", documents)


def _of_one_series(one: Claim, other: Claim) -> bool:
    """The same parties; one that the other names beyond them stands in the words of the first."""
    left, right = ([*claim.actors, *claim.recipients] for claim in (one, other))
    ours, theirs = set(party_keys(left)), set(party_keys(right))
    if ours == theirs:
        return True
    few, words, many = (ours, support(one), right) if ours < theirs else (theirs, support(other), left)
    return bool(few) and few < ours | theirs and all(mention.surface in words for mention in many)


def _same_time(one: DateSpan, other: DateSpan) -> bool:
    return one.bounds == other.bounds and one.earliest is not None
