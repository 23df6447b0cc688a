"""What a drawing shows in one sentence, for those who do not see it and those who do."""

from collections.abc import Callable, Sequence

from entente.views import Timeline
from entente.web.charts.ties import Tie, totals
from entente.web.tongue import _, plain, say_count, say_day

Name = Callable[[str], str]


def say_ties(found: Sequence[Tie], name: Name) -> str:
    """How many, which two have most between them, and where conflict prevails most."""
    if not found:
        return _("No event that fits happened or is under way between two states.")
    first = found[0]
    told = _(
        "%(states)s, %(pairs)s; most events between %(pair)s (%(counts)s)",
        states=say_count(len(totals(found)), "state"),
        pairs=say_count(len(found), "pair"), pair=_pair(first, name), counts=_counts(first),
    )  # fmt: skip
    hostile = sorted((tie for tie in found if tie.lean == "conflict"), key=lambda tie: -tie.n_conflict)
    if not hostile:
        return _("%(told)s; conflict clearly prevails between no two.", told=told)
    pair, counts = _pair(hostile[0], name), _counts(hostile[0])
    where = _("there") if hostile[0] == first else _("between %(pair)s (%(counts)s)", pair=pair, counts=counts)
    if len(hostile) == 1:
        return _("%(told)s; conflict clearly prevails only %(where)s.", told=told, where=where)
    said = "%(told)s; conflict clearly prevails between %(n)s pairs, most %(where)s."
    return _(said, told=told, n=len(hostile), where=where)


def _pair(tie: Tie, name: Name) -> str:
    return _("%(a)s and %(b)s", a=name(tie.a), b=name(tie.b))


def _counts(tie: Tie) -> str:
    return _("%(good)s of cooperation, %(bad)s of conflict", good=tie.n_cooperation, bad=tie.n_conflict)


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
