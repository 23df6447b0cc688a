"""Undertakings from declaration to delivery: stage, milestones with their quotes, and whether due days were kept."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta
from typing import Literal, NamedTuple

from entente.merge.lifecycle import Due
from entente.records import StageRecord, Undertaking
from entente.records.codes import STAGES, Domain, Stage, Status, UndertakingKind
from entente.records.dates import DateSpan
from entente.records.undertaking import deciding_record
from entente.views.book import Book
from entente.views.quote import QuoteRow, quotes_of
from entente.views.row import Row
from entente.views.wording import say_amount, say_due, say_when

Outcome = Literal["overdue", "silent", "due", "late", "met", "done", "ended", "none"]
"""overdue: the day passed, and later texts do not tell it done; silent: the day passed and nothing was heard since;
due: the day is to come; late, met, done: reached after it, by it, or on a day that leaves it open;
ended: given up before; none: no day was named."""

STALE_AFTER = timedelta(days=180)
"""Silence after which an undertaking is flagged stale, whatever its stage (L8)."""
OUTCOME_WORDS: dict[Outcome, str] = {
    "overdue": "overdue", "silent": "silent", "due": "due", "late": "done late", "met": "met", "done": "done",
    "ended": "given up", "none": "no day named",
}  # fmt: skip

MONTH = timedelta(days=31)
"""Width up to which a date tells a day worth naming."""
_SPINE: dict[UndertakingKind, tuple[Stage, ...]] = {
    "treaty": ("signed",), "agreement": ("signed",), "mou": ("signed",), "contract": ("signed", "under_way"),
    "loan": ("signed", "financed"), "grant": ("financed",), "project": ("agreed", "signed", "financed", "under_way"),
}  # fmt: skip
"""Milestones whose absence is worth a word (L9), by kind."""

_IMPLIES: dict[Stage, tuple[Stage, ...]] = {
    "agreed": ("signed", "approved", "in_force"),
    "signed": ("approved", "in_force"),
    "approved": ("in_force",),
    "negotiating": ("agreed", "signed", "approved", "in_force"),
    "under_way": ("completed", "closed"),
    "completed": ("closed",),
}
"""Stages that, once reached, show that an earlier one was."""


class Judged(NamedTuple):
    """How one promised day stands."""

    due: Due
    day: date
    outcome: Outcome
    days: int
    """From the due day to the day of judgement, or to the day it was done; negative: before it."""
    disputed: bool
    """Whether some texts tell it done and others deny it."""


class Milestone(Row, frozen=True, kw_only=True):
    """One step of an undertaking as reported, with its quotes."""

    stage: Stage
    status: Status
    when: str
    edtf: str
    earliest: date | None
    latest: date | None
    party: str | None
    """Whose act it is; None: of the whole."""
    provisional: bool
    due: date | None
    """The last day set for it; None: none was."""
    outcome: Outcome
    """Of a step with a due day; `none` for any other."""
    days: int
    disputed: bool
    n_independent: int
    published: date | None
    """The first publication that tells it."""
    quotes: tuple[QuoteRow, ...]


class UndertakingRow(Row, frozen=True, kw_only=True):
    """One undertaking, where it stands, and its most pressing due day."""

    undertaking_id: str
    title: str
    kind: UndertakingKind
    parties: tuple[str, ...]
    domains: tuple[Domain, ...]
    amounts: tuple[str, ...]
    stage: Stage | None
    stage_as_of: date | None
    stage_denied: bool
    """Whether a text, as late as or later than those that tell of that stage, denies it."""
    outcome: Outcome
    due: date | None
    due_stage: Stage | None
    days: int
    """Days past the due day; negative: days to go."""
    disputed: bool
    last_heard: date | None
    stale: bool
    """Nothing was heard for 180 days; never a stage (L8)."""
    n_documents: int
    n_independent: int
    milestones: tuple[Milestone, ...]
    """In order of their dates."""
    not_seen: tuple[Stage, ...]
    """Lower milestones that no text tells (L9)."""
    conflicts: tuple[str, ...]


def undertaking_rows(
    book: Book, as_of: date | None = None, *, undertakings: Collection[str] | None = None, overdue: bool = False
) -> tuple[UndertakingRow, ...]:
    """Undertakings, those past their day first, then those with a day to come, then the rest by last heard.

    Args:
        book: what to read.
        as_of: the day to judge on; None: the day of the latest publication.
        undertakings: only these ids; None: all.
        overdue: only those whose day passed without word that it was kept.
    """
    day = as_of or book.last_day or date.max
    names = book.undertakings if undertakings is None else sorted(set(undertakings) & book.undertakings.keys())
    rows = (undertaking_row(book, book.undertakings[name], day) for name in names)
    kept = (row for row in rows if row.milestones and not (overdue and row.outcome not in ("overdue", "silent")))
    return tuple(sorted(kept, key=by_urgency))


class Standing(NamedTuple):
    """How an undertaking stands on a day, without its words."""

    undertaking_id: str
    title: str
    stage: Stage | None
    stage_as_of: date | None
    outcome: Outcome
    days: int
    last_heard: date | None
    is_told: bool
    """Whether some text tells of it by that day."""


def standing_of(book: Book, undertaking: Undertaking, day: date) -> Standing:
    """What lists sort and count an undertaking by; it costs a tenth of a row."""
    known = tuple(record for record in undertaking.history if _told_by(book, record, day))
    judged = judge(book, undertaking, known, day)
    pressing, deciding = min(judged, key=_press, default=None), deciding_record(known)
    return Standing(
        undertaking.undertaking_id, undertaking.title, deciding.stage if deciding else None,
        _day_of(deciding.when) if deciding else None, pressing.outcome if pressing else "none",
        pressing.days if pressing else 0, _last_published(book, (c for record in known for c in record.claims)),
        bool(known or judged),
    )  # fmt: skip


def by_urgency(row: UndertakingRow | Standing) -> tuple[int, int, int, str]:
    """What sorts undertakings: longest overdue, then soonest due, then latest heard."""
    group = {"overdue": 0, "silent": 1, "due": 2}.get(row.outcome, 3)
    heard = -(row.last_heard or date.min).toordinal()
    return group, -row.days if group < 3 else 0, heard, row.title


def undertaking_row(book: Book, undertaking: Undertaking, day: date) -> UndertakingRow:
    """One undertaking as it stands on a day."""
    known = tuple(record for record in undertaking.history if _told_by(book, record, day))
    claims = book.held(dict.fromkeys(claim for record in known for claim in record.claims))
    judged = judge(book, undertaking, known, day)
    pressing = min(judged, key=_press, default=None)
    deciding = deciding_record(known)
    promises = _promises(known, judged)
    heard = [published for claim in claims if (published := book.published_on(claim.doc_id))]
    last = max(heard, default=None)
    return UndertakingRow(
        undertaking_id=undertaking.undertaking_id,
        title=undertaking.title,
        kind=undertaking.kind,
        parties=tuple(book.name_of_participant(party.actor) for party in undertaking.parties),
        domains=undertaking.domains,
        amounts=tuple(dict.fromkeys(map(say_amount, undertaking.amounts))),
        stage=deciding.stage if deciding else None,
        stage_as_of=_day_of(deciding.when) if deciding else None,
        stage_denied=_denied_later(book, *_both(known, deciding)) if deciding else False,
        outcome=pressing.outcome if pressing else "none",
        due=pressing.day if pressing else None,
        due_stage=pressing.due.stage if pressing else None,
        days=pressing.days if pressing else 0,
        disputed=any(each.is_disputed for each in promises if pressing in each.judged),
        last_heard=last,
        stale=last is not None and day - last > STALE_AFTER,
        n_documents=len({claim.doc_id for claim in claims}),
        n_independent=book.origins_in(claims),
        milestones=_milestones(book, known, promises),
        not_seen=_not_seen(undertaking.kind, known, deciding),
        conflicts=tuple(sorted({c for claim in claims for c in book.conflicts_of.get(claim.claim_id, ())})),
    )


def _told_by(book: Book, record: StageRecord, day: date) -> bool:
    """Whether some text tells it by that day; one without a date may."""
    held = [claim for claim in record.claims if claim in book.claims]
    return any((book.published_on(book.claims[claim].doc_id) or day) <= day for claim in held)


def in_part(row: UndertakingRow) -> bool:
    """Whether the step it stands at was told of a part, or of a first time: a further day for it is open."""
    is_open = row.outcome in ("overdue", "silent", "due")
    return is_open and row.stage is not None and row.stage == row.due_stage and not row.disputed


# Due days


def judge(book: Book, undertaking: Undertaking, history: Sequence[StageRecord], day: date) -> tuple[Judged, ...]:
    """Every day that was set for a step by then, as it stands on a day."""
    dues = (due for due in book.dues_of.get(undertaking.undertaking_id, ()) if _set_by(book, due, day))
    return tuple(judged for due in dues if (judged := _judge(book, history, due, day)))


def _set_by(book: Book, due: Due, day: date) -> bool:
    told = _first_published(book, due.claims)
    return any(claim in book.claims for claim in due.claims) and (told is None or told <= day)


def _judge(book: Book, history: Sequence[StageRecord], due: Due, day: date) -> Judged | None:
    promised = due.due.latest
    if promised is None:
        return None
    told = _first_published(book, due.claims) or day
    about = [record for record in history if _shows(record, due.stage)]
    reached = [record for record in about if record.reached and _in_its_time(record, due)]
    denied = [r for r in about if r.status == "denied" and (_last_published(book, r.claims) or day) >= told]
    if reached and not _denied_later(book, reached, denied):
        first = min(reached, key=lambda record: record.when.bounds)
        outcome, days = _kept(first, promised)
        return Judged(due, promised, outcome, days, bool(denied))
    late = (day - promised).days
    if late <= 0:
        return Judged(due, promised, "due", late, bool(reached))
    if any(record.reached and STAGES[record.stage].track == "end" for record in history):
        return Judged(due, promised, "ended", late, False)
    heard = max((p for record in history if (p := _last_published(book, record.claims))), default=None)
    outcome = "overdue" if denied or (heard is not None and heard > promised) else "silent"
    return Judged(due, promised, outcome, late, bool(reached))


def _shows(record: StageRecord, stage: Stage) -> bool:
    """Whether a record is of this step, or of one that cannot come before it."""
    return record.stage == stage or (record.reached and record.stage in _IMPLIES.get(stage, ()))


def _in_its_time(record: StageRecord, due: Due) -> bool:
    """Whether it may have been reached after the promise's window opened: last year's session keeps no new promise."""
    opens = due.due.earliest
    return opens is None or record.when.latest is None or record.when.latest >= opens


def _both(history: Sequence[StageRecord], deciding: StageRecord) -> tuple[list[StageRecord], list[StageRecord]]:
    """What affirms a stage and what denies it."""
    same = [record for record in history if record.stage == deciding.stage]
    return [r for r in same if r.reached], [r for r in same if r.status == "denied"]


def _denied_later(book: Book, reached: Iterable[StageRecord], denied: Iterable[StageRecord]) -> bool:
    """Whether the last word is a denial."""
    affirmed = max((p for record in reached if (p := _last_published(book, record.claims))), default=date.min)
    refuted = max((p for record in denied if (p := _last_published(book, record.claims))), default=date.min)
    return refuted > affirmed


def _kept(record: StageRecord, promised: date) -> tuple[Outcome, int]:
    first, last = record.when.bounds
    if last <= promised:
        return "met", (last - promised).days
    return ("late", (first - promised).days) if first > promised else ("done", 0)


def _first_published(book: Book, claims: Iterable[str]) -> date | None:
    return min(_published(book, claims), default=None)


def _last_published(book: Book, claims: Iterable[str]) -> date | None:
    return max(_published(book, claims), default=None)


def _published(book: Book, claims: Iterable[str]) -> list[date]:
    days = (book.published_on(book.claims[claim].doc_id) for claim in claims if claim in book.claims)
    return [day for day in days if day]


def _press(due: Judged) -> tuple[int, int]:
    """The most pressing first: longest overdue, longest silent, soonest to come, then the latest of the kept."""
    order: tuple[Outcome, ...] = ("overdue", "silent", "due", "late", "met", "done", "ended", "none")
    return order.index(due.outcome), -due.days if due.outcome in ("overdue", "silent", "due") else -due.day.toordinal()


# Milestones


def _day_of(when: DateSpan) -> date | None:
    """The day of a date that is known to the month at least; of a wider one none, since no text tells it."""
    if when.latest is None or when.earliest is None or when.latest - when.earliest > MONTH:
        return None
    return when.latest


class _Promise(NamedTuple):
    """A day that was set for a step of one party, by however many texts."""

    judged: tuple[Judged, ...]
    """The most pressing first."""
    plan: StageRecord | None
    """The record of the step, told by the same claims."""

    @property
    def is_disputed(self) -> bool:
        """Whether some texts tell it done and others deny it."""
        return any(each.disputed for each in self.judged)


def _promises(known: Sequence[StageRecord], judged: Iterable[Judged]) -> list[_Promise]:
    """What was promised by when, once for each step, day and party."""
    found: dict[tuple[object, ...], _Promise] = {}
    for each in sorted(judged, key=_press):
        plan = next(iter(_plans(known, each.due)), None)
        key = each.due.stage, each.day, plan.party if plan else None
        before = found.get(key, _Promise((), plan))
        found[key] = _Promise((*before.judged, each), before.plan or plan)
    return list(found.values())


def _milestones(book: Book, known: Sequence[StageRecord], promises: Iterable[_Promise]) -> tuple[Milestone, ...]:
    """Steps in order of date; a plan that set a day is shown once for each day it set."""
    plans = {id(record) for promise in promises for each in promise.judged for record in _plans(known, each.due)}
    rows = [_milestone(book, record) for record in known if id(record) not in plans]
    rows += [_promised(book, promise) for promise in promises]
    return tuple(sorted(rows, key=_order))


def _order(step: Milestone) -> tuple[date, date, int, str]:
    return step.latest or date.max, step.earliest or date.min, STAGES[step.stage].rank, step.status


def _plans(known: Iterable[StageRecord], due: Due) -> list[StageRecord]:
    """The planned records of the step that a day was set for, told by the same claims."""
    return [r for r in known if r.status == "planned" and r.stage == due.stage and set(r.claims) & set(due.claims)]


def _promised(book: Book, promise: _Promise) -> Milestone:
    """A day that was set for a step, in the words that set it first; it stands as the most pressing of them does."""
    dues = sorted((each.due for each in promise.judged), key=lambda due: _first_published(book, due.claims) or date.max)
    record = StageRecord(
        stage=dues[0].stage,
        when=dues[0].due,
        party=promise.plan.party if promise.plan else None,
        status="planned",
        provisional=promise.plan.provisional if promise.plan else False,
        claims=tuple(dict.fromkeys(claim for due in dues for claim in due.claims)),
    )
    return _milestone(book, record, promise)


def _milestone(book: Book, record: StageRecord, promise: _Promise | None = None) -> Milestone:
    claims, judged = book.held(record.claims), promise.judged[0] if promise else None
    return Milestone(
        stage=record.stage,
        status=record.status,
        when=say_due(record.when) if judged else say_when(record.when),
        edtf=record.when.edtf,
        earliest=record.when.earliest,
        latest=record.when.latest,
        party=book.name_of_participant(record.party) if record.party else None,
        provisional=record.provisional,
        due=judged.day if judged else None,
        outcome=judged.outcome if judged else "none",
        days=judged.days if judged else 0,
        disputed=promise is not None and promise.is_disputed,
        n_independent=book.origins_in(claims),
        published=_first_published(book, record.claims),
        quotes=quotes_of(book, claims),
    )


def _not_seen(kind: UndertakingKind, history: Sequence[StageRecord], deciding: StageRecord | None) -> tuple[Stage, ...]:
    """L9: milestones below the one reached that no text tells."""
    if deciding is None or STAGES[deciding.stage].track != "milestone":
        return ()
    told = {record.stage for record in history if record.reached}
    return tuple(s for s in _SPINE.get(kind, ()) if s not in told and STAGES[s].rank < STAGES[deciding.stage].rank)
