"""How much of what is planted in the folders of `corpus/articles` is found: promises, copies, events, conflicts.

A folder is a dyad or triad: `articles/`, `truth.toml`, and `vocabulary/` where its states are invented. The counts of
all folders of a half are put together before a share is taken.
"""

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path

from entente.merge import standing
from entente.records import Claim, Conflict, DateSpan, StageRecord, Undertaking
from entente.records.codes import COUNTED
from entente.views import Book
from tests.gate.planted import (
    SHARED_WORDS,
    Plan,
    Row,
    due_of,
    inside,
    places_of,
    points,
    promised,
    quotes_stand,
    title_likeness,
)
from tests.gate.scores import f1

FURNITURE = frozenset({"comment", "related_link", "boilerplate"})
"""Regions that are no words of the author."""
OUTCOMES = {
    "met": ("met",),
    "late": ("missed",),
    "overdue": ("overdue", "missed"),
    "silent": ("silent",),
    "open": ("pending",),
}
"""How a promise of the plan may stand with us; one not kept is missed where a text says so."""
HELD_QUOTES = 0.5
"""Share of the planted steps that ours must tell to be the same, where its name differs."""


class Dyad(Plan):
    """A folder's plan beside what was made of its articles."""

    @cached_property
    def pairs(self) -> Mapping[str, Undertaking]:
        """Ours for each planted undertaking, by its name or by its steps; the surest first, each used once."""
        ranked = sorted(
            (
                (*self._sureness(row, ours), row["id"], ours.undertaking_id, ours)
                for row in self.truth["undertakings"]
                for ours in self.book.undertakings.values()
            ),
            key=lambda item: (-item[0], -item[1], item[2], item[3]),
        )
        found: dict[str, Undertaking] = {}
        used: set[str] = set()
        for sure, _, planted, ours_id, ours in ranked:
            if sure and planted not in found and ours_id not in used:
                found[planted] = ours
                used.add(ours_id)
        return found

    def _sureness(self, row: Row, ours: Undertaking) -> tuple[float, float]:
        """Shared name, unless another planted one has more of it, and shared steps; zero when neither will do."""
        name, steps = _likeness(row, ours), self._steps_told(row, ours)
        if name < max(_likeness(other, ours) for other in self.truth["undertakings"]):
            name = (0.0, 0.0)
        if name[0] < SHARED_WORDS and steps < HELD_QUOTES:
            return 0.0, 0.0
        return name[0] + steps, name[1]

    def _steps_told(self, row: Row, ours: Undertaking) -> float:
        told = {claim for record in ours.history for claim in record.claims}
        steps = [step for step in self.steps if step["about"] == row["id"]]
        return sum(any(claim.claim_id in told for claim in self.triggers_at(step)) for step in steps) / (
            len(steps) or 1
        )

    @property
    def steps(self) -> Iterator[Row]:
        """The planted milestones of undertakings."""
        return (row for row in self.truth["claims"] if "stage" in row and "about" in row)

    def names(self, *quotes: Sequence[str]) -> set[str]:
        """The ids of the claims at quotes, each given with its file."""
        return {claim.claim_id for file, quote in quotes for claim in self.claims_at({}, file, quote)}


def _likeness(row: Row, ours: Undertaking) -> tuple[float, float]:
    """By the name alone: the parties that we put behind it in brackets make no two things alike."""
    return title_likeness(row, ours.title.partition(" (")[0])


