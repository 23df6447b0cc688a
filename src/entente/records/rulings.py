"""Rulings on records, and the lines of the append-only book."""

from datetime import datetime

from msgspec.structs import force_setattr

from entente.records.actors import Actor, Role
from entente.records.claim import Claim
from entente.records.codes import Answer, Deed, Relation
from entente.records.document import Document, Source
from entente.records.event import Conflict, Event
from entente.records.ids import check_id, content_id
from entente.records.measures import Forecast, RelationMeasure, Triad
from entente.records.problem import Problem
from entente.records.record import Moment, Record, check_finite, check_moment, check_order
from entente.records.undertaking import Undertaking


class Producer(Record, frozen=True, kw_only=True):
    """What made a record."""

    name: str
    version: str
    config_hash: str = ""
    """Empty: it has no settings."""


class Reason(Record, frozen=True, kw_only=True):
    """One of the values that decided a ruling."""

    name: str
    """A slug: `same_trigger`, `title_overlap`."""
    score: float
    left: str = ""
    """The value on the left, as text; empty: the reason is about the pair."""
    right: str = ""

    def __post_init__(self) -> None:
        """A score is a number."""
        check_finite("score", self.score)


class Decision(Record, frozen=True, kw_only=True, tag_field="record", tag="decision"):
    """A ruling that two records are the same, or not; reversible by a later one."""

    decision_id: str = ""
    """`dec:` id; made from relation, pair and verdict when left empty."""
    relation: Relation
    left: str
    """Id; the smaller of the two save in `copy_of`, where it is the copy."""
    right: str
    """Id."""
    verdict: Answer
    reasons: tuple[Reason, ...]
    """At least one."""
    revokes: str | None = None
    """`dec:` id of the ruling it reverses; None: it is the first."""

    def __post_init__(self) -> None:
        """Two different records, written once and in order, with reasons."""
        if self.left == self.right or (self.relation != "copy_of" and self.left > self.right):
            raise ValueError(f"a ruling names two records, the smaller id first: {self.left}, {self.right}")
        if not self.reasons:
            raise ValueError("a ruling gives its reasons")
        if self.decision_id:
            check_id(self.decision_id, "dec")
        else:
            identity = (self.relation, self.left, self.right, self.verdict, self.revokes)
            force_setattr(self, "decision_id", content_id("dec", *identity))


class Audit(Record, frozen=True, kw_only=True, tag_field="record", tag="audit"):
    """What a person did to the project: it tells of the book, not of the world, and no snapshot holds it."""

    who: str
    """Name of the account; `local`: whoever sits at the machine."""
    did: Deed
    about: str
    """The record that was ruled on, the folder of what was handed in, the name of the account."""
    note: str = ""
    """What changed, in a few words: `same`, `3 files`, `reader → editor`."""
    at: Moment
    """When it was asked for, UTC."""

    def __post_init__(self) -> None:
        """Somebody did it, at a known moment."""
        if not self.who:
            raise ValueError("an audit says who")
        check_moment("at", self.at)


AnyRecord = (
    Source
    | Document
    | Actor
    | Role
    | Claim
    | Decision
    | Audit
    | Conflict
    | Event
    | Undertaking
    | RelationMeasure
    | Triad
    | Forecast
    | Problem
)
"""What may stand on a line of its own; the key `record` says which it is."""


class Entry(Record, frozen=True, kw_only=True):
    """A line of the book: what was recorded, when and by what; only ever appended."""

    seq: int
    """1, 2, 3, ... without gaps."""
    recorded_at: Moment
    """When we learned it, UTC."""
    superseded_at: Moment | None = None
    """When a later entry replaced it, UTC; None: it stands."""
    supersedes: int | None = None
    """`seq` of the entry it corrects; None: it corrects none."""
    producer: Producer
    body: AnyRecord

    def __post_init__(self) -> None:
        """Lines count from 1, correct only earlier ones, and are replaced only later."""
        if self.seq < 1 or not (self.supersedes is None or 1 <= self.supersedes < self.seq):
            raise ValueError(f"entry {self.seq} cannot supersede {self.supersedes}")
        check_moment("recorded_at", self.recorded_at)
        check_moment("superseded_at", self.superseded_at)
        check_order("entry", self.recorded_at, self.superseded_at)

    def known_on(self, moment: datetime) -> bool:
        """Whether it stood in the book at that instant."""
        return self.recorded_at <= moment and (self.superseded_at is None or moment < self.superseded_at)
