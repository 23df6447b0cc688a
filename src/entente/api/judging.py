"""What a person rules on two records: the same, or different; kept apart from what the machine decides, and reversible.

A ruling is a new line of the ledger. A later reading or another version of Entente weighs everything else again and
leaves it standing; only another ruling takes its place.
"""

from collections.abc import Iterable, Mapping, Sequence

from entente import __version__
from entente.api import Project
from entente.errors import EntenteError
from entente.ledger import Batch, Ledger, Snapshot
from entente.merge import Merged, event_id_of
from entente.pipeline import undertaking_mentions
from entente.records import Decision, Producer, Reason
from entente.records.codes import Answer, Relation

PRODUCER = Producer(name="entente judge", version=__version__)
NEUTRAL: Answer = "maybe"
"""What a ruling says that leaves the pair to the machine again."""
RELATIONS: Mapping[str, Relation] = {
    "clm": "same_event", "evt": "same_event", "und": "same_undertaking", "doc": "copy_of",
}  # fmt: skip
"""What is ruled on two records, by what their ids name."""

_EXAMPLES = "take two from `entente events`, `entente undertakings` or `entente sources`"


class Bench:
    """A project's records, its merge, and the rulings on them."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self.snapshot, self.merged = project.merged()

    @property
    def standing(self) -> tuple[Decision, ...]:
        """A person's rulings that no later one replaced, in order of their pairs."""
        return standing_rulings(self.snapshot.decisions)

    @property
    def unsure(self) -> tuple[Decision, ...]:
        """Pairs that the machine leaves open, the likeliest first, without those that a person ruled on."""
        ruled = {(one.relation, one.left, one.right) for one in self.standing}
        left = (d for d in self.merged.decisions if d.verdict == NEUTRAL and (d.relation, d.left, d.right) not in ruled)
        return tuple(sorted(left, key=lambda one: (one.relation, -_score(one), one.left, one.right)))

    def rule(self, one: str, other: str, verdict: Answer, because: str = "") -> Decision:
        """Writes that two records are the same (`yes`), or not; of two texts, `yes` says the first copies the second.

        Args:
            one: an id or its beginning; an event id that was ever given counts.
            other: likewise, of the same kind.
            verdict: `maybe` takes back what was ruled and leaves the pair to the machine.
            because: the person's own words.
        """
        relation, left, right = self._pair(one, other)
        before = _last_on(self.snapshot.decisions, relation, left, right)
        if verdict == NEUTRAL and (before is None or before.verdict == NEUTRAL):
            raise EntenteError("there is no ruling on this pair", f"{one} {other}", "`entente judge list` shows all")
        if before and (before.verdict, before.left) == (verdict, left):
            raise EntenteError(
                "this is what was ruled already", before.decision_id, "`entente judge undo` takes it back"
            )
        reasons = (Reason(name="by_hand", score=1.0, left=because),)
        made = Decision(
            relation=relation, left=left, right=right, verdict=verdict, reasons=reasons,
            revokes=before.decision_id if before else None,
        )  # fmt: skip
        with Ledger.open(self._project.ledger) as ledger:
            ledger.append(Batch(producer=PRODUCER, records=(made,)))
        return made

    def _pair(self, one: str, other: str) -> tuple[Relation, str, str]:
        """The relation that may hold between two records, and their ids as rulings name them."""
        first, second = self._find(one), self._find(other)
        relation = RELATIONS[first.partition(":")[0]]
        if relation != RELATIONS[second.partition(":")[0]]:
            raise EntenteError("these are records of two kinds", f"{first} {second}", _EXAMPLES)
        left, right = self._claim_of.get(first, first), self._claim_of.get(second, second)
        if left == right:
            raise EntenteError("this is one record", f"{one} {other}", _EXAMPLES)
        return (relation, left, right) if relation == "copy_of" else (relation, min(left, right), max(left, right))

    def _find(self, words: str) -> str:
        """The one id that begins so, with or without its prefix."""
        names = self._names
        found = [words] if words in names else [n for n in names if words and _begins(n, words)]
        if not found:
            raise EntenteError("no event, claim, undertaking or document has this id", words, _EXAMPLES)
        if len(found) > 1:
            raise EntenteError(f"{len(found)} records begin so", words, f"write more of it: {', '.join(found[:3])}")
        return found[0]

    @property
    def _claim_of(self) -> Mapping[str, str]:
        """By every event id that was ever given, the claim that it stands on."""
        return {event_id_of(claim.claim_id): claim.claim_id for claim in self.snapshot.claims}

    @property
    def _names(self) -> frozenset[str]:
        claims = (claim.claim_id for claim in self.snapshot.claims)
        documents = {document.doc_id: document for document in self.snapshot.documents}
        works = undertaking_mentions(self.snapshot.claims, documents, self._project.actors.by_id)
        return frozenset((*claims, *documents, *self._claim_of, *(mention.mention_id for mention in works)))


def standing_rulings(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Rulings that no later one replaced and that were not taken back."""
    made = tuple(decisions)
    revoked = {decision.revokes for decision in made}
    stand = (d for d in made if d.decision_id not in revoked and d.verdict != NEUTRAL)
    return tuple(sorted(stand, key=lambda one: (one.relation, one.left, one.right)))


def rulings_of(snapshot: Snapshot, merged: Merged, claims: Iterable[str]) -> tuple[Decision, ...]:
    """What the machine or a person decided on pairs that hold one of these claims, the surest first."""
    wanted = frozenset(claims)
    by_hand = [one for one in standing_rulings(snapshot.decisions) if one.relation == "same_event"]
    every = (*by_hand, *(one for one in merged.decisions if one.relation == "same_event"))
    found = [one for one in every if one.left in wanted or one.right in wanted]
    return tuple(sorted(found, key=lambda one: (not is_by_hand(one), -_score(one), one.left, one.right)))


def is_by_hand(decision: Decision) -> bool:
    """Whether a person decided it."""
    return any(reason.name == "by_hand" for reason in decision.reasons)


def _score(decision: Decision) -> float:
    return sum(reason.score for reason in decision.reasons)


def _last_on(rulings: Sequence[Decision], relation: Relation, left: str, right: str) -> Decision | None:
    """The ruling on a pair that none replaced, in whichever order it names them."""
    revoked, pair = {one.revokes for one in rulings}, {left, right}
    mine = (one for one in rulings if one.relation == relation and {one.left, one.right} == pair)
    return next((one for one in mine if one.decision_id not in revoked), None)


def _begins(name: str, words: str) -> bool:
    return name.startswith(words) or name.partition(":")[2].startswith(words)
