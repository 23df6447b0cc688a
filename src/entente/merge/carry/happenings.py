"""Events, carried on from change to change."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from entente.merge.carry.links import Links, parts, settle
from entente.merge.carry.meetings import Keys, Meetings
from entente.merge.carry.tables import Table, Tables
from entente.merge.reports import Report
from entente.merge.same_event import WAYS, group_reports, keys_of, rule_on
from entente.merge.sketch import distinct
from entente.records import Decision
from entente.vocab.merging import load_scale


class Regrouped(NamedTuple):
    """What a change of reports comes to."""

    altered: set[str]
    """Reports that may have other near misses."""
    moved: set[str]
    """Reports that are of another event now."""
    groups: set[str]
    """Events that have other reports now, or none; each is called after its first report."""


class Tie(NamedTuple):
    """What is kept of a pair of reports."""

    score: float
    missed: bool
    """Whether only the date keeps the two apart."""


class Happenings:
    """Reports in groups, one for each happening."""

    def __init__(self, tables: Tables) -> None:
        self.reports: Table[Report] = tables.table("report", Report)
        self._met = Meetings(tables, "events", WAYS)
        self._links: Links[Tie] = Links(tables, "events", Tie)
        self._first: Table[str] = tables.table("event of report", str)
        self._groups: Table[tuple[str, ...]] = tables.table("reports of event", tuple[str, ...])
        self._scale = load_scale()

    def of(self, claim: str) -> str | None:
        """The first report of the same event; None: no report."""
        return self._first.get(claim)

    def group(self, first: str) -> tuple[str, ...]:
        """All reports of an event."""
        return self._groups.get(first) or ()

    def change(self, reports: Mapping[str, Report | None]) -> Regrouped:
        """Reports that changed, or are no more."""
        new = dict[str, Keys | None]()
        for key, report in reports.items():
            self.reports.put(key, report)
            new[key] = [distinct(keys) for keys in keys_of(report)] if report else None
        altered = settle(self._met, self._links, self._judge, new)
        moved, groups = set[str](), set[str]()
        for part in self._parts(altered):
            self._regroup(part, moved, groups)
        return Regrouped(altered, moved, groups)

    def _parts(self, altered: set[str]) -> Iterator[list[str]]:
        gone = sorted(key for key in altered if self.reports.get(key) is None)
        yield from ([key] for key in gone)
        yield from parts(self._links, altered.difference(gone), lambda link: link.score >= self._scale.yes)

    def _judge(self, one: str, other: str) -> Tie | None:
        ruled = rule_on(self.reports[one], self.reports[other], self._scale)
        if ruled is None:
            return None
        self._links.rule(one, other, ruled.decision)
        return Tie(ruled.score, ruled.missed)

    def _regroup(self, part: list[str], moved: set[str], changed: set[str]) -> None:
        held = {key: report for key in part if (report := self.reports.get(key)) is not None}
        scores = {(one, other): link.score for one, other, link in self._links.inside(held)}
        groups = {key: group for group in group_reports(held, scores) for key in group}
        for key in part:
            before, now = self._first.get(key), groups[key][0] if key in groups else None
            if before != now:
                self._first.put(key, now)
                moved.add(key)
        for key in part:
            group = groups.get(key)
            group = group if group and group[0] == key else None
            if group != self._groups.get(key):
                self._groups.put(key, group)
                changed.add(key)

    def misses(self, claim: str) -> list[str]:
        """Reports behind one that only its date keeps apart from it."""
        return sorted(other for other, link in self._links.of(claim).items() if link.missed and claim < other)

    def decisions(self) -> Iterator[Decision]:
        """All rulings on pairs."""
        return self._links.rulings()
