"""Something promised or built over time, and the milestones it has reached."""

from collections.abc import Sequence
from datetime import date

from msgspec.structs import force_setattr

from entente.records.actors import Participant
from entente.records.claim import Amount
from entente.records.codes import COUNTED, STAGES, Binding, Domain, PartyRole, Stage, Status, UndertakingKind
from entente.records.dates import DateSpan
from entente.records.ids import check_id, content_id
from entente.records.record import Record
from entente.words import fold_text

_RESUMES: frozenset[Stage] = frozenset({"under_way", "negotiating"})


class Party(Record, frozen=True, kw_only=True):
    """Who is bound by an undertaking or serves it, and how."""

    actor: Participant
    role: PartyRole


class StageRecord(Record, frozen=True, kw_only=True):
    """A milestone as reported: reached, planned, hypothetical or denied."""

    stage: Stage
    when: DateSpan
    party: Participant | None = None
    """Whose act it is, as in ratification; None: of the whole."""
    status: Status
    provisional: bool = False
    claims: tuple[str, ...]
    """`clm:` ids, at least one."""

    def __post_init__(self) -> None:
        """A milestone is never invented (L9)."""
        if not self.claims:
            raise ValueError(f"stage {self.stage} stands on no claim")
        for claim in self.claims:
            check_id(claim, "clm")

    @property
    def reached(self) -> bool:
        """Whether it happened or is under way; planned, called-for and hypothetical ones never move a stage (L3)."""
        return self.status in COUNTED


class Undertaking(Record, frozen=True, kw_only=True, tag_field="record", tag="undertaking"):
    """A treaty, loan, line, visit or other thing promised or built over time."""

    undertaking_id: str = ""
    """`und:` id; made from kind, title and parties when left empty."""
    kind: UndertakingKind
    title: str
    parties: tuple[Party, ...] = ()
    """Empty: no text names them."""
    binding: Binding = "unknown"
    domains: tuple[Domain, ...] = ()
    amounts: tuple[Amount, ...] = ()
    parent: str | None = None
    """`und:` id of the whole it is part of; None: of none."""
    renews: str | None = None
    """`und:` id of an ended one it revives (L6); None: it is new."""
    supersedes: str | None = None
    """`und:` id it replaces; None: it replaces none."""
    history: tuple[StageRecord, ...] = ()
    last_heard: date | None = None
    """Latest publication that speaks of it; None: none of them has a date."""

    def __post_init__(self) -> None:
        """It has a title, and links lead to other undertakings."""
        if not self.title:
            raise ValueError("an undertaking has a title")
        for link in (self.parent, self.renews, self.supersedes):
            if link is not None:
                check_id(link, "und")
        if self.undertaking_id:
            check_id(self.undertaking_id, "und")
        else:
            parties = sorted({fold_text(party.actor.actor_id or party.actor.name) for party in self.parties})
            force_setattr(self, "undertaking_id", content_id("und", self.kind, fold_text(self.title), parties))

    @property
    def stage(self) -> Stage | None:
        """Where it stands (L2); None: no milestone has been seen reached."""
        deciding = deciding_record(self.history)
        return deciding.stage if deciding else None

    @property
    def stage_as_of(self) -> date | None:
        """The last day on which that stage may have been entered; None: no stage, or an open date."""
        deciding = deciding_record(self.history)
        return deciding.when.latest if deciding else None


def deciding_record(history: Sequence[StageRecord]) -> StageRecord | None:
    """What sets the stage (L2, L6): the last end, else the last side state not since lifted, else the highest rank."""
    reached = sorted((record for record in history if record.reached), key=lambda record: record.when.bounds)
    ends = [record for record in reached if STAGES[record.stage].track == "end"]
    if ends:
        return ends[-1]
    if side := _standing_side(reached):
        return side
    milestones = (record for record in reached if STAGES[record.stage].track == "milestone")
    return max(milestones, key=lambda record: STAGES[record.stage].rank, default=None)


def _standing_side(reached: Sequence[StageRecord]) -> StageRecord | None:
    """The last stall or pause that no later start or talks lifted (L5)."""
    for record in reversed(reached):
        if record.stage in _RESUMES:
            return None
        if STAGES[record.stage].track == "side":
            return record
    return None


def completed_before_signed(history: Sequence[StageRecord]) -> bool:
    """Whether a completion certainly precedes a signature, which calls for a Conflict (D5)."""
    reached = [record for record in history if record.reached]
    signed = [record.when for record in reached if record.stage == "signed"]
    completed = [record.when for record in reached if record.stage == "completed"]
    return any(done.before(signature) == "yes" for done in completed for signature in signed)