def score_half(half: Path, read: Callable[[Path, Path | None], Book]) -> dict[str, float]:
    """Each measure, in points, over all folders of a half."""
    dyads = [_dyad(folder, read) for folder in sorted(half.iterdir()) if (folder / "truth.toml").is_file()]
    return {
        "undertakings": _share(dyads, lambda dyad: (row["id"] in dyad.pairs for row in dyad.truth["undertakings"])),
        "kept apart": _share(dyads, _kept_apart),
        "stage history": _share(dyads, lambda dyad: (_step_right(dyad, row) for row in dyad.steps)),
        "stage on the last day": _share(dyads, _stages_right),
        "due days": _share(dyads, lambda dyad: (due_of(dyad, row) is not None for row in promised(dyad))),
        "due outcomes": _share(dyads, lambda dyad: (_outcome_right(dyad, row) for row in promised(dyad))),
        "lineage pair F1": _lineage_f1(dyads),
        "event B3": _event_b3(dyads),
        "conflict recall": _share(dyads, _conflicts_found),
        "conflict precision": _share(dyads, _conflicts_right),
        "no false conflict": _share(dyads, _harmless_left),
        "no leakage": _share(dyads, _claims_of_author),
        "quotes stand": _share(dyads, lambda dyad: quotes_stand(dyad.book)),
    }


def _dyad(folder: Path, read: Callable[[Path, Path | None], Book]) -> Dyad:
    vocabulary = folder / "vocabulary"
    return Dyad(folder, read(folder / "articles", vocabulary if vocabulary.is_dir() else None))


def _share(dyads: Sequence[Dyad], answers: Callable[[Dyad], Iterable[bool]]) -> float:
    return points(answer for dyad in dyads for answer in answers(dyad))


# Undertakings


def _kept_apart(dyad: Dyad) -> Iterator[bool]:
    """Whether two of similar names share no undertaking of ours through their steps."""
    for row in dyad.truth["undertakings"]:
        for other in row.get("different_from", ()):
            yield not (_ours_telling(dyad, row["id"]) & _ours_telling(dyad, other))


def _ours_telling(dyad: Dyad, planted: str) -> set[str]:
    claims = (claim for step in dyad.steps if step["about"] == planted for claim in _mentions(dyad, step)[:1])
    return {ours for claim in claims for ours in dyad.book.undertakings_of.get(claim.claim_id, ())}


def _step_right(dyad: Dyad, row: Row) -> bool:
    """Whether our history has the milestone, as firm as planted, at a date that may be the same, of the same party."""
    ours = dyad.pairs.get(row["about"])
    return ours is not None and any(_same_step(dyad, row, record) for record in ours.history)


def _same_step(dyad: Dyad, row: Row, record: StageRecord) -> bool:
    if record.stage != row["stage"] or not (
        record.status == row["status"] or {record.status, row["status"]} <= COUNTED
    ):
        return False
    if "party" in row and not (record.party and _code_of(dyad, record.party.actor_id) == row["party"]):
        return False
    return record.when.overlaps(DateSpan.read(row["when"], basis="explicit")) != "no"


def _code_of(dyad: Dyad, actor_id: str | None) -> str | None:
    state = dyad.book.actors.get(dyad.book.state_of(actor_id) or "")
    return state.ids.iso3 if state else None


def _stages_right(dyad: Dyad) -> Iterator[bool]:
    for row in dyad.truth["undertakings"]:
        ours = dyad.pairs.get(row["id"])
        yield ours is not None and ours.stage == row["stage"]


def _outcome_right(dyad: Dyad, row: Row) -> bool:
    due = due_of(dyad, row)
    last = date.fromisoformat(dyad.truth["corpus"]["last_day"])
    return due is not None and standing(dyad.pairs[row["id"]], due, last) in OUTCOMES[row["outcome"]]


# Copies


def _lineage_f1(dyads: Sequence[Dyad]) -> float:
    """F1 of the pairs of articles that go back to one origin."""
    gold = [_planted_pairs(dyad) for dyad in dyads]
    ours = [_our_pairs(dyad) for dyad in dyads]
    both = sum(len(one & other) for one, other in zip(gold, ours, strict=True))
    return f1(both, sum(map(len, ours)), sum(map(len, gold)))


def _planted_pairs(dyad: Dyad) -> set[frozenset[str]]:
    group = {row["file"]: row["file"] for row in dyad.truth["documents"]}
    for row in dyad.truth["copies"]:
        gone = group[row["file"]]
        group = {file: group[row["of"]] if now == gone else now for file, now in group.items()}
    return _pairs_in(group)


