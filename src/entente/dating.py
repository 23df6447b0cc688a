"""The date of a happening: the phrase that its act holds, the day its story has reached, or that of the report."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from functools import cache
from typing import Literal, NamedTuple

from msgspec.structs import replace

from entente.dates import Dated
from entente.dates.happening import (
    CARRIED_ON,
    DATING,
    WORDED,
    Chain,
    bounded,
    carried,
    closed,
    held_day,
    is_over,
    listed,
    narrow,
    reaches_past,
)
from entente.dates.meaning import Amount, Bound, Stretch
from entente.dates.named import NAMED
from entente.extract import ATTITUDE, Draft, Scene
from entente.extract.deadlines import DEADLINE
from entente.extract.described import DESCRIBED
from entente.extract.moments import (
    Hold,
    clause_tense,
    gives_time,
    holds_of,
    names_another_time,
    seen_from_behind,
    tells_past,
    told_in_past,
)
from entente.records.claim import Claim
from entente.records.dates import DEFAULT_REACH, UNKNOWN_DATE, DateSpan, publication_default
from entente.records.document import Document
from entente.records.problem import Problem
from entente.records.text import Sentence, Span
from entente.vocab.function_words import load_function_words

__all__ = ["Chain", "Story", "Telling", "When", "as_scheduled", "claim_flaws", "dates_in", "days_of", "when_of"]

PLANS = frozenset({"planned", "hypothetical", "called_for"})
NOW = frozenset({"happened", "under_way"})
HELD_UP = frozenset({"stalled", "suspended"})
FRESH = timedelta(days=31)
"""How long before a report a day lies that the report may be about."""


class When(NamedTuple):
    """The day of a happening, and the day by which it is due."""

    when: DateSpan
    due: DateSpan | None = None


class Telling(NamedTuple):
    """A sentence that tells of an act, with its dates and the day that the story has reached."""

    document: Document
    scene: Scene
    number: int
    """Of the sentence."""
    dates: Sequence[Dated]
    chain: Chain | None = None

    @property
    def published(self) -> DateSpan | None:
        """The days on which the text may have been published."""
        return self.document.published


def dates_in(dates: Iterable[Dated], sentence: Sentence) -> list[Dated]:
    """The phrases that stand in a sentence."""
    return [d for d in dates if sentence.start <= d.phrase.start and d.phrase.end <= sentence.end]


def days_of(dates: Iterable[Dated]) -> list[Span]:
    """The places of the phrases that may be the day of something."""
    return [(dated.phrase.start, dated.phrase.end) for dated in dates if dated.phrase.kind in DATING]


def when_of(telling: Telling, draft: Draft) -> When:
    """The happening's own date and the day it falls due; never the day of the report where the text has a better.

    What a mere word such as "proposed" tells has no day: it was so before.
    """
    if draft.entry.name == DESCRIBED:
        return When(UNKNOWN_DATE)
    dating = [_of_itself(dated, draft) for dated in telling.dates if dated.phrase.kind in DATING]
    if gives_time(telling.scene, draft) and not any(isinstance(dated.phrase.meaning, Bound) for dated in dating):
        dating += [_from_now(dated) for dated in telling.dates if isinstance(dated.phrase.meaning, Amount)]
    holds = holds_of(telling.scene, draft, days_of(dating))
    if draft.entry.stage and draft.firmness.status == "denied" and seen_from_behind(telling.scene, draft) == "surely":
        return _planned(telling, draft, dating, holds)  # "should have opened in May": it was due then
    if draft.firmness.status in PLANS:
        return _planned(telling, draft, dating, holds)
    return _told(telling, draft, dating, holds)


def _of_itself(dated: Dated, draft: Draft) -> Dated:
    """Of "since the coup" the coup itself has the day that the text gives it, not one after it."""
    phrase = dated.phrase
    inside = phrase.start <= draft.trigger[0] < phrase.end
    if not (dated.named and inside and isinstance(phrase.meaning, Bound)):
        return dated
    return dated._replace(phrase=phrase._replace(kind="date", meaning=phrase.meaning.base), span=dated.named)


def _from_now(dated: Dated) -> Dated:
    """A length of time that somebody has for a deed, as the time within which it is to be done."""
    amount = dated.phrase.meaning
    within = Bound("within", Stretch(amount, 1, "publication")) if isinstance(amount, Amount) else amount
    return dated._replace(phrase=dated.phrase._replace(kind="bound", meaning=within))


def as_scheduled(telling: Telling, draft: Draft) -> Draft:
    """A step or visit told in the present for a day still to come is a plan: "it comes into force on 1 July"."""
    head = draft.head(telling.scene.tree)
    told = clause_tense(telling.scene.tree, head)
    verb = telling.scene.tree.upos[head] == "VERB" and told not in ("present", "future")
    meets = draft.entry.type == "CONSULT"
    if not (draft.entry.stage or meets) or draft.firmness.status not in NOW or (draft.tense == "past" and verb):
        return draft
    if _is_timetabled(telling, draft, head):
        return draft._replace(firmness=replace(draft.firmness, orientation="future", force="intended", durative=False))
    when = when_of(telling, draft).when
    limited = (draft.tense == "present" or told == "future") and any(
        _limits(dated) and dated.span is not None and dated.span.latest == when.latest for dated in telling.dates
    )
    later = _begins_later(when, telling.published) or (limited and reaches_past(when, telling.published))
    if when.basis in ("unknown", "publication_default") or not later:
        return draft
    return draft._replace(firmness=replace(draft.firmness, orientation="future", force="intended", durative=False))


def _is_timetabled(telling: Telling, draft: Draft, head: int) -> bool:
    """Whether the bare present has a day that may be the next of its name: "it takes effect on Wednesday"."""
    tree = telling.scene.tree
    if tree.xpos[head] not in ("VBZ", "VBP") or tree.children(head, "aux", "aux:pass"):
        return False
    dating = [dated for dated in telling.dates if dated.phrase.kind == "date"]
    holds = holds_of(telling.scene, draft, [(dated.phrase.start, dated.phrase.end) for dated in dating])
    days = (dating[hold.phrase] for hold in holds if hold.tie == "own" and hold.direct)
    return any(held_day(dated, "past") != held_day(dated, "future") for dated in days)


# What is planned


def _planned(telling: Telling, draft: Draft, dates: Sequence[Dated], holds: Sequence[Hold]) -> When:
    """A phrase of its own clause, or one above that is still to come; a limit that the words set is the due day."""
    found = list(_coming(telling, draft, dates, holds))
    if not found:
        return When(UNKNOWN_DATE)
    tied = [one for one in found if one[0].tie == found[0][0].tie]
    hold, span = next((one for one in tied if _limits(dates[one[0].phrase])), found[0])
    if hold.tie not in ("own", "below", "aim") and _opens_with_once(telling, draft):
        return When(UNKNOWN_DATE)
    return When(span, _deadline(telling, draft, dates[hold.phrase], span))


def _opens_with_once(telling: Telling, draft: Draft) -> bool:
    """Whether the act only says from when another holds, which has the day: "in force by May, once it is ratified"."""
    tree = telling.scene.tree
    head = tree.first_conjunct(draft.head(tree))
    marks = (tree.lemmas[child] for child in tree.children(head, "mark", "advmod"))
    return tree.deprels[head] == "advcl" and not load_function_words().whenever_done.isdisjoint(marks)


def _coming(
    telling: Telling, draft: Draft, dates: Sequence[Dated], holds: Sequence[Hold]
) -> Iterator[tuple[Hold, DateSpan]]:
    """The phrases that may be the day of what is planned, the nearest first."""
    missed = draft.entry.name == DEADLINE and draft.tense == "past"
    behind = "surely" if missed else seen_from_behind(telling.scene, draft)
    for hold in holds:
        near = hold.tie in ("own", "below", "aim")
        dated = dates[hold.phrase]
        span = _span(telling, dated, hold._replace(tense=_tense_of_plan(telling, dated, behind)) if near else hold)
        if span is None or hold.ranks or (span.latest is None and not _begins_ahead(span, telling.published)):
            continue
        if behind == "surely" and _begins_later(span, telling.published):
            continue  # "had intended to vote on it next Tuesday": nobody intends it now
        if near or (_is_still_ahead(span, telling.published) and _is_not_over(telling, hold, dated, span)):
            yield hold, span


def _tense_of_plan(telling: Telling, dated: Dated, behind: str) -> Literal["past", "future"]:
    """Of a plan told from behind the day gone by; where that is only likely, the day that lies nearer."""
    if not behind:
        return "future"
    gone, coming = held_day(dated, "past"), held_day(dated, "future")
    start = telling.published.earliest if telling.published else None
    if behind == "surely" or not (start and gone and coming and gone.latest and coming.latest):
        return "past"
    return "past" if start - gone.latest < coming.latest - start else "future"


def _is_not_over(telling: Telling, hold: Hold, dated: Dated, span: DateSpan) -> bool:
    """Whether the day is no part of what the clause above tells as past: "agreed this month to lend" agreed then."""
    return hold.tense != "past" or _limits(dated) or _begins_later(span, telling.published)


def _is_still_ahead(span: DateSpan, published: DateSpan | None) -> bool:
    """Whether it lasts beyond the day of the report, which is no day for what others said on it."""
    return reaches_past(span, published) or (span.latest is None and _begins_ahead(span, published))


def _is_ahead(span: DateSpan, published: DateSpan | None) -> bool:
    """Whether some of it is still to come."""
    return reaches_past(span, published) or _begins_ahead(span, published)


def _limits(dated: Dated) -> bool:
    """Whether the words say that it is to be done by then: "no later than 31 March"."""
    return isinstance(dated.phrase.meaning, Bound) and dated.phrase.meaning.kind in ("by", "within")


def _begins_ahead(span: DateSpan, published: DateSpan | None) -> bool:
    """Whether it begins no earlier than the text was published."""
    return bool(span.earliest and published and published.earliest and span.earliest >= published.earliest)


# What is told


def _told(telling: Telling, draft: Draft, dates: Sequence[Dated], holds: Sequence[Hold]) -> When:
    """The nearest phrase that can date it, else the day of its story, else that of the report."""
    spans = list(_usable(telling, draft, dates, holds))
    due = _due(telling, draft, dates, holds)
    past = tells_past(telling.scene, draft)
    if spans:
        hold, span = spans[0]
        both = bounded([other for at, other in spans if at.tie == hold.tie])
        return When(closed(both or span, telling.published) if past else both or span, due)
    ranked = {hold.phrase for hold in holds if hold.ranks}
    return When(_undated(telling, draft, past, [d for at, d in enumerate(dates) if at not in ranked]), due)


def _undated(telling: Telling, draft: Draft, past: bool, dates: Sequence[Dated]) -> DateSpan:
    """The day of its story, else that of the report, where no phrase of the sentence tells of a day gone by."""
    published, status = telling.published, draft.firmness.status
    places = [(dated.phrase.start, dated.phrase.end) for dated in telling.dates]
    if names_another_time(telling.scene, draft, places):
        return UNKNOWN_DATE
    if any(dated.span is None or not _is_due(dated, dated.span, published) for dated in dates):
        return UNKNOWN_DATE
    if telling.chain is not None and past and _is_of_story(draft):
        return carried(telling.chain)
    current = status in NOW or (status == "denied" and not past and draft.tense != "future")
    return publication_default(published) if current and published and narrow(published) else UNKNOWN_DATE


def _is_due(dated: Dated, span: DateSpan, published: DateSpan | None) -> bool:
    """Whether a phrase sets a day that is still to come: "by the end of May", "until 2042"."""
    return _begins_later(span, published) or (dated.phrase.kind == "bound" and reaches_past(span, published))


def _usable(
    telling: Telling, draft: Draft, dates: Sequence[Dated], holds: Sequence[Hold]
) -> Iterator[tuple[Hold, DateSpan]]:
    """The phrases that can date what is told, with their days."""
    past = tells_past(telling.scene, draft)
    for hold in holds:
        if hold.ranks or (hold.tie == "aim" and draft.tense != "present"):
            continue
        if (
            draft.entry.stage in HELD_UP
            and dates[hold.phrase].phrase.kind == "bound"
            and _is_put_off(telling, dates, hold)
        ):
            continue
        if not hold.direct and hold.tense == "present" and (draft.tense == "past" or hold.side == "after"):
            hold = hold._replace(tense="past")  # "needs the vote after its ratification on 11 December"
        dated = dates[hold.phrase]
        span = _span(telling, dated, hold)
        if span is None or not _fits(telling, hold, dated, span, past):
            continue
        if hold.tie in ("sentence", "reported"):
            span = replace(span, basis="carried", confidence=min(CARRIED_ON, span.confidence))
        mate = _span(telling, dates[hold.mate], hold) if hold.mate is not None else None
        yield hold, listed(span, mate) if mate else span


def _is_put_off(telling: Telling, dates: Sequence[Dated], hold: Hold) -> bool:
    """Whether it is the day to which something is put off, not that on which it was."""
    span = _span(telling, dates[hold.phrase], hold)
    return span is not None and reaches_past(span, telling.published)


def _fits(telling: Telling, hold: Hold, dated: Dated, span: DateSpan, past: bool) -> bool:
    """Whether a phrase can be the day of what is told, by its tie, its sort and what the clause tells as past."""
    published = telling.published
    if span.latest is None and not hold.direct and not hold.side:
        return False
    if past and dated.phrase.kind == "bound" and _is_due(dated, span, published):
        return False
    if hold.tie in ("sentence", "reported") and (past != (hold.tie == "sentence") or not is_over(span, published)):
        return False
    return _may_be_ahead(hold, past) or not _begins_later(span, published)


def _may_be_ahead(hold: Hold, past: bool) -> bool:
    """A text may misdate what it tells as past; what it tells as present may lie ahead."""
    return hold.tie == "own" and hold.direct if past else hold.tie in ("own", "below", "aim")


def _is_of_story(draft: Draft) -> bool:
    """Whether the story tells it itself: no words of others, but what they show by them, "voiced regret"."""
    return (draft.entry.type != "SAY" or draft.entry == ATTITUDE) and not draft.holders


def _begins_later(span: DateSpan, published: DateSpan | None) -> bool:
    """Whether all of it comes after the text was published."""
    return bool(span.earliest and published and published.latest and span.earliest > published.latest)


def _due(telling: Telling, draft: Draft, dates: Sequence[Dated], holds: Sequence[Hold]) -> DateSpan | None:
    """The day by which a promise that was made is to be kept: "pledged to deliver it by May"."""
    if draft.kind != "commitment" or draft.entry.stage not in (None, "proposed", "agreed"):
        return None
    behind = seen_from_behind(telling.scene, draft)
    for hold in holds:
        dated = dates[hold.phrase]
        tense = _tense_of_plan(telling, dated, behind)
        span = _span(telling, dated, hold._replace(tense=tense)) if hold.tie == "aim" and _asks(dated) else None
        if span is None or span.latest is None or (behind == "surely" and _begins_later(span, telling.published)):
            continue  # "had intended to put it to a vote on Tuesday" next: no longer so
        if behind or reaches_past(span, telling.published):
            return span
    return None


def _deadline(telling: Telling, draft: Draft, dated: Dated, span: DateSpan) -> DateSpan | None:
    """The day that a plan sets for a deed: what is to hold "from 1 May" is due on 1 May."""
    lasts = draft.entry.stage == "closed" or draft.entry.name == DEADLINE or gives_time(telling.scene, draft)
    if not _asks(dated) and not lasts:
        return None
    lasts = lasts or bool(seen_from_behind(telling.scene, draft))
    if not _is_ahead(span, telling.published) and not (draft.entry.stage and (_limits(dated) or lasts)):
        return None
    if span.latest is not None:
        return span
    start = held_day(dated, "future", core=True)
    return replace(start, expression=span.expression) if start else None


def _asks(dated: Dated) -> bool:
    """Whether a phrase may set a day for a deed: "until 2042" tells how long it is to last."""
    return not (isinstance(dated.phrase.meaning, Bound) and dated.phrase.meaning.kind == "until")


def _span(telling: Telling, dated: Dated, hold: Hold) -> DateSpan | None:
    """The days of a phrase as an act holds it, with the words that give them."""
    span = held_day(dated, hold.tense, hold.side, core=hold.core)
    if span is None:
        return None
    words = telling.document.quote(dated.phrase.start, dated.phrase.end, role="date", sentence=telling.number)
    return replace(_by_name(span, dated.named) if dated.named else span, expression=words)


def _by_name(span: DateSpan, known: DateSpan) -> DateSpan:
    """A day that the name of another happening gives is only as sure as that it is the same happening."""
    return replace(span, basis="relative_to_event", anchor=known.edtf, confidence=min(NAMED, known.confidence))


# The day that a story has reached


@cache
def _aside() -> re.Pattern[str]:
    """Any of the words that open what another happening is measured or explained by."""
    return re.compile(rf"\b(?:{'|'.join(sorted(load_function_words().asides))})\b", re.IGNORECASE)


class Story:
    """The day that the sentences read so far have reached; paragraph by paragraph, in order."""

    def __init__(self, document: Document, sentences: Sequence[Sentence], dates: Sequence[Dated]) -> None:
        self._document, self._sentences, self._dates = document, sentences, dates
        self._chain: Chain | None = None
        self._next = 0

    def at(self, number: int, scene: Scene) -> Chain | None:
        """The day on which a sentence goes on, the sentences before it passed over."""
        while self._next < number:
            self._pass(self._next)
            self._next += 1
        if self._opens_paragraph(number) and self._chain is not None:
            goes_on = told_in_past(scene) and self._outlives_paragraph(self._chain.day)
            self._chain = self._chain._replace(confidence=CARRIED_ON) if goes_on else None
        return self._chain

    def _outlives_paragraph(self, day: DateSpan) -> bool:
        """News of a stated day returns to that day with each paragraph; an essay goes on with its story."""
        published = self._document.published
        stated = self._document.published_basis not in ("content", "unknown")
        if published is None or published.earliest is None or not stated:
            return True
        last = day.latest or published.earliest
        return published.earliest - FRESH <= last < published.earliest - DEFAULT_REACH

    def tell(self, number: int, claims: Sequence[Claim]) -> None:
        """What a sentence was found to tell moves the story on."""
        days = [claim.when for claim in claims if claim.status == "happened" and claim.when.basis in WORDED]
        self._next = number + 1
        if days and self._has_only_asides(number):
            self._start_after(days[-1])
        elif days:
            self._move(days[-1])
        else:
            self._read(number)

    def _pass(self, number: int) -> None:
        """A sentence that makes no claim may still name the day."""
        if self._opens_paragraph(number):
            self._chain = None
        self._read(number)

    def _read(self, number: int) -> None:
        for dated in dates_in(self._dates, self._sentences[number]):
            if dated.span is not None and dated.phrase.kind in DATING and dated.span.basis in WORDED:
                if self._is_aside(number, dated):
                    self._start_after(dated.span)
                else:
                    self._move(dated.span)

    def _start_after(self, span: DateSpan) -> None:
        """What is told after a cause or an example happened at some time between its day and the report."""
        published = self._document.published
        self._chain = None
        if published is not None and published.earliest and span.earliest and span.earliest < published.earliest:
            since = DateSpan.between(
                span.earliest, published.earliest, basis=span.basis, confidence=min(span.confidence, CARRIED_ON),
                shape="point", granularity="open", anchor=span.anchor, expression=span.expression,
            )  # fmt: skip
            self._chain = Chain(since, CARRIED_ON)

    def _has_only_asides(self, number: int) -> bool:
        stated = [dated for dated in dates_in(self._dates, self._sentences[number]) if dated.phrase.kind in DATING]
        return bool(stated) and all(self._is_aside(number, dated) for dated in stated)

    def _is_aside(self, number: int, dated: Dated) -> bool:
        """Whether the day belongs to a cause or an example: "Following the quake in 2005", "factors like 9/11"."""
        before = self._document.text[self._sentences[number].start : dated.phrase.start]
        return bool(_aside().search(before.rpartition(",")[2]))

    def _move(self, span: DateSpan) -> None:
        """Only a day with an end that lies before the report is gone on from."""
        self._chain = Chain(span) if is_over(span, self._document.published) else None

    def _opens_paragraph(self, number: int) -> bool:
        if number == 0:
            return True
        between = self._document.text[self._sentences[number - 1].end : self._sentences[number].start]
        return "\n" in between


# What the text gets wrong


def claim_flaws(claims: Iterable[Claim], published: DateSpan | None) -> Iterator[Problem]:
    """Told as done on a day that comes after the text itself."""
    for claim in claims:
        words = claim.when.expression
        told = claim.status == "happened" and claim.firmness.orientation == "past"
        if told and words and _begins_later(claim.when, published):
            yield Problem(
                code="date_after_publication",
                message=f'"{claim.trigger.exact}" is told as done on "{words.exact}", which is after the text itself',
                remedy="check the day of publication, or the year in the text",
                start=words.start,
                end=words.end,
            )
