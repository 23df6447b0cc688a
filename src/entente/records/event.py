"""One happening in the world, folded from the claims about it, and claims that cannot both hold."""

from datetime import date

from msgspec.structs import force_setattr

from entente.records.actors import Participant
from entente.records.claim import Claim, Place
from entente.records.codes import (
    EVENT_TYPES,
    ConflictField,
    ConflictKind,
    ConflictState,
    Domain,
    EventType,
    Quad,
    Status,
)
from entente.records.dates import DateSpan
from entente.records.grade import Grade
from entente.records.ids import check_id, content_id
from entente.records.record import Record, check_order


class Event(Record, frozen=True, kw_only=True, tag_field="record", tag="event"):
    """One happening and the claims about it; every other value is derived from them."""

    event_id: str = ""
    """`evt:` id; made from its first claim id in sorted order when left empty, so it seldom moves as claims join."""
    claims: tuple[str, ...]
    """`clm:` ids, sorted."""
    type: EventType
    mode: str | None = None
    """None: the claims give none."""
    actors: tuple[Participant, ...] = ()
    """Empty: no claim tells who did it."""
    recipients: tuple[Participant, ...] = ()
    domains: tuple[Domain, ...]
    """The first is primary."""
    when: DateSpan
    where: Place | None = None
    """None: no claim says."""
    status: Status
    """That of the best-graded claim, ties to the latest published (C4)."""
    intensity: float
    """PLOVER conflict-cooperation score, ordinal, -10 to +10."""
    quad: Quad
    grade: Grade
    n_documents: int
    n_independent: int
    """Documents of different independence groups that are no copies of each other."""
    first_published: date | None = None
    """None: no document of it has a date."""
    last_published: date | None = None
    """None exactly when `first_published` is."""
    conflicts: tuple[str, ...] = ()
    """`cnf:` ids, sorted."""
    merged_from: tuple[str, ...] = ()
    """`evt:` ids that now resolve to this one (C6)."""
    split_from: str | None = None
    """`evt:` id it was part of; None: never split (C6)."""

    def __post_init__(self) -> None:
        """Claims are sorted, codes agree with each other, counts and clocks are in order (D4)."""
        if not self.claims or list(self.claims) != sorted(set(self.claims)):
            raise ValueError("an event has at least one claim, and its claim ids are sorted and different")
        self._check_codes()
        if not 1 <= self.n_independent <= self.n_documents:
            raise ValueError(f"{self.n_independent} independent of {self.n_documents} documents")
        check_order("publication", self.first_published, self.last_published)
        if (
            self.status == "happened"
            and self.first_published
            and (self.when.earliest or date.min) > self.first_published
        ):
            raise ValueError(f"reported on {self.first_published} as happened, but dated from {self.when.earliest}")
        if self.event_id:
            check_id(self.event_id, "evt")
        else:
            force_setattr(self, "event_id", content_id("evt", self.claims[0]))

    def _check_codes(self) -> None:
        facts = EVENT_TYPES[self.type]
        if self.mode is not None and self.mode not in facts.modes:
            raise ValueError(f'{self.type} has no mode "{self.mode}"')
        if self.quad != facts.quad:
            raise ValueError(f"{self.type} is quad {facts.quad}, not {self.quad}")
        if not -10 <= self.intensity <= 10:
            raise ValueError(f"intensity {self.intensity} is outside -10 to +10")


class Conflict(Record, frozen=True, kw_only=True, tag_field="record", tag="conflict"):
    """Two claims that cannot both hold, and the field they differ in."""

    conflict_id: str = ""
    """`cnf:` id; made from the pair and the field when left empty."""
    claim_a: str
    """`clm:` id; for `superseded` the older one."""
    claim_b: str
    """`clm:` id."""
    field: ConflictField
    kind: ConflictKind
    """Later figures of the same holder are `superseded`, which is growth and no contradiction."""
    state: ConflictState = "open"
    note: str | None = None
    """Why it was resolved or explained; None: nobody has said."""

    def __post_init__(self) -> None:
        """A conflict is between two claims."""
        if self.claim_a == self.claim_b:
            raise ValueError(f"{self.claim_a} cannot conflict with itself")
        check_id(self.claim_a, "clm")
        check_id(self.claim_b, "clm")
        if self.conflict_id:
            check_id(self.conflict_id, "cnf")
        else:
            pair = sorted((self.claim_a, self.claim_b))
            force_setattr(self, "conflict_id", content_id("cnf", *pair, self.field))


def may_be_one_event(one: Claim, other: Claim) -> bool:
    """C3: both cooperative, both conflictual or both neutral, and dates that may meet; polarity may differ."""
    if one.type is None or other.type is None:
        return False
    return _family(one.type) == _family(other.type) and one.when.overlaps(other.when) != "no"


def _family(kind: EventType) -> int:
    """0 neutral, 1 cooperation, 2 conflict."""
    return (EVENT_TYPES[kind].quad + 1) // 2