def _our_pairs(dyad: Dyad) -> set[frozenset[str]]:
    documents = {row["file"]: dyad.document(row["file"]) for row in dyad.truth["documents"]}
    lineages = dyad.book.lineages
    return _pairs_in(
        {file: lineages[it.doc_id].group for file, it in documents.items() if it and it.doc_id in lineages}
    )


def _pairs_in(group: Mapping[str, str]) -> set[frozenset[str]]:
    return {frozenset((a, b)) for a, b in itertools.combinations(group, 2) if group[a] == group[b]}


# Events


def _event_b3(dyads: Sequence[Dyad]) -> float:
    """B cubed over the planted mentions of events; what we have no event for counts as recalled by nobody."""
    shares = [share for dyad in dyads for share in _shares_of_mentions(dyad)]
    found = [precision for precision, _ in shares if precision]
    precision, recall = sum(found) / (len(found) or 1), sum(recall for _, recall in shares) / (len(shares) or 1)
    return 200 * precision * recall / (precision + recall) if precision + recall else 0.0


def _shares_of_mentions(dyad: Dyad) -> Iterator[tuple[float, float]]:
    """For each mention how much of our event is of its own, and how much of its own event is in ours."""
    mentions = [(row["event"], _event_at(dyad, row)) for row in dyad.truth["claims"] if "event" in row]
    for planted, ours in mentions:
        both = sum(ours is not None and mention == (planted, ours) for mention in mentions)
        in_ours = sum(event == ours for _, event in mentions)
        in_planted = sum(event == planted for event, _ in mentions)
        yield both / in_ours if both else 0.0, both / in_planted


def _event_at(dyad: Dyad, row: Row) -> str | None:
    events = (dyad.book.event_of.get(claim.claim_id) for claim in _mentions(dyad, row))
    return next((event for event in events if event), None)


def _mentions(dyad: Dyad, row: Row) -> list[Claim]:
    """The claims at a planted one, the most alike first: trigger inside the quote, same stage, same type."""
    within = {claim.claim_id for claim in dyad.triggers_at(row)}
    return sorted(
        dyad.claims_at(row),
        key=lambda claim: (
            claim.claim_id not in within,
            claim.stage != row.get("stage"),
            claim.type != row.get("type"),
            claim.trigger.start,
        ),
    )


# Conflicts


def _told(dyad: Dyad) -> list[Conflict]:
    """What we show as a contradiction; growth is none."""
    return [conflict for conflict in dyad.book.conflicts.values() if conflict.kind != "superseded"]


def _between(dyad: Dyad, row: Row, conflict: Conflict) -> bool:
    one, other = dyad.names(*row["one"]), dyad.names(*row["other"])
    a, b = conflict.claim_a, conflict.claim_b
    return (a in one and b in other) or (b in one and a in other)


def _conflicts_found(dyad: Dyad) -> Iterator[bool]:
    return (any(_between(dyad, row, told) for told in _told(dyad)) for row in dyad.truth["conflicts"])


def _conflicts_right(dyad: Dyad) -> Iterator[bool]:
    return (any(_between(dyad, row, told) for row in dyad.truth["conflicts"]) for told in _told(dyad))


def _harmless_left(dyad: Dyad) -> Iterator[bool]:
    return (not any(_between(dyad, row, told) for told in _told(dyad)) for row in dyad.truth["harmless"])


# Furniture


def _claims_of_author(dyad: Dyad) -> Iterator[bool]:
    """For each claim whether its trigger stands outside comments, links and boilerplate."""
    rows = [row for row in dyad.truth["regions"] if row["kind"] in FURNITURE]
    documents = {
        document.doc_id: row["file"] for row in dyad.truth["documents"] if (document := dyad.document(row["file"]))
    }
    spans = {
        doc_id: [
            span
            for row in rows
            if row["file"] == file
            for span in places_of(row["quote"], dyad.book.documents[doc_id].text)
        ]
        for doc_id, file in documents.items()
    }
    return (not any(inside(it.trigger, span) for span in spans.get(it.doc_id, ())) for it in dyad.book.claims.values())
