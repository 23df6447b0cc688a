"""What a drawing shows in one sentence, for those who do not see it and those who do."""

from collections.abc import Callable, Mapping, Sequence

from entente.views import Outcome, Timeline, UndertakingRow
from entente.web.charts.ties import Tie, totals
from entente.web.tongue import _, plain, say_count, say_day, say_stage

Name = Callable[[str], str]


def say_ties(found: Sequence[Tie], name: Name) -> str:
    """How many, which two have most between them, and where conflict prevails most."""
    if not found:
        return _("No event that fits happened or is under way between two states.")
    first = found[0]
    told = _most(found, name)
    worse = (tie for tie in found if tie.n_conflict > tie.n_cooperation)
    hostile = sorted((tie for tie in worse if tie.lean == "conflict"), key=lambda tie: -tie.n_conflict)
    if not hostile:
        return _("%(told)s; conflict clearly prevails between no two.", told=told)
    pair, counts = _pair(hostile[0], name), _counts(hostile[0])
    where = _("there") if hostile[0] == first else _("between %(pair)s (%(counts)s)", pair=pair, counts=counts)
    if len(hostile) == 1:
        return _("%(told)s; conflict clearly prevails only %(where)s.", told=told, where=where)
    return _(
        "%(told)s; conflict clearly prevails between %(n)s pairs, most %(where)s.", told=told, n=len(hostile),
        where=where,
    )  # fmt: skip


def _most(found: Sequence[Tie], name: Name) -> str:
    """Between which two there is most, if it is two."""
    first, states, pairs = found[0], say_count(len(totals(found)), "state"), say_count(len(found), "pair")
    if len(found) > 1 and found[1].n == first.n:
        return _(
            "%(states)s, %(pairs)s; several pairs have the most events, %(n)s each",
            states=states,
            pairs=pairs,
            n=first.n,
        )
    return _(
        "%(states)s, %(pairs)s; most events between %(pair)s (%(counts)s)",
        states=states, pairs=pairs, pair=_pair(first, name), counts=_counts(first),
    )  # fmt: skip


def _pair(tie: Tie, name: Name) -> str:
    return _("%(a)s and %(b)s", a=name(tie.a), b=name(tie.b))


def _counts(tie: Tie) -> str:
    return _("%(good)s of cooperation, %(bad)s of conflict", good=tie.n_cooperation, bad=tie.n_conflict)


def say_life(row: UndertakingRow) -> str:
    """How many steps from when to when, where it stands, and what became of the day that presses most."""
    days = [day for step in row.milestones for day in (step.earliest, step.latest) if day]
    steps = say_count(len(row.milestones), "step")
    told = _("%(steps)s told", steps=steps)
    if days:
        told = _("%(steps)s from %(first)s to %(last)s", steps=steps, first=say_day(min(days)), last=say_day(max(days)))
    told = _("%(told)s; it stands at %(stage)s", told=told, stage=say_stage(row.stage))
    if row.outcome in OVER and row.due:
        stage, due = say_stage(row.due_stage), say_day(row.due)
        if row.disputed and row.outcome in ("overdue", "silent"):
            return _(
                "%(told)s. To be %(stage)s by %(due)s: that day passed; some texts tell it done, others deny it.",
                told=told, stage=stage, due=due,
            )  # fmt: skip
        return _(OVER[row.outcome], told=told, stage=stage, due=due)
    return _("%(told)s.", told=told)


OVER: Mapping[Outcome, str] = {
    "overdue": "%(told)s. To be %(stage)s by %(due)s: that day passed, and it is not told done.",
    "silent": "%(told)s. To be %(stage)s by %(due)s: that day passed without a word on it.",
    "due": "%(told)s. To be %(stage)s by %(due)s, which is still to come.",
    "late": "%(told)s. To be %(stage)s by %(due)s: it was, but later.",
    "met": "%(told)s. To be %(stage)s by %(due)s: it was, in time.",
    "done": "%(told)s. To be %(stage)s by %(due)s: it was, on a day that leaves open whether in time.",
    "ended": "%(told)s. To be %(stage)s by %(due)s: it was given up before.",
}
"""What became of a due day, in a sentence."""


def say_timeline(drawn: Timeline) -> str:
    """How many in how many fields, from when to when, and the fullest field."""
    count = sum(len(lane.events) for lane in drawn.lanes)
    days = [day for lane in drawn.lanes for row in lane.events for day in (row.earliest, row.latest) if day]
    fullest = drawn.lanes[0]
    return _(
        "%(events)s in %(fields)s, from %(first)s to %(last)s; most in %(fullest)s (%(n)s).",
        events=say_count(count, "dated event"), fields=say_count(len(drawn.lanes), "field"), first=say_day(min(days)),
        last=say_day(max(days)), fullest=plain(fullest.domain), n=len(fullest.events),
    )  # fmt: skip
